"""Saves gathered as people see them: what one person wrote at one sitting."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from agreements.merging import holds

#: A longer pause than this begins a new sitting.
PAUSE = datetime.timedelta(minutes=15)

#: The text that a section began with is never hidden behind later saves.
FIRST = 1


@dataclass(frozen=True, slots=True)
class Save:
    """One save: its number, when, and by whom ("" when nobody is known)."""

    number: int
    at: datetime.datetime
    who: str


class Text(Protocol):
    """A text that was kept: `aside` when it did not stand in the section, but version `number` did."""

    @property
    def number(self) -> int: ...

    @property
    def heading(self) -> str: ...

    @property
    def html(self) -> str: ...

    @property
    def aside(self) -> bool: ...


Kept = TypeVar("Kept", bound=Text)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A run of saves by one person. `last` is its final save, `saves` how many there were."""

    first: Save
    last: Save
    saves: int


def sittings(saves: Iterable[Save]) -> list[Sitting]:
    """The sittings of saves in their order, the oldest first."""
    found: list[Sitting] = []
    for save in saves:
        before = found[-1] if found else None
        goes_on = before and before.last.who == save.who and save.at - before.last.at <= PAUSE
        if before and goes_on and before.last.number > FIRST:
            found[-1] = Sitting(before.first, save, before.saves + 1)
        else:
            found.append(Sitting(save, save, 1))
    return found


def not_come_in(texts: Sequence[Kept]) -> list[Kept]:
    """The texts kept aside that no later version holds all the words of."""
    stood = [one for one in texts if not one.aside]
    return [
        one
        for one in texts
        if one.aside
        and not any(
            later.number > one.number and one.heading in later.heading and holds(later.html, one.html)
            for later in stood
        )
    ]
