"""Bytes in, sealed bytes out, and what a seal says about a file. The only user of pyHanko.

The seal is an invisible PAdES certification signature of the service: it shows that the file came from here and that
nobody has changed it since. It is not a person's signature. With `TIMESTAMP_URL` it becomes PAdES B-LTA, which can be
verified long after our certificate has expired; a timestamp authority that does not answer stops the sealing, so that
nobody gets a weaker seal than the operator asked for.
"""

import asyncio
import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1
from django.conf import settings
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_tst_data_iter,
    validate_sig_integrity,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.utils import extract_message_digest
from pyhanko_certvalidator import ValidationContext

from politirad.seal_identity import Identity, identity, own_certificates

FIELD = "Politiradssegl"
TIMESTAMP_SECONDS = 20
_CONTENTS = re.compile(rb"/Contents\s*<([0-9A-Fa-f\s]+)>")
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF(?:\r\n|\n|\r)?\Z")
_LARGEST_SEAL = 200_000


class SealingFailed(Exception):
    """The file could not be sealed: the certificate, its chain or the file itself is not as it must be."""


class TimestampUnavailable(SealingFailed):
    """The timestamp authority did not give a timestamp. Try again later; nothing was sealed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the seal itself says about a file.

    `sealed_here`: a seal with a certificate of ours stands in the file. `intact`: the sealed bytes are as they were.
    `changed_since`: they are not, or something was added after sealing beyond timestamps and further signatures; never
    true without `sealed_here`. `sealed_at` is the timestamp authority's time when `timestamped`, else our own clock's,
    which is known only while the sealed bytes are intact.
    `subject` is who the certificate names. `digest` (hexadecimal) is what the seal vouches for; it stays the same when
    later timestamps make the file longer, so it can be kept and looked up.
    """

    sealed_here: bool = False
    intact: bool = False
    changed_since: bool = False
    sealed_at: datetime | None = None
    timestamped: bool = False
    subject: str = ""
    digest: str = ""


class _SignerAt(signers.PdfSigner):
    """A signer whose clock is an argument."""

    def __init__(self, at: datetime, *args: Any, **kwargs: Any) -> None:
        self._at = at
        super().__init__(*args, **kwargs)

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._at
        return session


def seal(pdf: bytes, *, reason: str, location: str, at: datetime) -> bytes:
    """The file with our seal on it, `at` (aware) being the time it states.

    Raises `TimestampUnavailable` when a configured timestamp authority fails, `SealingFailed` for anything else that
    stands in the way, such as a file that has a seal already.
    """
    if at.tzinfo is None:
        raise ValueError("at must be an aware datetime")
    us = identity()
    address = getattr(settings, "TIMESTAMP_URL", "")
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=reason,
        location=location,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,  # a party's own system may sign the file as well
        embed_validation_info=bool(address),
        use_pades_lta=bool(address),
        validation_context=_trust(us) if address else None,
    )
    clock = RequestsHTTPTimeStamper(address, timeout=TIMESTAMP_SECONDS) if address else None
    signer = _SignerAt(at, metadata, _signer(us), timestamper=clock)

    async def work() -> bytes:
        try:
            done = await signer.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
        finally:
            if metadata.validation_context is not None:
                await metadata.validation_context.aclose()
        return bytes(done.getvalue())

    try:
        # A thread of its own: the caller may already be inside an event loop.
        with ThreadPoolExecutor(max_workers=1) as pool:
            return pool.submit(asyncio.run, work()).result()
    except Exception as error:  # pyHanko, its validator and its parser raise many kinds
        is_silence = isinstance(error, TimestampRequestError | OSError)
        if address and (is_silence or _is_about_the_clock(error)):
            raise TimestampUnavailable(str(error)) from error
        raise SealingFailed(str(error)) from error


