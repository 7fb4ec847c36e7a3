"""What others say of a sealed file: pyHanko's own validator, with its own rules of what may have changed."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from politirad.seal_identity import own_certificates


def accepted(content: bytes, *, roots: tuple[Path, ...] = ()) -> list[bool]:
    """Whether each seal and each timestamp in the file is sound, trusted and followed by nothing that is not allowed.

    Trusted are our own certificates and those of `roots` (PEM). An empty list: there is none.
    """
    # A thread of its own: the validator runs a loop, and the browser of other tests has one in this thread.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(_judge, content, roots).result()


def _judge(content: bytes, roots: tuple[Path, ...]) -> list[bool]:
    trusted = list(load_certs_from_pemder(map(str, [*own_certificates(), *roots])))
    found = PdfFileReader(io.BytesIO(content)).embedded_signatures
    verdicts = []
    for one in found:
        context = ValidationContext(trust_roots=trusted)
        if one.sig_object_type == "/DocTimeStamp":
            stamp = validate_pdf_timestamp(one, context)
            verdicts.append(stamp.intact and stamp.valid and stamp.trusted)
        else:
            verdicts.append(bool(validate_pdf_signature(one, context).bottom_line))
    return verdicts
