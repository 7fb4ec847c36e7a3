"""What the tests of carried tasks share."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from meetings.actions.follow_up import ActionTerms, assign_action, close_action
from meetings.models import Action, AgendaItem, Meeting
from tests.meetings.agenda_scene import form
from tests.world import World

TITLE = "Oppfølging fra tidligere møter"


def task(world: World, text: str, item: AgendaItem | None = None) -> Action:
    with world.acting(world.north.slt):
        terms = ActionTerms(text, responsible_text="SLT")
        return assign_action(council=world.north.council, terms=terms, by=world.north.slt, item=item)


def close(world: World, action: Action) -> None:
    with world.acting(world.north.slt):
        close_action(action=action, state=Action.State.DONE, result="", on=world.today, by=world.north.slt)


def open_agenda(world: World, meeting: Meeting) -> str:
    return str(world.client(world.north.slt).get(reverse("agenda", args=[meeting.pk])).content.decode())


def carrying(world: World, meeting: Meeting) -> AgendaItem:
    with world.acting(world.north.slt):
        rows = AgendaItem.objects.select_related("meeting", "council")
        return rows.get(meeting=meeting, carried__isnull=False)


def rewrite(world: World, meeting: Meeting, text: str) -> AgendaItem:
    """A person writes in the item, in its form."""
    item = carrying(world, meeting)
    client, address = world.client(world.north.slt), reverse("edit_item", args=[meeting.pk, item.pk])
    data = form(item.title, text=text, version=str(item.version), kind=item.kind)
    assert client.post(address, data).status_code == 302
    return carrying(world, meeting)


def fetch(world: World, meeting: Meeting, item: AgendaItem, who: Any = None) -> tuple[Client, int]:
    client = world.client(who or world.north.slt)
    return client, client.post(reverse("fetch_tasks", args=[meeting.pk, item.pk])).status_code
