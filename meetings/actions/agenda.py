"""Build the agenda: begin it from what is known, add, change, order and remove items."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.approval_item import tie_approval_item
from meetings.actions.closed_items import ClosedTerms, require_basis, require_declared, set_concerned
from meetings.actions.holding import hold_item
from meetings.actions.placing import (
    hold_parent,
    last_place,
    put_at,
    require_may_change_parent,
    require_no_subs,
)
from meetings.actions.sending import hold_meeting, note_change
from meetings.actions.writing import require_no_identity
from meetings.agenda import nested
from meetings.asked_duties import asked_of
from meetings.models import AgendaItem, ItemProposal, Meeting, Minutes
from meetings.opening_items import OpeningItem, opening_items
from politirad.richtext import plain
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class ItemTerms:
    """What is decided about one item. `text` is HTML; `minutes` None is unsaid; `closed` None means part 1.

    `parent_id`: the item it lies under, None for an item of its own. A closed sub-item is seen by those who see that
    item, whomever `closed` names.
    """

    title: str
    text: str = ""
    kind: str = AgendaItem.Kind.DISCUSSION
    minutes: int | None = None
    presenter: str = ""
    focus_area_id: UUID | None = None
    closed: ClosedTerms | None = None
    parent_id: UUID | None = None


@transaction.atomic
def begin_agenda(*, meeting: Meeting, by: User, at: datetime.datetime) -> bool:
    """Fetch standing items, minutes to approve, duties, theme and open actions onto the agenda, once.

    False when it was begun before, or the meeting is called: what has been removed stays removed. Items that are
    there already (accepted proposals) come after the standing ones, and none is fetched twice.
    """
    meeting = hold_meeting(meeting)
    if meeting.agenda_begun_at is not None or meeting.state != Meeting.State.PLANNED:
        return False
    there = nested(meeting.items.filter(part=1))
    known = {item.title.casefold() for item in there}
    fetched = [one for one in opening_items(meeting) if one.title.casefold() not in known]
    for order, one in enumerate(fetched):
        item = item_of(one, meeting, order=order, by=by)
        item.save(force_insert=True)
        if one.approves is not None:
            tie_approval_item(Minutes.objects.select_related("meeting").get(pk=one.approves), item)
    for order, item in enumerate(there, start=len(fetched)):
        item.order = order
    AgendaItem.objects.bulk_update(there, ["order"])
    meeting.agenda_begun_at = at
    meeting.tasks_carried = any(one.carried for one in fetched)
    meeting.duties_answered = [one.answered(taken=True) for one in asked_of(meeting.duties)]
    meeting.save(update_fields=["agenda_begun_at", "tasks_carried", "duties_answered"])
    record("begin_agenda", meeting, by=by, items=len(fetched))
    return True


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    terms: ItemTerms,
    by: User,
    at: datetime.datetime,
    origin: str = AgendaItem.Origin.MANUAL,
) -> AgendaItem:
    """Put an item at the end of its part, or last under its parent; after the call it is an addendum, and those called
    hear of it.

    Raises Refusal on an identity number, a closed item without basis, a meeting that is over, or a parent that it
    cannot lie under.
    """
    meeting = _lock(meeting)
    require_lawful(terms)
    if terms.closed:
        require_declared(meeting.council, by)
    part = 2 if terms.closed else 1
    parent = hold_parent(meeting, terms.parent_id, closed=terms.closed is not None)
    item = AgendaItem(
        council=meeting.council,
        meeting=meeting,
        parent=parent,
        part=part,
        order=last_place(meeting, part=part, parent=parent),
        origin=origin,
        added_after_call=meeting.state == Meeting.State.CALLED,
        created_by=by,
    )
    _write(item, terms)
    item.save(force_insert=True)
    if terms.closed and parent is None:
        set_concerned(item=item, concerned=terms.closed.concerned, by=by)
    note_change(meeting, item, at)
    record("add_item", item, by=by, part=part, origin=origin)
    return item


@transaction.atomic
def change_item(
    *, item: AgendaItem, terms: ItemTerms, version: int, by: User, at: datetime.datetime
) -> AgendaItem:
    """Change an item; `version` is the one the person has read. The review of the item begins anew.

    An item that is closed takes its sub-items along. Raises Refusal when somebody has changed it meanwhile, when a
    closed item would be opened, when an item with sub-items would become one, or one would move after the call, and
    as `add_item`.
    """
    meeting = _lock(item.meeting)
    require_lawful(terms)
    if terms.closed:
        require_declared(meeting.council, by)
    fresh = hold_item(item, meeting)
    if fresh.version != version:
        raise Refusal(
            _("Noen andre har endret saken mens du skrev. Last siden på nytt og se over endringen.")
        )
    if fresh.is_closed and terms.closed is None:
        raise Refusal(_("En lukket sak kan ikke åpnes. Lag heller en ny sak uten det som skal være lukket."))
    if terms.parent_id != fresh.parent_id:
        require_may_change_parent(fresh, meeting, terms.parent_id)
    parent = hold_parent(meeting, terms.parent_id, closed=terms.closed is not None)
    said = _said_of(fresh)
    if terms.closed and parent is None:
        # Before the item closes, so that the one who closes it goes on seeing it.
        set_concerned(item=fresh, concerned=(*terms.closed.concerned, by.pk), by=by)
    closes = terms.closed is not None and not fresh.is_closed
    if closes or terms.parent_id != fresh.parent_id:
        fresh.part = 2 if terms.closed else 1
        fresh.order = last_place(meeting, part=fresh.part, parent=parent)
    fresh.parent = parent
    _write(fresh, terms)
    fresh.version += 1
    forget_review(fresh)
    fresh.save()
    if closes:
        _close_subs(fresh, by=by)
    if fresh.is_closed:
        ItemProposal.objects.filter(item=fresh).update(closed_by=by)
    if _said_of(fresh) != said:
        note_change(meeting, item, at)
    record("change_item", fresh, by=by, version=fresh.version)
    return fresh


@transaction.atomic
def remove_item(*, item: AgendaItem, by: User, at: datetime.datetime) -> None:
    """Take an item off the agenda.

    Raises Refusal when the meeting is over, decisions hang on it, it has sub-items, or it stands on another agenda now.
    """
    meeting = _lock(item.meeting)
    item = hold_item(item, meeting)
    require_no_subs(item, meeting)
    record("remove_item", item, by=by, part=item.part)
    try:
        with transaction.atomic():
            if item.is_closed:
                ItemProposal.objects.filter(item=item).update(closed_by=by)
            item.delete()
    except ProtectedError as error:
        raise Refusal(_("Saken har vedtak eller oppgaver og kan ikke fjernes.")) from error
    note_change(meeting, item, at)


@transaction.atomic
def move_item(*, item: AgendaItem, to: int, by: User) -> None:
    """Put an item at place `to` (from 1) of its part, among those the person sees; its sub-items go with it, and a
    sub-item moves among those of its parent.

    Beyond either end means the end. Raises Refusal once the agenda has been sent: its numbers stand.
    """
    meeting = _lock(item.meeting)
    if meeting.state != Meeting.State.PLANNED:
        raise Refusal(_("Sakslisten er sendt, så rekkefølgen står fast."))
    item = hold_item(item, meeting)
    record("move_item", item, by=by, to=put_at(item, meeting, to))


def require_lawful(terms: ItemTerms) -> None:
    """Raise Refusal on an identity number anywhere in the item, and on a closed item without basis."""
    closed = (terms.closed.legal_basis, terms.closed.consent_reference) if terms.closed else ()
    require_no_identity([terms.title, plain(terms.text), terms.presenter, *closed])
    if terms.closed:
        require_basis(terms.closed)


def forget_review(item: AgendaItem) -> None:
    """Let the item wait for the review again; the caller saves it."""
    item.review, item.review_comment, item.reviewed_by = AgendaItem.Review.PENDING, "", None


def _lock(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held until the transaction ends; its agenda must still be open."""
    locked = hold_meeting(meeting)
    if locked.state == Meeting.State.CANCELLED:
        raise Refusal(_("Møtet er avlyst, så sakslisten kan ikke endres."))
    if locked.state not in (Meeting.State.PLANNED, Meeting.State.CALLED):
        raise Refusal(_("Møtet er holdt, så sakslisten kan ikke endres."))
    return locked


