"""Measures under the focus areas: which there are in a year, which are late, and which go on into the next agreement.

Nobody has to move a measure from one year to the next: what is open on the last of December is open on the first of
January, and is told to be from an earlier year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.lifecycle import State
from agreements.validity import PartialDate


class Progress(StrEnum):
    """How far a measure has come."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


OPEN = frozenset({Progress.PLANNED, Progress.STARTED})

#: Agreements whose measures are followed up no more: another has taken over, or there never was one.
OVER = frozenset({State.REPLACED, State.TERMINATED, State.DECLINED})
#: While a predecessor is in one of these, its measures are followed up there, and not in the draft that succeeds it.
IN_CHARGE = frozenset({State.IN_FORCE, State.TO_RENEW, State.NOTICE_GIVEN, State.EXPIRED})
UNSIGNED = frozenset(
    {State.DRAFT, State.HEARING, State.POLITICAL_TREATMENT, State.FROZEN, State.PARTLY_SIGNED}
)


def is_late(due: PartialDate | None, progress: Progress, today: date) -> bool:
    """Whether an open measure's time is over: from the day after the last day that its date can mean."""
    return progress in OPEN and due is not None and due.last_day < today


def belongs_to(year: int, *, begun: date, closed: date | None) -> bool:
    """Whether a measure was worked with in a calendar year: begun by then, and not closed before it."""
    return begun.year <= year and (closed is None or closed.year >= year)


def years(days: Iterable[date], today: date) -> list[int]:
    """The calendar years to choose among, the latest first: from the first of `days` to this year."""
    first = min((day.year for day in days), default=today.year)
    return list(range(today.year, min(first, today.year) - 1, -1))


def goes_on(progress: Progress) -> bool:
    """Whether a measure is carried into the agreement that succeeds its own."""
    return progress in OPEN


def is_led_elsewhere(own: State, *, starts: date | None, predecessor: State | None, today: date) -> bool:
    """Whether a carried measure is still followed up in the predecessor: its own agreement is not in force yet.

    `starts` is the first day in force of an agreement that everybody has signed.
    """
    waits = own in UNSIGNED or (starts is not None and starts > today)
    return waits and predecessor is not None and predecessor in IN_CHARGE


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure as it stood after one change: what its history is told from."""

    text: str
    responsible: str
    due: PartialDate | None
    progress: Progress
    result: str


def changed(before: Standing, after: Standing) -> tuple[str, ...]:
    """The names of what differs, in the order of the fields."""
    return tuple(name for name in Standing.__slots__ if getattr(before, name) != getattr(after, name))
