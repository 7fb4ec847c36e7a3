"""Whole years against a calendar read by hand: every form of cadence, several councils together, and silence.

The choice of a single day is tested in test_planning_days.py. The last column of a table is the working.
"""

from datetime import date, time
from itertools import pairwise

import pytest

from councils.cadence import Cadence, CadenceKind, Strength
from meetings.plan_request import PlanRequest, PlanRequestError
from meetings.planning import propose_year
from meetings.workdays import ElectionDay

PER_YEAR, MONTHLY, WEEKLY, EVERY_WEEKS = (
    CadenceKind.PER_YEAR,
    CadenceKind.MONTHLY,
    CadenceKind.WEEKLY,
    CadenceKind.EVERY_WEEKS,
)
ELECTIONS = (ElectionDay(date(2023, 9, 11)), ElectionDay(date(2027, 9, 13), confirmed=False))
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (0,), (1,), (2,), (3,), (4,), (5,)
OWN = (1, 2, 3)


def days(request: PlanRequest) -> list[str]:
    return [meeting.day.isoformat() for meeting in propose_year(request).meetings]


# year, month, the council's weekdays, expected day, the working.
@pytest.mark.parametrize(
    ("year", "cadence", "expected", "why"),
    [
        (
            2026,
            Cadence(PER_YEAR, 3, months=(2, 6, 11), strength=Strength.MAIN_RULE),
            ["2026-02-17", "2026-06-16", "2026-11-17"],
            "Lørenskog: February, June, November",
        ),
        (
            2027,
            Cadence(PER_YEAR, 3, months=(2, 6, 11), strength=Strength.MAIN_RULE),
            ["2027-02-16", "2027-06-15", "2027-11-16"],
            "Lørenskog the year after",
        ),
        (
            2028,
            Cadence(PER_YEAR, 3, months=(2, 6, 11), strength=Strength.MAIN_RULE),
            ["2028-02-15", "2028-06-15", "2028-11-15"],
            "Lørenskog in 2028",
        ),
        (
            2026,
            Cadence(PER_YEAR, 4),
            ["2026-02-11", "2026-05-06", "2026-08-27", "2026-11-19"],
            "334 open days in quarters; their middles are 11 Feb, 6 May, Fri 28 Aug and Fri 20 Nov",
        ),
        (
            2027,
            Cadence(PER_YEAR, 4),
            ["2027-02-11", "2027-05-05", "2027-08-26", "2027-11-18"],
            "the same middles; 6 May is Ascension Day, 28 Aug and 20 Nov are Saturdays",
        ),
        (
            2026,
            Cadence(PER_YEAR, 1, strength=Strength.MAY),
            ["2026-06-17"],
            "the middle of 334 open days is day 168, 17 June, a Wednesday",
        ),
        (
            2026,
            Cadence(PER_YEAR, 2),
            ["2026-03-25", "2026-10-08"],
            "halves of 167 days; their middles are Wed 25 March (day 84) and Thu 8 October (day 251 of the open ones)",
        ),
        (
            2026,
            Cadence(PER_YEAR, 2, months=(2, 6, 11)),
            ["2026-02-17", "2026-11-17"],
            "two meetings, three months: the outer ones spread best",
        ),
        (
            2026,
            Cadence(PER_YEAR, 1, months=(2, 6, 11)),
            ["2026-06-16"],
            "one meeting, three months: the middle one",
        ),
        (
            2026,
            Cadence(PER_YEAR, 4, months=(2, 6, 11)),
            ["2026-02-17", "2026-06-16", "2026-09-01", "2026-11-17"],
            "the widest gap is June to November; its middle, 30 August, is a Sunday: Tuesday 1 September",
        ),
        (
            2026,
            Cadence(PER_YEAR, minimum=2, maximum=4, months=(3, 9)),
            ["2026-03-17", "2026-09-15"],
            "a range: the lowest number meets the agreement",
        ),
        (
            2026,
            Cadence(MONTHLY),
            [
                "2026-01-15",
                "2026-02-17",
                "2026-03-17",
                "2026-04-15",
                "2026-05-13",
                "2026-06-16",
                "2026-08-13",
                "2026-09-15",
                "2026-10-15",
                "2026-11-17",
                "2026-12-15",
            ],
            "each month but July",
        ),
        (
            2028,
            Cadence(MONTHLY, strength=Strength.ABOUT),
            [
                "2028-01-13",
                "2028-02-15",
                "2028-03-15",
                "2028-04-18",
                "2028-05-16",
                "2028-06-15",
                "2028-08-15",
                "2028-09-14",
                "2028-10-17",
                "2028-11-15",
                "2028-12-14",
            ],
            "about monthly is planned monthly",
        ),
        (
            2026,
            Cadence(MONTHLY, months=(5, 12)),
            ["2026-05-13", "2026-12-15"],
            "monthly in named months only",
        ),
    ],
)
def test_whole_year(year: int, cadence: Cadence, expected: list[str], why: str) -> None:
    assert days(PlanRequest(year, (cadence,))) == expected, why