def _said_of(item: AgendaItem) -> tuple[object, ...]:
    """What the agenda in a notice says of an item. Another text than that sends nothing by itself: see
    `meetings.actions.changes.announce_changes`."""
    return item.part, item.parent_id, item.title, item.kind, item.minutes, item.presenter


def _close_subs(item: AgendaItem, *, by: User) -> None:
    """Close what lies under an item that has been closed, on the same basis; it is reviewed anew."""
    for place, sub in enumerate(item.subs.select_for_update(of=("self",)).order_by("order"), start=1):
        sub.part, sub.order, sub.carried = item.part, item.order + place, None
        sub.legal_basis, sub.consent_reference = item.legal_basis, item.consent_reference
        sub.consent_until = item.consent_until
        sub.version += 1
        forget_review(sub)
        sub.save()
        ItemProposal.objects.filter(item=sub).update(closed_by=by)
        record("change_item", sub, by=by, version=sub.version)


def _write(item: AgendaItem, terms: ItemTerms) -> None:
    item.title, item.text, item.kind = terms.title, terms.text, terms.kind
    item.minutes, item.presenter = terms.minutes, terms.presenter
    item.focus_area_id = terms.focus_area_id
    if terms.closed:
        item.carried = None
        item.legal_basis = terms.closed.legal_basis
        item.consent_reference = terms.closed.consent_reference
        item.consent_until = terms.closed.consent_until


def item_of(one: OpeningItem, meeting: Meeting, *, order: int, by: User) -> AgendaItem:
    """The item, not saved yet."""
    return AgendaItem(
        council=meeting.council,
        meeting=meeting,
        order=order,
        title=one.title[:250],
        text=one.text,
        kind=one.kind,
        origin=one.origin,
        minutes=one.minutes,
        focus_area_id=one.focus_area_id,
        carried=one.carried,
        created_by=by,
    )
