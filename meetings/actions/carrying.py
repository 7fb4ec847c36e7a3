"""Let the item that follows up the open tasks say what is open now."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.agenda import forget_review, item_of
from meetings.actions.holding import hold_item
from meetings.actions.placing import last_place
from meetings.actions.sending import hold_meeting, note_change
from meetings.carried import is_ours, mark, merged, open_tasks, since, text_of
from meetings.models import AgendaItem, Meeting
from meetings.opening_items import follow_up_item
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def refresh_follow_up(*, meeting: Meeting, at: datetime.datetime, by: User) -> bool:
    """Let the item's text follow the open tasks until the meeting is called; the item is reviewed anew then.

    It comes when the first task does, once: what has been taken off stays off. A text that a person has written in is
    left alone, for `fetch_tasks`. Returns whether anything changed.
    """
    meeting = hold_meeting(meeting)
    if meeting.state != Meeting.State.PLANNED or meeting.agenda_begun_at is None or meeting.has_been(at):
        return False
    lines = open_tasks(meeting.council).lines
    item = meeting.items.select_for_update(of=("self",)).filter(carried__isnull=False).first()
    if item is None:
        return bool(lines) and not meeting.tasks_carried and _put(meeting, by=by)
    if not is_ours(item) or not since(item.carried or {}, lines):
        return False
    item.text = text_of(lines, meeting.council.language)
    item.carried = mark(lines, item.text)
    _save(item)
    record("follow_tasks", item, by=by, tasks=len(lines))
    return True


@transaction.atomic
def fetch_tasks(*, item: AgendaItem, at: datetime.datetime, by: User) -> int:
    """Put what is new into a text that a person has written in: new tasks last, closed ones out, and the rest stands.

    Those called to a called meeting hear of it. Returns how many closed tasks stand in other words than ours, which
    the person must look to. Raises Refusal when the item carries no tasks, has gone, or the meeting is over.
    """
    meeting = hold_meeting(item.meeting)
    if meeting.state not in (Meeting.State.PLANNED, Meeting.State.CALLED) or meeting.has_been(at):
        raise Refusal(_("Møtet er holdt eller avlyst, så sakslisten kan ikke endres."))
    fresh = hold_item(item, meeting)
    if fresh.carried is None:
        raise Refusal(_("Saken følger ikke opp oppgaver fra tidligere møter."))
    lines = open_tasks(meeting.council).lines
    if not since(fresh.carried, lines):
        return 0
    if is_ours(fresh):
        fresh.text, left = text_of(lines, meeting.council.language), 0
        fresh.carried = mark(lines, fresh.text)
    else:
        fresh.text, left = merged(fresh.text, fresh.carried["lines"], lines)
        fresh.carried = mark(lines)
    _save(fresh)
    note_change(meeting, fresh, at)
    record("fetch_tasks", fresh, by=by, tasks=len(lines))
    return left


def _put(meeting: Meeting, *, by: User) -> bool:
    """Put the item last in the open part, unless somebody has written one of that name."""
    one = follow_up_item(meeting.council, open_tasks(meeting.council).lines)
    meeting.tasks_carried = True
    meeting.save(update_fields=["tasks_carried"])
    if meeting.items.filter(part=1, title__iexact=one.title).exists():
        return False
    item = item_of(one, meeting, order=last_place(meeting, part=1), by=by)
    item.save(force_insert=True)
    record("add_item", item, by=by, part=item.part, origin=item.origin)
    return True


def _save(item: AgendaItem) -> None:
    item.version += 1
    forget_review(item)
    item.save()
