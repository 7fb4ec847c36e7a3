"""Whoever has left with anything in their name is offered as a leaver, and their measures move too."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.actions import add_measure, take_over_measures, tell_measure
from agreements.lifecycle import State
from agreements.measures import Progress
from agreements.models import Agreement, Measure, MeasureChange
from councils.actions import end_holding
from councils.models import OfficeHolding
from councils.refusals import Refusal
from meetings.actions.follow_up import ActionTerms, assign_action
from meetings.actions.handover import hand_over
from meetings.actions.proposals import ProposalTerms, propose_item
from meetings.models import Action, Invitee, ItemProposal, Meeting, Minutes, YearPlan
from politirad.tenancy.models import AuditEvent, OutgoingMessage, User
from tests.again import again
from tests.agreements.drafts import put_in_state
from tests.agreements.measure_scene import agreed  # noqa: F401  (fixture)
from tests.agreements.writing_scene import written  # noqa: F401  (fixture)
from tests.meetings.agenda_scene import a_meeting
from tests.meetings.agenda_scene import closed_item as closed_ahead
from tests.meetings.calls import called
from tests.meetings.minutes_scene import begun
from tests.queries import asked
from tests.world import World

pytestmark = pytest.mark.django_db


def leave(world: World, user: User) -> None:
    """The person's seat ends yesterday."""
    with world.acting(world.north.slt):
        holding = OfficeHolding.objects.get(user=user, office__seats__council=world.north.council)
        yesterday = world.today - datetime.timedelta(days=1)
        end_holding(holding=holding, on=yesterday, by=world.north.slt, today=world.today)


def offered(world: World, who: User | None = None) -> list[str]:
    """Whom the form offers as leavers."""
    page = world.client(who or world.north.slt).get(reverse("handover", args=[world.north.council.pk]))
    return [name for _value, name in page.context["form"].fields["leaver"].choices]


def minutes(world: World, user: User) -> None:
    begun(world)
    with world.acting(world.north.slt):
        Minutes.objects.update(started_by=user)


def plan(world: World, user: User) -> None:
    with world.acting(world.north.slt):
        YearPlan.objects.create(council=world.north.council, year=world.today.year + 1, made_by=user)


def notice(world: World, user: User) -> None:
    called(world)


def concerned(world: World, user: User) -> None:
    closed_ahead(world, a_meeting(world), user)


def action(world: World, user: User) -> None:
    with world.acting(world.north.slt):
        terms = ActionTerms("Lag plan", responsible=user)
        assign_action(council=world.north.council, terms=terms, by=world.north.slt)


def proposal(world: World, user: User) -> None:
    with world.acting(user):
        propose_item(council=world.north.council, terms=ProposalTerms("Skolevei"), by=user)


KINDS: list[Callable[[World, User], None]] = [minutes, plan, notice, concerned, action, proposal]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_one_who_has_left_with_something_open_is_offered(
    world: World, kind: Callable[[World, User], None]
) -> None:
    user = world.north.member
    kind(world, user)
    leave(world, user)
    assert user.name in offered(world)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_somebody_has_left_open_moves(world: World, kind: Callable[[World, User], None]) -> None:
    user, new = world.north.member, world.north.deputy_mayor
    kind(world, user)
    leave(world, user)
    with world.acting(world.north.slt):
        done = hand_over(
            council=world.north.council, leaver=user, successor=new, at=timezone.now(), by=world.north.slt
        )
        assert sum(done.moved.values()) == (0 if kind is concerned else 1)
    if kind is concerned:  # another may be let in too; the same one has it
        with world.acting(world.north.slt), pytest.raises(Refusal, match="ingenting åpent"):
            hand_over(
                council=world.north.council, leaver=user, successor=new, at=timezone.now(), by=world.north.slt
            )
    else:
        assert user.name not in offered(world)


def test_one_who_left_with_nothing_or_only_what_is_done_is_not_offered(world: World) -> None:
    user = world.north.member
    for kind in KINDS:
        kind(world, user)
    leave(world, user)
    with world.acting(world.north.slt):
        Minutes.objects.update(state="approved", approved_at=timezone.now())
        YearPlan.objects.update(state="approved", approved_at=timezone.now())
        Action.objects.update(state="done", closed_on=world.today)
        ItemProposal.objects.update(state="returned", reason="Nei")
        Invitee.objects.filter(user=user).update(removed_at=timezone.now())
        Meeting.objects.update(state="cancelled", cancelled_reason="Snø")
    assert user.name not in offered(world)


