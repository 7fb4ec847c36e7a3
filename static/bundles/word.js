// What comes from the clipboard, made fit for the editor; politirad/office.py does the same on the server, and
// tests/office_pastes.py holds both to it. Word marks list items as paragraphs with a bullet or number as text and the
// level in a style, Word for the web each item as a list of its own; web writers wrap everything in a bold element that
// is not bold.
import { makeLists } from "./word-lists.js";

const OFFICE = /<o:p|urn:schemas-microsoft-com|<!(?:--)?\[if |content=["']?(?:Libre|Open)Office|(?:class|style|id)\s*=\s*["']?[^"'>]*(?:mso|SCXW|docs-internal)/i;
const GONE = "script, style, meta, link, title, xml, img, svg, object, hr, col, colgroup, .MsoCommentReference, .msocomanchor, .EOP, "
  + ".Apple-interchange-newline, br[clear], [href*='_msocom_'], [name*='_msocom_'], tr[height='0']";
const HIDDEN = /display:none|mso-hide:all|mso-element:(?:comment|field-begin)|page-break-before/;
const HEADINGS = [null, "h2", "h2", "h3", "h4", "h4", "h4"];
const INLINE = "span, font, b, strong, i, em";
const BLOCKS = "p, div, ul, ol, table, blockquote, h1, h2, h3, h4, h5, h6";

export function cleanPasted(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  const { body } = page;
  for (const element of body.querySelectorAll(GONE)) element.remove();
  for (const element of body.querySelectorAll("[data-style]")) if (HIDDEN.test(styleOf(element))) element.remove();
  if (OFFICE.test(html)) for (const element of body.querySelectorAll("del, .msoDel")) element.remove();
  for (const element of body.querySelectorAll("[data-style]")) if (/mso-(?:tab-count|spacerun)/.test(styleOf(element))) element.replaceWith(" ");
  for (const element of body.querySelectorAll("*")) if (element.tagName.includes(":")) unwrap(element);
  for (const anchor of body.querySelectorAll("a:not([href]), a[href^='#']")) unwrap(anchor);
  for (const comment of comments(body, page)) comment.remove();
  makeLists(body, page, styleOf);
  for (const element of body.querySelectorAll("p, div, h1, h2, h3, h4, h5, h6")) setHeading(element, page);
  for (const element of body.querySelectorAll(INLINE)) setMarks(element, page);
  for (const paragraph of body.querySelectorAll("p")) if (!paragraph.textContent.trim() && !paragraph.closest("td, th")) paragraph.remove();
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
const styleOf = (element) => (element.dataset.style ?? "").toLowerCase();

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

// Headings by element, by the name of the style, by outline level, or by role.
function setHeading(element, page) {
  if (/^H\d$/.test(element.tagName)) {
    for (const mark of element.querySelectorAll("[data-style*='mso-list:Ignore']")) mark.replaceWith(`${mark.textContent.trim()} `);
    rename(element, HEADINGS[element.tagName[1]], page);
    return;
  }
  const named = /(?:^|\s)(?:mso)?(?:overskrift|heading)[-_ ]?(\d)/i.exec(element.className) ?? /mso-outline-level:(\d)/.exec(styleOf(element));
  let level = element.classList.contains("MsoTitle") ? 1 : Number(named?.[1] ?? 0);
  if (element.getAttribute("role") === "heading") level = Number(element.getAttribute("aria-level")) || level;
  if (level && !element.querySelector(BLOCKS)) rename(element, HEADINGS[Math.min(level, 6)], page);
}

// Bold and italic as elements, wherever a style says so, and not where a style says that they are not.
function setMarks(element, page) {
  if (!element.dataset.style) return;
  const weight = /(?:^|;)font-weight:(\w+)/.exec(styleOf(element))?.[1];
  const slant = /(?:^|;)font-style:(\w+)/.exec(styleOf(element))?.[1];
  const bold = weight ? /^(?:bold|bolder|[6-9]00)$/.test(weight) : /^(?:B|STRONG)$/.test(element.tagName);
  const italic = slant ? /^(?:italic|oblique)$/.test(slant) : /^(?:I|EM)$/.test(element.tagName);
  if (!element.querySelector(BLOCKS)) {
    for (const name of [italic && "em", bold && "strong"].filter(Boolean)) {
      const mark = page.createElement(name);
      mark.append(...element.childNodes);
      element.append(mark);
    }
  }
  unwrap(element);
}
