"""Deadlines before a meeting, counted backwards.

A deadline that falls on a day nobody works moves to the working day BEFORE it: moved forwards it would come
later than the agreement allows. Deadlines are whole days in Norway: what happens on the day itself is in
time. A council without a deadline has none (None): nothing is then late. Pure.
"""

from datetime import date, timedelta

from meetings.workdays import previous_working_day


def notice_deadline(meeting_day: date, days_before: int | None) -> date | None:
    """The last day to send the notice, `days_before` calendar days ahead (Stange: 7), never on a free day.

    None when the council's rules give no number. Raises `ValueError` for a negative number.
    """
    if days_before is None:
        return None
    if days_before < 0:
        raise ValueError("A deadline lies before the meeting: days_before cannot be negative.")
    return previous_working_day(meeting_day - timedelta(days=days_before))


def item_deadline(meeting_day: date, days_before: int | None) -> date | None:
    """The last day to report an item; counted as `notice_deadline`, from its own number of days."""
    return notice_deadline(meeting_day, days_before)


def is_late(deadline: date | None, day: date) -> bool:
    """Is `day` after the deadline? Without a deadline nothing is late."""
    return deadline is not None and day > deadline
