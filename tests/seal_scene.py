"""What the tests of this subject share."""

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.generic import ArrayObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps import DummyTimeStamper

from politirad import pdf, seal
from politirad.seal_identity import identity
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
    folder: Path, name: str, usage: x509.ObjectIdentifier | None = None, *, days: int = 4000
) -> tuple[Path, Path]:
    """A self-signed certificate and its key, as PEM files; it runs out so many days after `AT`."""
    # The clock of these tests knows no other key than RSA.
    clock = usage == ExtendedKeyUsageOID.TIME_STAMPING
    key = rsa.generate_private_key(65537, 2048) if clock else ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(AT - timedelta(days=4000))
        .not_valid_after(AT + timedelta(days=days))
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


@pytest.fixture
def authority(tmp_path: Path, settings: Settings, key_folder: Path) -> Iterator[Callable[[str], None]]:
    """A timestamp authority on this machine; call it with "works", "refuses" or "talks" to say what it does."""
    with an_authority(tmp_path, settings) as behave:
        yield behave


@contextmanager
def an_authority(
    folder: Path, settings: Any, *, name: str = "Tidsstempel", days: int = 4000
) -> Iterator[Callable[[str], None]]:
    """The same inside a `with`; its certificate runs out so many days after `AT`, and is trusted beside the others."""
    certificate, key = make_certificate(folder, name, ExtendedKeyUsageOID.TIME_STAMPING, days=days)
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
    trust = folder / "trust.pem"
    with trust.open("ab") as roots:
        roots.write(certificate.read_bytes())
    former, settings.SEAL_TRUST = settings.TIMESTAMP_URL, str(trust)
    settings.TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield lambda what: behaviour.__setitem__(0, what)
    finally:
        settings.TIMESTAMP_URL = former
        server.shutdown()
        thread.join()
        server.server_close()
