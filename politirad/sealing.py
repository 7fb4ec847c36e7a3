"""How a file gets its seal (see `politirad.seal`). With its neighbours of the same name the only user of pyHanko."""

import asyncio
import io
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

from django.conf import settings
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko.sign.validation.dss import async_add_validation_info
from pyhanko_certvalidator import ValidationContext

from politirad.seal import SealingFailed, TimestampUnavailable
from politirad.seal_identity import Identity, identity

FIELD = "Politiradssegl"
TIMESTAMP_SECONDS = 20


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
    """As `politirad.seal.seal` says."""
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

    return _done(work)


def renew(pdf: bytes) -> bytes:
    """As `politirad.seal.renew` says, for a file that was found to be as it was sealed."""

    async def work() -> bytes:
        trust = _trust(identity())
        clock = RequestsHTTPTimeStamper(settings.TIMESTAMP_URL, timeout=TIMESTAMP_SECONDS)
        try:
            reader, out = PdfFileReader(io.BytesIO(pdf)), io.BytesIO()
            if not reader.embedded_timestamp_signatures:  # sealed before a timestamp authority was named
                proven = await async_add_validation_info(reader.embedded_regular_signatures[0], trust)
                reader = PdfFileReader(proven)
            await signers.PdfTimeStamper(clock).async_update_archival_timestamp_chain(
                reader, trust, in_place=False, output=out
            )
        finally:
            await trust.aclose()
        return out.getvalue()

    return _done(work)


def good_until(pdf: bytes) -> date:
    """As `politirad.seal.good_until` says."""
    found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    stamps = [one for one in found if one.sig_object_type == "/DocTimeStamp"]
    until: datetime = (stamps or found)[-1].signer_cert.not_valid_after
    return until.date()


def _done(work: Callable[[], Coroutine[Any, Any, bytes]]) -> bytes:
    """What the work with pyHanko gives, its many kinds of errors told as ours."""
    try:
        # A thread of its own: the caller may already be inside an event loop.
        with ThreadPoolExecutor(max_workers=1) as pool:
            return pool.submit(asyncio.run, work()).result()
    except Exception as error:  # pyHanko, its validator and its parser raise many kinds
        is_silence = isinstance(error, TimestampRequestError | OSError)
        if getattr(settings, "TIMESTAMP_URL", "") and (is_silence or _is_about_the_clock(error)):
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
