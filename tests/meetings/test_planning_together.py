"""Councils that share members, planned together."""

from datetime import date

from councils.cadence import Cadence, CadenceKind
from meetings.plan_request import PlanRequest
from meetings.planning import propose_together

PER_YEAR, WEEKLY = CadenceKind.PER_YEAR, CadenceKind.WEEKLY
WEDNESDAY = (2,)


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
