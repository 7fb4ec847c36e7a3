"""Archive PDFs: the same bytes for the same facts, nothing from outside, and what cannot be printed said in words."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import io
import re
from typing import Any

import pikepdf
import pytest

from politirad import pdf
from politirad.typeface import unprintable
from tests import papers
from tests.pdf_scene import (
    EXTRAS,
    FOREIGN,
    HARMLESS,
    agreement,  # noqa: F401  (fixtures)
    made,
    picture,
    svg,
    tags,
    with_text,
    words,
)


def test_headings_never_skip_a_level() -> None:
    sections = [
        {"level": 1, "number": "", "heading": "En", "html": "<h4>a</h4><h2>b</h2><h3>c</h3><h6>d</h6>"},
        {"level": 4, "number": "", "heading": "Dypere", "html": "<h2>e</h2>"},
        {"level": 1, "number": "", "heading": "To", "html": ""},
    ]
    nothing: dict[str, Any] = dict.fromkeys(EXTRAS, [])
    found = [int(tag[1]) for tag in tags(made(**nothing, sections=sections)) if re.fullmatch("H[1-6]", tag)]
    # The title, the contents, then "En" with a and b beside each other, c under b, d under c; "Dypere" with e; "To".
    assert found == [1, 2, 2, 3, 3, 4, 5, 3, 4, 2]


def test_link_around_bold_text_stays_one_reachable_link_per_piece() -> None:
    data = with_text(
        '<p><a href="https://politirad.example/x">plan med <strong>mål</strong> og tiltak</a></p>'
    )
    assert "plan med mål og tiltak" in words(data)
    with pikepdf.open(io.BytesIO(data)) as document:
        links = [
            note
            for page in document.pages
            for note in page.get("/Annots", [])
            if "/A" in note and note.A.URI == "https://politirad.example/x"
        ]
        assert len(links) == 3
        assert all("/StructParent" in link for link in links)


def test_link_to_nowhere_stays_as_text() -> None:
    data = with_text('<p><a href="/skjult">en</a> <a href="#borte">to</a> <a href="#s1">tre</a></p>')
    assert "en to tre" in words(data)
    with pikepdf.open(io.BytesIO(data)) as document:
        notes = [note for page in document.pages for note in page.get("/Annots", [])]
        inside = [str(note.Dest) for note in notes if "/Dest" in note]
    assert inside == ["s1", "s1"]  # from the contents, and from the text


def test_list_item_with_paragraphs_has_one_body() -> None:
    found = tags(with_text("<ul><li><p>en</p><p>to</p></li></ul>"))
    at = [place for place, tag in enumerate(found) if tag == "LI"][-1]
    assert [tag for tag in found[at : at + 5] if tag in ("LI", "Lbl", "LBody")] in (
        ["LI", "Lbl", "LBody"],
        ["LI", "LBody"],
    )


@pytest.mark.parametrize(("pasted", "printed"), HARMLESS.values(), ids=HARMLESS)
def test_harmless_characters_are_printed(pasted: str, printed: str) -> None:
    assert printed in words(with_text(f"<p>{pasted}</p>"))


@pytest.mark.parametrize(
    ("text", "characters", "code"),
    [
        ("hei 😀", ["😀"], "U+1F600"),
        ("ferdig ✅", ["✅"], "U+2705"),
        ("漢字", ["漢", "字"], "U+6F22"),
        ("\uf0b7 punkt", ["\uf0b7"], "U+F0B7"),
        ("a\x01b", ["\x01"], "U+0001"),
        ("a\ud800b", ["\ud800"], "U+D800"),
    ],
)
def test_unprintable_characters_are_named(text: str, characters: list[str], code: str) -> None:
    assert unprintable(text) == characters
    with pytest.raises(pdf.UnprintableCharacters) as caught:
        with_text(f"<p>Her står {text} og mer.</p>")
    assert caught.value.characters == characters
    sentence = str(caught.value)
    assert code in sentence
    assert "Her står" in sentence
    assert all(letter.isprintable() for letter in sentence)


def test_unprintable_characters_are_found_in_titles_and_picture_texts() -> None:
    with pytest.raises(pdf.UnprintableCharacters):
        made(valid_text="漢")
    with pytest.raises(pdf.UnprintableCharacters):
        made("year_plan", wheel_alt="漢")


@pytest.mark.parametrize("html", FOREIGN.values(), ids=FOREIGN)
def test_foreign_content_is_refused(html: str) -> None:
    with pytest.raises(pdf.ForbiddenContent) as caught:
        with_text(html)
    assert str(caught.value).startswith("Dokumentet")


def test_own_picture_is_printed_with_its_words() -> None:
    data = with_text(picture(svg('<circle cx="4" cy="4" r="4"/>'), "En prikk"))
    with pikepdf.open(io.BytesIO(data)) as document:
        described = [item.get("/Alt") for item in document.objects if isinstance(item, pikepdf.Dictionary)]
    assert "En prikk" in [str(text) for text in described if text is not None]


def test_only_our_fonts_are_embedded(agreement: bytes) -> None:
    with pikepdf.open(io.BytesIO(agreement)) as document:
        fonts = {
            str(item.BaseFont).split("+")[1]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"
        }
    assert fonts
    assert all(font.startswith("Paper") for font in fonts)


@pytest.mark.parametrize("name", papers.PAPERS)
def test_pdf_of_nothing_is_still_a_paper(name: str) -> None:
    empty = {
        key: type(value)() for key, value in papers.PAPERS[name]().items() if isinstance(value, list | str)
    }
    data = pdf.render(
        f"pdf/{name}.html", empty, title="Tom", language="nb", created=papers.CREATED, identifier=name
    )
    assert "Tom" in words(data)
