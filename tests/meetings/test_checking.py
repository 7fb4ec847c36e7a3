"""What breaks when a meeting is moved by hand, and what a whole year lacks."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from councils.cadence import Cadence, CadenceKind, Strength
from meetings.checking import check_meeting, check_year
from meetings.plan_request import AttendanceRule, Busy, DutyRule, Placement, PlanRequest
from meetings.planning import propose_year
from meetings.workdays import ElectionDay, SchoolHoliday

PER_YEAR = CadenceKind.PER_YEAR
REQUEST = PlanRequest(
    2027,
    (Cadence(PER_YEAR, 4),),
    elections=(ElectionDay(date(2027, 9, 13), confirmed=False),),
    school_holidays=(SchoolHoliday("vinterferie", date(2027, 2, 22), date(2027, 2, 26)),),
    people=("chief", "mayor"),
    busy=(
        Busy("chief", datetime(2027, 3, 10, 10), datetime(2027, 3, 10, 12), "Politiråd i en annen kommune"),
    ),
)
NINE, ELEVEN = time(9), time(11)


@pytest.mark.parametrize(
    ("day", "codes", "why"),
    [
        ("2027-03-09", [], "an ordinary Tuesday"),
        ("2027-03-08", ["weekday_other"], "a Monday; the council's days are Tuesday to Thursday"),
        ("2027-03-10", ["clash"], "the chief is in another council"),
        ("2027-03-13", ["weekend"], "a Saturday is no working day; that says enough"),
        ("2027-03-24", ["holy_week"], "Wednesday before Maundy Thursday"),
        ("2027-03-25", ["public_holiday"], "Maundy Thursday"),
        ("2027-02-24", ["school_holiday"], "winter holiday"),
        ("2027-05-07", ["squeezed_day", "weekday_other"], "Friday after Ascension Day"),
        ("2027-07-06", ["closed_month"], "July"),
        ("2027-09-13", ["election_day", "weekday_other"], "a Monday, and election day"),
        ("2027-09-14", ["election_week"], "the day after"),
        ("2027-12-24", ["christmas_eve", "weekday_other"], "Christmas Eve is a Friday"),
        ("2027-12-28", ["christmas_week"], "between Christmas and New Year"),
        ("2027-12-31", ["new_years_eve", "weekday_other"], "New Year's Eve is a Friday"),
        ("2028-01-04", ["outside_year"], "a Tuesday of next year"),
        ("2027-06-02", ["same_day"], "the council meets that day already"),
    ],
)
def test_moved_meeting_hears_what_speaks_against_its_day(day: str, codes: list[str], why: str) -> None:
    found = check_meeting(REQUEST, date.fromisoformat(day), NINE, ELEVEN, others=[date(2027, 6, 2)])
    assert [one.code for one in found] == codes, why


@pytest.mark.parametrize(
    ("starts", "ends", "codes"),
    [
        (time(9), time(11), []),
        (time(11), time(9), ["ends_before_start"]),
        (time(9), time(9), ["ends_before_start"]),
        (time(6, 30), time(8), ["unusual_hour"]),
        (time(7), time(22), []),
        (time(21), time(22, 30), ["unusual_hour"]),
    ],
)
def test_hours_are_checked(starts: time, ends: time, codes: list[str]) -> None:
    assert [one.code for one in check_meeting(REQUEST, date(2027, 3, 9), starts, ends)] == codes


def test_worst_reason_comes_first() -> None:
    request = replace(REQUEST, busy=(Busy("mayor", datetime(2027, 3, 26, 9), datetime(2027, 3, 26, 10)),))
    assert [one.code for one in check_meeting(request, date(2027, 3, 26), NINE, ELEVEN)] == [
        "public_holiday",
        "clash",
        "weekday_other",
    ]


def test_day_before_the_plan_begins() -> None:
    request = replace(REQUEST, not_before=date(2027, 4, 1))
    assert [one.code for one in check_meeting(request, date(2027, 3, 9), NINE, ELEVEN)] == ["before_earliest"]


@pytest.mark.parametrize(
    ("cadence", "months", "day", "codes"),
    [
        (Cadence(PER_YEAR, 3, months=(2, 6, 11)), (), "2027-04-06", ["outside_months"]),
        (Cadence(PER_YEAR, 3, months=(2, 6, 11)), (), "2027-06-08", []),
        (Cadence(PER_YEAR, 5, months=(2, 6, 11)), (), "2027-04-06", []),
        (Cadence(PER_YEAR, 2), (3, 9), "2027-04-06", ["outside_months"]),
        (Cadence(PER_YEAR, 1, months=(7,)), (), "2027-07-06", []),
    ],
)
def test_months_of_agreement_and_council(
    cadence: Cadence, months: tuple[int, ...], day: str, codes: list[str]
) -> None:
    request = PlanRequest(2027, (cadence,), months=months)
    assert [one.code for one in check_meeting(request, date.fromisoformat(day), NINE, ELEVEN)] == codes


@pytest.mark.parametrize(
    ("day", "codes", "why"),
    [
        ("2027-02-23", [], "week 8: six after, eight before"),
        ("2027-03-02", [], "week 9: seven after, seven before"),
        ("2027-02-16", ["interval_short", "interval_long"], "week 7: five after, nine before"),
        ("2027-03-16", ["interval_long", "interval_short"], "week 11: nine after, five before"),
    ],
)
def test_interval_to_both_neighbours(day: str, codes: list[str], why: str) -> None:
    """The others lie in weeks 2 and 16; the agreement says six to eight weeks."""
    request = PlanRequest(2027, (Cadence(CadenceKind.EVERY_WEEKS, minimum=6, maximum=8),))
    others = [date(2027, 4, 20), date(2027, 1, 12)]
    found = check_meeting(request, date.fromisoformat(day), NINE, ELEVEN, others=others)
    assert [one.code for one in found] == codes, why


DAYS = [date(2027, 2, 9), date(2027, 5, 11), date(2027, 8, 24), date(2027, 11, 16)]


@pytest.mark.parametrize(
    ("cadence", "count", "codes"),
    [
        (Cadence(PER_YEAR, 4), 4, []),
        (Cadence(PER_YEAR, 4), 3, ["too_few"]),
        (Cadence(PER_YEAR, 3), 4, ["too_many"]),
        (Cadence(PER_YEAR, 3, strength=Strength.AT_LEAST), 4, []),
        (Cadence(PER_YEAR, 4, strength=Strength.ABOUT), 3, []),
        (Cadence(PER_YEAR, 4, strength=Strength.ABOUT), 2, ["too_few"]),
        (Cadence(PER_YEAR, 4, strength=Strength.MAY), 0, []),
        (Cadence(PER_YEAR, minimum=2, maximum=4), 3, []),
        (Cadence(PER_YEAR, minimum=2, maximum=3), 4, ["too_many"]),
        (Cadence(PER_YEAR, 2, months=(2, 6)), 2, ["month_empty"]),
        (Cadence(CadenceKind.VAGUE), 0, []),
        (Cadence(CadenceKind.MONTHLY, months=(2, 5)), 2, []),
        (Cadence(CadenceKind.MONTHLY), 4, ["month_empty"]),
        (Cadence(CadenceKind.EVERY_WEEKS, minimum=12, maximum=14), 3, ["interval_long"]),
    ],
)
def test_year_is_compared_with_the_agreement(cadence: Cadence, count: int, codes: list[str]) -> None:
    assert [one.code for one in check_year(PlanRequest(2027, (cadence,)), DAYS[:count])] == codes


def test_closed_month_is_not_missed() -> None:
    (found,) = check_year(PlanRequest(2027, (Cadence(CadenceKind.MONTHLY),)), DAYS)
    assert found.get("months") == (1, 3, 4, 6, 9, 10, 12)


def test_year_misses_attendance_months_and_duties() -> None:
    request = PlanRequest(
        2027,
        (Cadence(PER_YEAR, 4),),
        attendance=(AttendanceRule("Ansvarlig for skole", (5, 12)),),
        duties=(DutyRule("revision", Placement.AFTER, after=date(2027, 12, 1)),),
    )
    assert [(one.code, one.get("month")) for one in check_year(request, DAYS)] == [
        ("attendance_month_empty", 12),
        ("duty_without_meeting", None),
    ]


@pytest.mark.parametrize("count", range(1, 13))
def test_what_the_planner_proposes_the_checker_accepts(count: int) -> None:
    request = replace(REQUEST, cadences=(Cadence(PER_YEAR, count),), busy=())
    proposed = propose_year(request).meetings
    days = [meeting.day for meeting in proposed]
    assert check_year(request, days) == ()
    for meeting in proposed:
        others = [day for day in days if day != meeting.day]
        assert check_meeting(request, meeting.day, meeting.starts_at, meeting.ends_at, others=others) == ()
