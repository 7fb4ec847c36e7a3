"""Call a meeting; change, cancel and repeat what has been called."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.agenda import snapshot
from meetings.agenda_changes import AgendaChanges, changes_between
from meetings.calling import Called, answer_secret, digest, members_to_call, timing
from meetings.models import AgendaVersion, Invitee, Meeting, Notice
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
    """Freeze the open agenda as version 1 and send every member and guest the notice.

    Raises Refusal when the meeting is called already, is over, has nobody to call, or is called
    later than the council's own deadline without a reason.
    """
    meeting = _locked(meeting)
    today = timezone.localdate(at)
    if meeting.state != State.PLANNED:
        raise Refusal(_("Møtet er allerede kalt inn eller avlyst."))
    if meeting.date < today:
        raise Refusal(_("Møtet har vært. Endre datoen før du kaller inn."))
    when = timing(meeting, today=today)
    if when.late and not late_reason.strip():
        raise Refusal(_("Fristen for innkallingen er passert. Skriv hvorfor den kommer sent."))
    called = [*members_to_call(meeting), *(Called(one.name, one.email, one.role, True) for one in guests)]
    if not called:
        raise Refusal(_("Rådet har ingen medlemmer å kalle inn. Fyll plassene først."))
    meeting.state, meeting.called_at, meeting.late_reason = (
        State.CALLED,
        at,
        late_reason.strip() if when.late else "",
    )
    meeting.changed_at = None
    meeting.save()
    AgendaVersion.objects.create(
        council=meeting.council, meeting=meeting, number=1, items=snapshot(meeting), frozen_at=at
    )
    invitees = [_invite(meeting, one, order) for order, one in enumerate(_each_once(called))]
    notice = _notice(
        meeting, Notice.Kind.CALL, at=at, by=by, deadline=when.deadline, late=when.late, message=message
    )
    calls.called(meeting, invitees, to=invitees, message=message, at=at)
    record("call_meeting", meeting, by=by, invitees=len(invitees), late=when.late)
    return notice


@transaction.atomic
def change_called_meeting(*, meeting: Meeting, terms: MeetingTerms, at: datetime.datetime, by: User) -> bool:
    """Give a called meeting new terms; the update leaves a minute later, with what else changed meanwhile.

    A new time asks everybody to answer again. Returns whether anything changed. Raises Refusal when
    the meeting is not called, or the new day is past.
    """
    meeting = _locked(meeting)
    if meeting.state != State.CALLED:
        raise Refusal(_("Bare et møte som er kalt inn, kan endres her."))
    if terms.date < timezone.localdate(at):
        raise Refusal(_("Møtet kan ikke flyttes til en dag som har vært."))
    if terms.end <= terms.start:
        raise Refusal(_("Møtet må slutte etter at det begynner."))
    before = _terms_of(meeting)
    if before == terms:
        return False
    meeting.title, meeting.date, meeting.start, meeting.end = terms.title, terms.date, terms.start, terms.end
    meeting.place, meeting.video_url, meeting.changed_at = terms.place, terms.video_url, at
    meeting.save()
    if (before.date, before.start, before.end) != (terms.date, terms.start, terms.end):
        meeting.invitees.update(answer=Invitee.Answer.NONE, answered_at=None)
    record("change_meeting", meeting, by=by, date=terms.date.isoformat(), former=before.date.isoformat())
    return True


@transaction.atomic
def send_changes(*, meeting: Meeting, at: datetime.datetime, by: User | None) -> int:
    """Send one update for everything that changed since the last letter. Returns how many letters were written."""
    meeting = _locked(meeting)
    if meeting.changed_at is None or meeting.state != State.CALLED or meeting.date < timezone.localdate(at):
        return 0
    meeting.sequence += 1
    meeting.changed_at = None
    meeting.save(update_fields=["sequence", "changed_at"])
    _notice(meeting, Notice.Kind.UPDATE, at=at, by=by)
    return calls.changed(meeting, present_invitees(meeting), at=at, agenda=_freeze_changes(meeting, at=at))


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, at: datetime.datetime, by: User) -> None:
    """Cancel a meeting; those who were called get a calendar cancellation at once.

    Raises Refusal without a reason, or when the meeting is held or cancelled already.
    """
    meeting = _locked(meeting)
    if meeting.state not in {State.PLANNED, State.CALLED}:
        raise Refusal(_("Møtet er holdt eller avlyst, og kan ikke avlyses nå."))
    if not reason.strip():
        raise Refusal(_("Skriv hvorfor møtet er avlyst."))
    was_called = meeting.state == State.CALLED
    meeting.state, meeting.cancelled_reason, meeting.changed_at = State.CANCELLED, reason.strip(), None
    meeting.sequence += was_called
    meeting.save()
    if was_called and meeting.date >= timezone.localdate(at):
        _notice(meeting, Notice.Kind.CANCELLATION, at=at, by=by, message=reason.strip())
        calls.cancelled(meeting, present_invitees(meeting), at=at)
    record("cancel_meeting", meeting, by=by, called=was_called)


@transaction.atomic
def call_guest(*, meeting: Meeting, guest: Guest, at: datetime.datetime, by: User) -> Invitee:
    """Call one more person to a meeting that is called. Raises Refusal when that address is called already."""
    meeting = _locked(meeting)
    if meeting.state != State.CALLED:
        raise Refusal(_("Kall inn møtet før du kaller inn flere."))
    former = meeting.invitees.filter(email__iexact=guest.email).first()
    if former is not None and former.removed_at is None:
        raise Refusal(_("%(email)s er allerede kalt inn.") % {"email": guest.email})
    if former is not None:
        former.removed_at, former.answer = None, Invitee.Answer.NONE
        former.save(update_fields=["removed_at", "answer"])
        invitee = former
        meeting.sequence += 1
        meeting.save(update_fields=["sequence"])
    else:
        invitee = _invite(
            meeting, Called(guest.name, guest.email, guest.role, True), meeting.invitees.count()
        )
    calls.called(meeting, present_invitees(meeting), to=[invitee], message="", at=at)
    record("call_guest", invitee, by=by)
    return invitee


@transaction.atomic
def remove_invitee(*, meeting: Meeting, invitee_id: UUID, at: datetime.datetime, by: User) -> None:
    """Take one person off a called meeting; that person's calendar entry is cancelled."""
    meeting = _locked(meeting)
    invitee = meeting.invitees.filter(pk=invitee_id, removed_at__isnull=True).first()
    if invitee is None or meeting.state != State.CALLED:
        raise Refusal(_("Personen er ikke kalt inn til dette møtet."))
    invitee.removed_at = at
    invitee.save(update_fields=["removed_at"])
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    calls.removed(meeting, invitee, at=at)
    record("remove_invitee", invitee, by=by)


