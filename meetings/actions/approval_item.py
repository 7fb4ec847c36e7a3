"""The item by which the next meeting approves the minutes of this one."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from meetings.agenda import nested
from meetings.models import AgendaItem, Meeting, MeetingFile, MeetingPdf, Minutes
from meetings.opening_items import approval_title, speaks_of_minutes
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def place_approval_item(*, minutes: Minutes, at: datetime.datetime, by: User) -> AgendaItem | None:
    """Put the item on the next meeting's agenda, first in line, if that agenda is begun.

    None when there is no next meeting yet, or its agenda is not begun: then it comes when that is done. After the call
    it is an addendum, and those called hear of it. Placed twice it is one item.
    """
    placed: AgendaItem | None = minutes.approval_item
    if placed is not None:
        return placed
    meeting = next_meeting(minutes.meeting, at=at)
    if meeting is None or meeting.agenda_begun_at is None:
        return None
    items = nested(meeting.items.filter(part=1).prefetch_related("approves"))
    item = next(
        (
            one
            for one in items
            if one.origin == AgendaItem.Origin.STANDING
            and speaks_of_minutes(one.title)
            and not one.approves.all()
        ),
        None,
    )
    if item is None:
        item = _own_item(minutes, meeting, items, at=at, by=by)
    tie_approval_item(minutes, item)
    record("place_approval_item", item, by=by, minutes=minutes.pk)
    return item


def _own_item(
    minutes: Minutes, meeting: Meeting, items: list[AgendaItem], *, at: datetime.datetime, by: User
) -> AgendaItem:
    """An item of its own: first in line, or an addendum when the agenda has been sent."""
    called = meeting.state == Meeting.State.CALLED
    item = AgendaItem(
        council=meeting.council,
        meeting=meeting,
        title=approval_title(minutes.meeting),
        kind=AgendaItem.Kind.DECISION,
        origin=AgendaItem.Origin.FOLLOW_UP,
        order=len(items) if called else 0,
        added_after_call=called,
        created_by=by,
    )
    item.save(force_insert=True)
    if called:
        meeting.changed_at = at
        meeting.save(update_fields=["changed_at"])
        return item
    for order, one in enumerate(items, start=1):
        one.order = order
    AgendaItem.objects.bulk_update(items, ["order"])
    return item


@transaction.atomic
def withdraw_approval_item(*, minutes: Minutes, by: User) -> None:
    """Take the item away again while nobody has been called to that meeting; a standing item stays."""
    item = minutes.approval_item
    if item is None:
        return
    minutes.approval_item = None
    minutes.save(update_fields=["approval_item"])
    if item.origin == AgendaItem.Origin.STANDING:
        return
    if item.meeting.state == Meeting.State.PLANNED and not item.decisions.exists() and not item.subs.exists():
        record("remove_item", item, by=by, part=item.part)
        item.delete()


def tie_approval_item(minutes: Minutes, item: AgendaItem) -> None:
    """Remember which item it is, and give it the paper of the minutes if there is one."""
    minutes.approval_item = item
    minutes.save(update_fields=["approval_item"])
    newest = minutes.meeting.pdfs.filter(kind=MeetingPdf.Kind.MINUTES).order_by("-stored_at").first()
    if newest is not None:
        attach_minutes(minutes, newest)


def attach_minutes(minutes: Minutes, pdf: MeetingPdf) -> None:
    """Put the printed minutes with the item that is to approve them, in the place of an older print."""
    item = minutes.approval_item
    if item is None or item.meeting.state not in {Meeting.State.PLANNED, Meeting.State.CALLED}:
        return
    MeetingFile.objects.filter(item=item, name=pdf.name, uploaded_by__isnull=True).delete()
    paper = MeetingFile(
        council=item.council, meeting=item.meeting, item=item, name=pdf.name, content_type=pdf.content_type
    )
    paper.hold(bytes(pdf.content))
    paper.save(force_insert=True)


def next_meeting(meeting: Meeting, *, at: datetime.datetime) -> Meeting | None:
    """The council's first meeting after this one that is still to be held, held against a second writer."""
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("council")
        .filter(
            council=meeting.council_id,
            date__gt=meeting.date,
            date__gte=timezone.localdate(at),
            state__in=[Meeting.State.PLANNED, Meeting.State.CALLED],
        )
        .order_by("date", "start")
        .first()
    )
