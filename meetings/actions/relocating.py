"""Move an item to another meeting of its council, or copy it there."""

from __future__ import annotations

import datetime
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, add_item, forget_review
from meetings.actions.closed_items import ClosedTerms, set_concerned
from meetings.actions.holding import hold_item
from meetings.actions.placing import last_place
from meetings.actions.sending import note_change
from meetings.agenda import former_parent, is_addendum
from meetings.models import AgendaItem, ItemProposal, Meeting, MeetingFile
from meetings.permissions import members_of, readers_of
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

OPEN = (Meeting.State.PLANNED, Meeting.State.CALLED)


@transaction.atomic
def relocate_item(*, item: AgendaItem, to: Meeting, by: User, at: datetime.datetime) -> AgendaItem:
    """Move an item to the end of another agenda of its council; sub-items, papers, readers and proposals follow it.

    A sub-item that is moved by itself becomes an item of its own there, or lies again where it lay when that agenda was
    sent. It is reviewed anew. Its number stays unused where that agenda has been sent; where it comes to one, it is an
    addendum, or takes its own number again if it has stood there. Those called to either meeting hear of it.
    Raises Refusal when either meeting is over or of another council, or the item approves minutes, or has gone.
    """
    held = _hold(item.meeting_id, to.pk)
    source, target = held[item.meeting_id], held[to.pk]
    _require_coming(target, item, at)
    if not may_leave(source, at):
        raise Refusal(_("Møtet er holdt eller avlyst, så saken blir stående der. Kopier den i stedet."))
    fresh = hold_item(item, source)
    going = [fresh, *_subs_of(fresh)]
    for one in going:
        _require_no_approval(one)
    if fresh.parent_id is not None:
        _leave_parent(fresh, target, by=by)
    first = last_place(target, part=fresh.part, parent=fresh.parent)
    for order, one in enumerate(going, start=first):
        one.meeting, one.order = target, order
        one.added_after_call = is_addendum(target, one)
        one.version += 1
        one.carried = None  # the tasks follow their meeting; that one has an item of its own
        forget_review(one)
        one.save()
        MeetingFile.objects.filter(item=one).update(meeting=target)
        ItemProposal.objects.filter(item=one).update(preferred_meeting=target)
        record("relocate_item", one, by=by, former=source.pk, meeting=target.pk, date=target.date.isoformat())
    note_change(source, fresh, at)
    note_change(target, fresh, at)
    return fresh


@transaction.atomic
def copy_item(*, item: AgendaItem, to: Meeting, by: User, at: datetime.datetime) -> AgendaItem:
    """Put a copy of an item, with its sub-items and their papers, at the end of another agenda of its council.

    The copy of a sub-item alone is an item of its own. The copy of a closed item has the same basis, and is seen by those of its readers who are still members.
    Raises Refusal when that meeting is over or of another council, the item approves minutes or has gone, and on
    an identity number.
    """
    target = _hold(to.pk)[to.pk]
    _require_coming(target, item, at)
    fresh = hold_item(item, item.meeting)
    subs = _subs_of(fresh)
    for one in (fresh, *subs):
        _require_no_approval(one)
    made = _copy(fresh, target, None, by=by, at=at)
    for one in subs:
        _copy(one, target, made, by=by, at=at)
    return made


def _copy(
    fresh: AgendaItem, target: Meeting, under: AgendaItem | None, *, by: User, at: datetime.datetime
) -> AgendaItem:
    """One copy with its papers, last under the other item or last on the agenda."""
    terms = replace(_terms_of(fresh), parent_id=under.pk if under else None)
    made = add_item(meeting=target, terms=terms, by=by, at=at)
    for paper in MeetingFile.objects.filter(item=fresh).order_by("stored_at").iterator(chunk_size=1):
        copied = MeetingFile(
            council=made.council,
            meeting=target,
            item=made,
            name=paper.name,
            content_type=paper.content_type,
            uploaded_by=by,
        )
        copied.hold(bytes(paper.content))
        copied.save(force_insert=True)
    record("copy_item", made, by=by, original=fresh.pk, meeting=target.pk, date=target.date.isoformat())
    return made


def may_leave(meeting: Meeting, at: datetime.datetime) -> bool:
    """Whether items may be moved away: not once the meeting is held, and not from one that was called and has been."""
    if meeting.state == Meeting.State.CALLED:
        return not meeting.has_been(at)
    return bool(meeting.state == Meeting.State.PLANNED)


def _hold(*meetings: UUID) -> dict[UUID, Meeting]:
    """The meetings as they are now, held until the transaction ends; in one order, so that two movers never wait for
    each other."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("council").filter(pk__in=meetings)
    return {meeting.pk: meeting for meeting in rows.order_by("pk")}


def _require_coming(target: Meeting, item: AgendaItem, at: datetime.datetime) -> None:
    if target.council_id != item.council_id:
        raise Refusal(_("Møtet hører til et annet råd."))
    if target.pk == item.meeting_id:
        raise Refusal(_("Saken står på dette møtet allerede. Velg et annet møte."))
    if target.state not in OPEN or target.has_been(at):
        raise Refusal(_("Møtet tar ikke imot flere saker. Velg et møte som kommer."))


def _leave_parent(item: AgendaItem, target: Meeting, *, by: User) -> None:
    """Take a sub-item from the item above, to be saved: its readers go with it, who saw it with that item."""
    readers = _readers(item) if item.is_closed else ()
    former = former_parent(target, item)
    above = target.items.filter(pk__in=[former] if former else [], parent=None, part=item.part)
    item.parent = above.first()
    if item.is_closed and item.parent is None:
        set_concerned(item=item, concerned={*readers, by.pk}, by=by)


def _subs_of(item: AgendaItem) -> list[AgendaItem]:
    """What lies under the item, held until the transaction ends."""
    rows = item.subs.select_for_update(of=("self",)).select_related("council", "meeting")
    return list(rows.order_by("order"))


def _require_no_approval(item: AgendaItem) -> None:
    if item.approves.exists():
        raise Refusal(_("Saken godkjenner et referat, og hører til møtet den står på."))


def _terms_of(item: AgendaItem) -> ItemTerms:
    closed = None
    if item.is_closed:
        closed = ClosedTerms(
            legal_basis=item.legal_basis,
            consent_reference=item.consent_reference,
            consent_until=item.consent_until,
            concerned=_readers(item),
        )
    return ItemTerms(
        title=item.title,
        text=item.text,
        kind=item.kind,
        minutes=item.minutes,
        presenter=item.presenter,
        focus_area_id=item.focus_area_id,
        closed=closed,
    )


def _readers(item: AgendaItem) -> tuple[UUID, ...]:
    """Everybody who sees the closed item and is a member still; whoever does not see it gets nobody."""
    return tuple(members_of(item.council).filter(pk__in=readers_of(item)).values_list("pk", flat=True))
