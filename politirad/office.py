"""HTML as office programs put it on the clipboard, made into the HTML that others write: real lists, headings, marks.

Word writes list items as paragraphs with the bullet as text and the level in a style, Word for the web each item as a
list of its own, LibreOffice and Google Docs a list beside the item it belongs to. Deleted text, remarks, hidden text and
what only helps the program go away; everything else stays. The answer is not clean: `politirad.richtext` cleans it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

import tinyhtml5

from politirad.office_lists import Item, Node, gathered, is_empty, trimmed

# Only what a cleaned text can never have, so that a cleaned text is left as it is.
MARKS = re.compile(
    r"<o:p|<[a-z]+:|urn:schemas-microsoft-com|<!(?:--)?\[if |content=[\"']?(?:LibreOffice|OpenOffice)"
    r"|<[^>]*\s(?:class|style|id)\s*=\s*[\"']?[^\"'>]*"
    r"(?:mso|SCXW|OutlineElement|ListContainerWrapper|docs-internal-guid|sdfootnote|western)",
    re.IGNORECASE,
)
GONE = frozenset(
    {
        "head",
        "style",
        "script",
        "meta",
        "link",
        "title",
        "xml",
        "img",
        "svg",
        "object",
        "hr",
        "col",
        "colgroup",
    }
)
GONE |= {"del", "noscript", "iframe", "template", "math"}
KEPT_ATTRIBUTES = {
    "a": ("href",),
    "ol": ("start",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
}
INLINE = frozenset({"span", "font", "a", "b", "strong", "i", "em", "u", "ins"})
BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "table", "blockquote", "item", *(f"h{level}" for level in range(1, 7))}
)
HEADING = re.compile(r"(?:^|\s)(?:mso)?(?:overskrift|heading)[-_ ]?(\d)", re.IGNORECASE)
OUTLINE = re.compile(r"mso-outline-level:(\d)")
LIST = re.compile(r"mso-list:\S+ level(\d+)")
# The number or letter in front of an item of a numbered list.
NUMBER = re.compile(r"\s*[(§]?\s*(?:(\d+)(?:\.\d+)*|[a-zæøå]|[ivxlc]+)\s*[.)]?\s*", re.IGNORECASE)
NOT_A_NUMBER = frozenset({"o", "v", "§", "l"})  # round, tick and square bullets are letters of picture fonts
WHITE = re.compile(r"[ \t\r\n]+")
SPACE = " "


def from_office(html: str) -> str:
    """The same text with the structure that its writer saw; any other HTML as it is."""
    if not MARKS.search(html):
        return html
    try:
        body = tinyhtml5.parse(html, namespace_html_elements=False).find("body")
        return "".join(map(_written, gathered(_children(body)))) if body is not None else html
    except (RecursionError, ValueError):  # nothing that an office program writes
        return html


def _children(element: object) -> list[Node | str]:
    """What stays of an element's content."""
    found: list[Node | str] = []
    if element.text:  # type: ignore[attr-defined]  # the parser has no types
        found.append(WHITE.sub(SPACE, element.text))  # type: ignore[attr-defined]
    for child in element:  # type: ignore[attr-defined]
        if isinstance(child.tag, str):  # a comment has none
            found += _kept(child)
        if child.tail:
            found.append(WHITE.sub(SPACE, child.tail))
    return found


def _kept(element: object) -> list[Node | str]:
    """What stays of an element."""
    tag = element.tag.lower()  # type: ignore[attr-defined]
    given = {name.lower(): value for name, value in element.items()}  # type: ignore[attr-defined]
    style = re.sub(r"\s*([:;])\s*", r"\1", given.get("style", "").lower())
    names = given.get("class", "")
    if tag in GONE or _is_dropped(tag, given, style, names):
        return []
    if "mso-tab-count" in style or "mso-spacerun" in style:
        return [SPACE]
    inner = _children(element)
    if "mso-list:ignore" in style:
        return [Node("mark", {}, inner)]
    if tag in INLINE or ":" in tag:
        return _inline(tag, given, style, inner)
    return _block(tag, given, style, names, inner)


def _is_dropped(tag: str, given: dict[str, str], style: str, names: str) -> bool:
    """Text that was deleted or hidden, remarks, the mark at the end of a paragraph, rows that hold widths only."""
    if re.search(r"display:none|mso-hide:all|mso-element:comment|mso-element:field-begin", style):
        return True
    if re.search(
        r"\bmsoDel\b|MsoCommentReference|msocomanchor|\bEOP\b|\bTrackedChangeDelete", names, re.IGNORECASE
    ):
        return True
    if "_msocom_" in given.get("href", "") + given.get("name", ""):
        return True
    return tag == "tr" and given.get("height") == "0"


