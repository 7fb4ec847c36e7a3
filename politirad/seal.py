"""Bytes in, sealed bytes out, and what a seal says about a file.

The seal is an invisible PAdES certification signature of the service: it shows that the file came from here and that
nobody has changed it since. It is not a person's signature. With `TIMESTAMP_URL` it becomes PAdES B-LTA, which can be
verified long after our certificate has expired; a timestamp authority that does not answer stops the sealing, so that
nobody gets a weaker seal than the operator asked for.

What seals (`politirad.sealing`) takes a second to load and only jobs use it, so it is loaded with the first seal.
"""

import os
import subprocess
import sys
from datetime import date, datetime

from django.conf import settings

from politirad.seal_identity import own_certificates
from politirad.verdict import Verdict, read

__all__ = [
    "NotJudged",
    "SealingFailed",
    "TimestampUnavailable",
    "Verdict",
    "good_until",
    "judged",
    "renew",
    "seal",
    "verify",
]

JUDGING_SECONDS = 40


class SealingFailed(Exception):
    """The file could not be sealed: the certificate, its chain or the file itself is not as it must be."""


class TimestampUnavailable(SealingFailed):
    """The timestamp authority did not give a timestamp. Try again later; nothing was sealed."""


class NotJudged(Exception):
    """A file was too heavy to be judged, or the machine too busy."""


def seal(pdf: bytes, *, reason: str, location: str, at: datetime) -> bytes:
    """The file with our seal on it, `at` (aware) being the time it states.

    Raises `TimestampUnavailable` when a configured timestamp authority fails, `SealingFailed` for anything else that
    stands in the way, such as a file that has a seal already.
    """
    if at.tzinfo is None:
        raise ValueError("at must be an aware datetime")
    from politirad import sealing

    return sealing.seal(pdf, reason=reason, location=location, at=at)


def renew(pdf: bytes) -> bytes:
    """The sealed file with a newer document timestamp behind it, and the facts to verify the former one.

    The seal itself stays as it is, and so does its digest. Raises `TimestampUnavailable` when the timestamp authority
    fails, and `SealingFailed` without one, for a file that is not as we sealed it, and when the newest timestamp or the
    seal can no longer be verified: then it is too late.
    """
    if not getattr(settings, "TIMESTAMP_URL", ""):
        raise SealingFailed("no timestamp authority is named: set TIMESTAMP_URL")
    verdict = verify(pdf)
    if not verdict.intact or verdict.changed_since:
        raise SealingFailed("the file is not as it was sealed here")
    from politirad import sealing

    return sealing.renew(pdf)


def good_until(pdf: bytes) -> date:
    """The last day (UTC) on which a sealed file can be verified from itself alone: when the certificate of its newest
    document timestamp runs out, or that of the seal where it has none."""
    from politirad import sealing

    return sealing.good_until(pdf)


def verify(pdf: bytes) -> Verdict:
    """What our seal on the file says; a file without one gets an empty verdict. For files that we made ourselves."""
    from politirad import seal_verdict

    return seal_verdict.verdict_of(pdf, seal_verdict.loaded(map(str, own_certificates())))


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
