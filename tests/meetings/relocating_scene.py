"""What the tests of moving an item share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from meetings.actions.papers import add_paper
from meetings.agenda import agenda_of
from meetings.models import AgendaItem, Meeting, MeetingFile
from tests.meetings.agenda_scene import PDF
from tests.world import World


def first(world: World, meeting: Meeting) -> AgendaItem:
    with world.acting(world.north.slt):
        return meeting.items.select_related("council", "meeting").order_by("order")[0]


def send(world: World, item: AgendaItem, to: Meeting, deed: str = "move") -> Any:
    """The secretary presses the button on the item's page."""
    address = reverse("relocate_item", args=[item.meeting_id, item.pk])
    return world.client(world.north.slt).post(address, {"meeting": str(to.pk), "deed": deed}, follow=True)


def numbers(world: World, meeting: Meeting) -> list[tuple[str, str]]:
    with world.acting(world.north.slt):
        meeting.refresh_from_db()
        return [(line.number, line.item.title) for line in agenda_of(meeting).lines]


def with_paper(world: World, item: AgendaItem) -> MeetingFile:
    with world.acting(world.north.slt):
        return add_paper(item=item, name="notat.pdf", content=PDF, by=world.north.slt, at=timezone.now())
