"""The agenda as a reader sees it: items in order with their numbers and running clock times.

What the wall hides is not there: closed items of others leave no hole in numbers, times or counts. Part 1 is
numbered and timed for itself, so that it reads the same to everybody.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from meetings.agenda_times import TimedItem, running_times
from meetings.models import AgendaItem, AgendaVersion, Meeting
from meetings.numbering import AgendaEntry, is_original, number_addenda, number_agenda


@dataclass(frozen=True)
class Line:
    """One item with its number ("3", "3.1", "T1", "2-T1") and its clock times, None where they are not known.

    `minutes`: how long it lasts; with sub-items as long as they do together. `above`: the item that it lies under.
    """

    item: AgendaItem
    number: str
    starts_at: datetime.time | None
    ends_at: datetime.time | None
    minutes: int | None
    above: Line | None = None
    subs: tuple[Line, ...] = ()


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

    @property
    def tree_one(self) -> tuple[Line, ...]:
        """Part 1 as a tree: the items at the top, each with its `subs`."""
        return tuple(line for line in self.part_one if line.above is None)

    @property
    def tree_two(self) -> tuple[Line, ...]:
        """Part 2 in the same way."""
        return tuple(line for line in self.part_two if line.above is None)


def agenda_of(
    meeting: Meeting,
    *,
    items: Sequence[AgendaItem] | None = None,
    versions: Sequence[AgendaVersion] | None = None,
) -> Agenda:
    """The meeting's agenda. `items` (all that the wall shows) and `versions` may be given where they are fetched already."""
    found = nested(meeting.items.all() if items is None else items)
    numbers = item_numbers(meeting, found, versions=versions)
    timed = [TimedItem(item.pk, item.minutes, item.parent_id) for item in found]
    times = running_times(meeting.start, timed, ends_at=meeting.end)
    lines = _tree(
        [
            Line(item, numbers[item.pk], slot.starts_at, slot.ends_at, slot.minutes)
            for item, slot in zip(found, times.slots, strict=True)
        ]
    )
    return Agenda(
        part_one=tuple(line for line in lines if not line.item.is_closed),
        part_two=tuple(line for line in lines if line.item.is_closed),
        minutes=times.minutes,
        complete=times.complete and bool(lines),
        ends_at=times.ends_at,
        over_by=times.over_by,
    )


