"""What the tests of sub-items share."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.closed_items import ClosedTerms
from meetings.agenda import agenda_of
from meetings.models import AgendaItem, Meeting
from politirad.tenancy.models import User
from tests.meetings.agenda_scene import a_meeting, open_item
from tests.world import World

BASIS = "politiregisterloven § 27"


def sub_item(world: World, parent: AgendaItem, title: str, minutes: int | None = None) -> AgendaItem:
    """The secretary puts an item under another."""
    closed = ClosedTerms(legal_basis=BASIS) if parent.is_closed else None
    with world.acting(world.north.slt):
        meeting = Meeting.objects.select_related("council").get(pk=parent.meeting_id)
        terms = ItemTerms(title, minutes=minutes, parent_id=parent.pk, closed=closed)
        return add_item(meeting=meeting, terms=terms, by=world.north.slt, at=timezone.now())


def numbered(world: World, meeting: Meeting, user: User | None = None) -> list[tuple[str, str]]:
    """Number and title of every item, as the person sees them."""
    with world.acting(user or world.north.slt):
        found = Meeting.objects.select_related("council").get(pk=meeting.pk)
        return [(line.number, line.item.title) for line in agenda_of(found).lines]


def fresh(world: World, item: AgendaItem) -> AgendaItem:
    """The item as the secretary sees it now."""
    with world.acting(world.north.slt):
        return AgendaItem.objects.select_related("council", "meeting__council").get(pk=item.pk)


def typed(title: str = "Ungdomsmiljøet", **facts: Any) -> dict[str, Any]:
    """What is sent from the form of an item."""
    return {"title": title, "kind": "discussion", "part": "1", **facts}


def with_two(world: World) -> tuple[Meeting, AgendaItem, list[AgendaItem]]:
    """An agenda of three items, the second with two under it; that item and those."""
    meeting = a_meeting(world, agenda_begun_at=timezone.now())
    open_item(world, meeting, "Åpning", 5)
    above = open_item(world, meeting, "Russetid", 99)
    open_item(world, meeting, "Eventuelt", 5)
    return meeting, above, [sub_item(world, above, "Kjøretøy", 10), sub_item(world, above, "Busser", 15)]


PLAN = [("1", "Åpning"), ("2", "Russetid"), ("2.1", "Kjøretøy"), ("2.2", "Busser"), ("3", "Eventuelt")]
