"""Papers behind our own pages, opened by another reader than the one that bound them."""

from __future__ import annotations

import datetime
import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from politirad import pdf
from politirad.binding import Paper, bind, page_count

AT = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def own() -> bytes:
    """An agenda of ours."""
    facts = {"council": "Politirådet", "head": [], "items": [], "invited": [], "public": True}
    return pdf.render(
        "pdf/agenda.html", facts, title="Saksliste", language="nb", created=AT, identifier="test"
    )


def sheet(pages: int = 2, *, turned: int = 0, password: str = "", wide: int = 595, high: int = 842) -> bytes:
    """Blank pages from another program."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(wide, high).rotate(turned)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def paper(content: bytes, number: int = 1) -> Paper:
    return Paper(content, f"Vedlegg {number} til sak 3", f"Vedlegg {number}: plan.pdf", f"V{number}-")


def test_pages_follow_in_order_with_bookmarks_and_numbers_of_their_own(own: bytes) -> None:
    bound = bind(own, [paper(sheet(2)), paper(sheet(3), 2)])
    with pikepdf.open(io.BytesIO(bound)) as file, pikepdf.open(io.BytesIO(own)) as ours:
        front = len(ours.pages)
        assert len(file.pages) == front + 5
        assert file.check_pdf_syntax() == []
        with file.open_outline() as outline:
            titles = [str(one.title) for one in outline.root]
        with ours.open_outline() as outline:
            own_titles = [str(one.title) for one in outline.root]
        assert titles == [*own_titles, "Vedlegg 1: plan.pdf", "Vedlegg 2: plan.pdf"]
        assert own_titles
        assert [str(page.label) for page in file.pages][-5:] == ["V1-1", "V1-2", "V2-1", "V2-2", "V2-3"]
        assert str(file.pages[0].label) == "1"


def test_own_pages_keep_their_tags_and_the_whole_claims_no_standard(own: bytes) -> None:
    bound = bind(own, [paper(sheet())])
    with pikepdf.open(io.BytesIO(bound)) as file:
        assert bool(file.Root.MarkInfo["/Marked"])
        assert "/StructTreeRoot" in file.Root
        assert str(file.Root.Lang) == "nb-NO"
        assert "/Metadata" not in file.Root
        assert "/StructParents" in file.pages[0].obj
    assert b"pdfuaid" not in bound


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_label_stands_in_the_upper_right_corner_however_the_page_is_turned(own: bytes, turned: int) -> None:
    bound = bind(own, [paper(sheet(1, turned=turned))])
    page = PdfReader(io.BytesIO(bound)).pages[-1]
    places: list[tuple[float, float]] = []

    def see(text: str, user: list[float], matrix: list[float], font: object, size: float) -> None:
        if "Vedlegg" in text:
            x, y = matrix[4], matrix[5]
            places.append((user[0] * x + user[2] * y + user[4], user[1] * x + user[3] * y + user[5]))

    assert "Vedlegg 1 til sak 3 · 1/1" in page.extract_text(visitor_text=see)
    ((x, y),) = places
    wide, high = 595, 842
    seen = {0: (x, y), 90: (y, wide - x), 180: (wide - x, high - y), 270: (high - y, x)}[turned]
    across, up = (high, wide) if turned in {90, 270} else (wide, high)
    assert seen[0] > across / 2
    assert seen[1] > up - 30


def test_what_would_act_by_itself_is_gone(own: bytes) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(sheet(1)))
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    writer.root_object[NameObject("/OpenAction")] = action
    written = io.BytesIO()
    writer.write(written)
    assert written.getvalue().count(b"/JavaScript") > 1
    bound = bind(own, [paper(written.getvalue())])
    with pikepdf.open(io.BytesIO(bound)) as file:
        assert "/AA" not in file.pages[-1]
        assert "/Names" not in file.Root or "/JavaScript" not in file.Root.Names
        assert "/OpenAction" not in file.Root


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (sheet(3), 3),
        (sheet(1, password=""), 1),
        (sheet(2, password="hemmelig"), None),
        (b"", None),
        (b"%PDF-1.7\nikke mer", None),
        (b"PK\x03\x04", None),
        (sheet(2)[:-200], None),
    ],
)
def test_pages_are_counted_and_what_cannot_be_taken_in_is_known(content: bytes, pages: int | None) -> None:
    assert page_count(content) == pages


def test_unreadable_paper_is_an_error_and_not_a_hole(own: bytes) -> None:
    with pytest.raises(ValueError, match=r"plan\.pdf"):
        bind(own, [paper(sheet(1, password="x"))])


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.integers(0, 700), st.integers(0, 300))
def test_damaged_paper_is_counted_or_known_as_such(noise: bytes, place: int, gone: int) -> None:
    good = sheet(1)
    found = page_count(good[:place] + noise + good[place + gone :])
    assert found is None or found >= 1


def test_strange_letters_in_a_label_are_replaced_not_fatal(own: bytes) -> None:
    strange = Paper(sheet(1), "Vedlegg (1) \\ čšž 😀 æøå", "Vedlegg 😀", "V1-")
    bound = bind(own, [strange])
    text = PdfReader(io.BytesIO(bound)).pages[-1].extract_text()
    assert "Vedlegg (1) \\" in text
    assert "æøå" in text
