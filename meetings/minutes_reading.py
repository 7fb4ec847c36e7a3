"""The minutes of a meeting as one reader sees them, item by item, in one question to the database.

Pages, papers, the public edition and the archive's package are all made of these entries. What the wall hides from
the reader is not in them.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from meetings.agenda import Agenda, Line, agenda_of
from meetings.models import (
    Action,
    AgendaItem,
    Decision,
    ItemAbsence,
    ItemGuest,
    ItemMinutes,
    Meeting,
    Minutes,
)
from meetings.numbering import decision_number


@dataclass(frozen=True)
class Said:
    """What was said, in which version, and who wrote it last."""

    html: str
    version: int
    by: str


@dataclass(frozen=True)
class Decided:
    """A decision with its number of the year, "3/2026", of a closed item "L3/2026"."""

    id: UUID
    number: str
    text: str


@dataclass(frozen=True)
class Task:
    """Something to do: `who` is a member's name, or words."""

    id: UUID
    text: str
    who: str
    responsible_id: UUID | None
    due_on: datetime.date | None
    state: str
    result: str

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(Action.State(self.state).label)


@dataclass(frozen=True)
class Absent:
    """Who was away from the item, and why."""

    invitee_id: UUID
    reason: str


@dataclass(frozen=True)
class Guest:
    """Who came to the item."""

    name: str
    role: str

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


@dataclass(frozen=True)
class Former:
    """Minutes of an earlier meeting that the item is to approve."""

    meeting_id: UUID
    title: str
    date: datetime.date
    state: str


@dataclass(frozen=True)
class Entry:
    """One item with everything that the minutes have about it."""

    line: Line
    said: Said | None
    decisions: tuple[Decided, ...]
    tasks: tuple[Task, ...]
    absences: tuple[Absent, ...]
    guests: tuple[Guest, ...]
    approves: Former | None

    @property
    def item(self) -> AgendaItem:
        """The item itself."""
        return self.line.item


def entries_of(meeting: Meeting) -> tuple[Entry, ...]:
    """Every item of the meeting that the reader sees, part 1 first, as entries; two questions."""
    items = list(_with_all(AgendaItem.objects.filter(meeting=meeting)))
    agenda: Agenda = agenda_of(meeting, items=items)
    return tuple(_entry(line) for line in agenda.lines)


def _with_all(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    said = ItemMinutes.objects.values(row=JSONObject(html="html", version="version", by="saved_by__name"))
    decisions = Decision.objects.order_by("year", "number").values(
        row=JSONObject(id="id", year="year", number="number", part="part", text="text")
    )
    tasks = Action.objects.order_by("created_at").values(
        row=JSONObject(
            id="id",
            text="text",
            name="responsible__name",
            words="responsible_text",
            responsible_id="responsible_id",
            due_on="due_on",
            state="state",
            result="result",
        )
    )
    absences = ItemAbsence.objects.values(row=JSONObject(invitee_id="invitee_id", reason="reason"))
    guests = ItemGuest.objects.order_by("order").values(row=JSONObject(name="name", role="role"))
    former = Minutes.objects.filter(approval_item=OuterRef("pk")).values(
        row=JSONObject(meeting_id="meeting_id", title="meeting__title", date="meeting__date", state="state")
    )
    return items.annotate(
        its_former=ArraySubquery(former),
        **{
            f"its_{name}": ArraySubquery(rows.filter(item=OuterRef("pk")))
            for name, rows in {
                "said": said,
                "decisions": decisions,
                "tasks": tasks,
                "absences": absences,
                "guests": guests,
            }.items()
        },
    )


def _entry(line: Line) -> Entry:
    item: Any = line.item
    said: Sequence[Mapping[str, Any]] = item.its_said
    return Entry(
        line=line,
        said=Said(said[0]["html"], said[0]["version"], said[0]["by"] or "") if said else None,
        decisions=tuple(
            Decided(
                UUID(row["id"]), decision_number(row["number"], row["year"], part=row["part"]), row["text"]
            )
            for row in item.its_decisions
        ),
        tasks=tuple(_task(row) for row in item.its_tasks),
        absences=tuple(Absent(UUID(row["invitee_id"]), row["reason"]) for row in item.its_absences),
        guests=tuple(Guest(row["name"], row["role"]) for row in item.its_guests),
        approves=_former(item.its_former[0]) if item.its_former else None,
    )


def _task(row: Mapping[str, Any]) -> Task:
    return Task(
        id=UUID(row["id"]),
        text=row["text"],
        who=row["name"] or row["words"],
        responsible_id=UUID(row["responsible_id"]) if row["responsible_id"] else None,
        due_on=datetime.date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        state=row["state"],
        result=row["result"],
    )


def _former(row: Mapping[str, Any]) -> Former:
    day = datetime.date.fromisoformat(row["date"])
    return Former(UUID(row["meeting_id"]), row["title"], day, row["state"])
