"""Which reminder a day calls for. Pure rules: dates in, a step of the ladder out."""

from __future__ import annotations

from datetime import date

from agreements.revision import add_months

#: Months before a revision or an expiry at which people are reminded; 0 is the day itself and after.
MONTHS = (12, 6, 3, 1, 0)

#: Days a signatory has been given -> how many days before the deadline the reminder goes.
DAYS = ((10, 5), (6, 3), (4, 2), (2, 1))
#: An overdue matter is told of once and not dug up years later.
FORGOTTEN_AFTER_MONTHS = 3


def months_before(due: date, today: date) -> int | None:
    """The nearest step of MONTHS that has been reached on `today`; None before the first, or long after.

    A step holds until the next one, so a clock that stood still for a week sends one reminder and not five.
    """
    if today > add_months(due, FORGOTTEN_AFTER_MONTHS):
        return None
    reached = [months for months in MONTHS if add_months(due, -months) <= today]
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
