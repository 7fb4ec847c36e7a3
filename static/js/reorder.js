// <ol data-reorder="/address/" data-spoken="«{title}» er flyttet til plass {place} av {total}.">
//   <li data-item="7" data-title="…"> with templates/_parts/move_buttons.html and, for the pointer, a .handle
//
// A move posts `item` and `to` (the new place, counted from 1) with the header X-Reorder; any answer of 2xx means moved.
// The buttons are an ordinary form, so they work without this script too. Dragging is an extra for those who can. An item
// may hold a list of its own: what is in there moves along with it, and each list minds its own items alone. The numbers
// (.agenda__number) stay at their places. The answer may be JSON, {"times": {"7": "kl. 09.30"}}: what each item's [data-time]
// says from now on, "" for nothing.
function start(list) {
  let before = [];

  const items = () => [...list.querySelectorAll(":scope > [data-item]")];
  const own = (part) => part?.closest("[data-reorder]") === list;

  function restore() {
    list.append(...before);
    refresh();
  }

  // The end buttons stay in the tab order, so that focus is not lost when an item arrives at an end.
  function refresh() {
    const all = items();
    all.forEach((item, index) => {
      const up = item.querySelector("[data-move='up']");
      const down = item.querySelector("[data-move='down']");
      up?.setAttribute("aria-disabled", String(index === 0));
      down?.setAttribute("aria-disabled", String(index === all.length - 1));
      if (up) up.value = index;
      if (down) down.value = index + 2;
    });
  }

  function renumber() {
    const numbers = before.map((item) => item.querySelector(".agenda__number")?.textContent);
    items().forEach((item, index) => {
      const [first, ...under] = item.querySelectorAll(".agenda__number");
      if (!first) return;
      for (const one of under) one.textContent = numbers[index] + one.textContent.slice(first.textContent.length);
      first.textContent = numbers[index];
    });
  }

  function retime(times) {
    for (const [id, words] of Object.entries(times)) {
      const place = document.querySelector(`[data-item="${CSS.escape(id)}"] [data-time]`);
      if (!place) continue;
      place.textContent = words;
      place.hidden = !words;
    }
  }

  function speak(item) {
    const all = items();
    const words = { title: item.dataset.title, place: all.indexOf(item) + 1, total: all.length };
    document.getElementById("sagt").textContent = list.dataset.spoken.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  }

  async function save(item) {
    const form = item.querySelector("form");
    const body = new FormData(form);
    body.set("to", items().indexOf(item) + 1);
    refresh();
    try {
      const answer = await fetch(list.dataset.reorder, { method: "POST", body, headers: { "X-Reorder": "1" }, redirect: "manual" });
      if (!answer.ok) throw new Error(String(answer.status));
      renumber();
      if (answer.headers.get("Content-Type") === "application/json") retime((await answer.json()).times);
      speak(item);
    } catch {
      restore();
      document.dispatchEvent(new Event("htmx:sendError"));
    }
  }

  list.addEventListener("submit", (event) => {
    const direction = event.submitter?.dataset.move;
    if (!direction || !own(event.submitter)) return;
    event.preventDefault();
    const button = event.submitter;
    if (button.getAttribute("aria-disabled") === "true") return;
    const item = button.closest("[data-item]");
    before = items();
    if (direction === "up") item.previousElementSibling.before(item);
    else item.nextElementSibling.after(item);
    button.focus();
    save(item);
  });

  // Listen on the document while dragging: moving the element in the page ends pointer capture.
  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest(".handle")?.closest("[data-item]");
    if (!item || !own(item) || event.button !== 0) return;
    event.preventDefault();
    before = items();
    item.dataset.dragged = "";
    const drag = new AbortController();
    const { signal } = drag;

    function end(keep) {
      drag.abort();
      delete item.dataset.dragged;
      if (!keep) restore();
      else if (items().some((other, index) => other !== before[index])) save(item);
    }

    document.addEventListener(
      "pointermove",
      ({ clientY }) => {
        for (const other of items()) {
          if (other === item) continue;
          const { top, bottom, height } = other.getBoundingClientRect();
          if (clientY < top || clientY > bottom) continue;
          if (clientY < top + height / 2) other.before(item);
          else other.after(item);
        }
      },
      { signal },
    );
    document.addEventListener("pointerup", () => end(true), { signal });
    document.addEventListener("pointercancel", () => end(false), { signal });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && end(false), { signal });
  });

  list.dataset.ready = "";
  refresh();
}

for (const list of document.querySelectorAll("[data-reorder]")) start(list);
// A list that htmx has put into the page.
document.addEventListener("htmx:load", ({ target }) => {
  if (!(target instanceof Element)) return;
  const lists = target.matches("[data-reorder]") ? [target] : target.querySelectorAll("[data-reorder]");
  for (const list of lists) if (!("ready" in list.dataset)) start(list);
});
