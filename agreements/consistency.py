"""What the dates of an agreement disagree about. Pure rules: reported as codes for people to settle, never settled.

What the rules of revision disagree about with the period stands in `agreements.revision.contradictions`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from agreements.revision import add_months
from agreements.validity import PartialDate, Period


class Disagreement(StrEnum):
    """What does not go together."""

    NOTICE_LONGER_THAN_PERIOD = "notice_longer_than_period"
    SIGNED_AFTER_PERIOD = "signed_after_period"
    PREDECESSOR_NOT_OLDER = "predecessor_not_older"
    OVERLAPS_PREDECESSOR = "overlaps_predecessor"
    GAP_AFTER_PREDECESSOR = "gap_after_predecessor"
    ATTACHMENT_OUTLIVES = "attachment_outlives"
    UNTREATED = "untreated"
    BESIDE_ANOTHER = "beside_another"


@dataclass(frozen=True, slots=True)
class Dates:
    """What an agreement says of days. Silence is None, and contradicts nothing.

    `attachments` are numbers with periods. `treatment_missing` is true for a revision that is to be treated
    politically and has no decision yet. `beside_another`: the council has another agreement of the same kind in force, and
    neither replaces the other.
    """

    period: Period = field(default_factory=Period)
    signed_on: PartialDate | None = None
    notice_days: int | None = None
    notice_months: int | None = None
    predecessor_date: PartialDate | None = None
    predecessor_period: Period = field(default_factory=Period)
    attachments: Sequence[tuple[int, Period]] = ()
    treatment_missing: bool = False
    beside_another: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One disagreement; `number` is the attachment's where it is about one."""

    code: Disagreement
    number: int | None = None


def disagreements(dates: Dates) -> list[Found]:
    """What does not go together, in a fixed order.

    A date of a month or a year contradicts only where no day of it would fit.
    """
    period, former = dates.period, dates.predecessor_period
    first, last = period.first_day, period.last_day
    found = []
    notice_ends = _after_notice(first, dates.notice_days, dates.notice_months)
    if notice_ends is not None and last is not None and notice_ends > last:
        found.append(Found(Disagreement.NOTICE_LONGER_THAN_PERIOD))
    if dates.signed_on is not None and last is not None and dates.signed_on.first_day > last:
        found.append(Found(Disagreement.SIGNED_AFTER_PERIOD))
    began = dates.signed_on or period.starts
    if dates.predecessor_date and began and dates.predecessor_date.first_day > began.last_day:
        found.append(Found(Disagreement.PREDECESSOR_NOT_OLDER))
    if first is not None and former.last_day is not None:
        if _latest_start(period) <= former.last_day:
            found.append(Found(Disagreement.OVERLAPS_PREDECESSOR))
        elif first > former.last_day + timedelta(days=1):
            found.append(Found(Disagreement.GAP_AFTER_PREDECESSOR))
    if last is not None:
        found.extend(
            Found(Disagreement.ATTACHMENT_OUTLIVES, number)
            for number, own in dates.attachments
            if own.last_day is not None and own.last_day > last
        )
    if dates.treatment_missing:
        found.append(Found(Disagreement.UNTREATED))
    if dates.beside_another:
        found.append(Found(Disagreement.BESIDE_ANOTHER))
    return found


def _latest_start(period: Period) -> date:
    """The last day that the stated start can mean."""
    assert period.starts is not None
    return period.starts.last_day


def _after_notice(day: date | None, days: int | None, months: int | None) -> date | None:
    if day is None or (days is None and months is None):
        return None
    return add_months(day, months) if months is not None else day + timedelta(days=days or 0)
