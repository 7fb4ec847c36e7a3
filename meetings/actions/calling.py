"""Call a meeting; call one more person, and take one off again."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.carrying import refresh_follow_up
from meetings.actions.freezing import freeze_agenda
from meetings.actions.inviting import call_one, invite, take_off
from meetings.actions.sending import (
    facts_of,
    hold_meeting,
    note_sending,
    note_told,
    present_invitees,
    require_ahead,
)
from meetings.actions.writing import require_no_identity
from meetings.calling import Called, members_to_call, seat_changes, timing
from meetings.making import ask_for_pdf
from meetings.models import Invitee, Meeting, MeetingPdf, Notice
from meetings.notifications import calls
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

State = Meeting.State


@dataclass(frozen=True)
class Guest:
    """Somebody called by name, without a seat in the council."""

    name: str
    email: str
    role: str = ""


@dataclass(frozen=True)
class MeetingTerms:
    """When and where a meeting is."""

    title: str
    date: datetime.date
    start: datetime.time
    end: datetime.time
    place: str = ""
    video_url: str = ""
    host: str = ""


@transaction.atomic
def call_meeting(
    *,
    meeting: Meeting,
    at: datetime.datetime,
    by: User,
    message: str = "",
    late_reason: str = "",
    guests: tuple[Guest, ...] = (),
) -> Notice:
    """Freeze the open agenda as version 1, with the tasks that are open now, send every member and guest the notice, and
    have the pack made.

    Raises Refusal when the meeting is called already, is over, has nobody to call, or is called
    later than the council's own deadline without a reason, and on an identity number.
    """
    require_no_identity([message, late_reason, *(text for one in guests for text in _texts(one))])
    meeting = hold_meeting(meeting)
    if meeting.state != State.PLANNED:
        raise Refusal(_("Møtet er allerede kalt inn eller avlyst."))
    if meeting.has_been(at):
        raise Refusal(_("Møtet har vært. Endre datoen før du kaller inn."))
    when = timing(meeting, today=timezone.localdate(at))
    if when.late and not late_reason.strip():
        raise Refusal(_("Fristen for innkallingen er passert. Skriv hvorfor den kommer sent."))
    called = [*members_to_call(meeting), *(Called(one.name, one.email, one.role, True) for one in guests)]
    if not called:
        raise Refusal(_("Rådet har ingen medlemmer å kalle inn. Fyll plassene først."))
    refresh_follow_up(meeting=meeting, at=at, by=by)
    meeting = hold_meeting(meeting)
    meeting.state, meeting.called_at, meeting.late_reason = (
        State.CALLED,
        at,
        late_reason.strip() if when.late else "",
    )
    meeting.changed_at = None
    meeting.save()
    version = freeze_agenda(meeting=meeting, at=at).number
    invitees = [invite(meeting, one, order) for order, one in enumerate(_each_once(called))]
    note_told(invitees, facts_of(meeting, version=version, asked=meeting.sequence))
    notice = note_sending(
        meeting, Notice.Kind.CALL, at=at, by=by, deadline=when.deadline, late=when.late, message=message
    )
    late_since = when.deadline if when.late else None
    calls.called(meeting, invitees, to=invitees, message=message, at=at, late_since=late_since)
    ask_for_pdf(meeting=meeting, kind=MeetingPdf.Kind.PACK, by=by)
    record("call_meeting", meeting, by=by, invitees=len(invitees), late=when.late)
    return notice


@transaction.atomic
def call_guest(*, meeting: Meeting, guest: Guest, at: datetime.datetime, by: User) -> Invitee:
    """Call one more person to a meeting that is called, with the agenda as it is now.

    Raises Refusal when that address is called already, or the meeting has been, and on an identity number.
    """
    require_no_identity(_texts(guest))
    meeting = hold_meeting(meeting)
    if meeting.state != State.CALLED:
        raise Refusal(_("Kall inn møtet før du kaller inn flere."))
    require_ahead(meeting, at)
    if meeting.invitees.filter(email__iexact=guest.email, removed_at__isnull=True).exists():
        raise Refusal(_("%(email)s er allerede kalt inn.") % {"email": guest.email})
    invitee = call_one(meeting, Called(guest.name, guest.email, guest.role, True), at=at)
    record("call_guest", invitee, by=by)
    return invitee


@transaction.atomic
def call_member(*, meeting: Meeting, email: str, at: datetime.datetime, by: User) -> Invitee:
    """Call somebody who has taken a seat in the council since the notice left.

    Raises Refusal when nobody with that address is to be called, or the meeting has been.
    """
    meeting = hold_meeting(meeting)
    if meeting.state != State.CALLED:
        raise Refusal(_("Kall inn møtet før du kaller inn flere."))
    require_ahead(meeting, at)
    missing = seat_changes(meeting, present_invitees(meeting)).missing
    member = next((one for one in missing if one.email == email), None)
    if member is None:
        raise Refusal(_("Personen er kalt inn alt, eller har ingen plass i rådet den dagen."))
    invitee = call_one(meeting, member, at=at)
    record("call_member", invitee, by=by)
    return invitee


@transaction.atomic
def remove_invitee(*, meeting: Meeting, invitee_id: UUID, at: datetime.datetime, by: User) -> None:
    """Take one person off a called meeting, with whoever comes instead; their calendar entries are cancelled.

    Raises Refusal when the person is not called, or the meeting has been.
    """
    meeting = hold_meeting(meeting)
    invitee = meeting.invitees.filter(pk=invitee_id, removed_at__isnull=True).first()
    if invitee is None or meeting.state != State.CALLED:
        raise Refusal(_("Personen er ikke kalt inn til dette møtet."))
    require_ahead(meeting, at)
    take_off(meeting, invitee, at=at)
    for deputy in invitee.deputies.filter(removed_at__isnull=True).select_related("council", "user"):
        take_off(meeting, deputy, at=at)
    record("remove_invitee", invitee, by=by)


def _texts(guest: Guest) -> tuple[str, str, str]:
    return guest.name, guest.role, guest.email


def _each_once(called: list[Called]) -> list[Called]:
    """The first of each address."""
    return list({one.email.lower(): one for one in reversed(called)}.values())[::-1]