def test_meeting_that_has_been_offers_nobody(world: World) -> None:
    user = world.north.member
    meeting = called(world)
    leave(world, user)
    with world.acting(world.north.slt):
        yesterday = world.today - datetime.timedelta(days=1)
        Meeting.objects.filter(pk=meeting.pk).update(date=yesterday)
    assert user.name not in offered(world)


def test_sight_of_closed_items_is_told_to_nobody_who_does_not_see_them(world: World) -> None:
    user = world.north.member
    concerned(world, user)
    leave(world, user)
    assert user.name in offered(world)
    assert user.name not in offered(world, world.north.administrator)


def test_list_is_one_question_however_many_have_left(world: World) -> None:
    minutes(world, world.north.member)
    action(world, world.north.member)
    leave(world, world.north.member)
    address = reverse("handover", args=[world.north.council.pk])
    few = len(asked(world.client(world.north.slt), address))
    with world.acting(world.north.slt):
        people = again(
            world.north.member,
            email=lambda number: f"sluttet{number}@example.test",
            name=lambda number: f"Sluttet {number}",
        )
        again(Action.objects.get(), responsible_id=lambda number: people[number - 1].pk)
    assert len([name for name in offered(world) if name.startswith("Sluttet")]) == 29
    assert len(asked(world.client(world.north.slt), address)) == few


# Measures of the council's agreements.


def given(world: World, agreement: Agreement, text: str = "Natteravner") -> Measure:
    with world.acting(world.north.slt):
        return add_measure(
            agreement=agreement,
            by=world.north.slt,
            at=timezone.now(),
            today=world.today,
            text=text,
            responsible=world.north.member,
        )


def test_measures_move_with_the_rest_and_nobody_is_written_to_for_each(
    world: World, agreed: Agreement
) -> None:
    north = world.north
    one, done = given(world, agreed), given(world, agreed, "Ferdig tiltak")
    with world.acting(north.slt):
        done = Measure.objects.get(pk=done.pk)
        tell_measure(
            measure=done,
            agreement=agreed,
            seen=done.changes,
            progress=Progress.DONE,
            result="Gjort",
            by=north.slt,
            at=timezone.now(),
            today=world.today,
        )
    leave(world, north.member)
    assert north.member.name in offered(world)
    client, address = world.client(north.slt), reverse("handover", args=[north.council.pk])
    people = {"leaver": north.member.pk, "successor": north.mayor.pk}
    page = client.get(address, people).content.decode()
    assert "Natteravner" in page
    assert "Ferdig tiltak" not in page
    assert client.post(address, people).status_code == 302
    with world.acting(north.slt):
        assert Measure.objects.get(pk=one.pk).responsible == north.mayor
        assert Measure.objects.get(pk=done.pk).responsible == north.member
        change = MeasureChange.objects.filter(measure=one).order_by("number").last()
        assert change is not None
        assert north.mayor.name in change.responsible
        assert change.by == north.slt
        letters = [one.kind for one in OutgoingMessage.objects.filter(recipient=north.mayor)]
        assert letters.count("handed_over") == 1
        assert "agreement_measure" not in letters
        assert AuditEvent.objects.filter(action="change_measure", subject_id=agreed.pk).count() == 1
    assert north.member.name not in offered(world)


def test_measures_of_an_agreement_that_is_over_stay(world: World, agreed: Agreement) -> None:
    north = world.north
    one = given(world, agreed)
    with world.acting(north.slt):
        put_in_state(agreed, State.TERMINATED)
        moved = take_over_measures(
            council=north.council,
            leaver=north.member,
            successor=north.mayor,
            by=north.slt,
            at=timezone.now(),
            today=world.today,
        )
        assert moved == 0
        assert Measure.objects.get(pk=one.pk).responsible == north.member
    leave(world, north.member)
    assert north.member.name not in offered(world)


def test_other_councils_measures_are_not_there(world: World, agreed: Agreement) -> None:
    north, south = world.north, world.south
    one = given(world, agreed)
    with world.acting(south.slt):
        moved = take_over_measures(
            council=south.council,
            leaver=north.member,
            successor=south.mayor,
            by=south.slt,
            at=timezone.now(),
            today=world.today,
        )
    assert moved == 0
    with world.acting(north.slt):
        assert Measure.objects.get(pk=one.pk).responsible == north.member
