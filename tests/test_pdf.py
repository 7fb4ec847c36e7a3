"""Archive PDFs: the same bytes for the same facts, nothing from outside, and what cannot be printed said in words."""

import base64
import io
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from politirad import pdf
from politirad.typeface import unprintable
from tests import papers

EXTRAS = ("facts", "focus_areas", "forums", "references", "attachments", "slots")


def made(name: str = "agreement", language: str = "nb", **changes: Any) -> bytes:
    return pdf.render(
        f"pdf/{name}.html",
        papers.PAPERS[name](**changes),
        title="Avtale om politiråd",
        language=language,
        created=papers.CREATED,
        identifier=f"{name} 3",
    )


def with_text(html: str) -> bytes:
    """An agreement of one section and nothing else."""
    rest: dict[str, Any] = dict.fromkeys(EXTRAS, [])
    return made(**rest, sections=[{"level": 1, "number": "1", "heading": "Prøve", "html": html}])


def words(data: bytes) -> str:
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return " ".join(" ".join(pages).split())


def tags(data: bytes) -> list[str]:
    """The structure types in reading order."""
    found: list[str] = []

    def visit(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                visit(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(str(node["/S"])[1:])
            visit(node.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(data)) as document:
        visit(document.Root.StructTreeRoot.K)
    return found


@pytest.fixture(scope="module")
def agreement() -> bytes:
    return made()


@pytest.mark.parametrize("name", papers.PAPERS)
def test_pdf_says_that_it_is_archive_and_accessible(name: str) -> None:
    with pikepdf.open(io.BytesIO(made(name))) as document:
        metadata = bytes(document.Root.Metadata.read_bytes())
        assert metadata.count(b"<rdf:RDF") == 1
        assert b'pdfaid:part="2"' in metadata
        assert b'pdfaid:conformance="A"' in metadata
        assert b'pdfuaid:part="1"' in metadata
        assert document.Root.Lang == "nb-NO"
        assert bool(document.Root.MarkInfo.Marked)
        assert document.docinfo["/Title"] == "Avtale om politiråd"
        assert document.docinfo["/CreationDate"] == document.docinfo["/ModDate"] == "D:20261014123000Z"


def test_pdf_is_the_same_in_another_process(at_root: Path) -> None:
    script = (
        "import django, sys; django.setup()\n"
        "from tests.test_pdf import made\n"
        "sys.stdout.buffer.write(made('year_plan'))"
    )
    other = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "politirad.settings"},
        cwd=at_root,
        check=True,
        capture_output=True,
    ).stdout
    assert other == made("year_plan")


def test_pdf_bears_its_identifier(agreement: bytes) -> None:
    again = pdf.render(
        "pdf/agreement.html",
        papers.agreement(),
        title="Avtale om politiråd",
        language="nb",
        created=papers.CREATED,
        identifier="agreement 4",
    )
    with pikepdf.open(io.BytesIO(agreement)) as one, pikepdf.open(io.BytesIO(again)) as other:
        assert bytes(one.trailer.ID[0]) != bytes(other.trailer.ID[0])


def test_pdf_time_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        pdf.render(
            "pdf/agreement.html",
            papers.agreement(),
            title="x",
            language="nb",
            created=datetime(2026, 1, 1),
            identifier="x",
        )


def test_pdf_time_is_the_same_moment_in_every_zone() -> None:
    with pikepdf.open(io.BytesIO(made("year_plan"))) as document:
        moment = datetime.strptime(str(document.docinfo["/CreationDate"]), "D:%Y%m%d%H%M%SZ").replace(
            tzinfo=UTC
        )
    assert moment == papers.CREATED


def test_agreement_holds_every_fact(agreement: bytes) -> None:
    text = words(agreement)
    for fact in (
        "Politirådsavtale",
        "Granli kommune",
        "Fjorden politistasjonsdistrikt",
        "2025–2027",
        "Hvert fjerde år",
        "2.1 Sammensetning",
        "Trygge uteområder",
        "Rundskriv 2013/012",
        "Vedlegg 2: Politikontakt",
        "Čuvgi Šuoŋŋu",
        "Fungerende kommunedirektør (for Kommunedirektør)",
        "Underskrevet på papir",
        "Godkjent i Politiråd etter ny innlogging",
        "Delegert i sak 45/26",
        "Per Ŧeigmo",
        papers.ADDRESS,
    ):
        assert fact in text, fact
    assert str(papers.VERSION["sha256"]) in text.replace(" ", "")


