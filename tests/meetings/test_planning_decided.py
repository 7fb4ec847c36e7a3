"""A year in which some meetings are decided already: the rest is planned around them. Days read off a calendar."""

from datetime import date, time
from itertools import pairwise

import pytest

from councils.cadence import Cadence, CadenceKind
from meetings.copying import copy_year
from meetings.duties import place_beside
from meetings.explanations import explain
from meetings.plan_request import DutyRule, Placement, PlanRequest, PreviousMeeting
from meetings.planning import propose_year

PER_YEAR, MONTHLY, WEEKLY, EVERY_WEEKS = (
    CadenceKind.PER_YEAR,
    CadenceKind.MONTHLY,
    CadenceKind.WEEKLY,
    CadenceKind.EVERY_WEEKS,
)


def days(*decided: str, cadence: Cadence, weekdays: tuple[int, ...] = (1, 2, 3)) -> list[str]:
    held = tuple(map(date.fromisoformat, decided))
    request = PlanRequest(2026, (cadence,), weekdays=weekdays, decided=held)
    return [f"{meeting.day:%m-%d}" for meeting in propose_year(request).meetings]


@pytest.mark.parametrize(
    ("decided", "cadence", "expected", "why"),
    [
        (["2026-02-18"], Cadence(PER_YEAR, 4), "05-06 08-27 11-19", "the first quarter has its meeting"),
        (
            ["2026-07-15"],
            Cadence(PER_YEAR, 4),
            "02-11 05-06 11-19",
            "July is closed; 28 August is nearest: the third",
        ),
        (["2026-02-18", "2026-03-04"], Cadence(PER_YEAR, 4), "08-27 11-19", "two early ones count as two"),
        (
            ["2026-02-18", "2026-05-06", "2026-08-27", "2026-11-19"],
            Cadence(PER_YEAR, 4),
            "",
            "the year is full",
        ),
        (["2026-06-02"], Cadence(PER_YEAR, 3, months=(2, 6, 11)), "02-17 11-17", "June has its meeting"),
        (
            ["2026-01-12"],
            Cadence(MONTHLY, months=(1, 2, 3)),
            "02-17 03-17",
            "January has its meeting",
        ),
        (
            ["2026-07-01"],
            Cadence(MONTHLY, months=(6, 8)),
            "06-16 08-13",
            "a meeting in July is no month's meeting",
        ),
    ],
)
def test_decided_meetings_count(decided: list[str], cadence: Cadence, expected: str, why: str) -> None:
    assert days(*decided, cadence=cadence) == expected.split(), why


def test_a_week_with_a_decided_meeting_gets_no_other() -> None:
    found = days("2026-02-11", cadence=Cadence(WEEKLY), weekdays=(1,))
    assert "02-03" in found
    assert not {"02-09", "02-10", "02-11", "02-12", "02-13"} & set(found)
    assert "02-17" in found


def test_an_interval_goes_through_the_decided_days() -> None:
    decided = ["2026-01-20", "2026-05-19"]
    found = days(*decided, cadence=Cadence(EVERY_WEEKS, minimum=6, maximum=8), weekdays=(1,))
    assert not {"01-20", "05-19"} & set(found)
    everything = sorted(
        [*(date.fromisoformat(f"2026-{day}") for day in found), *map(date.fromisoformat, decided)]
    )
    weeks = [(later - earlier).days // 7 for earlier, later in pairwise(everything)]
    # 17 weeks from 20 January to 19 May: two steps of eight and nine at best, and one more meeting between them.
    assert [day for day in found if day < "05-19"] in (["03-17"], ["03-24"])
    assert all(6 <= gap <= 9 for gap in weeks)


def test_a_duty_of_a_decided_meeting_is_told_and_not_moved() -> None:
    rule = DutyRule("evaluation", Placement.FIRST)
    request = PlanRequest(2026, (Cadence(PER_YEAR, 4),), decided=(date(2026, 1, 20),), duties=(rule,))
    proposal = propose_year(request)
    assert all(not meeting.duties for meeting in proposal.meetings)
    (note,) = [one for one in proposal.notes if one.code == "duty_on_decided"]
    assert explain(note) == "Evaluering hører til møtet tirsdag 20. januar, som er fastsatt fra før."


def test_duties_beside_decided_days() -> None:
    rules = [DutyRule("evaluation", Placement.LAST), DutyRule("revision", Placement.FIRST)]
    planned = [date(2026, 5, 6), date(2026, 8, 27)]
    placed = place_beside(rules, planned, [date(2026, 11, 19)])
    assert [[duty.kind for duty in duties] for duties in placed.duties] == [["revision"], []]
    assert [(note.code, note.get("duty")) for note in placed.notes] == [("duty_on_decided", "evaluation")]


def test_a_copied_meeting_that_is_decided_already_is_not_copied_again() -> None:
    earlier = [
        PreviousMeeting(date(2025, 2, 5), time(9), time(11)),
        PreviousMeeting(date(2025, 5, 7), time(9), time(11)),
    ]
    request = PlanRequest(2026, (), decided=(date(2026, 2, 11),))
    found = copy_year(earlier, request).meetings
    # The other lay on the Wednesday of week 19.
    assert [meeting.day for meeting in found] == [date(2026, 5, 6)]
