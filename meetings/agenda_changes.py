"""What is new between two versions of an agenda as notices have sent them. Pure.

A version is what `meetings.agenda.snapshot` writes: the open items in order, each with its id, its frozen number
and what a notice says of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Said = dict[str, Any]


@dataclass(frozen=True)
class AgendaChanges:
    """Items that came, that read differently now, and that went, each as the version that has it says it."""

    added: tuple[Said, ...] = ()
    changed: tuple[Said, ...] = ()
    withdrawn: tuple[Said, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn)


def changes_between(former: Sequence[Said], latter: Sequence[Said]) -> AgendaChanges:
    """The changes from one version to the next; the order of items alone is none, since it is frozen."""
    before = {item["id"]: item for item in former}
    after = {item["id"] for item in latter}
    return AgendaChanges(
        added=tuple(item for item in latter if item["id"] not in before),
        changed=tuple(item for item in latter if item["id"] in before and item != before[item["id"]]),
        withdrawn=tuple(item for item in former if item["id"] not in after),
    )
