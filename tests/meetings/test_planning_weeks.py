"""Easter, Christmas, holidays and elections in a weekly or twice-monthly rhythm, read off a printed calendar.

Easter Sunday: 5 April 2026, 28 March 2027, 16 April 2028. New Year's Day: a Thursday, a Friday, a Saturday. The last
column is the working; a council's own days are Tuesday to Thursday and July is closed unless a case says otherwise.
"""

from datetime import date

import pytest

from councils.cadence import Cadence, CadenceKind
from meetings.plan_request import PlanRequest
from meetings.planning import propose_year
from meetings.workdays import ElectionDay

MONTHLY, WEEKLY = CadenceKind.MONTHLY, CadenceKind.WEEKLY
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (0,), (1,), (2,), (3,), (4,)
OWN = (1, 2, 3)


def days(request: PlanRequest) -> list[str]:
    return [meeting.day.isoformat() for meeting in propose_year(request).meetings]


# Two meetings in one month stand in its halves: the 1st to the 15th (wished the 8th), the 16th to the last day.
@pytest.mark.parametrize(
    ("year", "month", "weekdays", "expected", "why"),
    [
        (
            2026,
            3,
            OWN,
            ["2026-03-10", "2026-03-24"],
            "the 8th is a Sunday: Tuesday 10; 24 is a Tuesday before Palm Sunday",
        ),
        (2026, 4, OWN, ["2026-04-08", "2026-04-23"], "the 8th is the Wednesday after Easter; 23 a Thursday"),
        (
            2027,
            3,
            OWN,
            ["2027-03-09", "2027-03-18"],
            "24 is in Holy Week: Thursday 18 and Tuesday 30 both six off; earlier",
        ),
        (
            2027,
            3,
            MONDAY,
            ["2027-03-08", "2027-03-19"],
            "Monday 22 is in Holy Week, 29 Easter Monday: no Monday is good in"
            " the second half, so the good day nearest the 24th: Friday 19 is five off, Tuesday 30 six",
        ),
        (
            2028,
            4,
            OWN,
            ["2028-04-06", "2028-04-25"],
            "Saturday 8: Thursday 6, for 11 and 12 are in Holy Week; Sunday 23: Tuesday 25",
        ),
        (
            2028,
            4,
            WEDNESDAY,
            ["2028-04-05", "2028-04-26"],
            "Wednesday 12 is in Holy Week: 5; Wednesdays 19 and 26 are four and three off",
        ),
        (
            2026,
            5,
            OWN,
            ["2026-05-07", "2026-05-26"],
            "Friday 8: Thursday 7; Sunday 24 is Whitsun, Tuesday 26 two off",
        ),
        (
            2027,
            5,
            OWN,
            ["2027-05-05", "2027-05-25"],
            "Saturday 8 follows Ascension Day and a squeezed Friday: Wednesday 5"
            " and Tuesday 11 both three off, the earlier; Monday 24: Tuesday 25",
        ),
        (
            2027,
            5,
            THURSDAY,
            ["2027-05-13", "2027-05-27"],
            "Thursday 6 is Ascension Day: 13; 20 is four off, 27 three",
        ),
        (
            2026,
            12,
            OWN,
            ["2026-12-08", "2026-12-23"],
            "8 is a Tuesday; the 24th is Christmas Eve: Wednesday 23",
        ),
    ],
)
def test_two_meetings_in_one_month(
    year: int, month: int, weekdays: tuple[int, ...], expected: list[str], why: str
) -> None:
    assert days(PlanRequest(year, (Cadence(MONTHLY, 2, months=(month,)),), weekdays=weekdays)) == expected, (
        why
    )


