"""Deadlines before a meeting, worked out on a calendar."""

from datetime import date

import pytest

from meetings.deadlines import (
    days_late,
    is_late,
    item_deadline,
    items_close_after_notice,
    notice_deadline,
    reply_deadline,
    working_days_left,
)


@pytest.mark.parametrize(
    ("meeting", "days", "expected", "why"),
    [
        ("2026-12-09", 7, "2026-12-02", "Wednesday a week before"),
        ("2026-12-07", 8, "2026-11-27", "eight days before a Monday is a Sunday: Friday"),
        ("2026-12-07", 9, "2026-11-27", "nine days before is a Saturday: Friday"),
        ("2026-12-07", 0, "2026-12-07", "the day itself"),
        ("2026-04-08", 7, "2026-04-01", "Wednesday in Holy Week is a working day"),
        ("2026-04-09", 7, "2026-04-01", "Maundy Thursday: back to Wednesday"),
        ("2026-04-13", 7, "2026-04-01", "Easter Monday: back past all of Easter"),
        ("2026-05-21", 7, "2026-05-13", "Ascension Day: the Wednesday before"),
        ("2026-05-22", 7, "2026-05-15", "the squeezed Friday is a working day"),
        ("2027-05-24", 7, "2027-05-14", "17 May 2027: back past Whitsun to Friday"),
        ("2027-01-05", 7, "2026-12-29", "Tuesday of Christmas week is a working day"),
        ("2027-01-07", 7, "2026-12-30", "New Year's Eve does not count: Wednesday"),
        ("2026-12-31", 7, "2026-12-23", "Christmas Eve does not count: Wednesday"),
        ("2026-06-10", 14, "2026-05-27", "two weeks before a Wednesday"),
        ("2026-06-08", 14, "2026-05-22", "Whit Monday: back to Friday before Whitsun"),
        ("2026-12-09", None, None, "the agreement gives no deadline"),
    ],
)
def test_deadline_goes_backwards(meeting: str, days: int | None, expected: str | None, why: str) -> None:
    wanted = date.fromisoformat(expected) if expected else None
    assert notice_deadline(date.fromisoformat(meeting), days) == wanted, why
    assert item_deadline(date.fromisoformat(meeting), days) == wanted, why


def test_negative_days_are_refused() -> None:
    with pytest.raises(ValueError, match="before the meeting"):
        notice_deadline(date(2026, 12, 9), -1)


@pytest.mark.parametrize(
    ("deadline", "day", "late", "days"),
    [
        (date(2026, 12, 2), date(2026, 12, 1), False, 0),
        (date(2026, 12, 2), date(2026, 12, 2), False, 0),
        (date(2026, 12, 2), date(2026, 12, 3), True, 1),
        (date(2026, 12, 4), date(2026, 12, 5), True, 1),
        (date(2026, 12, 4), date(2026, 12, 8), True, 2),
        (None, date(2026, 12, 8), False, 0),
    ],
)
def test_late_is_after_the_day(deadline: date | None, day: date, late: bool, days: int) -> None:
    assert is_late(deadline, day) is late
    assert days_late(deadline, day) == days


def test_working_days_left() -> None:
    assert working_days_left(date(2026, 12, 4), date(2026, 11, 30)) == 4
    assert working_days_left(date(2026, 12, 4), date(2026, 12, 4)) == 0
    assert working_days_left(date(2026, 12, 4), date(2026, 12, 8)) == -2
    assert working_days_left(None, date(2026, 12, 8)) is None


@pytest.mark.parametrize(
    ("items", "notice", "wrong"),
    [(14, 7, False), (7, 7, False), (5, 7, True), (None, 7, False), (5, None, False)],
)
def test_items_after_the_notice_contradict(items: int | None, notice: int | None, wrong: bool) -> None:
    assert items_close_after_notice(date(2026, 12, 9), item_days=items, notice_days=notice) is wrong


@pytest.mark.parametrize(
    ("meeting", "called", "expected", "why"),
    [
        ("2026-12-09", "2026-12-01", "2026-12-07", "two days before a Wednesday"),
        ("2026-12-08", "2026-12-01", "2026-12-04", "two days before a Tuesday is a Sunday: Friday"),
        ("2026-12-09", "2026-12-07", "2026-12-08", "called late: the day after the call"),
        ("2026-12-09", "2026-12-08", "2026-12-09", "called the day before: the meeting's own day"),
        ("2026-12-09", "2026-12-09", "2026-12-09", "called the same day: never after the meeting"),
    ],
)
def test_reply_deadline(meeting: str, called: str, expected: str, why: str) -> None:
    found = reply_deadline(date.fromisoformat(meeting), called_on=date.fromisoformat(called))
    assert found == date.fromisoformat(expected), why
