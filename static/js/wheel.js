// Move a meeting along the year wheel, with the pointer or the arrow keys, and see at once what the day would break.
//
// <div data-wheel data-check="/address/"> holds the picture of templates/meetings/_wheel.svg.html, whose links with
// data-moves="id" can be moved, and [data-wheel-said], where the answers of the check are shown. The element with that
// id, a line of the list, holds <form data-move data-day="2027-02-10" data-start="09.00" data-end="11.00">, which is
// sent with the field `date` when the meeting is dropped. Without this script the form's own buttons move it.
const DAY = 86400000;
const PAUSE = 150;
const KEYS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const THRESHOLD = 5;

function start(wheel) {
  const picture = wheel.querySelector("svg");
  const said = wheel.querySelector("[data-wheel-said]");
  const usual = said.innerHTML;
  const year = picture.querySelector(".year-wheel__year");
  const count = picture.querySelector(".year-wheel__count");
  const hub = [year.textContent, count.textContent];
  const centre = picture.viewBox.baseVal.width / 2;
  const language = document.documentElement.lang;
  let move = null; // the meeting on its way: link, form, ghost, radius, from, day
  let dragging = false;

  const words = (day, options) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options }).format(day);
  const parse = (text) => new Date(`${text}T00:00:00Z`);
  const iso = (day) => day.toISOString().slice(0, 10);
  const first = (day) => Date.UTC(day.getUTCFullYear(), 0, 1);
  const length = (day) => (Date.UTC(day.getUTCFullYear() + 1, 0, 1) - first(day)) / DAY;

  function place(day, radius) {
    const turn = (((day - first(day)) / DAY + 0.5) / length(day)) * 2 * Math.PI;
    return `translate(${(centre + radius * Math.sin(turn)).toFixed(2)} ${(centre - radius * Math.cos(turn)).toFixed(2)})`;
  }

  // The working day of the year under the pointer.
  function dayAt({ clientX, clientY }) {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(picture.getScreenCTM().inverse());
    const turn = (Math.atan2(x - centre, centre - y) / (2 * Math.PI) + 1) % 1;
    return working(new Date(first(move.from) + Math.floor(turn * length(move.from)) * DAY), 1);
  }

  function working(day, direction) {
    let found = day;
    while (found.getUTCDay() % 6 === 0) found = new Date(+found + direction * DAY);
    return found.getUTCFullYear() === move.from.getUTCFullYear() ? found : move.day;
  }

  function begin(link) {
    const form = document.getElementById(link.dataset.moves).querySelector("form[data-move]");
    const mark = link.querySelector(".year-wheel__mark");
    const { e, f } = mark.transform.baseVal.consolidate().matrix;
    const day = parse(form.dataset.day);
    move = { link, form, radius: Math.hypot(e - centre, f - centre), from: day, day, ghost: mark.cloneNode(true), timer: 0 };
    move.ghost.classList.add("year-wheel__ghost");
    move.ghost.setAttribute("aria-hidden", "true");
    picture.append(move.ghost);
    link.dataset.left = "";
    show(day);
  }

  function show(day) {
    move.day = day;
    move.ghost.setAttribute("transform", place(day, move.radius));
    year.textContent = words(day, { day: "numeric", month: "short" });
    year.dataset.long = "";
    count.textContent = words(day, { weekday: "long" });
    clearTimeout(move.timer);
    move.timer = setTimeout(judge, PAUSE);
  }

  async function judge() {
    const { form, day, ghost } = move;
    const query = new URLSearchParams({
      date: iso(day).split("-").reverse().join("."),
      start: form.dataset.start,
      end: form.dataset.end,
      meeting: form.dataset.meeting,
    });
    try {
      const answer = await fetch(`${wheel.dataset.check}?${query}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const text = await answer.text();
      if (move?.day !== day) return;
      said.innerHTML = text;
      ghost.dataset.judged = said.querySelector("[data-judged]")?.dataset.judged ?? "";
    } catch {
      document.dispatchEvent(new Event("htmx:sendError"));
    }
  }

  function end(keep) {
    const { link, form, ghost, from, day, timer } = move;
    clearTimeout(timer);
    move = null;
    delete link.dataset.left;
    ghost.remove();
    [year.textContent, count.textContent] = hub;
    delete year.dataset.long;
    said.innerHTML = usual;
    if (!keep || +day === +from) return;
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "date", value: iso(day) });
    form.append(field);
    form.requestSubmit();
  }

  picture.addEventListener("dragstart", (event) => event.preventDefault());

  picture.addEventListener("pointerdown", (event) => {
    const link = event.target.closest("[data-moves]");
    if (!link || event.button !== 0 || move) return;
    const drag = new AbortController();
    const { signal } = drag;
    dragging = true;
    const stop = (keep) => {
      drag.abort();
      dragging = false;
      if (move) end(keep);
    };
    document.addEventListener(
      "pointermove",
      (moved) => {
        if (!move && Math.hypot(moved.clientX - event.clientX, moved.clientY - event.clientY) < THRESHOLD) return;
        if (!move) begin(link);
        const day = dayAt(moved);
        if (+day !== +move.day) show(day);
      },
      { signal },
    );
    document.addEventListener(
      "pointerup",
      () => {
        // The click that follows a drag is no wish to follow the link.
        if (move) picture.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
        stop(true);
      },
      { signal },
    );
    document.addEventListener("pointercancel", () => stop(false), { signal });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && stop(false), { signal });
  });

  picture.addEventListener("keydown", (event) => {
    const link = event.target.closest("[data-moves]");
    if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = KEYS[event.key];
    if (step) {
      event.preventDefault();
      if (!move) begin(link);
      show(working(new Date(+move.day + step * DAY), Math.sign(step)));
    } else if (move && event.key === "Enter") {
      event.preventDefault();
      end(true);
    } else if (move && event.key === "Escape") {
      event.preventDefault();
      end(false);
    }
  });

  // Whoever leaves the mark with the keyboard has not said that it is to stay there.
  picture.addEventListener("focusout", () => move && !dragging && end(false));
}

for (const wheel of document.querySelectorAll("[data-wheel]")) start(wheel);
