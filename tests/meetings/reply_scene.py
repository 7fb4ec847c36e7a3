"""A called meeting whose members answer from their calendars."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Any

from django.utils import timezone
from icalendar import Calendar

from meetings.models import Invitee, MailReply, Meeting
from meetings.replying import receive_mail
from politirad.tenancy.models import OutgoingMessage, User
from tests.meetings.reply_mails import entry, mail
from tests.world import World

PATTERN = "svar+*@politirad.example.no"
Outcome = MailReply.Outcome


def line_of(world: World, meeting: Meeting, user: User) -> Invitee:
    """The user's line on the list."""
    with world.inside(world.north.council):
        return Invitee.objects.select_related("meeting").get(meeting=meeting, user=user)


def call_of(world: World, meeting: Meeting, user: User) -> tuple[str, str, OutgoingMessage]:
    """UID and organizer's address in the last invitation that the user got, and the letter."""
    with world.inside(world.north.council):
        letters = OutgoingMessage.objects.filter(
            subject_id=meeting.pk, to_email=user.email, calendar_method="REQUEST"
        )
        letter = letters.order_by("created_at").last()
    assert letter is not None
    event: Any = Calendar.from_ical(letter.calendar).walk("VEVENT")[0]
    return str(event["UID"]), str(event["ORGANIZER"]).removeprefix("mailto:"), letter


def answer_by_mail(
    world: World, meeting: Meeting, user: User, *, program: str = "outlook", **facts: Any
) -> Outcome | None:
    """Let the user's calendar program answer the last invitation."""
    uid, organizer, _letter = call_of(world, meeting, user)
    around = {key: facts.pop(key) for key in ("text", "headers", "identity", "sender", "to") if key in facts}
    facts = {"stamp": timezone.now(), "attendee": user.email, "uid": uid, **facts}
    around = {"sender": user.email, "to": organizer, **around}
    method = facts.get("method", "REPLY")
    raw = mail(entry(program=program, **facts), program=program, method=method, **around)
    return receive_mail(raw, at=timezone.now())


def told(world: World, kind: str) -> list[OutgoingMessage]:
    """Letters of a kind to the secretary."""
    with world.inside(world.north.council):
        return list(OutgoingMessage.objects.filter(kind=kind, recipient=world.north.slt))


def organizer_name(letter: OutgoingMessage) -> str:
    """Whose name stands at the address."""
    return parseaddr(letter.reply_to)[0]
