"""Years worked out by hand: intervals, the council's own months, school holidays of several counties, elections, those
who come in named months, and the deadlines that follow from the days.

The last column is the working; a council's own days are Tuesday to Thursday and July is closed unless a case says
otherwise.
"""

from datetime import date, timedelta

import pytest

from councils.cadence import Cadence, CadenceKind, Strength
from meetings.deadlines import item_deadline, notice_deadline
from meetings.plan_request import AttendanceRule, PlanRequest
from meetings.planning import propose_year
from meetings.workdays import ElectionDay, SchoolHoliday

PER_YEAR, MONTHLY, WEEKLY, EVERY_WEEKS = (
    CadenceKind.PER_YEAR,
    CadenceKind.MONTHLY,
    CadenceKind.WEEKLY,
    CadenceKind.EVERY_WEEKS,
)
WHEEL = CadenceKind.YEAR_WHEEL
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (0,), (1,), (2,), (3,), (4,)
OWN = (1, 2, 3)


def days(request: PlanRequest) -> list[str]:
    return [meeting.day.isoformat() for meeting in propose_year(request).meetings]


WINTER_8 = SchoolHoliday("vinterferie", date(2026, 2, 16), date(2026, 2, 20))
WINTER_9 = SchoolHoliday("vinterferie", date(2026, 2, 23), date(2026, 2, 27))
SUMMER = SchoolHoliday("sommerferie", date(2026, 6, 20), date(2026, 8, 16))
AUTUMN_40 = SchoolHoliday("høstferie", date(2026, 9, 28), date(2026, 10, 2))
AUTUMN_41 = SchoolHoliday("høstferie", date(2026, 10, 5), date(2026, 10, 9))


@pytest.mark.parametrize(
    ("month", "weekdays", "closed_schools", "expected", "why"),
    [
        (
            2,
            OWN,
            (WINTER_8,),
            "2026-02-12",
            "Tuesday 17 is in week 8: Thursday 12 three off, Tuesday 24 nine",
        ),
        (2, OWN, (WINTER_8, WINTER_9), "2026-02-12", "two counties: weeks 8 and 9 are both avoided"),
        (2, TUESDAY, (WINTER_8, WINTER_9), "2026-02-10", "Tuesdays 17 and 24 are both in holidays"),
        (6, OWN, (SUMMER,), "2026-06-16", "before the summer holiday"),
        (6, FRIDAY, (SUMMER,), "2026-06-12", "Friday 12 is three off, 19 four; both before the holiday"),
        (8, OWN, (SUMMER,), "2026-08-18", "the holiday ends on Sunday 16: Tuesday 18"),
        (8, THURSDAY, (SUMMER,), "2026-08-20", "Thursday 13 is in the holiday"),
        (
            7,
            OWN,
            (SUMMER,),
            "2026-07-15",
            "July is named and lies wholly in the holiday: the wished day, with a warning",
        ),
        (9, WEDNESDAY, (AUTUMN_40,), "2026-09-16", "the holiday begins at the month's end"),
        (
            10,
            OWN,
            (AUTUMN_40, AUTUMN_41),
            "2026-10-15",
            "both autumn holidays end before the 15th, a Thursday",
        ),
        (10, TUESDAY, (AUTUMN_41,), "2026-10-13", "Tuesday 6 is in week 41: 13 is two off anyway"),
    ],
)
def test_school_holidays_of_more_than_one_county(
    month: int,
    weekdays: tuple[int, ...],
    closed_schools: tuple[SchoolHoliday, ...],
    expected: str,
    why: str,
) -> None:
    cadence = Cadence(PER_YEAR, 1, months=(month,))
    request = PlanRequest(2026, (cadence,), weekdays=weekdays, school_holidays=closed_schools)
    (meeting,) = propose_year(request).meetings
    assert meeting.day.isoformat() == expected, why
    assert [one.code for one in meeting.warnings] == (["school_holiday"] if month == 7 else []), why