def present_invitees(meeting: Meeting) -> list[Invitee]:
    """Those who are called and not taken off again."""
    return list(meeting.invitees.filter(removed_at__isnull=True).select_related("user", "council"))


def _freeze_changes(meeting: Meeting, *, at: datetime.datetime) -> AgendaChanges:
    """What the agenda has got since the last letter, frozen as its next version, so that its numbers stand."""
    former = meeting.agenda_versions.order_by("number").last()
    now = snapshot(meeting)
    changes = changes_between(former.items if former else [], now)
    if changes:
        number = former.number + 1 if former else 1
        AgendaVersion.objects.create(
            council=meeting.council, meeting=meeting, number=number, items=now, frozen_at=at
        )
    return changes


def _terms_of(meeting: Meeting) -> MeetingTerms:
    return MeetingTerms(
        meeting.title, meeting.date, meeting.start, meeting.end, meeting.place, meeting.video_url
    )


def _locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held against a second caller."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=meeting.pk)


def _each_once(called: list[Called]) -> list[Called]:
    """The first of each address."""
    return list({one.email.lower(): one for one in reversed(called)}.values())[::-1]


def _invite(meeting: Meeting, called: Called, order: int) -> Invitee:
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
    )
    invitee.secret_digest = digest(answer_secret(invitee))
    invitee.save(force_insert=True)
    return invitee


def _notice(
    meeting: Meeting,
    kind: Notice.Kind,
    *,
    at: datetime.datetime,
    by: User | None,
    deadline: datetime.date | None = None,
    late: bool = False,
    message: str = "",
) -> Notice:
    return Notice.objects.create(
        council=meeting.council,
        meeting=meeting,
        kind=kind,
        sequence=meeting.sequence,
        sent_by=by,
        sent_at=at,
        deadline=deadline,
        late=late,
        message=message,
    )
