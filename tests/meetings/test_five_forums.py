"""The forums of the five real agreements plan 2026, 2027 and 2028 without a clash or a holiday.

The cadences are those of the agreements. Politikontakt and stasjonssjef of the shared station district sit in
several of the forums, so the forums are planned together. School holidays are a plausible table for the years.
"""

from collections import defaultdict
from datetime import date, datetime
from functools import cache
from itertools import pairwise

import pytest

from agreements.revision import RevisionKind, RevisionRule
from councils.cadence import Cadence, CadenceKind, Strength
from meetings.duties import evaluation_duty, revision_duty
from meetings.plan_request import AttendanceRule, DutyRule, PlanRequest, YearProposal
from meetings.planning import propose_together
from meetings.workdays import ElectionDay, SchoolHoliday, is_working_day, reasons_against

ELECTIONS = (ElectionDay(date(2023, 9, 11)), ElectionDay(date(2027, 9, 13), confirmed=False))
SCHOOL = tuple(
    SchoolHoliday(name, date.fromisoformat(first), date.fromisoformat(last))
    for name, first, last in [
        ("vinterferie", "2026-02-16", "2026-02-20"),
        ("sommerferie", "2026-06-20", "2026-08-16"),
        ("høstferie", "2026-09-28", "2026-10-02"),
        ("vinterferie", "2027-02-22", "2027-02-26"),
        ("sommerferie", "2027-06-19", "2027-08-17"),
        ("høstferie", "2027-10-04", "2027-10-08"),
        ("vinterferie", "2028-02-21", "2028-02-25"),
        ("sommerferie", "2028-06-17", "2028-08-16"),
        ("høstferie", "2028-10-02", "2028-10-06"),
    ]
)
STATION = ("chief of Lillestrøm", "police contact of Lillestrøm")
KIND = CadenceKind

# name: cadences, people, attendance rules.
FORUMS: dict[str, tuple[tuple[Cadence, ...], tuple[str, ...]]] = {
    "S0 samarbeidsmøte": ((Cadence(KIND.MONTHLY, strength=Strength.SHALL),), STATION[1:]),
    "S0 felles politiråd": ((), STATION),
    "S1 politiråd": (
        (
            Cadence(KIND.PER_YEAR, 4, strength=Strength.SHALL, year_from=2020, year_to=2022),
            Cadence(KIND.VAGUE, strength=Strength.MAY, year_from=2022),
        ),
        STATION,
    ),
    "S1 SLT-møte": ((Cadence(KIND.EVERY_WEEKS, minimum=6, maximum=8, strength=Strength.SHALL),), STATION[1:]),
    "S1 møtepunkt": ((Cadence(KIND.WEEKLY, strength=Strength.SHALL),), STATION[1:]),
    "S1 OUT, BV, politi, SLT": ((Cadence(KIND.MONTHLY, strength=Strength.ABOUT),), STATION[1:]),
    "S1 bransjemøte": ((Cadence(KIND.VAGUE),), STATION[1:]),
    "S1 arbeidsgrupper": ((Cadence(KIND.AS_NEEDED),), STATION[1:]),
    "S2 politiråd": (
        (Cadence(KIND.PER_YEAR, 3, months=(2, 6, 11), strength=Strength.MAIN_RULE),),
        STATION,
    ),
    "S2 regionalt politiråd": ((Cadence(KIND.PER_YEAR, 1, strength=Strength.MAY),), STATION),
    "S2 møter med SLT-koordinator": ((Cadence(KIND.VAGUE),), STATION[1:]),
    "S3 politiråd": (
        (Cadence(KIND.PER_YEAR, 5, strength=Strength.SHALL), Cadence(KIND.YEAR_WHEEL)),
        ("chief of Hamar", "police contact of Stange"),
    ),
    "S4 politiråd": (
        (Cadence(KIND.PER_YEAR, 4, strength=Strength.SHALL),),
        ("chief of Sarpsborg", "police contact of Sarpsborg"),
    ),
    "S4 SLT-arbeidsutvalg": ((), ("police contact of Sarpsborg",)),
}
# Meetings a year; None: no number in the agreement, so nothing is proposed, with the reason.
EXPECTED: dict[str, int | str] = {
    "S0 samarbeidsmøte": 11,
    "S0 felles politiråd": "silent",
    "S1 politiråd": "span_ended",
    "S1 OUT, BV, politi, SLT": 11,
    "S1 bransjemøte": "vague",
    "S1 arbeidsgrupper": "as_needed",
    "S2 politiråd": 3,
    "S2 regionalt politiråd": 1,
    "S2 møter med SLT-koordinator": "vague",
    "S3 politiråd": 5,
    "S4 politiråd": 4,
    "S4 SLT-arbeidsutvalg": "silent",
}
YEARS = [2026, 2027, 2028]


