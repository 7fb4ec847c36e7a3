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

// What was captured is stored: back to the text. What could not be stored stays, with the cursor in it.
document.addEventListener("htmx:afterSwap", (event) => {
  const place = document.getElementById(event.detail.target?.id);
  const item = place?.closest("[data-item]");
  if (!item || !place.classList.contains("outcomes")) return;
  const wrong = place.querySelector('[aria-invalid="true"]');
  (wrong ?? editorOf(item)).focus({ preventScroll: true });
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
  const other = outcomes(item).dataset.mark !== now.mark && !outcomes(item).querySelector("details[open]");
  if (!behind && !other) return;
  const answer = await fetch(item.dataset.now, { headers: { Accept: "application/json" }, redirect: "manual" });
  if (!answer.ok) return;
  const { version, html, said, outcomes: fresh } = await answer.json();
  if (behind && !mine.dataset.writing) {
    mine.dispatchEvent(new CustomEvent("autosave:take", { detail: { version, html, said } }));
  }
  if (other && !outcomes(item).querySelector("details[open]")) {
    outcomes(item).outerHTML = fresh;
    window.htmx?.process(outcomes(item));
  }
}

if (root) setInterval(pulse, PULSE);
