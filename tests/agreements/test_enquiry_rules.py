"""When parties ask one another, which enquiry is late, and how a year's are counted."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.enquiries import Course, Standing, Tally, is_late, may_be_made, tally
from agreements.lifecycle import State

TODAY = date(2026, 6, 15)
ASKED = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("state", "starts", "may"),
    [
        (State.IN_FORCE, date(2025, 1, 1), True),
        (State.IN_FORCE, TODAY, True),
        (State.IN_FORCE, date(2026, 6, 16), False),  # signed for later
        (State.TO_RENEW, None, True),
        (State.NOTICE_GIVEN, date(2025, 1, 1), True),
        (State.EXPIRED, date(2025, 1, 1), True),
        (State.DRAFT, None, False),
        (State.PARTLY_SIGNED, None, False),
        (State.REPLACED, date(2025, 1, 1), False),
        (State.TERMINATED, date(2025, 1, 1), False),
        (State.DECLINED, None, False),
    ],
)
def test_parties_ask_under_an_agreement_in_charge(state: State, starts: date | None, may: bool) -> None:
    assert may_be_made(state, starts=starts, today=TODAY) is may


@pytest.mark.parametrize(
    ("deadline", "standing", "late"),
    [
        (None, Standing.ASKED, False),
        (TODAY, Standing.ASKED, False),
        (date(2026, 6, 14), Standing.ASKED, True),
        (date(2026, 6, 14), Standing.ANSWERED, False),
        (date(2026, 6, 14), Standing.NOT_RELEVANT, False),
    ],
)
def test_unanswered_is_late_the_day_after_its_deadline(
    deadline: date | None, standing: Standing, late: bool
) -> None:
    assert is_late(Course(ASKED, deadline, standing), TODAY) is late


def test_year_counts_what_came_in_it_whenever_it_was_answered() -> None:
    courses = [
        Course(date(2025, 12, 20), None, Standing.ANSWERED, date(2026, 1, 5)),
        Course(date(2026, 1, 1), None, Standing.ASKED),
        Course(date(2026, 5, 1), None, Standing.ANSWERED, date(2026, 5, 2)),
        Course(date(2026, 12, 31), None, Standing.NOT_RELEVANT, date(2027, 1, 2)),
    ]
    assert tally(courses, 2025) == Tally(1, 1, 0)
    assert tally(courses, 2026) == Tally(3, 1, 1)
    assert tally(courses, 2027) == Tally(0, 0, 0)
