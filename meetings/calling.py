"""Who is called to a meeting, and the links they answer by."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import FilteredRelation, Prefetch, Q
from django.urls import reverse

from councils.models import Council, OfficeHolding, Rules, Seat
from councils.procedure import in_force
from meetings.deadlines import is_late, notice_deadline
from meetings.models import Invitee, Meeting
from meetings.secret_links import secret_of

#: Kinds of seat that are called to every meeting; deputies come when they are asked, guests by name.
CALLED = (Seat.Kind.PERMANENT, Seat.Kind.SECRETARY, Seat.Kind.OBSERVER)


@dataclass(frozen=True)
class Called:
    """One person to call: in which seat, and whether the meeting needs them."""

    name: str
    email: str
    role: str
    optional: bool
    user_id: UUID | None = None
    seat_id: UUID | None = None


@dataclass(frozen=True)
class Timing:
    """When the notice was due: `deadline` is None when the rules say nothing."""

    deadline: datetime.date | None
    late: bool


def rules_on(council: Council, day: datetime.date) -> Rules | None:
    """The rules of procedure that hold on a day."""
    return council.rules.filter(in_force(day)).last()


def timing(meeting: Meeting, *, today: datetime.date) -> Timing:
    """Whether a notice sent today keeps the council's own deadline."""
    return timing_by(rules_on(meeting.council, meeting.date), meeting.date, today=today)


def timing_by(rules: Rules | None, day: datetime.date, *, today: datetime.date) -> Timing:
    """The same for a meeting that day, by the rules that hold then."""
    deadline = notice_deadline(day, rules.agenda_deadline_days if rules else None)
    return Timing(deadline, is_late(deadline, today))


def members_to_call(meeting: Meeting) -> list[Called]:
    """Those who hold the council's seats on the day of the meeting, each once, the chair first.

    A seat that comes in named months is called in those months only.
    """
    day = meeting.date
    on_the_day = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    holdings = OfficeHolding.objects.filter(on_the_day, user__is_active=True).select_related("user")
    seats = (
        Seat.objects.filter(council=meeting.council, office__isnull=False)
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day))
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .filter(Q(kind__in=CALLED) | Q(kind=Seat.Kind.NAMED_MONTHS, months__contains=day.month))
        .select_related("office")
        .prefetch_related(Prefetch("office__holdings", holdings, to_attr="holders"))
        .order_by("-is_chair", "order")
    )
    found: dict[str, Called] = {}
    for seat in seats:
        for holding in getattr(seat.office, "holders", ()):
            found.setdefault(
                holding.user.email,
                Called(
                    name=holding.user.name,
                    email=holding.user.email,
                    role=seat.title,
                    optional=seat.optional or seat.kind == Seat.Kind.OBSERVER,
                    user_id=holding.user_id,
                    seat_id=seat.pk,
                ),
            )
    return list(found.values())


@dataclass(frozen=True)
class SeatChanges:
    """What the council's seats say now that the list of those called does not: who is missing, and who has left."""

    missing: tuple[Called, ...]
    gone: tuple[Invitee, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.gone)


def seat_changes(meeting: Meeting, invitees: Sequence[Invitee]) -> SeatChanges:
    """Since the call a new mayor may have been elected, or the meeting moved to a month of other members.

    `invitees`: those who are called now. Guests and deputies are nobody's seat.
    """
    members = members_to_call(meeting)
    addresses = {one.email.lower() for one in invitees}
    seated = {one.user_id for one in members}
    return SeatChanges(
        missing=tuple(one for one in members if one.email.lower() not in addresses),
        gone=tuple(one for one in invitees if one.seat_id is not None and one.user_id not in seated),
    )


def deputies_of(invitee: Invitee) -> list[Called]:
    """Those who may come instead, from the council's own list: the seat's deputies, else the deputies of its side.

    One question: the page of a called meeting asks it for everybody who is called.
    """
    if invitee.seat is None:
        return []
    meeting, seat, day = invitee.meeting, invitee.seat, invitee.meeting.date
    on_the_day = Q(office__holdings__valid_from__lte=day) & (
        Q(office__holdings__valid_to__isnull=True) | Q(office__holdings__valid_to__gte=day)
    )
    rows = list(
        Seat.objects.filter(council_id=meeting.council_id, kind=Seat.Kind.DEPUTY, office__isnull=False)
        .filter(Q(deputy_for=seat) | Q(deputy_for__isnull=True, side=seat.side))
        .annotate(held=FilteredRelation("office__holdings", condition=on_the_day))
        .order_by("order", "held__valid_from")
        .values_list(
            "pk",
            "title",
            "deputy_for_id",
            "held__user_id",
            "held__user__name",
            "held__user__email",
            "held__user__is_active",
        )
    )
    own = [row for row in rows if row[2] == seat.pk]
    return [
        Called(name, email, title, True, user_id, seat_id)
        for seat_id, title, _deputy_for, user_id, name, email, active in own or rows
        if active
    ]


def answer_secret(invitee: Invitee) -> str:
    """The secret in the invitee's answer link: the same in every letter, known to nobody but its reader."""
    return secret_of("meetings.answer", invitee.pk, kept=invitee.secret_digest)


def answer_address(invitee: Invitee) -> str:
    """The whole address of the page where the invitee answers without login."""
    return f"{settings.SITE_URL}{reverse('answer', args=[answer_secret(invitee)])}"
