"""What an agreement orders after the year is approved comes onto the meetings nobody is called to."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from agreements.actions import give_notice, put_attachment, settle
from agreements.models import Agreement, Party, RevisionRule
from meetings.actions.meetings import MeetingTerms, change_meeting, create_meeting
from meetings.actions.plans import approve_plan
from meetings.duty_clock import due_duties
from meetings.models import Meeting
from politirad.tenancy.models import ElectionDay
from tests.agreements.drafts import signed
from tests.meetings.year_plan_scene import YEAR, at, page, proposed
from tests.world import World

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(days=1)


def approved_before_the_agreement(world: World) -> list[Meeting]:
    """A year of four meetings, approved; then the council gets an agreement that ends after the second of them."""
    plan = proposed(world)
    with world.acting(world.north.slt):
        approve_plan(plan=plan, by=world.north.slt, at=at())
        meetings = list(Meeting.objects.filter(council=world.north.council).order_by("date"))
        ends = meetings[1].date + LATER
        Agreement.objects.create(
            owner_council=world.north.council, title="Avtalen", valid_to=ends.isoformat()
        )
    return meetings


def ordered(world: World) -> list[list[str]]:
    with world.inside(world.north.council):
        rows = Meeting.objects.filter(council=world.north.council).order_by("date")
        return [[duty["kind"] for duty in one.duties] for one in rows]


def test_new_agreements_end_comes_onto_the_meeting_before_it(world: World) -> None:
    approved_before_the_agreement(world)
    assert ordered(world) == [[], [], [], []]
    assert due_duties(timezone.now() + LATER) == 1
    assert ordered(world) == [[], ["expiry"], [], []]
    assert "Avtalen løper ut" in page(world)
    assert due_duties(timezone.now() + 2 * LATER) == 0


def test_meeting_that_people_are_called_to_keeps_what_it_has(world: World) -> None:
    meeting = approved_before_the_agreement(world)[1]
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(state="called", called_at=at(), agenda_begun_at=at())
    assert due_duties(timezone.now() + LATER) == 0
    assert ordered(world) == [[], [], [], []]


def test_year_that_is_over_and_one_that_is_open_are_left_alone(world: World) -> None:
    approved_before_the_agreement(world)
    assert due_duties(timezone.make_aware(datetime.datetime(YEAR + 1, 1, 1, 7))) == 0
    with world.acting(world.south.slt):
        assert not Meeting.objects.exclude(duties=[]).exists()


def tomorrow() -> datetime.datetime:
    return timezone.now() + LATER


def agreement_of(world: World) -> Agreement:
    with world.inside(world.north.council):
        return Agreement.objects.get(owner_council=world.north.council)


def test_end_that_moves_takes_its_duty_along(world: World) -> None:
    meetings = approved_before_the_agreement(world)
    due_duties(tomorrow())
    with world.inside(world.north.council):
        Agreement.objects.update(valid_to=(meetings[3].date + LATER).isoformat())
    assert due_duties(tomorrow()) == 1
    assert ordered(world) == [[], [], [], ["expiry"]]


def test_election_day_that_is_entered_and_moved_puts_the_revision_on_the_meeting_after(world: World) -> None:
    meetings = approved_before_the_agreement(world)
    with world.inside(world.north.council):
        Agreement.objects.update(valid_to="", open_ended=True, signed_on=f"{YEAR - 1}-01-15")
        RevisionRule.objects.create(
            agreement=agreement_of(world), kind="after_municipal_election", years=4, grace_months=6
        )
    ElectionDay.objects.all().delete()
    assert due_duties(tomorrow()) == 0
    election = ElectionDay.objects.create(date=meetings[1].date + LATER, confirmed=True)
    assert due_duties(tomorrow()) == 1
    assert ordered(world) == [[], [], ["revision"], []]
    ElectionDay.objects.filter(pk=election.pk).update(date=meetings[2].date + LATER)
    assert due_duties(tomorrow()) == 1
    assert ordered(world) == [[], [], [], ["revision"]]


def test_attachment_s_period_comes_onto_the_meeting_before_its_end(world: World) -> None:
    meetings = approved_before_the_agreement(world)
    due_duties(tomorrow())
    with world.acting(world.north.slt):
        put_attachment(
            agreement=agreement_of(world),
            title="Tiltaksplan",
            valid_to=(meetings[2].date + LATER).isoformat(),
            by=world.north.slt,
        )
    assert due_duties(tomorrow()) == 1
    assert ordered(world) == [[], ["expiry"], ["attachment"], []]


def test_meeting_that_is_made_or_moved_takes_and_leaves_duties_at_once(world: World) -> None:
    meetings = approved_before_the_agreement(world)
    due_duties(tomorrow())
    terms = MeetingTerms(
        date=meetings[1].date + LATER, start=datetime.time(9), end=datetime.time(11), title="", place=""
    )
    with world.acting(world.north.slt):
        made = create_meeting(council=world.north.council, terms=terms, by=world.north.slt, today=world.today)
        assert [duty["kind"] for duty in made.duties] == ["expiry"]
    assert ordered(world) == [[], [], ["expiry"], [], []]
    with world.acting(world.north.slt):
        after = MeetingTerms(
            date=meetings[1].date + 3 * LATER, start=terms.start, end=terms.end, title="", place=""
        )
        change_meeting(meeting=made, terms=after, by=world.north.slt, today=world.today)
    assert ordered(world) == [[], ["expiry"], [], [], []]


def test_council_without_a_plan_gets_what_its_agreement_orders(world: World) -> None:
    terms = MeetingTerms(
        date=datetime.date(YEAR, 3, 4), start=datetime.time(9), end=datetime.time(11), title="", place=""
    )
    with world.acting(world.north.slt):
        create_meeting(council=world.north.council, terms=terms, by=world.north.slt, today=world.today)
        Agreement.objects.create(owner_council=world.north.council, title="Avtalen", valid_to=f"{YEAR}-04-30")
    assert due_duties(tomorrow()) == 1
    assert ordered(world) == [["expiry"]]


def test_notice_puts_its_last_day_on_the_meeting_before_it(world: World) -> None:
    """What ends by notice is followed up as what ends by its period; the deadline for giving notice is past."""
    plan = proposed(world)
    agreement = signed(world)
    with world.acting(world.north.slt):
        approve_plan(plan=plan, by=world.north.slt, at=at())
        Agreement.objects.filter(pk=agreement.pk).update(
            valid_to="", open_ended=True, notice_months=6, out_of_force_on=None
        )
    due_duties(tomorrow())
    assert "expiry" not in sum(ordered(world), [])
    with world.acting(world.north.mayor):
        give_notice(
            agreement=Agreement.objects.get(pk=agreement.pk),
            party=Party.objects.get(agreement=agreement, organization=world.north.municipality),
            reason="Kommunen slår seg sammen med naboen.",
            by=world.north.mayor,
            at=at(),
            today=world.today,
            evidence={},
        )
    with world.inside(world.north.council):
        settle(agreement=Agreement.objects.get(pk=agreement.pk), at=at(), today=world.today)
        ends = Agreement.objects.get(pk=agreement.pk).notice_ends_on
        days = [one.date for one in Meeting.objects.filter(council=world.north.council).order_by("date")]
    due_duties(tomorrow())
    kinds = [[kind for kind in kinds if kind in {"expiry", "notice_deadline"}] for kinds in ordered(world)]
    assert ends is not None and ends.year == YEAR
    last = max(index for index, day in enumerate(days) if day <= ends)
    assert kinds == [["expiry"] if index == last else [] for index in range(len(days))]
