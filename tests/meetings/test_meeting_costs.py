"""How often the pages of one large meeting ask the database; tests/test_queries.py asks it of every page."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.models import Seat
from meetings.actions.calling import call_meeting
from meetings.actions.minutes import begin_minutes
from meetings.calling import deputies_of
from meetings.models import Invitee, Meeting, MeetingFile
from tests.again import again
from tests.meetings.agenda_scene import PDF
from tests.meetings.calls import called, planned
from tests.queries import asked
from tests.world import World

#: The bar of the product: thirty items with their papers, forty members who are called.
BARS = {"meeting": 12, "agenda": 15, "agenda_review": 15, "minutes": 15, "meeting_delivery": 15}
READERS = ("slt", "mayor", "member", "police_contact", "station_chief", "observer")


def papers(world: World, meeting: Meeting) -> None:
    """Thirty-one items more or less, and a paper with each."""
    with world.acting(world.north.slt):
        paper = MeetingFile(
            council=meeting.council, meeting=meeting, item=meeting.items.all()[0], name="a.pdf"
        )
        paper.hold(PDF)
        paper.save()
        items = again(paper.item, title=lambda number: f"Sak {number}", order=lambda number: 10 + number)
        again(paper, item_id=lambda number: items[number - 1].pk)


def people(world: World, meeting: Meeting) -> None:
    """More than forty who are called."""
    with world.acting(world.north.slt):
        one = Invitee.objects.get(meeting=meeting, user=world.north.observer)
        again(one, email=lambda number: f"mange{number}@example.test", user_id=lambda number: None)
        again(one, email=lambda number: f"flere{number}@example.test", user_id=lambda number: None)


def in_state(world: World, state: str) -> Meeting:
    """The large meeting before the call, called, called and changed since, on its day, and held."""
    meeting = planned(world)
    papers(world, meeting)
    if state == "planned":
        return meeting
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    people(world, meeting)
    with world.acting(world.north.slt):
        if state == "changed":
            meeting.items.filter(order__gt=20).update(title="Ny tittel")
        if state in ("held", "held without minutes"):
            Meeting.objects.filter(pk=meeting.pk).update(date=world.today)
        if state == "held without minutes":
            Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.HELD)
        if state == "held":
            begin_minutes(meeting=Meeting.objects.get(pk=meeting.pk), at=timezone.now(), by=world.north.slt)
    return meeting


@pytest.mark.parametrize("state", ["planned", "called", "changed", "held", "held without minutes"])
def test_meeting_page_keeps_the_bar_in_every_state_for_every_role(world: World, state: str) -> None:
    meeting = in_state(world, state)
    address = reverse("meeting", args=[meeting.pk])
    found = {
        name: asked(world.client(getattr(world, name, None) or getattr(world.north, name)), address)
        for name in READERS
    }
    assert {name: len(said) for name, said in found.items() if len(said) > BARS["meeting"]} == {}


def test_answer_form_of_the_called_stands_on_the_page_that_is_measured(world: World) -> None:
    meeting = in_state(world, "called")
    for user in (world.north.slt, world.north.mayor, world.north.member):
        page = world.client(user).get(reverse("meeting", args=[meeting.pk]))
        assert page.context["answer_form"] is not None
        assert len(page.context["agenda"].lines) == 31
        assert len([one for some in page.context["invitees"] for one in some]) > 40


def test_pages_of_a_meeting_with_thirty_items_and_forty_members_ask_few_questions(world: World) -> None:
    meeting = in_state(world, "held")
    client = world.client(world.north.slt)
    found = {
        name: asked(client, reverse(name, args=[meeting.pk])) for name in BARS if name != "agenda_review"
    }
    reviewer = world.client(world.north.police_contact)
    found["agenda_review"] = asked(reviewer, reverse("agenda_review", args=[meeting.pk]))
    assert {name: len(said) for name, said in found.items() if len(said) > BARS[name]} == {}


def test_deputies_are_those_of_the_seat_else_those_of_its_side_in_one_question(
    world: World, django_assert_num_queries: Any
) -> None:
    meeting, north = called(world), world.north
    with world.acting(north.slt):
        line = Invitee.objects.select_related("seat", "meeting").get(meeting=meeting, user=north.member)
        with django_assert_num_queries(1):
            (side,) = deputies_of(line)
        assert (side.name, side.email) == (north.deputy_mayor.name, north.deputy_mayor.email)
        of_police = Invitee.objects.select_related("seat", "meeting").get(
            meeting=meeting, user=north.police_contact
        )
        assert deputies_of(of_police) == []
        # A deputy of the seat's own, even with nobody in it, is asked before those of the side.
        Seat.objects.filter(office__holdings__user=north.deputy_mayor).update(deputy_for=of_police.seat)
        assert [one.user_id for one in deputies_of(of_police)] == [north.deputy_mayor.pk]
        assert deputies_of(line) == []
