"""Whose seal we set: the certificate and key of the operator, or those that a demo makes for itself.

`SEAL_CERTIFICATE` and `SEAL_KEY` name PEM files of the operator's own. Without them a key is made in `SEAL_FOLDER`
under a name that says what it is worth. `SEAL_FORMER` is a folder with the certificates we sealed with before, so
that older documents are still known as ours.
"""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

DEMO_NAME = "Demonstrasjon – ikke gyldig segl"


@dataclass(frozen=True, slots=True)
class Identity:
    """PEM files of the certificate and its key, and of the certificates between it and its root (or None)."""

    certificate: Path
    key: Path
    password: bytes | None
    chain: Path | None
    is_demo: bool


def identity() -> Identity:
    """The seal in use; makes the demo's own on first use. Raises `ImproperlyConfigured` for half a configuration."""
    certificate, key = _path("SEAL_CERTIFICATE"), _path("SEAL_KEY")
    if certificate and key:
        password = getattr(settings, "SEAL_KEY_PASSWORD", "")
        return Identity(certificate, key, password.encode() or None, _path("SEAL_CHAIN"), is_demo=False)
    if certificate or key:
        raise ImproperlyConfigured("SEAL_CERTIFICATE and SEAL_KEY belong together: set both, or neither.")
    folder = demo_folder()
    if not folder.is_dir():
        _make_demo(folder)
    return Identity(folder / "certificate.pem", folder / "key.pem", None, None, is_demo=True)


def own_certificates() -> list[Path]:
    """The PEM files of every certificate that is or was ours. Makes nothing."""
    former = _path("SEAL_FORMER")
    candidates = [_path("SEAL_CERTIFICATE"), demo_folder() / "certificate.pem"]
    candidates += sorted(former.glob("*.pem")) if former else []
    return [path for path in candidates if path and path.is_file()]


def demo_folder() -> Path:
    return Path(getattr(settings, "SEAL_FOLDER", "") or settings.BASE_DIR / ".local" / "seal")


def _path(name: str) -> Path | None:
    value = getattr(settings, name, "")
    return Path(value) if value else None


def _make_demo(folder: Path) -> None:
    """Make key and certificate aside and move them into place at once: web and worker may both come first."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NO"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Politiråd"),
            x509.NameAttribute(NameOID.COMMON_NAME, DEMO_NAME),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # Wide enough for the demo's agreements of years ago.
        .not_valid_before(datetime(2006, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2056, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix="seal-", dir=folder.parent))  # only its owner can read it
    (aside / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (aside / "key.pem").touch(mode=0o600)
    (aside / "key.pem").write_bytes(secret)
    try:
        aside.rename(folder)
    except OSError:
        shutil.rmtree(aside)
        if not folder.is_dir():
            raise