def test_weekly_skips_easter_christmas_and_july() -> None:
    proposal = propose_year(PlanRequest(2026, (Cadence(WEEKLY),), weekdays=TUESDAY))
    found = [meeting.day for meeting in proposal.meetings]
    weeks = {day.isocalendar().week for day in found}
    # Week 1 has only New Year's Day and a squeezed Friday; week 14 is Holy Week; 28 to 31 lie wholly in July;
    # week 53 is Christmas week.
    assert sorted(set(range(1, 54)) - weeks) == [1, 14, 28, 29, 30, 31, 53]
    assert {day.weekday() for day in found} == {1}


def test_weekly_note_names_the_weeks_left_out() -> None:
    proposal = propose_year(PlanRequest(2026, (Cadence(WEEKLY),), weekdays=TUESDAY))
    assert [note.get("weeks") for note in proposal.notes if note.code == "weeks_left_out"] == [(1, 14, 53)]


def test_twice_a_week_gives_two_days_of_each_week() -> None:
    proposal = propose_year(PlanRequest(2026, (Cadence(WEEKLY, 2),), weekdays=(0, 1, 2, 3, 4)))
    november_days = [m.day.day for m in proposal.meetings if m.day.month == 11]
    # Mondays, the first preferred, and Thursdays, the middle of Wednesday to Friday.
    assert november_days == [2, 5, 9, 12, 16, 19, 23, 26, 30]


@pytest.mark.parametrize("year", [2026, 2027, 2028])
@pytest.mark.parametrize(("shortest", "longest"), [(6, 8), (2, 3), (4, 4), (10, 12), (2, 2)])
def test_interval_is_kept_and_weekday_is_steady(year: int, shortest: int, longest: int) -> None:
    cadence = Cadence(EVERY_WEEKS, minimum=shortest, maximum=longest)
    proposal = propose_year(PlanRequest(year, (cadence,), closed_months=()))
    found = [meeting.day for meeting in proposal.meetings]
    gaps = [(b - a).days for a, b in pairwise(found)]
    assert not any(meeting.warnings for meeting in proposal.meetings)
    assert min(gaps) > (shortest - 1) * 7
    # A fixed interval can meet Easter or Christmas and must then wait; a range always finds a way round.
    longer = [gap for gap in gaps if gap >= (longest + 1) * 7]
    assert len(longer) <= (2 if shortest == longest else 0)
    assert len(longer) >= sum(note.code == "interval_long" for note in proposal.notes) - 1
    assert (date(year, 12, 31) - found[-1]).days <= (longest + 1) * 7


def test_interval_of_six_to_eight_weeks_in_2026() -> None:
    proposal = propose_year(PlanRequest(2026, (Cadence(EVERY_WEEKS, minimum=6, maximum=8),)))
    found = [meeting.day for meeting in proposal.meetings]
    gaps = [b.isocalendar().week - a.isocalendar().week for a, b in pairwise(found)]
    # July is closed, four and a half weeks; the chain steps over it without a gap above eight weeks.
    assert set(gaps) <= {6, 7, 8}
    assert 6 <= len(found) <= 8
    assert {day.weekday() for day in found} <= {1, 2, 3}


