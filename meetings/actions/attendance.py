"""Write down who was there: for the meeting, and for one item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.writing import open_minutes, require_no_identity
from meetings.models import AgendaItem, Invitee, ItemAbsence, ItemGuest, Meeting, Minutes
from meetings.permissions import members_of
from meetings.presence import away_from
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

PRESENT = frozenset({Invitee.Attendance.PRESENT, Invitee.Attendance.DEPUTY})


@dataclass(frozen=True)
class Attended:
    """How one invitee attended: why not, or who came instead."""

    invitee_id: UUID
    attendance: Invitee.Attendance
    reason: str = ""
    deputy_name: str = ""


@dataclass(frozen=True)
class Mark:
    """How one of those present attended an item: `present`, `away`, `left` (this item and the rest), `back`, or
    `disqualified`."""

    invitee_id: UUID
    mark: str


@dataclass(frozen=True)
class GuestAt:
    """Somebody who came to one item."""

    name: str
    role: str = ""


def start_attendance(meeting: Meeting) -> None:
    """Take the attendance from the answers, for those of whom nothing is written yet."""
    unknown = meeting.invitees.filter(attendance=Invitee.Attendance.UNKNOWN, removed_at__isnull=True)
    unknown.filter(answer=Invitee.Answer.ACCEPTED).update(attendance=Invitee.Attendance.PRESENT)
    declined = unknown.filter(answer=Invitee.Answer.DECLINED)
    declined.exclude(deputy_name="").update(attendance=Invitee.Attendance.DEPUTY)
    declined.filter(deputy_name="").update(attendance=Invitee.Attendance.ABSENT)


@transaction.atomic
def take_attendance(
    *, minutes: Minutes, attended: list[Attended], guests: str, introduction: str, by: User
) -> None:
    """Write down who was there.

    Raises Refusal when the minutes are approved, a deputy has no name, or a text holds an identity number.
    """
    minutes = open_minutes(minutes.meeting_id)
    require_no_identity(
        [guests, introduction, *(text for one in attended for text in (one.reason, one.deputy_name))]
    )
    rows = {
        row.pk: row for row in Invitee.objects.filter(meeting_id=minutes.meeting_id, removed_at__isnull=True)
    }
    for mark in attended:
        row = rows.get(mark.invitee_id)
        if row is None:
            raise Refusal(_("En av personene er ikke kalt inn til dette møtet."))
        if mark.attendance == Invitee.Attendance.DEPUTY and not mark.deputy_name.strip():
            raise Refusal(_("Skriv hvem som møtte for %(name)s.") % {"name": row.name})
        row.attendance = mark.attendance
        row.absence_reason = mark.reason if mark.attendance == Invitee.Attendance.ABSENT else ""
        if mark.attendance == Invitee.Attendance.DEPUTY:
            row.deputy_name = mark.deputy_name.strip()
    Invitee.objects.bulk_update(rows.values(), ["attendance", "absence_reason", "deputy_name"])
    minutes.guests, minutes.introduction = guests, introduction
    minutes.save(update_fields=["guests", "introduction"])
    present = sum(row.attendance in PRESENT for row in rows.values())
    record("take_attendance", minutes, by=by, present=present)


@transaction.atomic
def add_attendee(*, minutes: Minutes, person: User, by: User) -> Invitee:
    """Put a member on the list who came without having been called.

    Raises Refusal for somebody who is no member, or is on the list already.
    """
    minutes = open_minutes(minutes.meeting_id)
    meeting = minutes.meeting
    if not members_of(meeting.council).filter(pk=person.pk).exists():
        raise Refusal(_("Velg et medlem av rådet. Andre fører du som gjester."))
    row = Invitee.objects.filter(meeting=meeting, email__iexact=person.email).first()
    if row is not None and row.removed_at is None:
        raise Refusal(_("%(name)s står på listen allerede.") % {"name": person.name})
    if row is None:
        last = Invitee.objects.filter(meeting=meeting).aggregate(last=Max("order"))["last"]
        row = Invitee(
            council=meeting.council,
            meeting=meeting,
            user=person,
            name=person.name,
            email=person.email.lower(),
            order=0 if last is None else last + 1,
        )
    row.removed_at, row.attendance = None, Invitee.Attendance.PRESENT
    row.save()
    record("add_attendee", row, by=by)
    return row


@transaction.atomic
def take_item_attendance(
    *, item: AgendaItem, marks: Sequence[Mark], guests: Sequence[GuestAt], by: User
) -> None:
    """Write down who was away from one item, and who came to it as a guest.

    `left` and `back` count for the items that follow, as far as the writer sees them. Raises Refusal when the
    minutes are approved, somebody was not at the meeting, or a text holds an identity number.
    """
    minutes = open_minutes(item.meeting_id)
    require_no_identity([text for one in guests for text in (one.name, one.role)])
    there = set(
        Invitee.objects.filter(
            meeting=minutes.meeting, removed_at__isnull=True, attendance__in=PRESENT
        ).values_list("pk", flat=True)
    )
    if any(mark.invitee_id not in there for mark in marks):
        raise Refusal(_("En av personene var ikke på møtet. Før oppmøtet for møtet først."))
    items = {row.pk: row for row in minutes.meeting.items.order_by("part", "order")}
    before: dict[UUID, dict[UUID, str]] = {}
    for row in ItemAbsence.objects.filter(item__in=items):
        before.setdefault(row.invitee_id, {})[row.item_id] = row.reason
    for mark in marks:
        _mark(mark, item, items, before.get(mark.invitee_id, {}))
    ItemGuest.objects.filter(item=item).delete()
    ItemGuest.objects.bulk_create(
        ItemGuest(council=item.council, item=item, name=one.name, role=one.role, order=order)
        for order, one in enumerate(guests)
    )
    record("take_item_attendance", item, by=by, guests=len(guests))


def _mark(mark: Mark, item: AgendaItem, items: dict[UUID, AgendaItem], was: dict[UUID, str]) -> None:
    """Change the absences of one person as the mark says; a disqualification elsewhere stays."""
    disqualified = {key for key, reason in was.items() if reason == ItemAbsence.Reason.DISQUALIFIED}
    if mark.mark == ItemAbsence.Reason.DISQUALIFIED:
        wanted = {key: ItemAbsence.Reason(reason) for key, reason in was.items()}
        wanted[item.pk] = ItemAbsence.Reason.DISQUALIFIED
    else:
        elsewhere = disqualified - {item.pk}
        away: Iterable[object] = away_from(list(items), item.pk, frozenset(set(was) - elsewhere), mark.mark)
        wanted = {key: ItemAbsence.Reason.AWAY for key in items if key in set(away)}
        wanted |= dict.fromkeys(elsewhere, ItemAbsence.Reason.DISQUALIFIED)
    rows = ItemAbsence.objects.filter(invitee_id=mark.invitee_id)
    changed = {key for key in was if was[key] != wanted.get(key)}
    if changed:
        rows.filter(item_id__in=changed).delete()
    ItemAbsence.objects.bulk_create(
        ItemAbsence(council=item.council, item_id=key, invitee_id=mark.invitee_id, reason=reason)
        for key, reason in wanted.items()
        if was.get(key) != reason
    )
