"""Archive PDFs: the same bytes for the same facts, nothing from outside, and what cannot be printed said in words."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import io
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdf
import pytest

from politirad import pdf
from tests import papers
from tests.pdf_scene import (
    agreement,  # noqa: F401  (fixtures)
    made,
    words,
)


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
