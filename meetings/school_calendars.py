"""Whose school holidays count in a council's year, and who keeps them: its municipalities' own, and their counties'."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Q

from councils.models import Council, Participant
from meetings.workdays import SchoolHoliday
from politirad.tenancy.models import Organization

KEEPING = (Organization.Kind.MUNICIPALITY, Organization.Kind.COUNTY)
SAME_HOLIDAY = datetime.timedelta(
    days=60
)  # between two first days: the winter holiday moves by weeks, not by months


def schools_closed(
    own: Sequence[SchoolHoliday], county: Iterable[SchoolHoliday]
) -> tuple[SchoolHoliday, ...]:
    """A municipality's school holidays: its own rows, and the county's for the holidays it has no row for.

    A row is for the same holiday when the days overlap, or the name is the same and the time of the year is.
    """
    return (*own, *(one for one in county if not any(_same(one, mine) for mine in own)))


def keepers_of(council: Council, *, today: datetime.date) -> list[Organization]:
    """Those whose school holidays count in the council from this year on: the owner first, then the other
    municipalities and counties that take part, and last the counties they lie in."""
    taking_part = Participant.objects.filter(council=council).exclude(
        valid_to__lt=datetime.date(today.year, 1, 1)
    )
    closed = Q(pk=council.owner_id) | Q(pk__in=taking_part.values("organization_id"))
    inside = Organization.objects.filter(closed).values("parent_id")
    rows = Organization.objects.filter(
        closed | Q(pk__in=inside, kind=Organization.Kind.COUNTY), kind__in=KEEPING
    )
    return sorted(
        rows,
        key=lambda one: (one.pk != council.owner_id, one.kind == Organization.Kind.COUNTY, one.name),
    )


def _same(one: SchoolHoliday, other: SchoolHoliday) -> bool:
    if one.first <= other.last and other.first <= one.last:
        return True
    named_alike = one.name.strip().casefold() == other.name.strip().casefold()
    return named_alike and abs(one.first - other.first) <= SAME_HOLIDAY
