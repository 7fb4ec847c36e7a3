"""The planner's choice of one day, against a calendar read by hand.

A council's own days are Tuesday to Thursday unless a case says otherwise, and the wished day of a month is the
15th. Every expected date is worked out on paper; the last column is the working.
"""

from datetime import UTC, date, datetime

import pytest

from councils.cadence import Cadence, CadenceKind
from meetings.plan_request import Busy, PlanRequest
from meetings.planning import propose_year
from meetings.workdays import ElectionDay, SchoolHoliday

PER_YEAR = CadenceKind.PER_YEAR
ELECTIONS = (ElectionDay(date(2023, 9, 11)), ElectionDay(date(2027, 9, 13), confirmed=False))
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (0,), (1,), (2,), (3,), (4,), (5,)
OWN = (1, 2, 3)


def days(request: PlanRequest) -> list[str]:
    return [meeting.day.isoformat() for meeting in propose_year(request).meetings]


# year, month, the council's weekdays, expected day, the working.
ONE_MONTH: list[tuple[int, int, tuple[int, ...], str, str]] = [
    (2026, 1, OWN, "2026-01-15", "the 15th is a Thursday"),
    (2026, 2, OWN, "2026-02-17", "15th is a Sunday: Tuesday 17 is two days off, Thursday 12 three"),
    (2026, 3, OWN, "2026-03-17", "15th is a Sunday: Tuesday 17"),
    (2026, 4, OWN, "2026-04-15", "the 15th is a Wednesday, after Easter (5 April)"),
    (2026, 5, OWN, "2026-05-13", "15th is squeezed, 14th Ascension Day: Wednesday 13"),
    (2026, 6, OWN, "2026-06-16", "15th is a Monday: Tuesday 16"),
    (2026, 7, OWN, "2026-07-15", "the agreement names July, so July is not closed; a Wednesday"),
    (2026, 8, OWN, "2026-08-13", "15th is a Saturday: Thursday 13 is two days off, Tuesday 18 three"),
    (2026, 9, OWN, "2026-09-15", "the 15th is a Tuesday"),
    (2026, 10, OWN, "2026-10-15", "the 15th is a Thursday"),
    (2026, 11, OWN, "2026-11-17", "15th is a Sunday: Tuesday 17"),
    (2026, 12, OWN, "2026-12-15", "the 15th is a Tuesday"),
    (2027, 1, OWN, "2027-01-14", "15th is a Friday: Thursday 14"),
    (2027, 2, OWN, "2027-02-16", "15th is a Monday: Tuesday 16"),
    (2027, 3, OWN, "2027-03-16", "15th is a Monday: Tuesday 16, a week before Holy Week"),
    (2027, 4, OWN, "2027-04-15", "the 15th is a Thursday"),
    (2027, 5, OWN, "2027-05-13", "15th is a Saturday: Thursday 13"),
    (2027, 6, OWN, "2027-06-15", "the 15th is a Tuesday"),
    (2027, 7, OWN, "2027-07-15", "July named: the 15th is a Thursday"),
    (2027, 8, OWN, "2027-08-17", "15th is a Sunday: Tuesday 17"),
    (
        2027,
        9,
        OWN,
        "2027-09-09",
        "13 to 17 is election week: Thursday 9 and Tuesday 21 both six off; the earlier",
    ),
    (2027, 10, OWN, "2027-10-14", "15th is a Friday: Thursday 14"),
    (2027, 11, OWN, "2027-11-16", "15th is a Monday: Tuesday 16"),
    (2027, 12, OWN, "2027-12-15", "the 15th is a Wednesday"),
    (2028, 1, OWN, "2028-01-13", "15th is a Saturday: Thursday 13"),
    (2028, 2, OWN, "2028-02-15", "the 15th is a Tuesday"),
    (2028, 3, OWN, "2028-03-15", "the 15th is a Wednesday"),
    (2028, 4, OWN, "2028-04-18", "Easter is 16 April: Thursday 13 is a holiday, Tuesday 18 three days off"),
    (2028, 5, OWN, "2028-05-16", "15th is a Monday: Tuesday 16, the day before 17 May"),
    (2028, 6, OWN, "2028-06-15", "the 15th is a Thursday"),
    (2028, 7, OWN, "2028-07-13", "July named: 15th is a Saturday: Thursday 13"),
    (2028, 8, OWN, "2028-08-15", "the 15th is a Tuesday"),
    (2028, 9, OWN, "2028-09-14", "15th is a Friday: Thursday 14"),
    (2028, 10, OWN, "2028-10-17", "15th is a Sunday: Tuesday 17"),
    (2028, 11, OWN, "2028-11-15", "the 15th is a Wednesday"),
    (2028, 12, OWN, "2028-12-14", "15th is a Friday: Thursday 14"),
    (2026, 5, THURSDAY, "2026-05-21", "Thursday 14 is Ascension Day: 21 is six days off, 7 eight"),
    (2026, 5, FRIDAY, "2026-05-08", "Friday 15 is squeezed: 8 and 22 both seven off; the earlier"),
    (2026, 5, MONDAY, "2026-05-18", "Monday 18 is three days off; 17 May was a Sunday"),
    (2027, 5, MONDAY, "2027-05-10", "Monday 17 is a double holiday: 10 is five days off"),
    (2027, 5, FRIDAY, "2027-05-14", "Friday 14; the squeezed Friday was the 7th"),
    (2028, 4, THURSDAY, "2028-04-20", "Maundy Thursday is the 13th: 20 is five days off"),
    (2028, 4, TUESDAY, "2028-04-18", "Tuesday 11 is in Holy Week; 18 is three days off anyway"),
    (2028, 4, MONDAY, "2028-04-24", "17 is Easter Monday, 10 in Holy Week: 24 is nine days off, 3 twelve"),
    (2028, 4, WEDNESDAY, "2028-04-19", "Wednesday 12 is in Holy Week: 19 is four days off"),
    (2026, 4, FRIDAY, "2026-04-17", "Good Friday was the 3rd: Friday 17 is two days off"),
    (2023, 9, MONDAY, "2023-09-18", "Monday 11 is election day: 18 is three days off"),
    (2027, 9, MONDAY, "2027-09-20", "Monday 13 is the expected election day: 20 is five days off, 6 nine"),
    (
        2027,
        9,
        WEDNESDAY,
        "2027-09-08",
        "Wednesday 15 is in election week: 8 and 22 both seven off; the earlier",
    ),
    (2026, 11, (), "2026-11-16", "no weekday preferred, 15th is a Sunday: Monday 16"),
    (2026, 8, (), "2026-08-14", "no weekday preferred, 15th is a Saturday: Friday 14"),
    (2026, 11, SATURDAY, "2026-11-16", "Saturdays are never proposed: the nearest working day, Monday 16"),
    (2026, 12, THURSDAY, "2026-12-17", "Thursday 17; Christmas Eve is the next Thursday"),
]


