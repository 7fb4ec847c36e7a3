// What comes from the clipboard, made fit for the editor. Word marks list items as paragraphs with a bullet or number
// as text and the level in a style; web writers wrap everything in a bold element that is not bold.
const NUMBER = /^\s*(?:\d+|[a-zæøå]|[ivxlc]+)[.)]/i;
const RENAMED = { H1: "h2", H4: "h4", H5: "h4", H6: "h4" };

export function cleanPasted(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  const { body } = page;
  for (const element of body.querySelectorAll("script, style, meta, link, title, xml, img, svg, object")) element.remove();
  for (const wrapper of body.querySelectorAll("b[data-style*='font-weight:normal'], [id^='docs-internal-guid']")) unwrap(wrapper);
  makeLists(body, page);
  for (const [old, name] of Object.entries(RENAMED)) for (const element of body.querySelectorAll(old)) rename(element, name, page);
  for (const element of body.querySelectorAll("p.MsoTitle")) rename(element, "h2", page);
  for (const element of body.querySelectorAll("*")) if (element.tagName.includes(":")) unwrap(element);
  for (const comment of comments(body, page)) comment.remove();
  for (const paragraph of body.querySelectorAll("p")) if (!paragraph.textContent.trim()) paragraph.remove();
  return body.innerHTML;
}

// The security policy forbids style attributes and handlers even in a document that is never shown; styles are kept as
// data, because Word tells of its lists in them.
function withoutStyles(html) {
  return html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/\son\w+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "")
    .replace(/(<[^>]*?\s)style\s*=\s*("[^"]*"|'[^']*')/gi, (_, before, value) => `${before}data-style=${tight(value)}`);
}

const tight = (value) => value.replace(/\s*([:;])\s*/g, "$1");

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

function rename(element, name, page) {
  const renamed = page.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

function comments(body, page) {
  const found = [];
  const walker = page.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// Take the bullet or number out of a Word list item and return it; Word puts it in a span that says mso-list:Ignore.
function takeMark(paragraph) {
  const mark = paragraph.querySelector("[data-style*='mso-list:Ignore']");
  const text = mark?.textContent ?? "";
  mark?.remove();
  return text;
}

function makeLists(body, page) {
  let open = [];
  let last = null;
  for (const paragraph of [...body.querySelectorAll("p[data-style*='mso-list:']")]) {
    const found = /mso-list:\s*\S+\s+level(\d+)/i.exec(paragraph.dataset.style);
    if (!found) continue;
    const level = Number(found[1]);
    const kind = NUMBER.test(takeMark(paragraph)) ? "ol" : "ul";
    if (last === null || previousParagraph(paragraph) !== last) open = [];
    open.length = Math.min(open.length, level);
    if (open.length === level && open[level - 1].localName !== kind) open.length = level - 1;
    const item = page.createElement("li");
    const content = page.createElement("p");
    content.append(...paragraph.childNodes);
    item.append(content);
    while (open.length < level) {
      const list = page.createElement(kind);
      const parent = open.at(-1)?.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      open.push(list);
      if (!parent && open.length < level) list.append(page.createElement("li"));
    }
    open.at(-1).append(item);
    last = open[0];
    paragraph.remove();
  }
}

const previousParagraph = (paragraph) => paragraph.previousElementSibling;
