"""Whether a login is fresh enough to sign with. Pure rules: what the session remembers in, what is missing out.

A signature needs the password typed after the text was shown and within the last minutes, and a second factor beside it.
A council may let those who have none sign with the password alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LONGEST_AGE = 300  # seconds a login counts as fresh
LONGEST_READING = 4 * 60 * 60  # seconds the page with the text may stand open before it is shown anew


class Missing(StrEnum):
    """What the signatory has to do first."""

    PASSWORD = "password"
    SECOND_FACTOR = "second_factor"
    ENROLMENT = "enrolment"


@dataclass(frozen=True, slots=True)
class Proof:
    """One step of a login, as the session remembers it: `at` in seconds since 1970, `kind` of second factor."""

    method: str
    at: float
    kind: str = ""
    by_key_alone: bool = (
        False  # a passkey opened by finger or code: it is something one has and is, both at once
    )

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> "Proof":
        """From allauth's record of an authentication."""
        return cls(
            method=str(record.get("method", "")),
            at=float(record.get("at", 0)),
            kind=str(record.get("type", "")),
            by_key_alone=bool(record.get("passwordless")),
        )


def fresh(proofs: Iterable[Proof], *, since: float, now: float) -> list[Proof]:
    """The steps taken after `since` that are not too old, and not from a clock ahead of ours."""
    return [proof for proof in proofs if since <= proof.at <= now and now - proof.at <= LONGEST_AGE]


def missing(
    proofs: Iterable[Proof], *, since: float, now: float, has_second: bool, second_required: bool
) -> Missing | None:
    """What has still to be done before the signature; None when the login is fresh and strong enough."""
    if second_required and not has_second:
        return Missing.ENROLMENT
    taken = fresh(proofs, since=since, now=now)
    alone = any(proof.by_key_alone for proof in taken)
    if not alone and not any(proof.method == "password" for proof in taken):
        return Missing.PASSWORD
    if has_second and not alone and not any(proof.method == "mfa" for proof in taken):
        return Missing.SECOND_FACTOR
    return None
