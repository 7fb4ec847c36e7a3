"""A meeting to call, for the tests of calling, answering and minutes."""

from __future__ import annotations

import datetime

from django.utils import timezone

from meetings.actions.calling import call_meeting
from meetings.models import AgendaItem, Meeting
from tests.world import World


def planned(world: World, *, days: int = 20) -> Meeting:
    """A planned meeting of the north council with two items, so many days from today."""
    with world.acting(world.north.slt):
        meeting = Meeting.objects.create(
            council=world.north.council,
            title="Møte 1",
            date=world.today + datetime.timedelta(days=days),
            start=datetime.time(9),
            end=datetime.time(11),
            place="Rådhuset, møterom Ås",
        )
        for order, title in enumerate(("Nytt fra politiet", "Russetid")):
            AgendaItem.objects.create(
                council=world.north.council,
                meeting=meeting,
                title=title,
                order=order,
                minutes=20,
                created_by=world.north.slt,
            )
    return meeting


def called(world: World, *, days: int = 20, late_reason: str = "") -> Meeting:
    """The same, called by the secretary."""
    meeting = planned(world, days=days)
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt, late_reason=late_reason)
        return Meeting.objects.select_related("council").get(pk=meeting.pk)


def held(world: World) -> Meeting:
    """A meeting that was called in time and took place ten days ago."""
    meeting = called(world)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(date=world.today - datetime.timedelta(days=10))
        return Meeting.objects.select_related("council").get(pk=meeting.pk)
