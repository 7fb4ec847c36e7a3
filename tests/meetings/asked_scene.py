"""What the tests of duties on a begun agenda share."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from meetings.actions.agenda import begin_agenda
from meetings.asked_duties import AskedDuty, unanswered
from meetings.models import Meeting
from politirad.tenancy.models import User
from tests.meetings.agenda_scene import a_meeting
from tests.meetings.year_plan_scene import at
from tests.world import World

EXPIRY = AskedDuty("expiry")
BOX = "Avtalen ber om dette på møtet"


def begun(world: World, **facts: Any) -> Meeting:
    """A planned meeting whose agenda is begun, with nothing asked of it yet."""
    meeting = a_meeting(world, **facts)
    with world.acting(world.north.slt):
        begin_agenda(meeting=meeting, by=world.north.slt, at=at())
    return meeting


def ask(world: World, meeting: Meeting, *duties: AskedDuty) -> None:
    """These lie on the meeting from now on, and no others."""
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(duties=[one.stored for one in duties])


def left(world: World, meeting: Meeting) -> list[AskedDuty]:
    """What waits for an answer."""
    with world.acting(world.north.slt):
        return unanswered(Meeting.objects.get(pk=meeting.pk))


def page(world: World, meeting: Meeting) -> str:
    return str(world.client(world.north.slt).get(reverse("agenda", args=[meeting.pk])).content.decode())


def answer(
    world: World, meeting: Meeting, name: str, duty: AskedDuty = EXPIRY, who: User | None = None
) -> tuple[int, str]:
    """Press a button of the page; the status of the answer, and the page it leads to."""
    client: Client = world.client(who or world.north.slt)
    sent = client.post(reverse(name, args=[meeting.pk]), {"duty": duty.key})
    if sent.status_code != 302:
        return sent.status_code, ""
    return sent.status_code, client.get(sent["Location"]).content.decode()