def nested(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The items as they are read, each with its sub-items behind it: both in the order given."""
    under: dict[UUID, list[AgendaItem]] = defaultdict(list)
    tops: list[AgendaItem] = []
    for item in items:
        (tops if item.parent_id is None else under[item.parent_id]).append(item)
    return [one for top in tops for one in (top, *under[top.pk])]


def item_numbers(
    meeting: Meeting, items: Sequence[AgendaItem], *, versions: Sequence[AgendaVersion] | None = None
) -> dict[Hashable, str]:
    """Number by item id: without holes until the first notice, then frozen, with addenda T1, 2-T1 and under 3 3.T1.

    Numbers of part 1 are frozen by `AgendaVersion`; part 2 goes on after them, counted among the items this
    reader sees.
    """
    entries = [AgendaEntry(item.pk, item.part, item.parent_id) for item in items]
    if meeting.state == Meeting.State.PLANNED:
        return number_agenda(entries)
    if versions is None:
        return _numbered(entries, _frozen_numbers(meeting), items)
    given: dict[Hashable, str] = {}
    for version in versions:
        _give(given, version.items)
    return _numbered(entries, given, items)


def open_tops(meetings: Iterable[Meeting]) -> dict[UUID, list[tuple[str, AgendaItem]]]:
    """The open items that another may be put under, with their numbers, by meeting: two questions for all of them."""
    by_meeting: dict[UUID, list[AgendaItem]] = {one.pk: [] for one in meetings}
    states = {one.pk: one.state for one in meetings}
    for item in AgendaItem.objects.filter(meeting__in=by_meeting, part=1).defer("text"):
        by_meeting[item.meeting_id].append(item)
    frozen: dict[UUID, dict[Hashable, str]] = defaultdict(dict)
    for meeting_id, given in AgendaVersion.objects.filter(meeting__in=by_meeting).values_list(
        "meeting_id", "items"
    ):
        _give(frozen[meeting_id], given)
    found = {}
    for meeting_id, items in by_meeting.items():
        read = nested(items)
        entries = [AgendaEntry(item.pk, item.part, item.parent_id) for item in read]
        planned = states[meeting_id] == Meeting.State.PLANNED
        numbers = number_agenda(entries) if planned else _numbered(entries, frozen[meeting_id], read)
        found[meeting_id] = [(numbers[item.pk], item) for item in read if item.parent_id is None]
    return found


def _numbered(
    entries: Sequence[AgendaEntry], frozen: dict[Hashable, str], items: Sequence[AgendaItem]
) -> dict[Hashable, str]:
    """The numbers after a notice, which has given those of `frozen`."""
    if not frozen:
        return number_agenda(entries)
    highest = max((int(number) for number in frozen.values() if number.isdigit()), default=0)
    early = {item.pk for item in items if item.is_closed and not item.added_after_call}
    closed = [one for one in entries if one.key in early and (one.parent is None or one.parent in early)]
    return number_addenda({**frozen, **number_agenda(closed, after=highest)}, entries)


def is_addendum(meeting: Meeting, item: AgendaItem) -> bool:
    """Whether the item, put on the agenda now, is one that no notice has given a number of its own."""
    if meeting.state == Meeting.State.PLANNED:
        return False
    return not is_original(_frozen_numbers(meeting).get(item.pk, ""))


def snapshot(meeting: Meeting) -> list[dict[str, Any]]:
    """The open part for an `AgendaVersion`: what a notice says, item by item, with the numbers it fixes."""
    return said_of(agenda_of(meeting), meeting.files.values_list("item_id", "name", "sha256"))


def said_of(agenda: Agenda, files: Iterable[tuple[UUID | None, str, str]]) -> list[dict[str, Any]]:
    """The same of an agenda that is fetched already, with item, name and SHA-256 of each paper."""
    papers: dict[UUID | None, list[dict[str, str]]] = {}
    for item_id, name, sha256 in files:
        papers.setdefault(item_id, []).append({"name": name, "sha256": sha256})
    return [
        {
            "id": str(line.item.pk),
            "number": line.number,
            "title": line.item.title,
            "kind": line.item.kind,
            "minutes": line.minutes,
            "presenter": line.item.presenter,
            "text": line.item.text,
            "papers": papers.get(line.item.pk, []),
            "parent": str(line.item.parent_id or ""),
        }
        for line in agenda.part_one
    ]


def former_parent(meeting: Meeting, item: AgendaItem) -> UUID | None:
    """The item that it lay under the last time a notice of the meeting named it."""
    versions = AgendaVersion.objects.filter(meeting=meeting).order_by("-number")
    for items in versions.values_list("items", flat=True):
        for row in items:
            if row["id"] == str(item.pk):
                return UUID(row["parent"]) if row.get("parent") else None
    return None


def _tree(lines: Sequence[Line]) -> list[Line]:
    """The same lines, each knowing the line it lies under and those that lie under it."""
    tops = {line.item.pk: line for line in lines if line.item.parent_id is None}
    under: dict[UUID, list[Line]] = defaultdict(list)
    for line in lines:
        if line.item.parent_id is not None:
            under[line.item.parent_id].append(replace(line, above=tops[line.item.parent_id]))
    return [
        one
        for top in tops.values()
        for one in (replace(top, subs=tuple(under[top.item.pk])), *under[top.item.pk])
    ]


def _frozen_numbers(meeting: Meeting) -> dict[Hashable, str]:
    """Every number that a notice has given, withdrawn items included."""
    given: dict[Hashable, str] = {}
    for items in AgendaVersion.objects.filter(meeting=meeting).values_list("items", flat=True):
        _give(given, items)
    return given


def _give(given: dict[Hashable, str], items: Iterable[dict[str, Any]]) -> None:
    """Add the numbers of one notice; one that was given before stands."""
    for item in items:
        given.setdefault(UUID(item["id"]), item["number"])
