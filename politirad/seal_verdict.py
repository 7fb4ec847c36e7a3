"""What our seal on a file says. Needs no settings: `python -m politirad.seal_verdict CERTIFICATE...` answers JSON for
the file on standard input, so that a stranger's file can be judged in a process of its own (`politirad.seal.judged`).
"""

import hashlib
import io
import re
import resource
import sys
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from asn1crypto import cms
from asn1crypto import x509 as asn1
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import byte_range_digest, extract_signer_info
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.utils import extract_message_digest

from politirad.seal_changes import POLICY
from politirad.seal_parts import is_as_written, stamp_of, vouches
from politirad.verdict import Verdict, written

#: What a process that judges a stranger's file may use.
MEMORY = 1024**3
SECONDS = 20
_CONTENTS = re.compile(rb"/Contents\s*(?:<([0-9A-Fa-f\s]{2000,})>|(\((?:[^\\()]|\\[\s\S]){1000,}\)))")
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF(?:\r\n|\n|\r)?\Z")
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")
_STREAM = re.compile(rb"stream\r?\n")
_LARGEST_SEAL = 400_000
_LARGEST_STREAM = 2_000_000
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def verdict_of(pdf: bytes, ours: set[bytes]) -> Verdict:
    """What the seal on the file says, whatever the file is; `ours` are our certificates (DER), present and former."""
    try:
        # Strictly: what readers of PDF may understand in two ways is not as we sealed it.
        found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        is_whole = bool(found) and _is_complete(pdf, found[-1]) and all(map(_is_timely, found))
    except Exception:  # noqa: BLE001 any file may be uploaded, and a damaged one still has its seal somewhere in it
        found, is_whole = [], False
    for signature in (one for one in found if one.sig_object_type == "/Sig"):
        verdict = _judge(signature, ours, is_whole=is_whole)
        if verdict.sealed_here:
            return verdict
    loose = (_from_seal(seal, changed=True) for seal in _loose_seals(pdf, ours))
    return next(loose, Verdict(digest=_digest_without_seal(pdf)))


def _is_complete(pdf: bytes, last: EmbeddedPdfSignature) -> bool:
    """Whether nothing but a proper update stands behind the last signature or timestamp.

    With B-LTA one does: the facts needed to verify that timestamp. The difference analysis judges what an update does,
    but passes over bytes that belong to none.
    """
    _, _, start, length = last.byte_range
    behind = pdf[start + length :]
    if not behind:
        return True
    end = _END.search(behind)
    return end is not None and behind.count(b"%%EOF") == 1 and int(end[1]) >= start + length


def _is_timely(signature: EmbeddedPdfSignature) -> bool:
    """Whether a document timestamp is for what stands before it; of a signature nothing is asked here."""
    return signature.sig_object_type != "/DocTimeStamp" or vouches(
        signature.pkcs7_content,
        lambda name: bytes(byte_range_digest(signature.reader.stream, signature.byte_range, name)[1]),
    )


def _judge(signature: EmbeddedPdfSignature, ours: set[bytes], *, is_whole: bool) -> Verdict:
    try:
        if signature.signer_cert.dump() not in ours:
            return Verdict()
        intact, is_genuine = validate_sig_integrity(
            signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
        )
        if not is_genuine:
            return Verdict()
        signature.compute_integrity_info(diff_policy=POLICY)
        is_allowed = signature.summarise_integrity_info()["docmdp_ok"] and is_whole
        is_allowed = is_allowed and is_as_written(signature.pkcs7_content, signature.signed_data)
    except Exception:  # noqa: BLE001 what cannot be compared has been changed; the loose seal tells whose it was
        return Verdict()
    return _from_seal(
        signature.signed_data,
        changed=not intact or not is_allowed,
        intact=intact,
        own_clock=signature.self_reported_timestamp if intact else None,
    )


def _loose_seals(pdf: bytes, ours: set[bytes]) -> Iterator[cms.SignedData]:
    """Genuine seals of ours somewhere in the bytes, without regard to the file around them."""
    for part in (pdf, *_unpacked(pdf)):
        for match in _CONTENTS.finditer(part):
            try:
                data = bytes.fromhex(match[1].decode()) if match[1] else _literal(match[2][1:-1])
                if len(data) > _LARGEST_SEAL:
                    continue
                signed = cms.ContentInfo.load(data)["content"]
                certificate = extract_certs_for_validation(signed).signer_cert
                if certificate.dump() in ours:
                    _, is_genuine = validate_sig_integrity(
                        extract_signer_info(signed), certificate, "data", b""
                    )
                    if is_genuine:
                        yield signed
            except Exception:  # noqa: BLE001 not a seal, or one that has itself been changed
                continue


def _unpacked(pdf: bytes) -> Iterator[bytes]:
    """What is packed in the file: a program that saves it anew may have put the seal into a stream of objects."""
    view = memoryview(pdf)
    for match in _STREAM.finditer(pdf):
        if b"/ObjStm" not in pdf[max(0, match.start() - 300) : match.start()]:
            continue
        try:
            yield zlib.decompressobj().decompress(view[match.end() :], _LARGEST_STREAM)
        except zlib.error:
            continue


def _literal(text: bytes) -> bytes:
    """The bytes of a PDF string in parentheses (ISO 32000-2, 7.3.4.2)."""

    def plain(match: re.Match[bytes]) -> bytes:
        word = match[1]
        if word.isdigit():
            return bytes([int(word, 8) & 0xFF])
        return b"" if word[:1] in b"\r\n" else _ESCAPED.get(word, word)

    return re.sub(rb"\\([0-7]{1,3}|\r\n|[\s\S])", plain, text)


def _digest_without_seal(pdf: bytes) -> str:
    """The digest of what the first signature in the file says it covers, whatever that signature is; "" for none."""
    match = _BYTE_RANGE.search(pdf)
    if match is None:
        return ""
    first, until, start, length = map(int, match.groups())
    return hashlib.sha256(pdf[first : first + until] + pdf[start : start + length]).hexdigest()


def _from_seal(
    signed: cms.SignedData, *, changed: bool, intact: bool = False, own_clock: datetime | None = None
) -> Verdict:
    info = extract_signer_info(signed)
    certificate: asn1.Certificate = extract_certs_for_validation(signed).signer_cert
    return Verdict(
        sealed_here=True,
        intact=intact,
        changed_since=changed,
        sealed_at=own_clock,
        timestamped=stamp_of(signed) is not None,
        subject=str(certificate.subject.native.get("common_name", certificate.subject.human_friendly)),
        digest=extract_message_digest(info).hex(),
    )


def loaded(certificates: Iterable[str]) -> set[bytes]:
    """The certificates (DER) in PEM files."""
    return {certificate.dump() for certificate in load_certs_from_pemder(certificates)}


def main(certificates: list[str]) -> None:
    """Judge the file on standard input within the limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    print(written(verdict_of(sys.stdin.buffer.read(), loaded(certificates))))


if __name__ == "__main__":
    main(sys.argv[1:])
