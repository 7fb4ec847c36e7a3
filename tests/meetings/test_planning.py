"""The planner against a calendar read by hand.

A council's own days are Tuesday to Thursday unless a case says otherwise, and the wished day of a month is the
15th. Every expected date is worked out on paper; the last column is the working.
"""

from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest

from councils.cadence import Cadence, CadenceKind, Strength
from meetings.plan_request import Busy, PlanRequest, PlanRequestError
from meetings.planning import propose_together, propose_year
from meetings.workdays import ElectionDay, SchoolHoliday

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
        PlanRequest(2026, (), **fields)  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_councils_planned_together_never_share_a_person_at_once() -> None:
    requests = [
        PlanRequest(2026, (Cadence(PER_YEAR, 4),), people=("chief", f"mayor{n}"), weekdays=WEDNESDAY)
        for n in range(8)
    ]
    proposals = propose_together(requests)
    found = [meeting.day for proposal in proposals for meeting in proposal.meetings]
    assert len(found) == 32
    assert len(set(found)) == 32
    assert not any(meeting.warnings for proposal in proposals for meeting in proposal.meetings)


def test_councils_without_shared_people_may_meet_on_one_day() -> None:
    first, second = propose_together(
        [PlanRequest(2026, (Cadence(PER_YEAR, 4),), people=(p,)) for p in ("a", "b")]
    )
    assert [m.day for m in first.meetings] == [m.day for m in second.meetings]


def test_seldom_meeting_council_keeps_its_day() -> None:
    weekly = PlanRequest(2026, (Cadence(WEEKLY),), people=("chief",), weekdays=WEDNESDAY)
    seldom = PlanRequest(2026, (Cadence(PER_YEAR, 1, months=(4,)),), people=("chief",), weekdays=WEDNESDAY)
    both = propose_together([weekly, seldom])
    assert [m.day for m in both[1].meetings] == [date(2026, 4, 15)]
    assert date(2026, 4, 15) not in [m.day for m in both[0].meetings]


def test_other_councils_titles_are_not_passed_on() -> None:
    requests = [PlanRequest(2026, (Cadence(PER_YEAR, 1, months=(4,)),), people=("chief",))] * 2
    later = propose_together(requests)[1].meetings[0]
    (avoided,) = [one for one in later.reasons if one.code == "avoided"]
    assert (avoided.get("cause"), avoided.get("title")) == ("clash", "")
