"""Put one person on a meeting's list, and take one off: parts of calling and of answering, never deeds of their own.

The meeting must be held (`hold_meeting`) and called.
"""

from __future__ import annotations

import datetime

from meetings.actions.freezing import freeze_agenda
from meetings.actions.sending import facts_of, note_told, present_invitees
from meetings.calling import Called, answer_secret
from meetings.models import Invitee, Meeting
from meetings.notifications import calls
from meetings.secret_links import digest


def invite(meeting: Meeting, called: Called, order: int, *, deputy_for: Invitee | None = None) -> Invitee:
    """A new line on the list; nobody is told."""
    invitee = Invitee(
        council=meeting.council,
        meeting=meeting,
        seat_id=called.seat_id,
        user_id=called.user_id,
        name=called.name,
        email=called.email.lower(),
        role=called.role,
        optional=called.optional,
        order=order,
        deputy_for=deputy_for,
    )
    invitee.secret_digest = digest(answer_secret(invitee))
    invitee.save(force_insert=True)
    return invitee


def call_one(
    meeting: Meeting, called: Called, *, at: datetime.datetime, deputy_for: Invitee | None = None
) -> Invitee:
    """Call one more person, with the agenda as it is now. Somebody who was taken off gets the same line again."""
    former = meeting.invitees.filter(email__iexact=called.email, removed_at__isnull=False).first()
    if former is None:
        invitee = invite(meeting, called, meeting.invitees.count(), deputy_for=deputy_for)
    else:
        invitee = former
        invitee.removed_at, invitee.answer, invitee.answered_at = None, Invitee.Answer.NONE, None
        invitee.deputy_for = deputy_for
        if called.seat_id is not None or invitee.seat_id is None:
            invitee.name, invitee.role = called.name, called.role or invitee.role
            invitee.seat_id, invitee.user_id = called.seat_id, called.user_id
        invitee.save(
            update_fields=[
                "removed_at",
                "answer",
                "answered_at",
                "deputy_for",
                "name",
                "role",
                "seat",
                "user",
            ]
        )
        meeting.sequence += 1
        meeting.save(update_fields=["sequence"])
    version = freeze_agenda(meeting=meeting, at=at).number
    note_told([invitee], facts_of(meeting, version=version, asked=meeting.sequence))
    calls.called(meeting, present_invitees(meeting), to=[invitee], message="", at=at)
    return invitee


def take_off(meeting: Meeting, invitee: Invitee, *, at: datetime.datetime) -> None:
    """Take one person off; that person's calendar entry is cancelled."""
    invitee.removed_at, invitee.told = at, {}
    invitee.save(update_fields=["removed_at", "told"])
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    calls.removed(meeting, invitee, at=at)