def duties_of(name: str, year: int) -> tuple[DutyRule, ...]:
    found = {
        "S1 politiråd": [evaluation_duty("each_meeting"), evaluation_duty("last_meeting_of_year")],
        "S2 politiråd": [evaluation_duty("first_meeting_of_year")],
        "S3 politiråd": [evaluation_duty("yearly", "Skriftlig evaluering ved årets slutt")],
        "S0 samarbeidsmøte": [
            revision_duty(
                RevisionRule(RevisionKind.AFTER_MUNICIPAL_ELECTION),
                year=year,
                elections=ELECTIONS,
                since=date(2024, 1, 1),
            )
        ],
    }.get(name, [])
    return tuple(duty for duty in found if duty)


@cache
def plan(year: int) -> dict[str, YearProposal]:
    requests = [
        PlanRequest(
            year,
            cadences,
            elections=ELECTIONS,
            school_holidays=SCHOOL,
            people=people,
            duties=duties_of(name, year),
            attendance=(AttendanceRule("Ansvarlig for skole", (5, 12)),)
            if name == "S0 samarbeidsmøte"
            else (),
            hosts=("Lillestrøm", "Lørenskog", "Nittedal", "Aurskog-Høland", "Rælingen")
            if name == "S0 samarbeidsmøte"
            else (),
        )
        for name, (cadences, people) in FORUMS.items()
    ]
    return dict(zip(FORUMS, propose_together(requests), strict=True))


@pytest.mark.parametrize("year", YEARS)
def test_no_meeting_lies_on_a_holiday_or_any_other_bad_day(year: int) -> None:
    for name, proposal in plan(year).items():
        for meeting in proposal.meetings:
            bad = reasons_against(meeting.day, elections=ELECTIONS, school_holidays=SCHOOL)
            # A weekly meeting point does not stop for an election elsewhere in the week.
            serious = [one for one in bad if not (name == "S1 møtepunkt" and one.code == "election_week")]
            assert serious == [], (name, meeting.day)
            assert is_working_day(meeting.day), (name, meeting.day)
            assert meeting.day.month != 7, (name, meeting.day)


@pytest.mark.parametrize("year", YEARS)
def test_nobody_is_called_to_two_meetings_at_once(year: int) -> None:
    calendars: dict[str, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for name, proposal in plan(year).items():
        for meeting in proposal.meetings:
            start = datetime.combine(meeting.day, meeting.starts_at)
            end = datetime.combine(meeting.day, meeting.ends_at)
            for person in FORUMS[name][1]:
                calendars[person].append((start, end, name))
    assert len(calendars["police contact of Lillestrøm"]) > 60
    for person, entries in calendars.items():
        ordered = sorted(entries)
        overlaps = [(a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :] if b[0] < a[1]]
        assert overlaps == [], person


@pytest.mark.parametrize("year", YEARS)
def test_numbers_are_the_agreements_and_silence_says_why(year: int) -> None:
    proposals = plan(year)
    for name, expected in EXPECTED.items():
        proposal = proposals[name]
        if isinstance(expected, int):
            assert len(proposal.meetings) == expected, name
        else:
            assert proposal.meetings == (), name
            assert [note.get("why") for note in proposal.notes] == [expected], name
    assert 6 <= len(proposals["S1 SLT-møte"].meetings) <= 8
    assert 36 <= len(proposals["S1 møtepunkt"].meetings) <= 46
    assert [m.optional for m in proposals["S2 regionalt politiråd"].meetings] == [True]


@pytest.mark.parametrize("year", YEARS)
def test_meetings_lie_in_the_months_the_agreement_wishes(year: int) -> None:
    assert [m.day.month for m in plan(year)["S2 politiråd"].meetings] == [2, 6, 11]


@pytest.mark.parametrize("year", YEARS)
def test_meetings_of_a_council_are_spread_over_the_year(year: int) -> None:
    for name, shortest in (("S3 politiråd", 40), ("S4 politiråd", 60), ("S2 politiråd", 90)):
        found = [m.day for m in plan(year)[name].meetings]
        assert min((b - a).days for a, b in pairwise(found)) >= shortest, name


def test_duties_lie_where_the_agreements_put_them() -> None:
    proposals = plan(2027)
    stange, lorenskog = proposals["S3 politiråd"].meetings, proposals["S2 politiråd"].meetings
    assert [[duty.kind for duty in m.duties] for m in stange] == [[], [], [], [], ["evaluation"]]
    assert [[duty.kind for duty in m.duties] for m in lorenskog] == [["evaluation"], [], []]
    cooperation = proposals["S0 samarbeidsmøte"].meetings
    revised = [m.day for m in cooperation if any(duty.kind == "revision" for duty in m.duties)]
    assert revised == [min(m.day for m in cooperation if m.day > date(2027, 9, 13))]
    assert [m.day.month for m in cooperation if m.attendees] == [5, 12]
    assert [m.host for m in cooperation][:6] == [
        "Lillestrøm",
        "Lørenskog",
        "Nittedal",
        "Aurskog-Høland",
        "Rælingen",
        "Lillestrøm",
    ]


def test_no_revision_in_a_year_without_an_election() -> None:
    assert all(not m.duties for m in plan(2026)["S0 samarbeidsmøte"].meetings)
