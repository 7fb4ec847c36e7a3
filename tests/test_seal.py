"""The seal: set once, verified from itself, and changed by every way there is to change a file."""

import io
import random
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.core.exceptions import ImproperlyConfigured
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.generic import ArrayObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper

from politirad import pdf, seal
from politirad.seal_identity import DEMO_NAME, identity, own_certificates
from tests import papers

AT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
Settings = pytest.FixtureRequest


@pytest.fixture(scope="module")
def paper() -> bytes:
    return pdf.render(
        "pdf/year_plan.html",
        papers.year_plan(),
        title="Årshjul",
        language="nb",
        created=papers.CREATED,
        identifier="plan 1",
    )


@pytest.fixture(scope="module")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("seal") / "own"


@pytest.fixture(autouse=True)
def _own_seal(settings: pytest.FixtureRequest, key_folder: Path) -> None:
    settings.SEAL_FOLDER = key_folder  # type: ignore[attr-defined]
    settings.SEAL_CERTIFICATE = settings.SEAL_KEY = settings.SEAL_CHAIN = ""  # type: ignore[attr-defined]
    settings.SEAL_FORMER = settings.SEAL_TRUST = settings.TIMESTAMP_URL = ""  # type: ignore[attr-defined]


def sealed(data: bytes) -> bytes:
    return seal.seal(data, reason="Avtalen er underskrevet", location="Granli", at=AT)


def changed(data: bytes, change: Callable[[IncrementalPdfFileWriter], object]) -> bytes:
    """The file with an incremental update behind the seal, as a PDF editor makes it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def make_certificate(
    folder: Path, name: str, usage: x509.ObjectIdentifier | None = None
) -> tuple[Path, Path]:
    """A self-signed certificate and its key, as PEM files."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT - timedelta(days=4000))
        .not_valid_after(AT + timedelta(days=4000))
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True
        )
    )
    if usage is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    certificate = builder.sign(key, hashes.SHA256())
    paths = folder / f"{name}.pem", folder / f"{name}.key"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return paths


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
    assert seal.verify(data) == seal.Verdict()


def test_seal_of_another_is_not_ours(paper: bytes, settings: Settings, tmp_path: Path) -> None:
    other = sealed(paper)
    settings.SEAL_FOLDER = tmp_path / "another"  # type: ignore[attr-defined]
    sealed(paper)
    assert seal.verify(other) == seal.Verdict()


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


def swap_pages(writer: IncrementalPdfFileWriter) -> None:
    kids = writer.root["/Pages"]["/Kids"]
    kids.reverse()
    kids.append(kids[0])
    writer.update_container(kids)


def rotate(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = type(page["/MediaBox"][2])(180)
    writer.update_container(page)


def replace_content(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = ArrayObject()
    writer.update_container(page)


def rename(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/Lang"] = pdf_name("/x")
    writer.update_root()


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


def test_second_signature_by_another_is_no_change(paper: bytes, tmp_path: Path) -> None:
    first = sealed(paper)
    certificate, key = make_certificate(tmp_path, "Kommunen")
    signer = signers.SimpleSigner.load(str(key), str(certificate))
    assert signer is not None
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(first)),
        signers.PdfSignatureMetadata(field_name="Kommunen", subfilter=fields.SigSeedSubFilter.PADES),
        signer,
    )
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


@pytest.fixture
def authority(tmp_path: Path, settings: Settings, key_folder: Path) -> Iterator[Callable[[str], None]]:
    """A timestamp authority on this machine; call it with "works", "refuses" or "talks" to say what it does."""
    certificate, key = make_certificate(tmp_path, "Tidsstempel", ExtendedKeyUsageOID.TIME_STAMPING)
    clock = DummyTimeStamper(
        load_cert_from_pemder(str(certificate)), load_private_key_from_pemder(str(key), None), fixed_dt=None
    )
    behaviour = ["works"]

    class Authority(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            if behaviour[0] == "works":
                kind, answer = "application/timestamp-reply", clock.request_tsa_response(request).dump()
            elif behaviour[0] == "talks":
                kind, answer = "text/html", b"<h1>Be right back</h1>"
            elif behaviour[0] == "babbles":
                kind, answer = "application/timestamp-reply", b"\x30\x03abc"
            else:
                status = tsp.TimeStampResp({"status": {"status": "rejection"}})
                kind, answer = "application/timestamp-reply", status.dump()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Authority)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    identity()
    trust = tmp_path / "trust.pem"
    trust.write_bytes(certificate.read_bytes())
    settings.SEAL_TRUST = str(trust)  # type: ignore[attr-defined]
    settings.TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}/"  # type: ignore[attr-defined]
    yield lambda what: behaviour.__setitem__(0, what)
    server.shutdown()
    thread.join()
    server.server_close()


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
