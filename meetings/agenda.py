"""The agenda as a reader sees it: items in order with their numbers and running clock times.

What the wall hides is not there: closed items of others leave no hole in numbers, times or counts. Part 1 is
numbered and timed for itself, so that it reads the same to everybody.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from meetings.agenda_times import TimedItem, running_times
from meetings.models import AgendaItem, AgendaVersion, Meeting
from meetings.numbering import AgendaEntry, number_addenda, number_agenda


@dataclass(frozen=True)
class Line:
    """One item with its number ("3", "T1", "2-T1") and its clock times, None where they are not known."""

    item: AgendaItem
    number: str
    starts_at: datetime.time | None
    ends_at: datetime.time | None


@dataclass(frozen=True)
class Agenda:
    """Both parts as this reader sees them; `minutes` is the sum of what is known.

    `ends_at` is when the last item ends, None when not known; `over_by` the minutes beyond the meeting's end,
    None when no item has minutes.
    """

    part_one: tuple[Line, ...]
    part_two: tuple[Line, ...]
    minutes: int
    complete: bool
    ends_at: datetime.time | None
    over_by: int | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Part 1, then part 2."""
        return self.part_one + self.part_two


def agenda_of(meeting: Meeting, *, items: Sequence[AgendaItem] | None = None) -> Agenda:
    """The meeting's agenda. `items` may be given where they are fetched already (all that the wall shows)."""
    found = list(meeting.items.all()) if items is None else list(items)
    numbers = item_numbers(meeting, found)
    times = running_times(
        meeting.start, [TimedItem(item.pk, item.minutes) for item in found], ends_at=meeting.end
    )
    lines = [
        Line(item, numbers[item.pk], slot.starts_at, slot.ends_at)
        for item, slot in zip(found, times.slots, strict=True)
    ]
    return Agenda(
        part_one=tuple(line for line in lines if not line.item.is_closed),
        part_two=tuple(line for line in lines if line.item.is_closed),
        minutes=times.minutes,
        complete=times.complete and bool(lines),
        ends_at=times.ends_at,
        over_by=times.over_by,
    )


def item_numbers(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[Hashable, str]:
    """Number by item id: without holes until the first notice, then frozen, with addenda T1, T2 and 2-T1.

    Numbers of part 1 are frozen by `AgendaVersion`; part 2 goes on after them, counted among the items this
    reader sees.
    """
    entries = [AgendaEntry(item.pk, item.part) for item in items]
    if meeting.state == Meeting.State.PLANNED:
        return number_agenda(entries)
    frozen = _frozen_numbers(meeting)
    if not frozen:
        return number_agenda(entries)
    highest = max((int(number) for number in frozen.values() if number.isdigit()), default=0)
    early = [item for item in items if item.is_closed and not item.added_after_call]
    known: dict[Hashable, str] = {
        **frozen,
        **{item.pk: str(highest + place) for place, item in enumerate(early, start=1)},
    }
    return number_addenda(known, entries)


def is_addendum(meeting: Meeting, item: AgendaItem) -> bool:
    """Whether the item, put on the agenda now, is one that no notice has given a number of its own."""
    if meeting.state == Meeting.State.PLANNED:
        return False
    return not str(_frozen_numbers(meeting).get(item.pk, "")).isdigit()


def snapshot(meeting: Meeting) -> list[dict[str, Any]]:
    """The open part for an `AgendaVersion`: what a notice says, item by item, with the numbers it fixes."""
    papers: dict[uuid.UUID | None, list[dict[str, str]]] = {}
    for item_id, name, sha256 in meeting.files.values_list("item_id", "name", "sha256"):
        papers.setdefault(item_id, []).append({"name": name, "sha256": sha256})
    return [
        {
            "id": str(line.item.pk),
            "number": line.number,
            "title": line.item.title,
            "kind": line.item.kind,
            "minutes": line.item.minutes,
            "presenter": line.item.presenter,
            "text": line.item.text,
            "papers": papers.get(line.item.pk, []),
        }
        for line in agenda_of(meeting).part_one
    ]


def _frozen_numbers(meeting: Meeting) -> dict[Hashable, str]:
    """Every number that a notice has given, withdrawn items included."""
    given: dict[Hashable, str] = {}
    for items in AgendaVersion.objects.filter(meeting=meeting).values_list("items", flat=True):
        for item in items:
            given.setdefault(uuid.UUID(item["id"]), item["number"])
    return given
