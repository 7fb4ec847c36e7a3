"""Text with headings, lists and tables: the small piece of HTML that we store, and what we drop.

Cleaned when it is saved and again when it is shown. The characters that are removed are those that the archive
PDF cannot show in its embedded fonts, and those that break lines or direction unseen.
"""

import html as html_entities
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from politirad.office import from_office

TAGS = {"p", "br", "h2", "h3", "h4", "strong", "em", "ul", "ol", "li", "blockquote", "a"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
MOST_ROUNDS = 5
SCHEMES = {"http", "https", "mailto", "tel"}
# Their content goes with them; the content of any other unknown tag stays.
DROPPED_WHOLE = {"script", "style", "template", "title", "noscript", "iframe", "object", "svg", "math"}

# Word and other writers put their bullets and dashes in fonts of their own, on private code points.
_BULLETS = dict.fromkeys((0xF0A7, 0xF0B7, 0xF0A8, 0xF0D8, 0xF0FC, 0xF076, 0x25AA, 0x25CF), "•")
_REPLACED = {
    0x2028: "\n",  # line separator
    0x2029: "\n",  # paragraph separator
    0x0085: "\n",  # next line
    0x000B: "\n",  # vertical tab, Word's soft line break
    0x000C: "\n",  # form feed
    0x3000: " ",  # the space of Chinese type
    0xFE58: "–",  # small dashes
    0xFE63: "-",
    0xF0E0: "→",
    0xF0E8: "→",
    0x2011: "-",  # non-breaking hyphen
    0x00AD: "",  # soft hyphen
    0xFEFF: "",  # byte order mark
    0x200B: "",  # zero-width space
    0x2060: "",  # word joiner
    0xFFFC: "",  # object replacement
    0xFFFD: "",  # replacement character: what it replaced is lost already
} | _BULLETS
# Letters as wide as Chinese ones, but none that would become markup.
_REPLACED |= {0xFEE0 + point: chr(point) for point in range(0x21, 0x7F) if chr(point) not in "<>&\"'"}
# Pictographs, dingbats, flags and the selectors and joiners that combine them. Kept: arrows and the plain
# symbols that text fonts have.
_PICTURES = re.compile(
    "[\U0001f000-\U0001faff\U0001fc00-\U0001fffd\u2600-\u26ff\u2700-\u27bf\u2b50-\u2b55\u231a\u231b\u23e9-\u23fa"
    "\ufe00-\ufe0f\u200d\u20e3\U000e0000-\U000e007f]+"
)
# Composing it with the character before would swallow the end of a tag.
_LONG_SLASH = re.compile("(?<=[<>=])\u0338+")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLOCK_END = re.compile(r"</(?:p|h[2-4]|li|tr|table|ul|ol|blockquote)>|<br\s*/?>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[hd]>", re.IGNORECASE)
_EMPTY = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")
_ANY_TAG = re.compile(r"<[^>]+>")


def clean_characters(text: str) -> str:
    """Text in composed form without characters that archive fonts lack or that hide from the reader.

    Emoji are dropped, private-use bullets become a plain bullet, line and paragraph separators become line breaks,
    control characters other than tab and line break are dropped.
    """
    text = unicodedata.normalize("NFC", _LONG_SLASH.sub("", text)).translate(_REPLACED)
    text = _DIRECTION.sub("", _PICTURES.sub("", text))
    return "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter)[0] != "C")


def clean(html: str) -> str:
    """The allowed subset of `html`: headings 2 to 4, paragraphs, bold, italic, lists, quotations, tables, links.

    Scripts and styles go with their content; other unknown tags, every event handler and every link to anything but
    http, https, mailto and tel lose the markup and keep the words. The answer is stable: cleaning it again changes
    nothing.
    """
    # The cleaner decodes character references, so that a forbidden character can appear in its answer, and taking
    # that one out can make a forbidden address. So clean until nothing changes; the cleaner always has the last word.
    cleaned = _sanitize(_rename(from_office(html)))
    for _ in range(MOST_ROUNDS):
        again = _sanitize(cleaned)
        if again == cleaned:
            return cleaned
        cleaned = again
    # Nothing that a person writes comes here: keep the words and give up the markup.
    return from_plain(_ANY_TAG.sub(" ", cleaned))


def _sanitize(html: str) -> str:
    cleaned = nh3.clean(
        clean_characters(html),
        tags=TAGS,
        clean_content_tags=DROPPED_WHOLE,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
    return _EMPTY.sub("", cleaned).strip()


def from_plain(text: str) -> str:
    """HTML paragraphs of plain text, for what was written without the editor: an empty line begins a new one."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]
    paragraphs = (html_entities.escape(block).replace("\n", "<br>") for block in blocks)
    return _sanitize("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def plain(html: str) -> str:
    """The words of `html` without markup: a line for each paragraph, heading, list item and table row."""
    lines = _BLOCK_END.sub("\n", _CELL_END.sub("\t", clean(html)))
    text = html_entities.unescape(_ANY_TAG.sub("", lines))
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)


@dataclass(frozen=True)
class Block:
    """A piece of a text: a run of paragraphs without markup (`is_text`), or anything else."""

    is_text: bool
    html: str

    @property
    def text(self) -> str:
        """The paragraphs as typed text, an empty line between them."""
        joined = re.sub(r"<br\s*/?>", "\n", self.html.replace("</p>", "\n\n"))
        return html_entities.unescape(_ANY_TAG.sub("", joined)).strip()


def blocks(html: str) -> list[Block]:
    """The cleaned text cut at its outermost elements, with neighbouring plain paragraphs joined.

    The blocks' HTML put together is the cleaned text again, except for bare text between elements, which becomes
    a paragraph.
    """
    cutter = _Cutter()
    cutter.feed(clean(html))
    cutter.close()
    joined: list[Block] = []
    for piece in cutter.pieces():
        plain_paragraph = piece.startswith("<p>") and not re.search(r"<(?!/?p>|br>)", piece)
        if plain_paragraph and joined and joined[-1].is_text:
            joined[-1] = Block(True, joined[-1].html + piece)
        else:
            joined.append(Block(plain_paragraph, piece))
    return joined


class _Cutter(HTMLParser):
    """Cuts cleaned HTML, where every element but br is closed, at its outermost elements."""

    BLOCKS = frozenset({"p", "h2", "h3", "h4", "ul", "ol", "table", "blockquote"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._depth = 0
        self._pieces: list[tuple[bool, str]] = []
        self._current = ""

    def pieces(self) -> list[str]:
        """The outermost elements in order; loose text between them as paragraphs."""
        self._flush(loose=True)
        return [piece if is_block else f"<p>{piece.strip()}</p>" for is_block, piece in self._pieces]

    def _flush(self, *, loose: bool) -> None:
        if self._current.strip():
            self._pieces.append((not loose, self._current))
        self._current = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth == 0 and tag in self.BLOCKS:
            self._flush(loose=True)
        if tag != "br":
            self._depth += 1
        self._current += self.get_starttag_text() or ""

    def handle_endtag(self, tag: str) -> None:
        self._current += f"</{tag}>"
        self._depth -= 1
        if self._depth == 0 and tag in self.BLOCKS:
            self._flush(loose=False)

    def handle_data(self, data: str) -> None:
        self._current += data

    def handle_entityref(self, name: str) -> None:
        self._current += f"&{name};"

    def handle_charref(self, name: str) -> None:
        self._current += f"&#{name};"


def _rename(html: str) -> str:
    """Old and foreign names for what we keep: b, i, h1, h5, h6, div."""
    for old, new in (("b", "strong"), ("i", "em"), ("h1", "h2"), ("h5", "h4"), ("h6", "h4"), ("div", "p")):
        html = re.sub(rf"<(/?){old}(?=[\s>/])", rf"<\1{new}", html, flags=re.IGNORECASE)
    return html
