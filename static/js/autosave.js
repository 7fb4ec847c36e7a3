// <form data-autosave="/address/">: sends the form's fields a moment after the last change.
//
// Answers, as JSON: 200 {version, saved}, 409 {sentence} when somebody else has saved meanwhile, 422 {sentence} when
// the text cannot be stored. "Lagret" is said only when the server has answered. Without network the text lies in
// this browser and is sent when the network is back; with data-autosave-closed nothing is kept in the browser.
//
// 200 may carry {merged, began, warning}: the fields after another's changes were joined in, and the version that holds
// what was sent, where the server keeps every version.
//
// A form with a field `base` has its text (`html`) joined with others' by the server: `base` is the text that this
// screen began from, `lost` what was sent without an answer; 200 may carry {html}, the joined text, and {warning}.
//
// 409 fires "autosave:clash" on the form, whose listener may ask the writer and call detail.again({keep}); so does a page
// that comes with the question in it. "autosave:saved" follows what was stored. "autosave:take" puts in what another
// writer has saved. While something here is not stored the form carries data-writing.
const PAUSE = 800;
const RETRY = 10000;

// What a value says, without its elements, which the server may write in another way.
function words(value) {
  return new DOMParser().parseFromString(value.replaceAll("<", " <"), "text/html").body.textContent.split(/\s+/).join(" ").trim();
}

function start(form) {
  const status = form.querySelector("[data-save-status]");
  const offer = form.querySelector("[data-draft-offer]");
  const version = form.elements.version;
  const base = form.elements.base;
  const text = base && form.elements.html;
  const key = `draft:${document.body.dataset.user}:${form.dataset.autosave}`;
  const keeps = !("autosaveClosed" in form.dataset);
  let timer = 0;
  let dirty = false; // something is not stored on the server
  let newer = false; // something has changed since the last sending began
  let sending = false;
  let stopped = false;
  let sent = ""; // the text that is on its way
  let lost; // what was sent without an answer: the server may have it
  let chosen = {}; // what the writer has answered to a clash
  let offered = null; // a text from before, that the writer has neither taken nor thrown away

  function say(state, text) {
    status.dataset.state = state;
    if (status.textContent !== text) status.textContent = text;
  }

  function fields() {
    return [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  }

  function keepDraft() {
    if (!keeps) return;
    try {
      localStorage.setItem(key, JSON.stringify({ version: version?.value, fields: fields() }));
    } catch {
      // The browser has no room or allows no storage; the status says that nothing is saved anyway.
    }
  }

  function dropDraft() {
    if (offered) localStorage.setItem(key, offered);
    else localStorage.removeItem(key);
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  async function send() {
    if (stopped || sending || !dirty) return;
    sending = true;
    newer = false;
    sent = text?.value;
    say("saving", status.dataset.saving);
    const body = new FormData(form);
    for (const [name, value] of Object.entries(chosen)) body.set(name, value);
    if (base && lost !== undefined) body.set("lost", lost);
    try {
      await take(
        await fetch(form.dataset.autosave, {
          method: "POST",
          body,
          headers: { "X-Autosave": "1", Accept: "application/json" },
          redirect: "manual",
        }),
      );
      chosen = {};
      lost = undefined;
    } catch {
      lost = sent;
      keepDraft();
      say("offline", keeps ? status.dataset.offline : status.dataset.offlineClosed);
      later(RETRY);
    }
    sending = false;
    mark();
    if (newer) later(PAUSE);
  }

  function mark() {
    if (dirty) form.dataset.writing = "";
    else delete form.dataset.writing;
  }

  // Another text in the field, as if it had been there from the beginning.
  function put(html) {
    text.value = html;
    base.value = html;
    text.dispatchEvent(new CustomEvent("restored"));
  }

  async function take(answer) {
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      refuse("refused", status.dataset.loggedOut);
      return;
    }
    if (answer.status >= 500) throw new Error(String(answer.status));
    const { version: number, saved, sentence, html, warning, panel, merged, began } = await answer.json();
    if (answer.ok) {
      // Whoever has typed on goes on from the version that holds what was sent, and is merged the next time.
      if (version && number !== undefined) version.value = merged && newer ? began : number;
      if (merged && !newer) show(merged);
      if (base && html !== undefined && !newer) put(html);
      else if (base) base.value = sent;
      dirty = newer;
      if (!dirty) dropDraft();
      say("saved", [`${status.dataset.saved} ${saved}`, warning].filter(Boolean).join(". "));
      form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true }));
    } else if (answer.status === 409) {
      refuse("conflict", sentence);
      ask(panel);
    } else {
      say("refused", sentence);
    }
  }

  // What the server made of this text and another writer's.
  function show(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = form.elements[name];
      if (!(field instanceof HTMLElement) || field.value === value) continue;
      field.value = value;
      field.dispatchEvent(new CustomEvent("restored"));
    }
  }

  // Saving again would not help: stop, keep the text where it is, and say what to do.
  function refuse(state, sentence) {
    stopped = true;
    keepDraft();
    say(state, sentence);
  }

  function ask(panel) {
    form.dispatchEvent(new CustomEvent("autosave:clash", { bubbles: true, cancelable: true, detail: { panel, again } }));
  }

  function again(choice) {
    chosen = choice;
    stopped = false;
    dirty = true;
    later(0);
  }

  function changed() {
    dirty = true;
    newer = true;
    mark();
    if (stopped) keepDraft();
    else later(PAUSE);
  }

  // A text that this browser has from before. What has been stored since is joined with it by the server, which is told
  // the version that it began from.
  function offerDraft() {
    const text = keeps && localStorage.getItem(key);
    if (!text || !offer) return;
    const draft = JSON.parse(text);
    const values = draft.fields.filter(([name]) => form.elements[name] instanceof HTMLElement);
    const older = draft.version !== version?.value;
    const texts = values.filter(([name]) => name !== "version" && name !== "base");
    if (older && texts.every(([name, value]) => words(form.elements[name].value) === words(value))) {
      dropDraft();
      return;
    }
    offered = text;
    offer.hidden = false;
    offer.querySelector("[data-draft-older]").hidden = !older;
    offer.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (!button) return;
      offered = null;
      offer.hidden = true;
      if (button.matches("[data-draft-restore]")) {
        show(Object.fromEntries(values));
        changed();
      } else if (!dirty) {
        dropDraft();
      }
    });
  }

  if (base) {
    base.disabled = false;
    base.value = text.value;
  }
  form.addEventListener("autosave:take", ({ detail }) => {
    if (dirty || sending || stopped || detail.version <= Number(version.value)) return;
    if (base) put(detail.html);
    else show(detail.values);
    version.value = detail.version;
    say("saved", detail.said);
  });
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    if (dirty) keepDraft();
    stopped = true;
    dirty = false;
  });
  addEventListener("online", () => dirty && later(0));
  addEventListener("beforeunload", (event) => {
    if (dirty || sending) event.preventDefault();
  });
  if (form.querySelector("[data-clash-text]")) {
    // The page itself asks what is to stand: what is in the form is not stored, and not sent before it is answered.
    dirty = stopped = true;
    mark();
    keepDraft();
    ask();
  } else {
    offerDraft();
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) start(form);
