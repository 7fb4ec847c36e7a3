"""Which of the agreement's focus areas a council has had, or is to have, an item about in a calendar year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from agreements.models import Agreement, FocusArea
from councils.models import Council
from meetings.in_charge import first_in_charge, whole
from meetings.models import AgendaItem, Meeting


@dataclass(frozen=True)
class Area:
    """One focus area, in the agreement's words."""

    id: UUID
    text: str
    has_item: bool

    def __str__(self) -> str:
        return self.text

    @property
    def words(self) -> str:
        """What makes two areas of different agreements the same."""
        return self.text.strip().casefold()


@dataclass(frozen=True)
class Coverage:
    """The focus areas of the agreements in charge: those with an item in the year, and those without, in their order.

    Closed items count for those who see them, like everywhere else.
    """

    year: int
    treated: tuple[Area, ...]
    missing: tuple[Area, ...]

    @property
    def total(self) -> int:
        """How many focus areas there are; 0 where no agreement is in charge, or it names none."""
        return len(self.treated) + len(self.missing)


def coverage_of(council: Council, year: int) -> Coverage:
    """The council's coverage in the year, in one query; items of cancelled meetings do not count.

    An area that an earlier agreement of the council had in the same words is the same area: its items of the
    year count when a new agreement takes over in the middle of it. Purposes are no focus areas.
    """
    items = AgendaItem.objects.filter(
        council=council, focus_area_id=OuterRef("pk"), meeting__date__year=year
    ).exclude(meeting__state=Meeting.State.CANCELLED)
    areas = (
        FocusArea.objects.filter(agreement=OuterRef("pk"))
        .exclude(kind=FocusArea.Kind.PURPOSE)
        .order_by("order", "pk")
        .values(row=JSONObject(id="pk", text="text", has_item=Exists(items)))
    )
    agreements: list[Any] = list(
        Agreement.objects.filter(owner_council=council)
        .annotate(its_areas=ArraySubquery(areas))
        .order_by("created_at")
    )
    taken = {area.words for agreement in agreements for area in _areas(agreement) if area.has_item}
    in_charge = first_in_charge(agreements, whole(year))
    named = {area.words: area for agreement in in_charge for area in _areas(agreement)}
    return Coverage(
        year,
        tuple(area for words, area in named.items() if words in taken),
        tuple(area for words, area in named.items() if words not in taken),
    )


def _areas(agreement: Any) -> Iterator[Area]:
    for row in agreement.its_areas:
        yield Area(UUID(row["id"]), row["text"], row["has_item"])
