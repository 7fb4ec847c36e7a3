"""Write minutes: begin, attendance, item by item, send for remarks, approve."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.identifiers import is_refused
from meetings.models import AgendaItem, Invitee, ItemMinutes, Meeting, Minutes, Notice
from meetings.notifications import papers
from politirad.richtext import clean, plain
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

State = Minutes.State


class Conflict(Refusal):
    """Somebody else has saved the same text since it was opened; nothing is overwritten."""


@dataclass(frozen=True)
class Attended:
    """How one invitee attended, and why not."""

    invitee_id: UUID
    attendance: Invitee.Attendance
    reason: str = ""


@transaction.atomic
def begin_minutes(*, meeting: Meeting, at: datetime.datetime, by: User) -> Minutes:
    """The meeting's minutes, made now if there are none. Attendance is taken from the answers.

    Raises Refusal when the meeting has not been called, or lies ahead.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=meeting.pk)
    known = Minutes.objects.filter(meeting=meeting).first()
    if known is not None:
        return known
    if meeting.state not in {Meeting.State.CALLED, Meeting.State.HELD}:
        raise Refusal(_("Møtet må være kalt inn før du kan skrive referat."))
    if meeting.date > timezone.localdate(at):
        raise Refusal(_("Du kan begynne på referatet den dagen møtet holdes."))
    minutes = Minutes.objects.create(council=meeting.council, meeting=meeting, started_by=by, started_at=at)
    meeting.state = Meeting.State.HELD
    meeting.save(update_fields=["state"])
    unknown = meeting.invitees.filter(attendance=Invitee.Attendance.UNKNOWN, removed_at__isnull=True)
    unknown.filter(answer=Invitee.Answer.ACCEPTED).update(attendance=Invitee.Attendance.PRESENT)
    declined = unknown.filter(answer=Invitee.Answer.DECLINED)
    declined.exclude(deputy_name="").update(attendance=Invitee.Attendance.DEPUTY)
    declined.filter(deputy_name="").update(attendance=Invitee.Attendance.ABSENT)
    record("begin_minutes", minutes, by=by, meeting=meeting.pk)
    return minutes


@transaction.atomic
def take_attendance(
    *, minutes: Minutes, attended: list[Attended], guests: str, introduction: str, by: User
) -> None:
    """Write down who was there. Raises Refusal when the minutes are approved."""
    minutes = _open(minutes)
    rows = {
        row.pk: row for row in Invitee.objects.filter(meeting_id=minutes.meeting_id, removed_at__isnull=True)
    }
    for mark in attended:
        row = rows.get(mark.invitee_id)
        if row is None:
            raise Refusal(_("En av personene er ikke kalt inn til dette møtet."))
        row.attendance, row.absence_reason = mark.attendance, mark.reason
        row.save(update_fields=["attendance", "absence_reason"])
    minutes.guests, minutes.introduction = guests, introduction
    minutes.save(update_fields=["guests", "introduction"])
    record("take_attendance", minutes, by=by, present=sum(one.attendance == "present" for one in attended))


@transaction.atomic
def save_item_minutes(*, item: AgendaItem, html: str, version: int, by: User) -> ItemMinutes:
    """Save what was said on one item. `version` is the one the writer began from, 0 when there was none.

    Raises Conflict when somebody has saved since, Refusal when the minutes are approved or the text
    holds a national identity number.
    """
    minutes = Minutes.objects.filter(meeting_id=item.meeting_id).first()
    if minutes is None:
        raise Refusal(_("Begynn på referatet først."))
    _open(minutes)
    text = clean(html)
    if is_refused(plain(text)):
        raise Refusal(
            _("Teksten inneholder et fødselsnummer. Et politiråd behandler ikke enkeltsaker; ta det ut.")
        )
    row = ItemMinutes.objects.select_for_update().filter(item=item).first()
    if row is None:
        if version:
            raise Conflict(_conflict(None))
        row = ItemMinutes(council=item.council, item=item, version=0)
    elif row.version != version:
        raise Conflict(_conflict(row.saved_by))
    if row.version and row.html == text:
        return row
    row.html, row.version, row.saved_by = text, row.version + 1, by
    row.save()
    record("save_item_minutes", row, by=by, council_id=item.council_id, item=item.pk, version=row.version)
    return row


@transaction.atomic
def send_minutes(*, minutes: Minutes, at: datetime.datetime, by: User) -> int:
    """Send the minutes to all who were called, for remarks. Returns how many letters were written."""
    minutes = _open(minutes)
    minutes.state, minutes.sent_at = State.REMARKS, at
    minutes.save(update_fields=["state", "sent_at"])
    meeting = minutes.meeting
    Notice.objects.create(
        council=meeting.council,
        meeting=meeting,
        kind=Notice.Kind.MINUTES,
        sequence=meeting.sequence,
        sent_by=by,
        sent_at=at,
    )
    record("send_minutes", minutes, by=by)
    return papers.minutes_sent(meeting, minutes)


@transaction.atomic
def approve_minutes(*, minutes: Minutes, at: datetime.datetime, by: User) -> None:
    """Approve the minutes: they are locked from now on.

    Raises Refusal when they are approved already, or have not been sent for remarks.
    """
    minutes = _open(minutes)
    if minutes.state != State.REMARKS:
        raise Refusal(_("Referatet må sendes til merknader før det kan godkjennes."))
    minutes.state, minutes.approved_by, minutes.approved_at = State.APPROVED, by, at
    minutes.save(update_fields=["state", "approved_by", "approved_at"])
    meeting = minutes.meeting
    meeting.state = Meeting.State.MINUTED
    meeting.save(update_fields=["state"])
    record("approve_minutes", minutes, by=by)
    papers.minutes_approved(meeting, minutes)


def _open(minutes: Minutes) -> Minutes:
    """The minutes as they are now, held against a second writer; Refusal when they are approved."""
    row = (
        Minutes.objects.select_for_update(of=("self",)).select_related("meeting__council").get(pk=minutes.pk)
    )
    if row.state == State.APPROVED:
        raise Refusal(_("Referatet er godkjent og kan ikke endres."))
    return row


def _conflict(writer: User | None) -> str:
    if writer is None:
        return _(
            "Noen andre har skrevet her. Last siden på nytt for å se teksten; din står fortsatt i feltet."
        )
    return _(
        "%(name)s har lagret denne teksten etter at du åpnet den. Last siden på nytt for å se den;"
        " din står fortsatt i feltet."
    ) % {"name": writer.name}
