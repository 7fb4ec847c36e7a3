"""Bytes in, sealed bytes out, and what a seal says about a file. With its neighbours of the same name the only user of
pyHanko.

The seal is an invisible PAdES certification signature of the service: it shows that the file came from here and that
nobody has changed it since. It is not a person's signature. With `TIMESTAMP_URL` it becomes PAdES B-LTA, which can be
verified long after our certificate has expired; a timestamp authority that does not answer stops the sealing, so that
nobody gets a weaker seal than the operator asked for.
"""

import asyncio
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from django.conf import settings
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator import ValidationContext

from politirad.seal_identity import Identity, identity, own_certificates
from politirad.seal_verdict import Verdict, read, verdict_of

__all__ = ["NotJudged", "SealingFailed", "TimestampUnavailable", "Verdict", "judged", "seal", "verify"]

FIELD = "Politiradssegl"
TIMESTAMP_SECONDS = 20
JUDGING_SECONDS = 40


class SealingFailed(Exception):
    """The file could not be sealed: the certificate, its chain or the file itself is not as it must be."""


class TimestampUnavailable(SealingFailed):
    """The timestamp authority did not give a timestamp. Try again later; nothing was sealed."""


class NotJudged(Exception):
    """A file was too heavy to be judged, or the machine too busy."""


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
    """What our seal on the file says; a file without one gets an empty verdict. For files that we made ourselves."""
    ours = {certificate.dump() for certificate in load_certs_from_pemder(map(str, own_certificates()))}
    return verdict_of(pdf, ours)


def judged(pdf: bytes) -> Verdict:
    """The same for anybody's file, in a process of its own that can take only so much time and memory.

    Raises `NotJudged` when that was not enough: the file may be anything, made to be heavy even.
    """
    command = [sys.executable, "-m", "politirad.seal_verdict", *map(str, own_certificates())]
    try:
        done = subprocess.run(
            command,
            input=pdf,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"PATH": os.environ.get("PATH", "")},
            timeout=JUDGING_SECONDS,
            check=True,
        )
        return read(done.stdout.decode())
    except (subprocess.SubprocessError, ValueError) as error:
        raise NotJudged(str(error)) from error
