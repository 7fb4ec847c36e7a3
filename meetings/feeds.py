"""The meetings of a calendar subscription, as calendars see them.

Reads in a context without a person, so that the wall itself keeps every closed item out. What is still being
prepared is not shown: an agenda appears with the notice, as the notice said it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Prefetch, Q

from councils.models import Council, OfficeHolding, Seat
from meetings.calendar_entry import CalendarEvent
from meetings.calling import CALLED
from meetings.models import AgendaVersion, Invitee, Meeting
from meetings.notifications.calls import entry
from politirad.tenancy.models import User

#: How far back a subscription reaches. Further back, calendars keep what they have.
BACK = datetime.timedelta(days=365)


def council_events(council: Council, *, today: datetime.date) -> list[CalendarEvent]:
    """Every meeting of one council; what nobody has been called to yet is tentative."""
    return [_event(meeting, agenda) for meeting, agenda in _meetings([council], today)]


def personal_events(user: User, councils: Sequence[Council], *, today: datetime.date) -> list[CalendarEvent]:
    """The meetings of these councils that concern the person: called to, or to be called by the seat.

    A meeting that the person has declined is there, but takes up no time.
    """
    found = _meetings(councils, today)
    invitations = {
        invitee.meeting_id: invitee
        for invitee in Invitee.objects.filter(user=user, meeting__in=[meeting for meeting, _agenda in found])
    }
    seats = _seats(user, councils)
    events = []
    for meeting, agenda in found:
        invitee = invitations.get(meeting.pk)
        if meeting.called_at is None and _sits(seats.get(meeting.council_id, []), meeting.date):
            events.append(_event(meeting, agenda))
        elif invitee is not None and invitee.removed_at is None:
            declined = invitee.answer == Invitee.Answer.DECLINED
            events.append(replace(_event(meeting, agenda), declined=declined))
    return events


def _meetings(
    councils: Sequence[Council], today: datetime.date
) -> list[tuple[Meeting, list[tuple[str, str]]]]:
    """The councils' meetings in order of time, each with the open agenda of its last notice."""
    rows = Meeting.objects.filter(council__in=councils, date__gte=today - BACK).select_related("council")
    meetings = list(rows.order_by("date", "start"))
    versions = AgendaVersion.objects.filter(meeting__in=meetings).order_by("number")
    newest = {version.meeting_id: version.items for version in versions}
    return [
        (meeting, [(item["number"], item["title"]) for item in newest.get(meeting.pk, [])])
        for meeting in meetings
    ]


def _event(meeting: Meeting, agenda: Sequence[tuple[str, str]]) -> CalendarEvent:
    cancelled = meeting.state == Meeting.State.CANCELLED
    return replace(
        entry(meeting, [], [] if cancelled else agenda),
        tentative=meeting.state == Meeting.State.PLANNED,
        cancelled=cancelled,
    )


def _seats(user: User, councils: Sequence[Council]) -> dict[UUID, list[Seat]]:
    """The person's seats by council, with the times they were held."""
    holdings = Prefetch("office__holdings", OfficeHolding.objects.filter(user=user), to_attr="mine")
    rows = (
        Seat.objects.filter(council__in=councils, office__holdings__user=user)
        .filter(Q(kind__in=CALLED) | Q(kind=Seat.Kind.NAMED_MONTHS))
        .select_related("office")
        .prefetch_related(holdings)
        .distinct()
    )
    found: dict[UUID, list[Seat]] = {}
    for seat in rows:
        found.setdefault(seat.council_id, []).append(seat)
    return found


def _sits(seats: Sequence[Seat], day: datetime.date) -> bool:
    """Whether one of the seats is called to a meeting on the day."""
    return any(
        (seat.valid_from is None or seat.valid_from <= day)
        and (seat.valid_to is None or seat.valid_to >= day)
        and (seat.kind != Seat.Kind.NAMED_MONTHS or day.month in seat.months)
        and any(holding.holds_on(day) for holding in getattr(seat.office, "mine", ()))
        for seat in seats
    )
