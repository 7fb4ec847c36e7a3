"""The seal: set once, verified from itself, and changed by every way there is to change a file."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import io
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from politirad import pdf, seal
from politirad.seal_identity import DEMO_NAME
from tests import papers
from tests.seal_scene import (  # noqa: F401  (fixtures)
    AT,
    Settings,
    _own_seal,
    changed,
    key_folder,
    paper,
    rename,
    replace_content,
    rotate,
    sealed,
    swap_pages,
)


def test_seal_is_found_intact(paper: bytes) -> None:
    verdict = seal.verify(sealed(paper))
    assert verdict == seal.Verdict(
        sealed_here=True,
        intact=True,
        changed_since=False,
        sealed_at=AT,
        timestamped=False,
        subject=DEMO_NAME,
        digest=verdict.digest,
    )
    assert len(verdict.digest) == 64


def test_seal_keeps_the_archive_identification(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(sealed(paper))) as document:
        metadata = bytes(document.Root.Metadata.read_bytes())
        assert b'pdfuaid:part="1"' in metadata
        assert b'pdfaid:part="2"' in metadata
        (widget,) = [note for page in document.pages for note in page.get("/Annots", []) if "/FT" in note]
        assert [float(side) for side in widget.Rect] == [0, 0, 0, 0]
        assert document.Root.Perms.DocMDP.Reference[0].TransformParams.P == 2
        assert document.Root.Perms.DocMDP.Reason == "Avtalen er underskrevet"


def test_file_without_a_seal_is_not_from_here(paper: bytes) -> None:
    assert seal.verify(paper) == seal.Verdict()


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"x" * 100, b"%PDF-1.7\n/Contents <00ff> /ByteRange [0 1 2 3]"]
)
def test_any_file_may_be_verified(data: bytes) -> None:
    assert replace(seal.verify(data), digest="") == seal.Verdict()


def test_seal_of_another_is_not_ours(paper: bytes, settings: Settings, tmp_path: Path) -> None:
    other = sealed(paper)
    settings.SEAL_FOLDER = tmp_path / "another"  # type: ignore[attr-defined]
    sealed(paper)
    assert replace(seal.verify(other), digest="") == seal.Verdict()


def test_former_certificate_is_still_ours(
    paper: bytes, settings: Settings, key_folder: Path, tmp_path: Path
) -> None:
    former = sealed(paper)
    (tmp_path / "former").mkdir()
    (tmp_path / "former" / "2026.pem").write_bytes((key_folder / "certificate.pem").read_bytes())
    settings.SEAL_FOLDER = tmp_path / "another"  # type: ignore[attr-defined]
    settings.SEAL_FORMER = tmp_path / "former"  # type: ignore[attr-defined]
    assert seal.verify(former).intact


@pytest.mark.parametrize("seed", range(40))
def test_flipped_byte_is_never_intact(paper: bytes, seed: int) -> None:
    data = bytearray(sealed(paper))
    place = random.Random(seed).randrange(len(paper))  # before the seal itself: what the reader sees
    data[place] ^= 1 << (seed % 8)
    verdict = seal.verify(bytes(data))
    assert (verdict.sealed_here, verdict.intact, verdict.changed_since) == (True, False, True)


def test_broken_seal_is_no_seal(paper: bytes) -> None:
    data = sealed(paper)
    at = data.index(b"/Contents <3082") + 1200
    broken = data[:at] + (b"0" if data[at : at + 1] != b"0" else b"1") + data[at + 1 :]
    assert not seal.verify(broken).intact


def test_seal_moved_to_another_file_shows_the_change(paper: bytes) -> None:
    other = pdf.render(
        "pdf/agenda.html",
        papers.agenda(),
        title="Møte",
        language="nb",
        created=papers.CREATED,
        identifier="m 1",
    )
    mine, theirs = sealed(paper), sealed(other)

    def contents(data: bytes) -> slice:
        start = data.index(b"/Contents <3082")
        return slice(start, data.index(b">", start))

    moved = bytearray(theirs)
    moved[contents(theirs)] = mine[contents(mine)]
    verdict = seal.verify(bytes(moved))
    assert (verdict.sealed_here, verdict.intact, verdict.changed_since) == (True, False, True)


@pytest.mark.parametrize("change", [swap_pages, rotate, replace_content, rename])
def test_update_behind_the_seal_is_a_change(
    paper: bytes, change: Callable[[IncrementalPdfFileWriter], object]
) -> None:
    verdict = seal.verify(changed(sealed(paper), change))
    assert (verdict.sealed_here, verdict.intact, verdict.changed_since) == (True, True, True)


@pytest.mark.parametrize(
    "tail", [b"\n", b"\n%%EOF\n", b"\nhei", b"\x00" * 2000, b"\nhei\nstartxref\n9\n%%EOF\n"]
)
def test_bytes_behind_the_seal_are_a_change(paper: bytes, tail: bytes) -> None:
    verdict = seal.verify(sealed(paper) + tail)
    assert verdict.sealed_here
    assert verdict.changed_since


def test_saving_the_file_anew_is_a_change(paper: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sealed(paper))) as document:
        document.save(out)
    verdict = seal.verify(out.getvalue())
    assert verdict.sealed_here
    assert verdict.changed_since
