"""Deadlines before a meeting, counted backwards.

A deadline that falls on a day nobody works moves to the working day BEFORE it: moved forwards it would come
later than the agreement allows. Deadlines are whole days in Norway: what happens on the day itself is in
time. A council without a deadline has none (None): nothing is then late. Pure.
"""

from datetime import date, timedelta

from meetings.workdays import previous_working_day, working_days_between

ONE_DAY = timedelta(days=1)


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


def items_close_after_notice(meeting_day: date, *, item_days: int | None, notice_days: int | None) -> bool:
    """Do the two numbers contradict each other: items can still be reported when the agenda has left?"""
    items, notice = (
        item_deadline(meeting_day, item_days),
        notice_deadline(meeting_day, notice_days),
    )
    return items is not None and notice is not None and items > notice


def is_late(deadline: date | None, day: date) -> bool:
    """Is `day` after the deadline? Without a deadline nothing is late."""
    return deadline is not None and day > deadline


def days_late(deadline: date | None, day: date) -> int:
    """Working days after the deadline; 0 in time. On a free day just after it, 1: late is never nothing."""
    if deadline is None or day <= deadline:
        return 0
    return max(1, working_days_between(deadline, day))


def working_days_left(deadline: date | None, today: date) -> int | None:
    """Working days after `today` up to the deadline; 0 on its day, negative when passed, None without one."""
    return None if deadline is None else working_days_between(today, deadline)


def reply_deadline(meeting_day: date, *, called_on: date, days_before: int = 2) -> date:
    """The last day to answer the notice: `days_before` days ahead, back to a working day.

    Never before the day after the call, so that everybody gets a day; never after the meeting's own day.
    """
    wished = previous_working_day(meeting_day - timedelta(days=days_before))
    return min(max(wished, called_on + ONE_DAY), meeting_day)
