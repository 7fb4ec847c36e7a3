"""What gives somebody the authority to sign: the law, a delegation decision, or another's absence. Pure rules.

The mayor is the municipality's legal representative by law, and the deputy mayor steps in when the mayor is away; a
chief executive signs on delegation. A decision has a case number that the archive can find; an absence has a reason.
"""

from dataclasses import dataclass
from enum import StrEnum


class Authority(StrEnum):
    """The kinds of authority. The empty one is silence: nothing is stated."""

    UNSAID = ""
    LAW = "law"
    DELEGATION = "delegation"
    ABSENCE = "absence"


class Lack(StrEnum):
    """What is missing before the authority says enough."""

    CAPACITY = "capacity"
    KIND = "kind"
    CASE_NUMBER = "case_number"
    ABSENCE_OF_WHOM = "absence_of_whom"


@dataclass(frozen=True, slots=True)
class Claim:
    """In which capacity somebody signs and on what authority; `note` is a paragraph of law, or why one is away."""

    capacity: str
    kind: Authority = Authority.UNSAID
    case_number: str = ""
    note: str = ""


def lacks(claim: Claim, *, stands_in: bool) -> Lack | None:
    """What a signatory has still to say; None when it is enough.

    Whoever signs the own line need state no authority; one who stands in for another must. A delegation is always
    named by its case number.
    """
    if not claim.capacity.strip():
        return Lack.CAPACITY
    if claim.kind is Authority.DELEGATION and not claim.case_number.strip():
        return Lack.CASE_NUMBER
    if not stands_in:
        return None
    if claim.kind is Authority.UNSAID:
        return Lack.KIND
    if claim.kind is Authority.ABSENCE and not claim.note.strip():
        return Lack.ABSENCE_OF_WHOM
    return None
