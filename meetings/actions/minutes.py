"""Write minutes: begin, item by item, send for remarks, approve."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.attendance import start_attendance
from meetings.actions.writing import open_minutes, require_no_identity
from meetings.models import AgendaItem, ItemMinutes, Meeting, Minutes, Notice
from meetings.notifications import papers
from politirad.richtext import clean, plain
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

State = Minutes.State


class Conflict(Refusal):
    """Somebody else has saved the same text since it was opened; nothing is overwritten."""


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
    start_attendance(meeting)
    record("begin_minutes", minutes, by=by, meeting=meeting.pk)
    return minutes


@transaction.atomic
def save_item_minutes(*, item: AgendaItem, html: str, version: int, by: User) -> ItemMinutes:
    """Save what was said on one item. `version` is the one the writer began from, 0 when there was none.

    Raises Conflict when somebody has saved since, Refusal when the minutes are approved or the text
    holds a national identity number.
    """
    open_minutes(item.meeting_id)
    text = clean(html)
    require_no_identity([plain(text)])
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
    minutes = open_minutes(minutes.meeting_id)
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
    minutes = open_minutes(minutes.meeting_id)
    if minutes.state != State.REMARKS:
        raise Refusal(_("Referatet må sendes til merknader før det kan godkjennes."))
    minutes.state, minutes.approved_by, minutes.approved_at = State.APPROVED, by, at
    minutes.save(update_fields=["state", "approved_by", "approved_at"])
    meeting = minutes.meeting
    meeting.state = Meeting.State.MINUTED
    meeting.save(update_fields=["state"])
    record("approve_minutes", minutes, by=by)
    papers.minutes_approved(meeting, minutes)


def _conflict(writer: User | None) -> str:
    if writer is None:
        return _(
            "Noen andre har skrevet her. Last siden på nytt for å se teksten; din står fortsatt i feltet."
        )
    return _(
        "%(name)s har lagret denne teksten etter at du åpnet den. Last siden på nytt for å se den;"
        " din står fortsatt i feltet."
    ) % {"name": writer.name}