def _inline(tag: str, given: dict[str, str], style: str, inner: list[Node | str]) -> list[Node | str]:
    """Bold, italic and links; everything else inside a line loses its markup."""
    if tag == "a":
        href = given.get("href", "")
        return [Node("a", {"href": href}, inner)] if href and not href.startswith("#") and inner else inner
    if any(isinstance(child, Node) and child.tag in BLOCKS for child in inner):
        return inner
    weight = re.search(r"(?:^|;)font-weight:(\w+)", style)
    bold = weight[1] in {"bold", "bolder", "600", "700", "800", "900"} if weight else tag in {"b", "strong"}
    slant = re.search(r"(?:^|;)font-style:(\w+)", style)
    italic = slant[1] in {"italic", "oblique"} if slant else tag in {"i", "em"}
    if is_empty(inner):
        return inner
    if italic:
        inner = [Node("em", {}, inner)]
    return [Node("strong", {}, inner)] if bold else inner


def _block(
    tag: str, given: dict[str, str], style: str, names: str, inner: list[Node | str]
) -> list[Node | str]:
    """Paragraphs that are headings or list items, lists, tables."""
    if tag == "br":
        drops = "page-break" in style or given.get("clear") or "Apple-interchange" in names
        return [] if drops else [Node("br", {}, [])]
    if tag in {"ul", "ol"}:
        return _list(tag, given, inner)
    if tag == "li":
        level = given.get("data-aria-level", "")
        if level.isdigit():
            return [Item("li", {}, inner, level=int(level))]
        return [Node("li", {}, gathered(inner))]
    if tag in {"p", "div"} or re.fullmatch("h[1-6]", tag):
        return _paragraph(tag, given, style, names, inner)
    attributes = {name: given[name] for name in KEPT_ATTRIBUTES.get(tag, ()) if name in given}
    return [Node(tag, attributes, gathered(inner) if tag in {"td", "th", "blockquote"} else inner)]


def _paragraph(
    tag: str, given: dict[str, str], style: str, names: str, inner: list[Node | str]
) -> list[Node | str]:
    listed = LIST.search(style)
    mark = "".join(_words(one) for one in _marks(inner))
    if listed and tag in {"p", "div"}:
        content = trimmed(_without_marks(inner))
        kind, start = _kind(mark)
        return [Item("p", {}, content, level=int(listed[1]), kind=kind, start=start)] if content else []
    if mark.strip():
        inner = [mark.strip() + SPACE, *_without_marks(inner)]
    level = _heading_level(tag, given, style, names)
    if any(isinstance(child, Item) or isinstance(child, Node) and child.tag in BLOCKS for child in inner):
        return inner  # items are gathered with their neighbours further out
    content = trimmed(inner)
    return [Node(f"h{level}" if level else "p", {}, content)] if content else []


def _heading_level(tag: str, given: dict[str, str], style: str, names: str) -> int:
    """1 to 6, or 0 for a paragraph."""
    if re.fullmatch("h[1-6]", tag):
        return int(tag[1])
    if re.search(r"\bMsoTitle\b", names):
        return 1
    found = HEADING.search(names) or OUTLINE.search(style)
    level = int(found[1]) if found else 0
    if given.get("role") == "heading" and given.get("aria-level", "").isdigit():
        level = int(given["aria-level"])
    return min(level, 6)


def _list(tag: str, given: dict[str, str], inner: list[Node | str]) -> list[Node | str]:
    """A list: items of Word for the web are given the list's kind and set free, to be gathered with their neighbours."""
    items = [child for child in inner if isinstance(child, Item)]
    if items:
        start = given.get("start", "1")
        for place, item in enumerate(items):
            item.kind, item.start = tag, (int(start) if start.isdigit() else 1) + place
        return list(items)
    found: list[Node | str] = []
    for child in inner:
        last = found[-1] if found else None
        if isinstance(child, Node) and child.tag in {"ul", "ol"} and isinstance(last, Node):
            last.children.append(child)
        elif isinstance(child, Node) and child.tag != "li":
            found.append(Node("li", {}, [child]))
        elif isinstance(child, Node) or child.strip():
            found.append(child)
    attributes = {"start": given["start"]} if given.get("start", "1") != "1" and tag == "ol" else {}
    return [Node(tag, attributes, found)] if found else []


def _kind(mark: str) -> tuple[str, int]:
    """The kind of list that a mark belongs to, and its number."""
    mark = mark.replace("\u00a0", SPACE).strip()
    found = NUMBER.fullmatch(mark)
    if not found or mark.lower() in NOT_A_NUMBER:
        return "ul", 1
    return "ol", int(found[1]) if found[1] and "." not in mark.rstrip(".") and len(found[1]) < 5 else 1


def _marks(nodes: list[Node | str]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Node):
            if node.tag == "mark":
                yield node
            else:
                yield from _marks(node.children)


def _without_marks(nodes: list[Node | str]) -> list[Node | str]:
    kept: list[Node | str] = []
    for node in nodes:
        if isinstance(node, str):
            kept.append(node)
        elif node.tag != "mark":
            children = _without_marks(node.children)
            if children or node.tag == "br":
                kept.append(Node(node.tag, node.attributes, children))
    return kept


def _words(node: Node | str) -> str:
    return node if isinstance(node, str) else "".join(map(_words, node.children))


def _written(node: Node | str) -> str:
    """The HTML of a node."""
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    if node.tag == "br":
        return "<br>"
    inner = "".join(map(_written, node.children))
    return f"<{node.tag}{attributes}>{inner}</{node.tag}>" if node.tag != "mark" else inner