@pytest.mark.parametrize(
    ("election", "year", "weekdays", "expected", "why"),
    [
        (
            date(2023, 9, 11),
            2023,
            OWN,
            "2023-09-19",
            "11 to 15 is election week: Tuesday 19 is four off, Thursday 7 eight",
        ),
        (
            date(2025, 9, 8),
            2025,
            OWN,
            "2025-09-16",
            "a parliamentary election; the 15th is a Monday: Tuesday 16",
        ),
        (date(2025, 9, 8), 2025, MONDAY, "2025-09-15", "election Monday was the 8th"),
        (
            date(2027, 9, 13),
            2027,
            FRIDAY,
            "2027-09-10",
            "Friday 17 is in election week: 10 is five off, 24 nine",
        ),
        (
            date(2027, 9, 13),
            2027,
            THURSDAY,
            "2027-09-09",
            "Thursday 16 is in election week: 9 is six off, 23 eight",
        ),
        (
            date(2029, 9, 10),
            2029,
            OWN,
            "2029-09-18",
            "Saturday 15: Thursday 13 is in election week, Tuesday 18 three off",
        ),
        (date(2031, 9, 8), 2031, OWN, "2031-09-16", "the 15th is a Monday: Tuesday 16, a week after"),
    ],
)
def test_election_week_is_avoided(
    election: date, year: int, weekdays: tuple[int, ...], expected: str, why: str
) -> None:
    cadence = Cadence(PER_YEAR, 1, months=(9,))
    request = PlanRequest(year, (cadence,), weekdays=weekdays, elections=(ElectionDay(election),))
    assert days(request) == [expected], why


@pytest.mark.parametrize(
    ("request_", "expected", "why"),
    [
        (
            PlanRequest(
                2027,
                (Cadence(EVERY_WEEKS, minimum=4, maximum=4),),
                weekdays=TUESDAY,
                previous_meeting=date(2026, 12, 15),
            ),
            "01-12 02-09 03-09 04-06 05-04 06-01 06-29 08-03 08-31 09-28 10-26 11-23 12-21",
            "every fourth Tuesday from 15 December; 27 July is closed, so the fifth week, 3 August",
        ),
        (
            PlanRequest(
                2026,
                (Cadence(EVERY_WEEKS, minimum=6, maximum=8),),
                weekdays=TUESDAY,
                previous_meeting=date(2025, 12, 9),
            ),
            "01-27 03-17 05-05 06-23 08-11 09-29 11-17",
            "every seventh Tuesday from 9 December, the middle of six to eight; none of them is taken",
        ),
        (
            PlanRequest(
                2028,
                (Cadence(EVERY_WEEKS, minimum=10, maximum=10),),
                weekdays=WEDNESDAY,
                previous_meeting=date(2027, 12, 1),
            ),
            "02-09 04-19 06-28 09-06 11-15",
            "every tenth Wednesday; 19 April is the one after Easter",
        ),
        (
            PlanRequest(
                2027,
                (Cadence(EVERY_WEEKS, minimum=8, maximum=8),),
                weekdays=WEDNESDAY,
                previous_meeting=date(2026, 11, 11),
            ),
            "01-06 03-03 04-28 06-23 08-18 10-13 12-08",
            "every eighth Wednesday from 11 November",
        ),
        (
            PlanRequest(2026, (Cadence(MONTHLY),), weekdays=WEDNESDAY, not_before=date(2026, 10, 1)),
            "10-14 11-18 12-16",
            "only what is left of the year: Wednesdays nearest the 15th",
        ),
        (
            PlanRequest(2026, (Cadence(PER_YEAR, 1, months=(12,)),), not_before=date(2026, 12, 24)),
            "12-29",
            "nothing good is left: Tuesday of Christmas week, on the council's weekday, with its warning",
        ),
        (
            PlanRequest(2026, (Cadence(PER_YEAR, 2),), months=(3, 9)),
            "03-17 09-15",
            "the council's own months where the agreement names none: Sunday 15 March, Tuesday 15 September",
        ),
        (
            PlanRequest(2026, (Cadence(PER_YEAR, 2, months=(2, 11)),), months=(3, 9)),
            "02-17 11-17",
            "the agreement's months go before the council's own",
        ),
        (
            PlanRequest(2026, (Cadence(PER_YEAR, minimum=2, maximum=4),)),
            "03-25 10-08",
            "two to four: the lowest number meets the agreement",
        ),
        (
            PlanRequest(2026, (Cadence(PER_YEAR, maximum=4),)),
            "02-11 05-06 08-27 11-19",
            "up to four, and no lowest number: four",
        ),
        (
            PlanRequest(2026, (Cadence(PER_YEAR, 2, strength=Strength.AT_LEAST),)),
            "03-25 10-08",
            "Bjerkreim: at least two",
        ),
        (
            PlanRequest(2026, (Cadence(PER_YEAR, 5, strength=Strength.SHALL), Cadence(WHEEL))),
            "02-03 04-09 06-16 09-22 11-26",
            "Stange: fifths of 334 days; middles Tue 3 Feb, Fri 10 Apr, Tue 16 June, Tue 22 Sept, Sat 28 Nov",
        ),
        (
            PlanRequest(2026, (Cadence(PER_YEAR, 4),), closed_months=(1, 7, 12)),
            "03-05 05-13 08-20 10-28",
            "272 open days: middles Sat 7 March, Ascension Day 14 May, Fri 21 August, Wed 28 October",
        ),
    ],
)
def test_years_worked_out_by_hand(request_: PlanRequest, expected: str, why: str) -> None:
    assert days(request_) == [f"{request_.year}-{day}" for day in expected.split()], why


