"""The meetings before and after one in its council's series, found with the meeting itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from meetings.models import Meeting


@dataclass(frozen=True)
class Neighbour:
    """A meeting that another page leads to; `held`: whether there are minutes to read."""

    id: UUID
    title: str
    date: datetime.date
    held: bool


def with_neighbours(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The rows with what `neighbours_of` asks for, in the same question."""
    same = Meeting.objects.filter(council=OuterRef("council")).exclude(state=Meeting.State.CANCELLED)
    before = Q(date__lt=OuterRef("date")) | Q(date=OuterRef("date"), start__lt=OuterRef("start"))
    after = Q(date__gt=OuterRef("date")) | Q(date=OuterRef("date"), start__gt=OuterRef("start"))
    facts = JSONObject(id="id", title="title", date="date", state="state")
    return rows.annotate(
        earlier=Subquery(same.filter(before).order_by("-date", "-start").values(said=facts)[:1]),
        later=Subquery(same.filter(after).order_by("date", "start").values(said=facts)[:1]),
    )


def neighbours_of(meeting: Meeting) -> dict[str, Neighbour | None]:
    """The `earlier` and the `later` meeting of one that was fetched `with_neighbours`."""
    return {name: _neighbour(getattr(meeting, name, None)) for name in ("earlier", "later")}


def _neighbour(found: dict[str, Any] | None) -> Neighbour | None:
    if not found:
        return None
    held = found["state"] in (Meeting.State.HELD, Meeting.State.MINUTED)
    day = datetime.date.fromisoformat(found["date"])
    return Neighbour(UUID(found["id"]), found["title"], day, held)
