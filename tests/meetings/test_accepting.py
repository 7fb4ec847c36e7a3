"""The secretary puts a proposed item on the agenda as an item of its own, or under one that stands there."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from councils.models import Council
from meetings.actions.agenda import remove_item
from meetings.actions.calling import call_meeting
from meetings.actions.proposals import ProposalTerms, accept_proposal, propose_item
from meetings.models import AgendaItem, ItemProposal, Meeting
from tests.meetings.agenda_scene import a_meeting, closed_item, open_item
from tests.meetings.calls import planned
from tests.meetings.sub_scene import PLAN, numbered, with_two
from tests.world import World


def proposed(world: World) -> ItemProposal:
    with world.acting(world.north.member):
        council = Council.objects.select_related("owner").get(pk=world.north.council.pk)
        return propose_item(council=council, terms=ProposalTerms("Trygg skolevei"), by=world.north.member)


def accept(world: World, proposal: ItemProposal, meeting: Meeting, parent: object = "") -> Any:
    data = {"meeting": str(meeting.pk), "parent": str(parent)}
    return world.client(world.north.slt).post(reverse("accept_proposal", args=[proposal.pk]), data)


@pytest.mark.django_db
def test_proposal_is_taken_on_under_an_item(world: World) -> None:
    meeting, above, _subs = with_two(world)
    proposal = proposed(world)
    page = world.client(world.north.slt).get(reverse("proposal", args=[proposal.pk])).content.decode()
    assert f'<option value="{above.pk}">2 Russetid</option>' in page
    assert "Kjøretøy" not in page
    assert accept(world, proposal, meeting, above.pk).status_code == 302
    assert numbered(world, meeting) == [*PLAN[:4], ("2.3", "Trygg skolevei"), PLAN[4]]


@pytest.mark.django_db
def test_proposal_is_an_item_of_its_own_unless_one_is_chosen(world: World) -> None:
    meeting, _above, _subs = with_two(world)
    assert accept(world, proposed(world), meeting).status_code == 302
    assert numbered(world, meeting) == [*PLAN, ("4", "Trygg skolevei")]


@pytest.mark.django_db
def test_after_the_notice_it_is_an_addendum_under_the_item(world: World) -> None:
    meeting = planned(world)
    slt = world.north.slt
    with world.acting(slt):
        meeting = Meeting.objects.select_related("council").get(pk=meeting.pk)
        call_meeting(meeting=meeting, at=timezone.now(), by=slt)
    before = numbered(world, meeting)
    with world.acting(slt):
        first = AgendaItem.objects.filter(meeting=meeting).order_by("order")[0]
    proposal = proposed(world)
    page = world.client(slt).get(reverse("proposal", args=[proposal.pk])).content.decode()
    assert f">1 {first.title}</option>" in page
    assert accept(world, proposal, meeting, first.pk).status_code == 302
    assert numbered(world, meeting) == [before[0], ("1.T1", "Trygg skolevei"), *before[1:]]


@pytest.mark.django_db
def test_item_of_another_meeting_is_refused_in_a_sentence(world: World) -> None:
    meeting, above, _subs = with_two(world)
    other = a_meeting(world)
    proposal = proposed(world)
    answer = accept(world, proposal, other, above.pk)
    assert answer.status_code == 422
    assert "Saken du valgte, hører til et annet møte." in answer.content.decode()
    assert f'<option value="{above.pk}" selected>' in answer.content.decode()
    assert numbered(world, other) == []
    assert numbered(world, meeting) == PLAN


@pytest.mark.parametrize("kind", ["gone", "sub", "closed", "nonsense"])
@pytest.mark.django_db
def test_item_that_nothing_can_lie_under_is_refused_in_a_sentence(world: World, kind: str) -> None:
    meeting, above, subs = with_two(world)
    hidden = closed_item(world, meeting, world.north.mayor)
    chosen = {"gone": world.north.council.pk, "sub": subs[0].pk, "closed": hidden.pk, "nonsense": "x"}[kind]
    answer = accept(world, proposed(world), meeting, chosen)
    assert answer.status_code == 422
    assert "Saken du valgte, står ikke på sakslisten lenger." in answer.content.decode()
    assert above.title in answer.content.decode()
    with world.acting(world.north.slt):
        assert not AgendaItem.objects.filter(title="Trygg skolevei").exists()


@pytest.mark.django_db
def test_item_that_was_the_only_one_and_is_gone_is_refused_in_a_sentence(world: World) -> None:
    meeting = a_meeting(world)
    item = open_item(world, meeting, "Sak")
    with world.acting(world.north.slt):
        remove_item(item=item, by=world.north.slt, at=timezone.now())
    answer = accept(world, proposed(world), meeting, item.pk)
    assert "Saken du valgte, står ikke på sakslisten lenger." in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_taken_on_while_the_item_above_is_taken_off(world: World) -> None:
    meeting = a_meeting(world)
    above, proposal, slt = open_item(world, meeting, "Sak"), proposed(world), world.north.slt
    barrier = threading.Barrier(2)
    refused: list[str] = []

    def act(deed: Any) -> None:
        try:
            with world.acting(slt):
                barrier.wait(timeout=10)
                deed()
        except ValueError as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    def take_off() -> None:
        remove_item(item=above, by=slt, at=timezone.now())

    def take_on() -> None:
        accept_proposal(proposal=proposal, meeting=meeting, by=slt, at=timezone.now(), parent_id=above.pk)

    threads = [threading.Thread(target=act, args=[deed]) for deed in (take_off, take_on)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    # Either came first: the item is gone and nothing lies under it, or it stays with the proposal under it.
    assert len(refused) == 1
    assert [number for number, _title in numbered(world, meeting)] in ([], ["1", "1.1"])
