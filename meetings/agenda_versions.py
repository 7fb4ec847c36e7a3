"""What differs between two versions of an agenda. Pure: items as `AgendaVersion` keeps them.

An item keeps its identity through every version: it is known by its id, never by its number or its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Item = Mapping[str, Any]
#: What is compared, in the order in which a reader is told. Older versions may lack the last ones.
FIELDS = ("title", "kind", "minutes", "presenter", "text", "papers")


class Change(StrEnum):
    """What became of an item from one version to the other."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class FieldChange:
    """One thing about an item that is another now; `name` is one of `FIELDS`."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class ItemChange:
    """One item in both versions. `number` and `title` are those of the version in which it stands last."""

    id: str
    number: str
    title: str
    change: Change
    fields: tuple[FieldChange, ...] = ()


def compare(before: Sequence[Item], after: Sequence[Item]) -> list[ItemChange]:
    """Every item of either version: those of `after` in order, then those that were taken off, in their old order."""
    former = {item["id"]: item for item in before}
    found = []
    for item in after:
        old = former.get(item["id"])
        if old is None:
            found.append(_line(item, Change.ADDED))
            continue
        fields = tuple(
            FieldChange(name, old[name], item[name])
            for name in FIELDS
            if name in old and name in item and old[name] != item[name]
        )
        found.append(_line(item, Change.CHANGED if fields else Change.SAME, fields))
    still = {item["id"] for item in after}
    return [*found, *(_line(item, Change.REMOVED) for item in before if item["id"] not in still)]


def differs(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether a reader of `before` would find anything new in `after`."""
    return any(one.change is not Change.SAME for one in compare(before, after))


def _line(item: Item, change: Change, fields: tuple[FieldChange, ...] = ()) -> ItemChange:
    return ItemChange(item["id"], item["number"], item["title"], change, fields)
