"""What differs between two versions of an agenda. Pure: items as `AgendaVersion` keeps them.

An item keeps its identity through every version: it is known by its id, never by its number or its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Item = Mapping[str, Any]
#: What is compared, in the order in which a reader is told. Older versions may lack the last ones.
FIELDS = ("title", "kind", "minutes", "presenter", "text", "papers", "parent")


class Change(StrEnum):
    """What became of an item from one version to the other."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class FieldChange:
    """One thing about an item that is another now; `name` is one of `FIELDS`.

    Of the item it lies under, number and title are told: "3 Russetid", "" for an item of its own.
    """

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class ItemChange:
    """One item in both versions. `number` and `title` are those of the version in which it stands last.

    `moved`: it stands at another place among the items that both versions have; by itself that is no change. `above`:
    number and title of the item that it lies under, "" for an item of its own.
    """

    id: str
    number: str
    title: str
    change: Change
    fields: tuple[FieldChange, ...] = ()
    moved: bool = False
    above: str = ""


def compare(before: Sequence[Item], after: Sequence[Item]) -> list[ItemChange]:
    """Every item of either version: those of `after` in order, then those that were taken off, in their old order."""
    former = {item["id"]: item for item in before}
    said_before, said_after = _labels(before), _labels(after)
    moved = _moved([item["id"] for item in before], [item["id"] for item in after])
    found = []
    for item in after:
        old = former.get(item["id"])
        if old is None:
            found.append(_line(item, Change.ADDED, said_after))
            continue
        fields = tuple(
            FieldChange(name, old[name], item[name])
            if name != "parent"
            else FieldChange(name, said_before.get(old[name], ""), said_after.get(item[name], ""))
            for name in FIELDS
            if name in old and name in item and old[name] != item[name]
        )
        change = Change.CHANGED if fields else Change.SAME
        found.append(_line(item, change, said_after, fields, moved=item["id"] in moved))
    still = {item["id"] for item in after}
    return [*found, *(_line(item, Change.REMOVED, said_before) for item in before if item["id"] not in still)]


def differs(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether a reader of `before` would find anything new in `after`."""
    return any(one.change is not Change.SAME for one in compare(before, after))


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest items that must be put elsewhere to make the one order the other, among those in both."""
    place = {key: number for number, key in enumerate(before)}
    common = [key for key in after if key in place]
    chains: list[list[str]] = []  # the longest rising chain that ends with each item
    for key in common:
        chains.append([*_longest(one for one in chains if place[one[-1]] < place[key]), key])
    return set(common) - set(_longest(chains))


def _longest(chains: Iterable[list[str]]) -> list[str]:
    """The first of the longest; empty when there is none."""
    found: list[str] = []
    for chain in chains:
        if len(chain) > len(found):
            found = chain
    return found


def _labels(items: Sequence[Item]) -> dict[str, str]:
    """Number and title of each item, by its id."""
    return {item["id"]: f"{item['number']} {item['title']}" for item in items}


def _line(
    item: Item,
    change: Change,
    labels: Mapping[str, str],
    fields: tuple[FieldChange, ...] = (),
    *,
    moved: bool = False,
) -> ItemChange:
    above = labels.get(item.get("parent", ""), "")
    return ItemChange(item["id"], item["number"], item["title"], change, fields, moved, above)