def _signer(us: Identity) -> signers.SimpleSigner:
    signer: signers.SimpleSigner | None = signers.SimpleSigner.load(
        str(us.key),
        str(us.certificate),
        ca_chain_files=(str(us.chain),) if us.chain else None,
        key_passphrase=us.password,
    )
    if signer is None:
        raise SealingFailed("the seal's key and certificate could not be read")
    return signer


def _trust(us: Identity) -> ValidationContext:
    """What the seal and its timestamps are checked against before they are set."""
    roots = list(load_certs_from_pemder([trust])) if (trust := getattr(settings, "SEAL_TRUST", "")) else []
    if us.is_demo or not roots:
        roots += load_certs_from_pemder([str(us.certificate)])
    between = list(load_certs_from_pemder([str(us.chain)])) if us.chain else []
    return ValidationContext(
        trust_roots=roots, other_certs=between, allow_fetching=True, revocation_mode="hard-fail"
    )


def _is_about_the_clock(error: BaseException | None) -> bool:
    """Whether an answer of the timestamp authority that is no timestamp lies behind the error."""
    while error is not None:
        frame = error.__traceback__
        while frame is not None:
            if "timestamps" in frame.tb_frame.f_code.co_filename:
                return True
            frame = frame.tb_next
        error = error.__cause__ or error.__context__
    return False


def verify(pdf: bytes) -> Verdict:
    """What our seal on the file says, whatever the file is; a file without one gets an empty verdict."""
    ours = {certificate.dump() for certificate in load_certs_from_pemder(map(str, own_certificates()))}
    try:
        found = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
        is_complete = bool(found) and _is_complete(pdf, found[-1])
    except Exception:  # noqa: BLE001 any file may be uploaded, and a damaged one still has its seal somewhere in it
        found, is_complete = [], False
    for signature in (one for one in found if one.sig_object_type == "/Sig"):
        verdict = _judge(signature, ours, is_complete=is_complete)
        if verdict.sealed_here:
            return verdict
    return next((_from_seal(seal_found, changed=True) for seal_found in _loose_seals(pdf, ours)), Verdict())


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


def _judge(signature: EmbeddedPdfSignature, ours: set[bytes], *, is_complete: bool) -> Verdict:
    try:
        if signature.signer_cert.dump() not in ours:
            return Verdict()
        intact, is_genuine = validate_sig_integrity(
            signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
        )
        if not is_genuine:
            return Verdict()
        signature.compute_integrity_info()
        is_allowed = signature.summarise_integrity_info()["docmdp_ok"] and is_complete
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
    for match in _CONTENTS.finditer(pdf):
        if len(match[1]) > _LARGEST_SEAL:
            continue
        try:
            message = cms.ContentInfo.load(bytes.fromhex(match[1].decode()))
            signed = message["content"]
            certificate = extract_certs_for_validation(signed).signer_cert
            if certificate.dump() in ours:
                _, is_genuine = validate_sig_integrity(extract_signer_info(signed), certificate, "data", b"")
                if is_genuine:
                    yield signed
        except Exception:  # noqa: BLE001 not a seal, or one that has itself been changed
            continue


def _from_seal(
    signed: cms.SignedData, *, changed: bool, intact: bool = False, own_clock: datetime | None = None
) -> Verdict:
    info = extract_signer_info(signed)
    certificate: asn1.Certificate = extract_certs_for_validation(signed).signer_cert
    stamped = [_stamp_time(token) for token in extract_tst_data_iter(info, signed=False)]
    return Verdict(
        sealed_here=True,
        intact=intact,
        changed_since=changed,
        sealed_at=min(stamped, default=own_clock),
        timestamped=bool(stamped),
        subject=str(certificate.subject.native.get("common_name", certificate.subject.human_friendly)),
        digest=extract_message_digest(info).hex(),
    )


def _stamp_time(token: cms.SignedData) -> datetime:
    content: tsp.TSTInfo = token["encap_content_info"]["content"].parsed
    time: datetime = content["gen_time"].native
    return time
