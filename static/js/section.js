// A section while it is written: when two have changed the same, the form asks what is to stand, and sends the choices.
//
// The choices are fields of the form ([data-clash]); they come with the page, or with the answer to an autosave.
const asked = new WeakMap(); // form -> sends it again

document.addEventListener("autosave:clash", ({ target: form, detail: { panel, again } }) => {
  const place = form.querySelector("[data-clash]");
  if (!place) return;
  if (panel) place.innerHTML = panel;
  asked.set(form, again);
  place.querySelector("[data-clash-text]").focus();
});

document.addEventListener("submit", (event) => {
  const again = asked.get(event.target);
  if (!again) return;
  event.preventDefault();
  again({});
});

// The choices are stored: the text that came of them stands in the editor, and the writer goes on there.
document.addEventListener("autosave:saved", ({ target: form }) => {
  if (!asked.delete(form)) return;
  const place = form.querySelector("[data-clash]");
  const inside = place.contains(document.activeElement) || document.activeElement === document.body;
  place.replaceChildren();
  if (inside) form.elements.html.focus();
});
