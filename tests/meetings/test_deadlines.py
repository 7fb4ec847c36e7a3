"""Deadlines before a meeting, worked out on a calendar."""

from datetime import date

import pytest

from meetings.deadlines import is_late, item_deadline, notice_deadline


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
    ("deadline", "day", "late"),
    [
        (date(2026, 12, 2), date(2026, 12, 1), False),
        (date(2026, 12, 2), date(2026, 12, 2), False),
        (date(2026, 12, 2), date(2026, 12, 3), True),
        (date(2026, 12, 4), date(2026, 12, 5), True),
        (None, date(2026, 12, 8), False),
    ],
)
def test_late_is_after_the_day(deadline: date | None, day: date, late: bool) -> None:
    assert is_late(deadline, day) is late