@pytest.mark.parametrize(("year", "month", "weekdays", "expected", "why"), ONE_MONTH)
def test_one_meeting_in_a_named_month(
    year: int, month: int, weekdays: tuple[int, ...], expected: str, why: str
) -> None:
    cadence = Cadence(PER_YEAR, 1, months=(month,))
    assert days(PlanRequest(year, (cadence,), weekdays=weekdays, elections=ELECTIONS)) == [expected], why


WINTER = SchoolHoliday("vinterferie", date(2027, 2, 15), date(2027, 2, 19))
SUMMER = SchoolHoliday("sommerferie", date(2027, 6, 19), date(2027, 8, 17))
AUTUMN = SchoolHoliday("høstferie", date(2027, 10, 4), date(2027, 10, 15))


@pytest.mark.parametrize(
    ("month", "weekdays", "expected", "why"),
    [
        (2, OWN, "2027-02-11", "15 to 19 is winter holiday: Thursday 11 is four days off, Tuesday 23 eight"),
        (2, TUESDAY, "2027-02-09", "Tuesday 16 is in it: 9 is six days off, 23 eight"),
        (8, OWN, "2027-08-18", "summer holiday ends Tuesday 17: Wednesday 18"),
        (8, TUESDAY, "2027-08-24", "Tuesdays 10 and 17 are in it: 24"),
        (10, OWN, "2027-10-19", "4 to 15 is autumn holiday: Tuesday 19 is four days off"),
        (10, FRIDAY, "2027-10-22", "Fridays 8 and 15 are in it: 22 is seven days off, 1 fourteen"),
        (6, OWN, "2027-06-15", "the holiday begins on the 19th"),
    ],
)
def test_school_holidays_are_avoided(month: int, weekdays: tuple[int, ...], expected: str, why: str) -> None:
    request = PlanRequest(
        2027,
        (Cadence(PER_YEAR, 1, months=(month,)),),
        weekdays=weekdays,
        school_holidays=(WINTER, SUMMER, AUTUMN),
    )
    assert days(request) == [expected], why


