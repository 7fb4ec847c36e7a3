// Minutes while they are written: keys, what another writer has written, and what to do when two have changed the same words.
//
// [data-minutes] asks every few seconds which items have changed ({items: {id: {version, mark}}}); an item that is not
// being written on here is fetched from its data-now ({version, html, said, outcomes}).
const PULSE = 5000;
const root = document.querySelector("[data-minutes]");
const items = [...document.querySelectorAll("[data-item]")];

const form = (item) => item.querySelector("form[data-autosave]");
const outcomes = (item) => item.querySelector(".outcomes");

function editorOf(item) {
  return item.querySelector(".editor__text") ?? item.querySelector("textarea");
}

// The item that the writer is in, else the first one that can be seen.
function here() {
  const inside = document.activeElement?.closest("[data-item]");
  return inside ?? items.find((item) => item.getBoundingClientRect().bottom > 80) ?? items[0];
}

function goTo(item) {
  if (!item) return;
  item.scrollIntoView({ block: "start" });
  editorOf(item).focus({ preventScroll: true });
}

function open(item, kind) {
  const details = item.querySelector(`details[data-outcome="${kind}"]`);
  if (!details) return;
  details.open = true;
  details.querySelector("textarea, input:not([type=hidden])").focus();
}

const KEYS = {
  KeyN: () => goTo(items[items.indexOf(here()) + 1]),
  KeyP: () => goTo(items[items.indexOf(here()) - 1]),
  KeyV: () => open(here(), "decision"),
  KeyO: () => open(here(), "task"),
};

document.addEventListener("keydown", (event) => {
  if (event.altKey && event.shiftKey && !event.ctrlKey && KEYS[event.code]) {
    event.preventDefault();
    KEYS[event.code]();
    return;
  }
  const details = event.target.closest("details[data-outcome]");
  if (!details) return;
  if (event.key === "Escape") {
    const item = details.closest("[data-item]");
    details.open = false;
    editorOf(item).focus();
  }
  if (event.key === "Enter" && event.ctrlKey && event.target.matches('[data-send-with="Control+Enter"]')) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

const OUTCOME = "details[data-outcome]";
const typed = (form) => [...form.elements].filter((one) => one.name && one.type !== "hidden");
const words = (form) => JSON.stringify(typed(form).map((one) => one.value));
const sent = new WeakMap(); // form -> what it held when it was sent

// What was typed while the form was on its way goes into the one that tells why it could not be stored.
function carry(details, theirs) {
  const at = details.contains(document.activeElement) ? document.activeElement : null;
  const [start, end] = [at?.selectionStart, at?.selectionEnd];
  const form = theirs.querySelector("form");
  for (const one of typed(details.querySelector("form"))) form.elements[one.name].value = one.value;
  details.replaceWith(theirs);
  const same = at?.name && form.elements[at.name];
  if (!same) return;
  same.focus({ preventScroll: true });
  same.setSelectionRange?.(start, end);
}

// Show an item's decisions and tasks as they are now. Of the forms only the one that was sent is exchanged, and not
// when more has been typed in it since: no answer takes away words that are not stored, or the cursor among them.
function show(place, html, sender = null) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".outcomes");
  const details = sender?.closest(OUTCOME);
  const theirs = details && fresh.querySelector(`details[data-outcome="${details.dataset.outcome}"]`);
  if (theirs && words(sender) === sent.get(sender)) details.replaceWith(theirs);
  else if (theirs?.querySelector('[aria-invalid="true"]')) carry(details, theirs);
  for (const old of [...place.children]) if (!old.matches(".outcomes__new")) old.remove();
  for (const one of [...fresh.children].reverse()) if (!one.matches(".outcomes__new")) place.prepend(one);
  place.dataset.mark = fresh.dataset.mark;
  window.htmx?.process(place);
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (form.matches(`${OUTCOME} form`)) sent.set(form, words(form));
});

// What was captured is stored: back to the text. What could not be stored stays, with the cursor in it. A writer who
// has gone on to something else meanwhile is left there, and hears what is wrong.
document.addEventListener("htmx:beforeSwap", (event) => {
  const place = event.detail.target;
  if (!event.detail.shouldSwap || !place?.matches?.(".outcomes")) return;
  event.detail.shouldSwap = false;
  const form = event.detail.requestConfig.elt;
  show(place, event.detail.serverResponse, form.matches(`${OUTCOME} form`) ? form : null);
  const wrong = place.querySelector('[aria-invalid="true"]');
  if (document.activeElement === document.body) {
    (wrong ?? editorOf(place.closest("[data-item]"))).focus({ preventScroll: true });
  } else if (wrong && document.activeElement !== wrong) {
    const why = document.getElementById(`${wrong.id}_error`)?.textContent.trim();
    if (why) document.getElementById("sagt").textContent = why;
  }
});

// Two have changed the same words: show both, and send again with the writer's choice.
document.addEventListener("autosave:clash", (event) => {
  const place = event.target.querySelector("[data-clash]");
  if (!place || !event.detail.panel) return;
  event.preventDefault();
  place.innerHTML = event.detail.panel;
  place.querySelector("[data-clash-text]").focus();
  place.addEventListener(
    "click",
    (click) => {
      const button = click.target.closest("[data-keep]");
      if (!button) return;
      click.preventDefault();
      place.replaceChildren();
      event.detail.again({ keep: button.dataset.keep });
      editorOf(event.target.closest("[data-item]")).focus();
    },
  );
});

async function pulse() {
  if (document.hidden) return;
  try {
    const answer = await fetch(root.dataset.minutes, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (!answer.ok) return;
    const found = (await answer.json()).items;
    for (const item of items) {
      const now = found[item.dataset.item];
      if (now) await follow(item, now);
    }
  } catch {
    // Without network there is nothing new; autosave says what is not stored.
  }
}

async function follow(item, now) {
  const mine = form(item);
  const behind = Number(mine.elements.version.value) < now.version && !mine.dataset.writing;
  const other = outcomes(item).dataset.mark !== now.mark;
  if (!behind && !other) return;
  const answer = await fetch(item.dataset.now, { headers: { Accept: "application/json" }, redirect: "manual" });
  if (!answer.ok) return;
  const { version, html, said, outcomes: fresh } = await answer.json();
  if (behind && !mine.dataset.writing) {
    mine.dispatchEvent(new CustomEvent("autosave:take", { detail: { version, html, said } }));
  }
  if (other) show(outcomes(item), fresh);
}

if (root) setInterval(pulse, PULSE);
