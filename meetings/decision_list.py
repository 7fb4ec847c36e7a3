"""A council's decisions of a year, and what came of each focus area: from the agreement to what was done.

Closed items, their decisions and tasks are counted and shown to those who see them, like everywhere else: the database
hands nobody any other row.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Prefetch

from agreements.models import Agreement, FocusArea
from councils.models import Council
from meetings.in_charge import first_in_charge
from meetings.models import Action, AgendaItem, Decision, Meeting


@dataclass(frozen=True)
class Area:
    """One focus area in the words of the agreements; `ids` are its rows in the council's agreements, old and new."""

    id: UUID
    text: str
    agreement: Agreement
    in_charge: bool
    ids: frozenset[UUID]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Treated:
    """A focus area with the items about it, in the order of their meetings."""

    area: Area
    items: tuple[AgendaItem, ...] = field(default=())

    @property
    def decisions(self) -> list[Decision]:
        """All that was decided."""
        return [one for item in self.items for one in item.decisions.all()]

    @property
    def actions(self) -> list[Action]:
        """All that somebody is to do, or did."""
        return [one for item in self.items for one in item.actions.all()]

    @property
    def open_actions(self) -> int:
        """How many of them are not done."""
        return sum(one.state == Action.State.OPEN for one in self.actions)


def areas_of(council: Council, today: datetime.date) -> list[Area]:
    """The focus areas of the council's own agreements, those in charge today first. The same words are the same area."""
    agreements: list[Agreement] = list(
        Agreement.objects.filter(owner_council=council)
        .prefetch_related(
            Prefetch("focus_areas", FocusArea.objects.exclude(kind=FocusArea.Kind.PURPOSE).order_by("order"))
        )
        .order_by("-created_at")
    )
    now = {one.pk for one in first_in_charge(agreements, (today, today))}
    rows: dict[str, list[tuple[FocusArea, Agreement]]] = defaultdict(list)
    for agreement in sorted(agreements, key=lambda one: one.pk not in now):
        for area in agreement.focus_areas.all():
            rows[area.text.strip().casefold()].append((area, agreement))
    found = []
    for same in rows.values():
        area, agreement = same[0]
        ids = frozenset(row.pk for row, _agreement in same)
        found.append(Area(area.pk, area.text, agreement, agreement.pk in now, ids))
    return found


def by_id(areas: Iterable[Area]) -> Mapping[UUID, Area]:
    """Each area by every id it has."""
    return {pk: area for area in areas for pk in area.ids}


def decisions_of(council: Council, year: int, area: Area | None = None) -> list[Decision]:
    """The decisions of a year in their order, those of closed items last; of one focus area when it is given."""
    rows = Decision.objects.filter(council=council, year=year).select_related("item__meeting")
    if area is not None:
        rows = rows.filter(item__focus_area_id__in=area.ids)
    return list(rows.order_by("part", "number"))


def years_of(council: Council) -> list[int]:
    """The years in which anything was decided, the newest first."""
    years = Decision.objects.filter(council=council).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def treated(council: Council, areas: Iterable[Area]) -> list[Treated]:
    """Each area with its items of meetings that were not cancelled, with decisions and tasks; three queries."""
    areas = list(areas)
    of = by_id(areas)
    items = (
        AgendaItem.objects.filter(council=council, focus_area_id__in=list(of))
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .select_related("meeting")
        .prefetch_related(
            Prefetch("decisions", Decision.objects.order_by("number")),
            Prefetch("actions", Action.objects.select_related("responsible")),
        )
        .order_by("meeting__date", "part", "order")
    )
    found: dict[UUID, list[AgendaItem]] = defaultdict(list)
    for item in items:
        if item.focus_area_id is not None:
            found[of[item.focus_area_id].id].append(item)
    return [Treated(area, tuple(found[area.id])) for area in areas]