# year, the council's weekday, the ISO week, the day in it or None when the week is left out.
@pytest.mark.parametrize(
    ("year", "weekdays", "week", "expected", "why"),
    [
        (2026, MONDAY, 1, None, "1 January is a Thursday, Friday 2 is squeezed"),
        (2026, FRIDAY, 2, "2026-01-09", "the first full week"),
        (2026, MONDAY, 13, "2026-03-23", "the week before Palm Sunday is an ordinary one"),
        (2026, WEDNESDAY, 14, None, "30 March to 1 April lie between Palm Sunday and Maundy Thursday"),
        (2026, MONDAY, 15, "2026-04-07", "6 April is Easter Monday: Tuesday"),
        (2026, FRIDAY, 18, "2026-04-30", "Friday 1 May: Thursday"),
        (2026, THURSDAY, 20, "2026-05-13", "14 May is Ascension Day, Friday 15 squeezed: Wednesday"),
        (2026, MONDAY, 22, "2026-05-26", "25 May is Whit Monday: Tuesday"),
        (2026, MONDAY, 27, "2026-06-29", "the last week that has June days"),
        (
            2026,
            THURSDAY,
            27,
            "2026-06-30",
            "Thursday is 2 July and July is closed: Tuesday is the nearest open day",
        ),
        (2026, MONDAY, 29, None, "wholly in July"),
        (2026, MONDAY, 32, "2026-08-03", "the first Monday of August"),
        (2026, THURSDAY, 52, "2026-12-23", "24 December: Wednesday"),
        (2026, TUESDAY, 52, "2026-12-22", "Tuesday before Christmas is a working day"),
        (2026, TUESDAY, 53, None, "28 to 31 December is Christmas week"),
        (2027, MONDAY, 1, "2027-01-04", "New Year's Day 2027 is a Friday of week 53: week 1 is whole"),
        (2027, MONDAY, 12, None, "22 to 24 March are in Holy Week"),
        (2027, MONDAY, 13, "2027-03-30", "29 March is Easter Monday: Tuesday"),
        (2027, THURSDAY, 18, "2027-05-05", "6 May is Ascension Day, Friday squeezed: Wednesday"),
        (2027, MONDAY, 20, "2027-05-18", "17 May and Whit Monday on one day: Tuesday"),
        (2027, MONDAY, 37, "2027-09-14", "Monday 13 is election day; a routine goes on the day after"),
        (2027, WEDNESDAY, 37, "2027-09-15", "an election on Monday stops no routine on Wednesday"),
        (2027, FRIDAY, 51, "2027-12-23", "24 December is a Friday: Thursday"),
        (2027, TUESDAY, 52, None, "27 to 31 December is Christmas week"),
        (2028, MONDAY, 1, "2028-01-03", "New Year's Day is a Saturday: week 1 begins on Monday 3"),
        (2028, WEDNESDAY, 15, None, "10 to 12 April are in Holy Week"),
        (2028, MONDAY, 16, "2028-04-18", "17 April is Easter Monday: Tuesday"),
        (2028, MONDAY, 18, "2028-05-02", "1 May is a Monday: Tuesday"),
        (
            2028,
            WEDNESDAY,
            20,
            "2028-05-16",
            "17 May is a Wednesday: Tuesday 16 and Thursday 18 both one off; earlier",
        ),
        (2028, THURSDAY, 21, "2028-05-24", "25 May is Ascension Day: Wednesday"),
        (2028, MONDAY, 23, "2028-06-06", "5 June is Whit Monday: Tuesday"),
        (2028, THURSDAY, 51, "2028-12-21", "Thursday before Christmas"),
        (2028, TUESDAY, 52, None, "two holidays and three days of Christmas week"),
    ],
)
def test_weekly_meeting_in_one_week(
    year: int, weekdays: tuple[int, ...], week: int, expected: str | None, why: str
) -> None:
    elections = (ElectionDay(date(2027, 9, 13), confirmed=False),)
    proposal = propose_year(PlanRequest(year, (Cadence(WEEKLY),), weekdays=weekdays, elections=elections))
    found = [m.day.isoformat() for m in proposal.meetings if m.day.isocalendar()[:2] == (year, week)]
    assert found == ([expected] if expected else []), why
