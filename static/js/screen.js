// The screen in the room: arrow keys and Page Up/Down go to the item before and after, as in a slide show.
const KEYS = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "prev", PageUp: "prev" };

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("a, button, input, textarea, select, summary, [popover]")) {
    return;
  }
  const link = KEYS[event.key] && document.querySelector(`.screen a[rel="${KEYS[event.key]}"]`);
  if (!link) return;
  event.preventDefault();
  location.assign(link.href);
});
