"""A signed agreement in one file: the sealed PDF, its data, the signed text's own bytes, attachments, and checksums.

The same files give the same bytes. `sha256sum --check` reads the list of checksums.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import unicodedata
import zipfile
from collections.abc import Mapping

from agreements.models import Agreement, AgreementData, AgreementPdf

CHECKSUMS = "sjekksummer.txt"


def package_of(agreement: Agreement, pdf: AgreementPdf, data: AgreementData) -> bytes:
    """The zip of a signed agreement: attachments as they lie with it now, a living one as it stands today."""
    files = {
        pdf.name: bytes(pdf.content),
        data.name: bytes(data.content),
        "signert-tekst.json": data.version.canonical.encode(),
    }
    for row in agreement.attachments.select_related("file").order_by("number"):
        if row.file is not None:
            files[f"vedlegg/{row.number}-{plain_name(row.file.name)}"] = bytes(row.file.content)
    return packed(files, at=pdf.stored_at)


def packed(files: Mapping[str, bytes], *, at: datetime.datetime) -> bytes:
    """The files in a zip with a list of their checksums at the end; `at` (aware) is the time that each of them states."""
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    moment = at.astimezone(datetime.UTC).timetuple()[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packing:
        for name, content in [*files.items(), (CHECKSUMS, sums.encode())]:
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packing.writestr(entry, content)
    return out.getvalue()


def plain_name(name: str) -> str:
    """A file's name that is one name on every machine: no folders, no control characters, no leading dot."""
    kept = "".join(
        letter if letter.isprintable() and letter not in '/\\:*?"<>|' else "-"
        for letter in unicodedata.normalize("NFC", name)
    )
    return kept.strip(" .-") or "fil"