def november(*busy: Busy, weekdays: tuple[int, ...] = OWN) -> list[str]:
    cadence = Cadence(PER_YEAR, 1, months=(11,))
    return days(PlanRequest(2026, (cadence,), weekdays=weekdays, people=("chief", "mayor"), busy=busy))


def on(person: str, day: int, begin: int, end: int, *, last_day: int | None = None) -> Busy:
    return Busy(
        person, datetime(2026, 11, day, begin), datetime(2026, 11, last_day or day, end), "another council"
    )


def test_clash_moves_to_the_nearest_free_day() -> None:
    # Tuesday 17 is taken; Thursday 12 and Wednesday 18 are both three days from Sunday 15: the earlier.
    assert november(on("chief", 17, 10, 12)) == ["2026-11-12"]


def test_clash_of_somebody_else_does_not_count() -> None:
    assert november(on("stranger", 17, 10, 12)) == ["2026-11-17"]


def test_meeting_that_ends_when_ours_begins_is_no_clash() -> None:
    assert november(on("chief", 17, 7, 9), on("mayor", 17, 11, 12)) == ["2026-11-17"]


def test_clash_is_found_across_time_zones() -> None:
    # 07:30 in London is 08:30 in Oslo; it lasts until 09:30 there, half an hour into ours.
    busy = Busy("chief", datetime(2026, 11, 17, 7, 30, tzinfo=UTC), datetime(2026, 11, 17, 8, 30, tzinfo=UTC))
    assert november(busy) == ["2026-11-12"]


def test_journey_of_several_days_is_avoided() -> None:
    # Away from Monday 9 to Wednesday 18: Thursday 19 is four days from the 15th, and Thursday 5 ten.
    assert november(on("chief", 9, 8, 16, last_day=18)) == ["2026-11-19"]


def test_full_month_still_gets_a_meeting_with_the_fewest_clashes() -> None:
    everywhere = [
        on(p, day, 8, 16) for p in ("chief", "mayor") for day in range(1, 31) if day != 25 or p == "mayor"
    ]
    cadence = Cadence(PER_YEAR, 1, months=(11,))
    (meeting,) = propose_year(
        PlanRequest(2026, (cadence,), people=("chief", "mayor"), busy=tuple(everywhere))
    ).meetings
    # On the 25th only one of the two is busy.
    assert meeting.day == date(2026, 11, 25)
    assert [warning.get("people") for warning in meeting.warnings] == [("mayor",)]


def test_free_day_of_another_weekday_beats_a_clash() -> None:
    # All November's Thursdays are taken. The 15th is a Sunday: Monday 16 is nearest.
    taken = [on("chief", day, 9, 11) for day in (5, 12, 19, 26)]
    assert november(*taken, weekdays=THURSDAY) == ["2026-11-16"]
