"""Which reminder a day calls for. Pure rules: dates in, a step of the ladder out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from agreements.revision import add_months

#: Months before a revision or an expiry at which people are reminded, where a council has not chosen its own.
MONTHS = (12, 6, 3, 1)

#: Days a signatory has been given -> how many days before the deadline the reminder goes.
DAYS = ((10, 5), (6, 3), (4, 2), (2, 1))
#: An overdue matter is told of once and not dug up years later.
FORGOTTEN_AFTER_MONTHS = 3


def months_before(due: date, today: date, steps: Sequence[int] = MONTHS) -> int | None:
    """The nearest of `steps` (months before `due`) that has been reached on `today`; None before all, or long after.

    0, the day itself and after, is always a step: nobody chooses not to be told that the day has come. A step holds until the next one, so a clock that stood still for a week sends one reminder and not five.
    """
    if today > add_months(due, FORGOTTEN_AFTER_MONTHS):
        return None
    reached = [months for months in {*steps, 0} if add_months(due, -months) <= today]
    return min(reached) if reached else None


def before_deadline(opened: date, deadline: date, today: date) -> int | None:
    """The days before `deadline` at which one reminder goes, once that day is reached; None when none is due.

    Whoever was given less than two days gets none, and nobody is reminded after the deadline.
    """
    given = (deadline - opened).days
    step = next((before for least, before in DAYS if given >= least), None)
    if step is None or today > deadline or (deadline - today).days > step:
        return None
    return step
