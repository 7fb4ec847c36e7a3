"""Put PDF papers behind a PDF of our own: pages as they came, each with a small label, bookmarks, and page numbers of
their own. The only user of pypdf.

Our own pages keep their tags and their language. What others have written is not tagged by us, so the whole no longer
calls itself PDF/A or PDF/UA. Papers that cannot be taken in (locked, damaged, too large) are for the caller to list.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it tells of every oddity of every office program
#: What a damaged or hostile file makes the reader raise.
UNREADABLE = (
    PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OSError,
    ArithmeticError,
)
MOST_PAGES = 2000
FONT = NameObject("/PolitiradLabel")
SIZE = 8  # points
MARGIN = 14  # points from the paper's edges
GREY = "0.29 0.35 0.38"
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}


@dataclass(frozen=True)
class Paper:
    """One paper to be put behind. `label` stands on each of its pages, `title` in the list of bookmarks.

    `prefix` begins its page numbers ("V2-" gives "V2-1").
    """

    content: bytes
    label: str
    title: str
    prefix: str


def page_count(content: bytes) -> int | None:
    """How many pages a paper has; None for one that cannot be taken in."""
    try:
        pages = len(_opened(content).pages)
    except UNREADABLE:
        return None
    return pages if 0 < pages <= MOST_PAGES else None


def bind(own: bytes, papers: Sequence[Paper]) -> bytes:
    """Our pages with their bookmarks, then each paper's. Raises ValueError for an unreadable paper: ask `page_count`
    first.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(own)))
    for claim in ("/Metadata", "/OutputIntents"):
        writer.root_object.pop(NameObject(claim), None)
    writer.root_object[NameObject("/PageMode")] = NameObject("/UseOutlines")
    writer.set_page_label(0, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL, start=1)
    for paper in papers:
        _append(writer, paper)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _append(writer: PdfWriter, paper: Paper) -> None:
    """The paper's pages, untouched but for the label and what could act by itself."""
    first = len(writer.pages)
    try:
        writer.append(_opened(paper.content), import_outline=False)
    except UNREADABLE as error:
        raise ValueError(f"The paper {paper.title!r} cannot be read: {error}") from error
    last = len(writer.pages) - 1
    font = writer._add_object(_font())
    for number in range(first, last + 1):
        page = writer.pages[number]
        _calm(page)
        _stamp(writer, page, font, f"{paper.label} · {number - first + 1}/{last - first + 1}")
    writer.add_outline_item(paper.title, first)
    writer.set_page_label(first, last, style=PageLabelStyle.DECIMAL, prefix=paper.prefix, start=1)


def _opened(content: bytes) -> PdfReader:
    """The file; one that opens without a password counts as open."""
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("The file is locked with a password.")
    return reader


def _calm(page: PageObject) -> None:
    """Take away what starts by itself or sends something, and marks that belong to another document's tags."""
    for key in ("/AA", "/StructParents"):
        page.pop(NameObject(key), None)
    for annotation in _list(page.get("/Annots")):
        entry: Any = annotation.get_object()
        if not isinstance(entry, DictionaryObject):
            continue
        action: Any = entry.get("/A")
        action = action.get_object() if action is not None else None
        if isinstance(action, DictionaryObject) and action.get("/S") in ACTIONS:
            entry.pop(NameObject("/A"))
        for key in ("/AA", "/StructParent"):
            entry.pop(NameObject(key), None)


def _stamp(writer: PdfWriter, page: PageObject, font: Any, words: str) -> None:
    """Write the label into the upper right corner as the reader sees the page.

    The page's own content is neither read nor changed: ours is put behind it.
    """
    resources: Any = page.get("/Resources")
    resources = DictionaryObject(resources.get_object()) if resources is not None else DictionaryObject()
    fonts: Any = resources.get("/Font")
    fonts = DictionaryObject(fonts.get_object()) if fonts is not None else DictionaryObject()
    fonts[FONT] = font
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources
    before, after = StreamObject(), StreamObject()
    before.set_data(b"q\n")
    after.set_data(b"\nQ\n" + _label(page, words))
    contents: Any = page.get("/Contents")
    resolved = contents.get_object() if contents is not None else None
    there = (
        list(resolved) if isinstance(resolved, ArrayObject) else [contents] if resolved is not None else []
    )
    page[NameObject("/Contents")] = ArrayObject(
        [writer._add_object(before), *there, writer._add_object(after)]
    )


def _label(page: PageObject, words: str) -> bytes:
    """The drawing of the label, an artifact to those who read tags, in the corner that turning brings up right."""
    box = page.cropbox
    left, bottom = float(box.left), float(box.bottom)
    wide, high = float(box.width), float(box.height)
    turned = int(page.rotation) % 360
    across, up = (high, wide) if turned in {90, 270} else (wide, high)
    x, y = max(across - MARGIN - _width(words), MARGIN), up - MARGIN - SIZE / 2
    matrix = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, left + wide, bottom),
        180: (-1, 0, 0, -1, left + wide, bottom + high),
        270: (0, -1, 1, 0, left, bottom + high),
    }[turned]
    moved = " ".join(f"{number:g}" for number in matrix)
    text = words.encode("cp1252", "replace")
    for special in (b"\\", b"(", b")"):
        text = text.replace(special, b"\\" + special)
    return (
        f"/Artifact BMC q {moved} cm BT {GREY} rg {FONT} {SIZE} Tf {x:.2f} {y:.2f} Td (".encode()
        + text
        + b") Tj ET Q EMC\n"
    )


def _width(words: str) -> float:
    """About as wide as Helvetica sets it."""
    return len(words) * SIZE * 0.5


def _font() -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )


def _list(value: Any) -> list[Any]:
    resolved = value.get_object() if value is not None else None
    return list(resolved) if isinstance(resolved, ArrayObject) else []
