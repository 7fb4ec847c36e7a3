"""A parsed page made fit for the archive: clean text, headings in order, links and lists that can be tagged.

PDF/UA-1 asks for what HTML does not: no level of heading left out, one link per annotation, list items with one body,
header cells with a direction, pictures with words. What can be mended without changing a word is mended; the rest
stops with a sentence for the person who wrote it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from politirad.paper_parts import direct_heads, mend_lists, square_table
from politirad.typeface import printable, unprintable

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset({*HEADINGS, "blockquote", "div", "dl", "p", "pre", "section", "table"})
SVG = "{http://www.w3.org/2000/svg}svg"
SVG_TITLE = "{http://www.w3.org/2000/svg}title"
# What a page may not bring along: styles come from ours, and nothing runs, frames, plays or is attached.
FORBIDDEN = frozenset(
    {
        "audio",
        "base",
        "canvas",
        "embed",
        "form",
        "iframe",
        "input",
        "link",
        "object",
        "script",
        "style",
        "video",
    }
)


class UnprintableDocument(ValueError):
    """The document cannot become an archive PDF as it is. `str()` is a sentence for the person who wrote it."""


class UnprintableCharacters(UnprintableDocument):
    """No embedded font has these characters. `characters` holds each once; `excerpt` is the text around the first."""

    def __init__(self, characters: list[str], excerpt: str) -> None:
        self.characters = characters
        self.excerpt = "".join(letter if letter.isprintable() else "\N{WHITE SQUARE}" for letter in excerpt)
        codes = ((letter, f"U+{ord(letter):04X}") for letter in characters[:10])
        listed = ", ".join(f"{letter} ({code})" if letter.isprintable() else code for letter, code in codes)
        super().__init__(
            ngettext(
                "Dokumentet har et tegn som ikke kan trykkes: %(listed)s. Det står her: «%(excerpt)s».",
                "Dokumentet har tegn som ikke kan trykkes: %(listed)s. Det første står her: «%(excerpt)s».",
                len(characters),
            )
            % {"listed": listed, "excerpt": self.excerpt}
        )


class ForbiddenContent(UnprintableDocument):
    """The document asks for something from outside, carries its own style or script, or has a picture without words."""


def prepare(root: Element, *, title: str, language: str, created: datetime) -> None:
    """Make the parsed page fit for the archive, or raise `UnprintableDocument`."""
    root.set("lang", {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}.get(language, language))
    _refuse_foreign_content(root)
    _clean_text(root)
    _level_headings(root)
    _unlink_the_lost(root)
    mend_lists(root)
    for link in [element for element in root.iter("a") if len(element)]:
        _split_link(link)
    for item in [element for element in root.iter("li") if any(child.tag in BLOCKS for child in element)]:
        _wrap_body(item)
    for table in list(root.iter("table")):
        square_table(table)
        direct_heads(table)
    head = root.find("head")
    if head is None:  # the parser always makes one
        raise ValueError("the page has no head")
    for child in list(head):
        head.remove(child)
    at = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    heading = Element("title")
    heading.text = printable(title)
    head.append(heading)
    for name, value in (("generator", "Politiråd"), ("dcterms.created", at), ("dcterms.modified", at)):
        head.append(Element("meta", {"name": name, "content": value}))


def _refuse_foreign_content(root: Element) -> None:
    body = root.find("body")
    for element in () if body is None else body.iter():
        name = str(element.tag)
        relation = element.get("rel", "").lower().split()
        if name in FORBIDDEN or element.get("style") is not None or "attachment" in relation:
            raise ForbiddenContent(
                _("Dokumentet har innhold som ikke kan trykkes: %(element)s.") % {"element": f"<{name}>"}
            )
        wordless = name == "img" and not element.get("alt", "").strip()
        if wordless or (name == SVG and not (element.findtext(SVG_TITLE) or "").strip()):
            raise ForbiddenContent(_("Dokumentet har et bilde uten beskrivelse."))


def _texts(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Every piece of text that is printed or read aloud, with where it stands."""
    for element in root.iter():
        if element.text:
            yield element, "text", element.text
        for name in ("alt", "title"):
            if value := element.get(name):
                yield element, name, value
    for element in root.iter():
        if element.tail:
            yield element, "tail", element.tail


def _clean_text(root: Element) -> None:
    missing: dict[str, str] = {}
    for element, place, text in list(_texts(root)):
        clean = printable(text)
        for letter in unprintable(clean):
            at = clean.index(letter)
            missing.setdefault(letter, " ".join(clean[max(0, at - 30) : at + 30].split()))
        if place == "text":
            element.text = clean
        elif place == "tail":
            element.tail = clean
        else:
            element.set(place, clean)
    if missing:
        raise UnprintableCharacters(list(missing), next(iter(missing.values())))


def _level_headings(root: Element) -> None:
    """Headings follow each other without a gap (PDF/UA-1, 7.4.2), the first of the page being level 1.

    A part marked `data-apart` was written by itself: its headings, wherever they begin, come below the heading that
    is open where it stands, and its end closes them.
    """
    open_levels: list[int] = []

    def visit(element: Element, floor: int) -> None:
        apart = element.get("data-apart") is not None
        if apart:
            floor = len(open_levels)
        if element.tag in HEADINGS:
            level = int(str(element.tag)[1])
            while len(open_levels) > floor and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            element.tag = f"h{min(len(open_levels), 6)}"
        for child in element:
            visit(child, floor)
        if apart:
            del open_levels[floor:]

    visit(root, 0)


def _unlink_the_lost(root: Element) -> None:
    """A link to nowhere stays as plain text: paper has no page to be relative to."""
    targets = {f"#{name}" for element in root.iter() if (name := element.get("id"))}
    for link in root.iter("a"):
        address = link.get("href", "").strip()
        if address not in targets and not urlsplit(address).scheme:
            link.attrib.pop("href", None)


def _split_link(link: Element) -> None:
    """Turn `<a>plain <strong>bold</strong></a>` inside out, to a link for each piece of text.

    The typesetter marks every box inside a link as a link, but tags only the outermost; the others would be links
    that assistive technology cannot reach (PDF/UA-1, 7.18.5).
    """

    def piece(text: str) -> Element:
        part = Element("a", target)
        part.text = text
        return part

    target = dict(link.attrib)
    link.tag = "span"
    link.attrib.clear()
    for element in list(link.iter()):
        children = list(element)
        for child in reversed(children):
            if child.tail and child.tail.strip():
                element.insert(list(element).index(child) + 1, piece(child.tail))
                child.tail = None
        if element.text and element.text.strip():
            element.insert(0, piece(element.text))
            element.text = None


def _wrap_body(item: Element) -> None:
    """Put what a list item holds into one element, of the only kind that the typesetter tags as the item's body.

    An item with paragraphs of its own would otherwise hold them directly, which PDF/UA-1 does not allow (7.2).
    """
    body = Element("dd")
    body.text, item.text = item.text, None
    body.extend(list(item))
    item[:] = [body]
