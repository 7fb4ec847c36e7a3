"""The seal: set once, verified from itself, and changed by every way there is to change a file."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import io
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from django.core.exceptions import ImproperlyConfigured
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from politirad import seal
from politirad.seal_identity import identity, own_certificates
from tests.seal_scene import (  # noqa: F401  (fixtures)
    Settings,
    _own_seal,
    authority,
    changed,
    key_folder,
    make_certificate,
    paper,
    rotate,
    sealed,
)


def test_second_signature_by_another_is_no_change(paper: bytes, tmp_path: Path) -> None:
    first = sealed(paper)
    certificate, key = make_certificate(tmp_path, "Kommunen")
    signer = signers.SimpleSigner.load(str(key), str(certificate))
    assert signer is not None
    with ThreadPoolExecutor(
        max_workers=1
    ) as beside:  # pyHanko starts a loop; a browser's may run in this thread
        out = beside.submit(
            signers.sign_pdf,
            IncrementalPdfFileWriter(io.BytesIO(first)),
            signers.PdfSignatureMetadata(field_name="Kommunen", subfilter=fields.SigSeedSubFilter.PADES),
            signer,
        ).result()
    verdict = seal.verify(out.getvalue())
    assert (verdict.sealed_here, verdict.intact, verdict.changed_since) == (True, True, False)
    assert verdict.digest == seal.verify(first).digest


def test_seal_is_set_once(paper: bytes) -> None:
    with pytest.raises(seal.SealingFailed):
        sealed(sealed(paper))


def test_seal_needs_a_pdf() -> None:
    with pytest.raises(seal.SealingFailed):
        sealed(b"not a PDF")


def test_seal_time_needs_a_zone(paper: bytes) -> None:
    with pytest.raises(ValueError, match="aware"):
        seal.seal(paper, reason="x", location="y", at=datetime(2026, 1, 1))


def test_demo_key_is_made_once_and_only_for_its_owner(key_folder: Path) -> None:
    first = identity()
    before = first.key.read_bytes()
    assert first.is_demo
    assert identity().key.read_bytes() == before
    assert first.key.stat().st_mode & 0o077 == 0
    assert own_certificates() == [key_folder / "certificate.pem"]


def test_demo_key_is_the_same_for_all_who_come_first(settings: Settings, tmp_path: Path) -> None:
    settings.SEAL_FOLDER = tmp_path / "together"  # type: ignore[attr-defined]
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(identity().certificate.read_bytes())) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["together"]


def test_own_certificate_of_the_operator_is_used(paper: bytes, settings: Settings, tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path, "Granli kommune")
    settings.SEAL_CERTIFICATE, settings.SEAL_KEY = str(certificate), str(key)  # type: ignore[attr-defined]
    verdict = seal.verify(sealed(paper))
    assert verdict.subject == "Granli kommune"
    assert verdict.intact


def test_half_a_configuration_is_refused(paper: bytes, settings: Settings, tmp_path: Path) -> None:
    settings.SEAL_CERTIFICATE = str(tmp_path / "certificate.pem")  # type: ignore[attr-defined]
    with pytest.raises(ImproperlyConfigured, match="belong together"):
        sealed(paper)


@pytest.mark.usefixtures("authority")
def test_seal_with_a_timestamp_lasts(paper: bytes) -> None:
    data = sealed(paper)
    verdict = seal.verify(data)
    assert (verdict.sealed_here, verdict.intact, verdict.changed_since) == (True, True, False)
    assert verdict.timestamped
    assert verdict.sealed_at is not None
    with pikepdf.open(io.BytesIO(data)) as document:
        kinds = [str(field.V.Type) for field in document.Root.AcroForm.Fields]
        assert kinds == ["/Sig", "/DocTimeStamp"]
        assert len(document.Root.DSS.Certs) >= 1


@pytest.mark.parametrize("what", ["refuses", "talks", "babbles"])
def test_failing_authority_gives_no_weaker_seal(
    paper: bytes, authority: Callable[[str], None], what: str
) -> None:
    authority(what)
    with pytest.raises(seal.TimestampUnavailable):
        sealed(paper)


def test_silent_authority_gives_no_weaker_seal(paper: bytes, settings: Settings) -> None:
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"  # type: ignore[attr-defined]
    with pytest.raises(seal.TimestampUnavailable):
        sealed(paper)


def test_changed_file_with_a_timestamp_is_found_out(paper: bytes, authority: Callable[[str], None]) -> None:
    data = sealed(paper)
    authority("talks")
    verdict = seal.verify(changed(data, rotate))
    assert (verdict.sealed_here, verdict.intact, verdict.changed_since) == (True, True, True)
    assert seal.verify(data + b"\nhei").changed_since
    flipped = data.replace(b"/MediaBox", b"/MediaBax", 1)
    assert flipped != data
    assert seal.verify(flipped).changed_since