def test_agreement_contents_name_the_page(agreement: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(agreement)).pages
    contents = " ".join(pages[1].extract_text().split())
    for heading in ("Roller", "Underskrifter", "Vedlegg 2: Politikontakt"):
        found = re.search(rf"{heading} (\d+)", contents)
        assert found, heading
        assert heading in pages[int(found[1]) - 1].extract_text()


def test_pages_are_counted(agreement: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(agreement)).pages
    for number, page in enumerate(pages[1:], start=2):
        assert f"Side {number} av {len(pages)}" in page.extract_text()


@pytest.mark.parametrize("name", papers.PAPERS)
def test_demo_mark_stands_on_every_page(name: str) -> None:
    for page in pypdf.PdfReader(io.BytesIO(made(name))).pages:
        assert "Demonstrasjon" in page.extract_text()
    assert "Demonstrasjon" not in words(made(name, demo=False))


def test_draft_says_so_and_has_no_fingerprint() -> None:
    text = words(made(version=None, draft=True, demo=False))
    assert "Utkast" in text
    assert "Kontroller dokumentet" not in text


@pytest.mark.parametrize(("language", "code"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_pdf_language_is_the_document_s(language: str, code: str) -> None:
    with pikepdf.open(io.BytesIO(made("year_plan", language))) as document:
        assert document.Root.Lang == code


def test_closed_item_shows_its_basis_and_nothing_else() -> None:
    text = words(made("minutes"))
    closed = text[text.index("13/26") : text.index("Neste møte")]
    assert "Saken er unntatt offentlighet, jf. offentleglova § 13." in closed
    assert "uteteam" not in closed
    assert "uteteam" in text


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


HARMLESS = {
    "sami": ("Čáhcesuolu Ŋuorti Ŧ ŧ đ šž Åarjel ï ʼ", "Čáhcesuolu Ŋuorti Ŧ ŧ đ šž Åarjel ï ʼ"),
    "signs": ("«a» “b” – … • § ✓ ☐ → ≤ ½ €", "«a» “b” – … • § ✓ ☐ → ≤ ½ €"),
    "decomposed": ("a\u030as", "ås"),
    "unseen": ("poli\u00adti\u200b\u2060\ufeffråd", "politiråd"),
    "separators": ("en\u2028to\u2029tre\u0085fire", "en to tre fire"),
    "turned around": ("\u202ebalto\u202c \u2066x\u2069", "balto x"),
}


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


def svg(content: str) -> str:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{content}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()


def picture(address: str, alternative: str) -> str:
    return f'<p><img src="{address}" alt="{alternative}"></p>'


FOREIGN = {
    "picture from the web": '<p><img src="http://127.0.0.1:9/a.png" alt="x"></p>',
    "picture from the disk": '<p><img src="file:///etc/hostname" alt="x"></p>',
    "picture by ftp": '<p><img src="ftp://127.0.0.1/a.png" alt="x"></p>',
    "static file that is not there": '<p><img src="https://static.invalid/none.png" alt="x"></p>',
    "static folder left by dots": '<p><img src="https://static.invalid/../politirad/settings.py" alt="x"></p>',
    "picture inside a picture": picture(
        svg('<image href="file:///etc/hostname" width="9" height="9"/>'), "x"
    ),
    "picture that is none": picture("data:image/png;base64,AAAA", "x"),
    "style inside a picture": picture(
        svg("<style>@import url(http://127.0.0.1:9/a.css);</style><circle r='4'/>"), "x"
    ),
    "style": "<style>@import url(http://127.0.0.1:9/a.css);</style>",
    "style of one element": '<p style="background: url(http://127.0.0.1:9/a.png)">x</p>',
    "style sheet": '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
    "attached file": '<link rel="attachment" href="file:///etc/hostname">',
    "attached link": '<a rel="x Attachment" href="file:///etc/hostname">x</a>',
    "script": "<script>1</script>",
    "frame": '<iframe src="https://politirad.example"></iframe>',
    "object": '<object data="file:///etc/hostname"></object>',
    "field": "<input>",
    "picture without words": picture(svg(""), ""),
    "drawing without words": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>',
    "too many layers": "<blockquote>" * 1500,
}


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
