"""Move an item to another meeting of its council, or copy it there."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, add_item, forget_review
from meetings.actions.closed_items import ClosedTerms
from meetings.actions.holding import hold_item
from meetings.actions.sending import note_change
from meetings.agenda import is_addendum
from meetings.models import AgendaItem, ItemProposal, Meeting, MeetingFile
from meetings.permissions import members_of, readers_of
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

OPEN = (Meeting.State.PLANNED, Meeting.State.CALLED)


@transaction.atomic
def relocate_item(*, item: AgendaItem, to: Meeting, by: User, at: datetime.datetime) -> AgendaItem:
    """Move an item to the end of another agenda of its council; papers, readers and proposals follow it.

    It is reviewed anew. Its number stays unused where that agenda has been sent; where it comes to one, it is an
    addendum, or takes its own number again if it has stood there. Those called to either meeting hear of it.
    Raises Refusal when either meeting is over or of another council, or the item approves minutes, or has gone.
    """
    held = _hold(item.meeting_id, to.pk)
    source, target = held[item.meeting_id], held[to.pk]
    _require_coming(target, item, at)
    if not may_leave(source, at):
        raise Refusal(_("Møtet er holdt eller avlyst, så saken blir stående der. Kopier den i stedet."))
    fresh = hold_item(item, source)
    _require_no_approval(fresh)
    last = target.items.filter(part=fresh.part).order_by("-order").values_list("order", flat=True).first()
    fresh.meeting, fresh.order = target, 0 if last is None else last + 1
    fresh.added_after_call = is_addendum(target, fresh)
    fresh.version += 1
    forget_review(fresh)
    fresh.save()
    MeetingFile.objects.filter(item=fresh).update(meeting=target)
    ItemProposal.objects.filter(item=fresh).update(preferred_meeting=target)
    note_change(source, fresh, at)
    note_change(target, fresh, at)
    record("relocate_item", fresh, by=by, former=source.pk, meeting=target.pk, date=target.date.isoformat())
    return fresh


@transaction.atomic
def copy_item(*, item: AgendaItem, to: Meeting, by: User, at: datetime.datetime) -> AgendaItem:
    """Put a copy of an item, with its papers, at the end of another agenda of its council.

    The copy of a closed item has the same basis, and is seen by those of its readers who are still members.
    Raises Refusal when that meeting is over or of another council, the item approves minutes or has gone, and on
    an identity number.
    """
    target = _hold(to.pk)[to.pk]
    _require_coming(target, item, at)
    fresh = hold_item(item, item.meeting)
    _require_no_approval(fresh)
    made = add_item(meeting=target, terms=_terms_of(fresh), by=by, at=at)
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
