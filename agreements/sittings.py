"""Saves gathered as people see them: what one person wrote at one sitting."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

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