def test_interval_counts_from_last_years_meeting() -> None:
    cadence = Cadence(EVERY_WEEKS, minimum=6, maximum=8)
    first = propose_year(PlanRequest(2027, (cadence,), previous_meeting=date(2026, 12, 16))).meetings[0]
    # Six to eight calendar weeks after week 51 of 2026 are weeks 4 to 6 of 2027.
    assert first.day.isocalendar().week in (4, 5, 6)


@pytest.mark.parametrize(
    ("cadences", "why"),
    [
        ((), "silent"),
        ((Cadence(CadenceKind.VAGUE),), "vague"),
        ((Cadence(CadenceKind.AS_NEEDED),), "as_needed"),
        ((Cadence(CadenceKind.YEAR_WHEEL),), "year_wheel"),
        ((Cadence(PER_YEAR, 4, year_from=2020, year_to=2022), Cadence(CadenceKind.VAGUE)), "span_ended"),
        ((Cadence(PER_YEAR, 4, year_from=2030),), "span_not_begun"),
    ],
)
def test_no_number_gives_no_meeting_and_the_reason(cadences: tuple[Cadence, ...], why: str) -> None:
    proposal = propose_year(PlanRequest(2027, cadences))
    assert proposal.meetings == ()
    assert [(note.code, note.get("why")) for note in proposal.notes] == [("no_number", why)]


@pytest.mark.parametrize("strength", [None, *Strength])
@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("kind", list(CadenceKind))
def test_every_kind_in_every_month_and_strength(
    kind: CadenceKind, month: int, strength: Strength | None
) -> None:
    fields = {"count": 2} if kind is PER_YEAR else {"minimum": 3, "maximum": 5} if kind is EVERY_WEEKS else {}
    cadence = Cadence(kind, months=(month,), strength=strength, **fields)
    proposal = propose_year(PlanRequest(2027, (cadence,), elections=ELECTIONS))
    found = [meeting.day for meeting in proposal.meetings]
    assert found == sorted(set(found))
    assert [meeting.number for meeting in proposal.meetings] == list(range(1, len(found) + 1))
    assert not any(one.severity >= 2 for meeting in proposal.meetings for one in meeting.warnings)
    assert all(meeting.optional == (strength is Strength.MAY) for meeting in proposal.meetings)
    if not cadence.says_how_often:
        assert found == []
    elif kind is PER_YEAR:
        assert len(found) == 2
        assert any(day.month == month for day in found)
    elif kind is MONTHLY:
        assert [day.month for day in found] == [month]


def test_same_request_gives_the_same_year() -> None:
    request = PlanRequest(2027, (Cadence(EVERY_WEEKS, minimum=6, maximum=8),), elections=ELECTIONS)
    assert propose_year(request) == propose_year(request)


def test_plan_made_in_mid_year_does_not_crowd_the_rest() -> None:
    request = PlanRequest(2026, (Cadence(PER_YEAR, 4),), not_before=date(2026, 8, 10))
    assert days(request) == ["2026-08-27", "2026-11-19"]


def test_hours_are_wall_time_and_never_shift() -> None:
    request = PlanRequest(2026, (Cadence(MONTHLY),), starts_at=time(8, 30), minutes=150)
    hours = {(meeting.starts_at, meeting.ends_at) for meeting in propose_year(request).meetings}
    assert hours == {(time(8, 30), time(11))}


def test_chosen_day_says_what_was_avoided() -> None:
    (meeting,) = propose_year(
        PlanRequest(2026, (Cadence(PER_YEAR, 1, months=(5,)),), weekdays=THURSDAY)
    ).meetings
    avoided = [one for one in meeting.reasons if one.code == "avoided"]
    assert [(one.get("instead_of"), one.get("cause"), one.get("holiday")) for one in avoided] == [
        (date(2026, 5, 14), "public_holiday", "ascension_day")
    ]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("weekday_unknown", {"weekdays": (7,)}),
        ("month_unknown", {"months": (0,)}),
        ("month_unknown", {"closed_months": (13,)}),
        ("too_short", {"minutes": 0}),
        ("past_midnight", {"starts_at": time(23), "minutes": 90}),
    ],
)
def test_request_refuses_nonsense(code: str, fields: dict[str, object]) -> None:
    with pytest.raises(PlanRequestError) as refusal:
        PlanRequest(2026, (), **fields)
    assert refusal.value.code == code
