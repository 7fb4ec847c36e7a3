// [data-writers-from="/address/"]: asks every few seconds, while the page is looked at, who else writes here.
//
// The answer is JSON, {writers: {section: words}}; each [data-writers="section"] says what its section's are. On a page
// with a form the version that it holds goes along, and the answer may carry {version, values, said}: what somebody else
// has stored since, which the form takes when nothing has been typed in it (autosave.js).
const PULSE = 5000;
const root = document.querySelector("[data-writers-from]");
const form = document.querySelector("form[data-autosave]");

async function pulse() {
  if (document.hidden) return;
  const address = new URL(root.dataset.writersFrom, location.href);
  if (form) address.searchParams.set("versjon", form.elements.version.value);
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (!answer.ok) return;
    const found = await answer.json();
    for (const place of document.querySelectorAll("[data-writers]")) {
      const words = found.writers[place.dataset.writers] ?? "";
      if (place.textContent !== words) place.textContent = words;
    }
    if (found.values) form?.dispatchEvent(new CustomEvent("autosave:take", { detail: found }));
  } catch {
    // Without network nobody is known; autosave says what is not stored.
  }
}

if (root) {
  setInterval(pulse, PULSE);
  document.addEventListener("visibilitychange", pulse);
}