@pytest.mark.parametrize(
    ("year", "expected", "why"),
    [
        (
            2026,
            ["2026-05-13", "2026-12-15"],
            "Nedre Romerike's school leads: 15 May is squeezed; 15 December a Tuesday",
        ),
        (2027, ["2027-05-13", "2027-12-15"], "Saturday 15 May: Thursday 13; 15 December is a Wednesday"),
        (2028, ["2028-05-16", "2028-12-14"], "Monday 15 May: Tuesday 16; Friday 15 December: Thursday 14"),
    ],
)
def test_those_of_named_months_come_in_may_and_december(year: int, expected: list[str], why: str) -> None:
    schools = AttendanceRule("Ansvarlig for skole", (5, 12))
    proposal = propose_year(
        PlanRequest(year, (Cadence(MONTHLY, strength=Strength.SHALL),), attendance=(schools,))
    )
    assert [m.day.isoformat() for m in proposal.meetings if m.attendees] == expected, why


@pytest.mark.parametrize(
    ("number", "notice", "items", "why"),
    [
        (1, "2026-01-27", "2026-01-20", "Tuesday 3 February: whole weeks back"),
        (
            2,
            "2026-04-01",
            "2026-03-26",
            "Thursday 9 April: 2 April is Maundy Thursday, so Wednesday; items a week earlier",
        ),
        (3, "2026-06-09", "2026-06-02", "Tuesday 16 June: whole weeks back"),
        (4, "2026-09-15", "2026-09-08", "Tuesday 22 September: whole weeks back"),
        (5, "2026-11-19", "2026-11-12", "Thursday 26 November: whole weeks back"),
    ],
)
def test_deadlines_of_a_planned_year(number: int, notice: str, items: str, why: str) -> None:
    cadences = (Cadence(PER_YEAR, 5, strength=Strength.SHALL), Cadence(WHEEL))
    day = propose_year(PlanRequest(2026, cadences)).meetings[number - 1].day
    assert (notice_deadline(day, 7), item_deadline(day, 14)) == (
        date.fromisoformat(notice),
        date.fromisoformat(items),
    ), why


@pytest.mark.parametrize("month", [3, 10])
def test_a_series_over_the_change_of_clocks_keeps_its_hour(month: int) -> None:
    proposal = propose_year(PlanRequest(2026, (Cadence(WEEKLY),), weekdays=TUESDAY))
    near = [m for m in proposal.meetings if abs(m.day - date(2026, month, 27)) < timedelta(days=15)]
    assert len(near) >= 3
    assert {(m.starts_at.hour, m.ends_at.hour) for m in near} == {(9, 11)}
