"""Which organisations take part in a council, when, and what ends with them. No writing."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from councils.membership import Line, line_of, on_day
from councils.models import Council, Office, OfficeHolding, Participant, Seat
from politirad.tenancy.models import Organization

HITS_SHOWN = 12


@dataclass(frozen=True)
class Parts:
    """A council's participants on a day: those who are, those to come, and those who were."""

    now: list[Participant]
    coming: list[Participant]
    former: list[Participant]


def participants_on(council: Council, day: datetime.date) -> QuerySet[Participant]:
    """Those who take part on `day`, with their organisations."""
    return council.participants.filter(on_day(day)).select_related("organization")


def parts_of(council: Council, today: datetime.date) -> Parts:
    """Every participation the council has had or will have; one query."""
    found = list(council.participants.select_related("organization").order_by("order", "id"))
    return Parts(
        now=[one for one in found if one.holds_on(today)],
        coming=[one for one in found if one.valid_from is not None and one.valid_from > today],
        former=[one for one in found if one.valid_to is not None and one.valid_to < today],
    )


def participants_now(council: Council, today: datetime.date) -> QuerySet[Participant]:
    """Those whose people can get a seat: they take part today, or will."""
    return council.participants.exclude(valid_to__lt=today).select_related("organization")


def seats_held(participant: Participant) -> QuerySet[Seat]:
    """Every seat that the organisation or its people have had in the council, in order."""
    of = participant.organization_id
    return Seat.objects.filter(
        Q(organization=of) | Q(office__organization=of), council=participant.council_id
    ).order_by("order", "id")


def seats_going_on(participant: Participant, today: datetime.date) -> list[Seat]:
    """The seats that end when the participation does: those that go on past today, with their deputies' seats.

    A deputy of another organisation stands in for a seat that is no more, so that seat ends too.
    """
    on = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    own = list(seats_held(participant).filter(on).values_list("pk", flat=True))
    holdings = OfficeHolding.objects.select_related("user").order_by("valid_from")
    return list(
        Seat.objects.filter(on, Q(pk__in=own) | Q(deputy_for__in=own), council=participant.council_id)
        .select_related("office__organization", "organization")
        .prefetch_related(Prefetch("office__holdings", queryset=holdings))
        .order_by("order", "id")
    )


def lines_of(seats: Iterable[Seat], today: datetime.date) -> list[Line]:
    """The seats with those who hold them today and those who are to come."""
    return [line_of(seat, today) for seat in seats]


def what_is_seen(participant: Participant, seats: Iterable[Seat]) -> str:
    """A short mark of what a page has said will end; another mark means that it has changed since."""
    said = [str(participant.valid_to), *(f"{seat.pk}:{seat.valid_to}" for seat in seats)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def is_bound(participant: Participant) -> bool:
    """Has the organisation had seats or offices in the council, so that taking it out would break its history?"""
    offices = Office.objects.filter(council=participant.council_id, organization=participant.organization_id)
    return seats_held(participant).exists() or offices.exists()


def found_in_register(words: str, kind: str) -> tuple[list[Organization], bool]:
    """The register's organisations with these words in the name, or this number; and whether there are more."""
    found = Organization.objects.filter(
        Q(name__icontains=words)
        | Q(name_nn__icontains=words)
        | Q(official_name__icontains=words)
        | Q(number=words)
        | Q(org_number=words)
    )
    if kind in Organization.Kind.values:
        found = found.filter(kind=kind)
    hits = list(found.select_related("parent").order_by("name", "number")[: HITS_SHOWN + 1])
    return hits[:HITS_SHOWN], len(hits) > HITS_SHOWN
