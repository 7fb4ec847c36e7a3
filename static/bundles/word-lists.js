// Lists inside lists, from items that stand beside each other, each with its level.
const NUMBER = /^[(§]?\s*(?:(\d+)(?:\.\d+)*|[a-zæøå]|[ivxlc]+)\s*[.)]?$/i;
const NOT_A_NUMBER = /^[ov§l]$/i; // round, tick and square bullets are letters of picture fonts

export function makeLists(body, page, styleOf) {
  for (const item of body.querySelectorAll("li[data-aria-level]")) freeItem(item, page);
  let open = [];
  let last = null;
  for (const paragraph of [...body.querySelectorAll("p[data-style*='mso-list:'], p[data-level]")]) {
    const found = /mso-list:\S+ level(\d+)/.exec(styleOf(paragraph));
    const level = Number(paragraph.dataset.level ?? found?.[1] ?? 0);
    if (!level) continue;
    const [kind, start] = paragraph.dataset.kind ? [paragraph.dataset.kind, Number(paragraph.dataset.start)] : kindOf(takeMark(paragraph));
    if (last === null || paragraph.previousElementSibling !== last) open = [];
    last = put(paragraph, { level, kind, start }, open, page);
  }
  // LibreOffice and Google Docs put an inner list beside the item that it belongs to.
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) list.previousElementSibling?.append(list);
}

// An item into the list of its level, which is opened where there is none; returns the outermost list.
function put(paragraph, { level, kind, start }, open, page) {
  let closed = null;
  while (open.length && open.at(-1).level > level) closed = open.pop().list;
  // The first item stood deeper than those after it.
  if (!open.length && closed?.localName === kind) open.push({ level, list: closed });
  if (open.at(-1)?.level === level && open.at(-1).list.localName !== kind) open.pop();
  if (!open.length || open.at(-1).level < level) {
    const list = page.createElement(kind);
    if (kind === "ol" && start > 1) list.setAttribute("start", start);
    const parent = open.at(-1)?.list.lastElementChild;
    if (parent) parent.append(list);
    else paragraph.before(list);
    open.push({ level, list });
  }
  const item = page.createElement("li");
  const content = page.createElement("p");
  content.append(...paragraph.childNodes);
  item.append(content);
  open.at(-1).list.append(item);
  paragraph.remove();
  return open[0].list;
}

// Word puts the bullet or number into a span that says mso-list:Ignore.
function takeMark(paragraph) {
  const mark = paragraph.querySelector("[data-style*='mso-list:Ignore' i]");
  const text = mark?.textContent ?? "";
  mark?.remove();
  return text.trim();
}

function kindOf(mark) {
  const found = NUMBER.exec(mark);
  if (!found || NOT_A_NUMBER.test(mark)) return ["ul", 1];
  return ["ol", found[1] && !/\d\.\d/.test(mark) && found[1].length < 5 ? Number(found[1]) : 1];
}

// Word for the web: out of its own list, with what that list said of it.
function freeItem(item, page) {
  const list = item.parentElement;
  const paragraph = page.createElement("p");
  const inner = item.querySelector(":scope > p");
  paragraph.append(...(inner && item.children.length === 1 ? inner : item).childNodes);
  const place = [...list.children].indexOf(item);
  Object.assign(paragraph.dataset, { level: item.dataset.ariaLevel, kind: list.localName, start: (Number(list.getAttribute("start")) || 1) + Math.max(place, 0) });
  const outer = list.closest(".ListContainerWrapper") ?? list;
  outer.before(paragraph);
  item.remove();
  if (!list.querySelector("li")) outer.remove();
}
