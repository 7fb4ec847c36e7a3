"""Running clock times from the minutes of each agenda item.

An item without minutes has a start but no known end, and nothing after it has a known time: silence is not
zero minutes. Times are local wall time of the meeting's day. Pure.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class TimedItem:
    """An item with its minutes; None is unsaid. `parent`: the item it lies under, which then lasts as long as
    its sub-items together, whatever minutes it has itself."""

    key: Hashable
    minutes: int | None = None
    parent: Hashable | None = None


@dataclass(frozen=True)
class Slot:
    """When an item begins and ends. None: not known, because an item before it has no minutes."""

    key: Hashable
    starts_at: time | None
    ends_at: time | None
    minutes: int | None


@dataclass(frozen=True)
class AgendaTimes:
    """All slots in order. `minutes`: the sum of what is known. `complete`: every item has its minutes.

    `ends_at`: when the last item ends, None when not known or past midnight. `over_by`: minutes beyond the
    meeting's end (0 when it fits), None when the meeting has no end or no item has minutes.
    """

    slots: tuple[Slot, ...]
    minutes: int
    complete: bool
    ends_at: time | None
    over_by: int | None


def running_times(starts_at: time, items: Sequence[TimedItem], *, ends_at: time | None = None) -> AgendaTimes:
    """Clock times for the items in order, from `starts_at`; `ends_at` is the meeting's planned end.

    Raises `ValueError` for negative minutes.
    """
    if any(item.minutes is not None and item.minutes < 0 for item in items):
        raise ValueError("An item cannot last a negative number of minutes.")
    begin = datetime.combine(_ANY_DAY, starts_at)
    parents = {item.parent for item in items if item.parent is not None}
    spent: int | None = 0
    total = 0
    slots: list[Slot] = []
    for item in items:
        minutes = _length(item, items) if item.key in parents else item.minutes
        start = _clock(begin, spent)
        if item.key in parents:
            # Its sub-items follow in the list and move the clock themselves.
            slots.append(Slot(item.key, start, _clock(begin, _add(spent, minutes)), minutes))
            continue
        total += minutes or 0
        after = _add(spent, minutes)
        slots.append(Slot(item.key, start, _clock(begin, after), minutes))
        spent = after
    planned = None if ends_at is None else _minutes(ends_at) - _minutes(starts_at)
    known = any(item.minutes is not None for item in items)
    return AgendaTimes(
        slots=tuple(slots),
        minutes=total,
        complete=spent is not None,
        ends_at=_clock(begin, spent),
        over_by=max(0, total - planned) if planned is not None and known else None,
    )


def _length(parent: TimedItem, items: Sequence[TimedItem]) -> int | None:
    """The minutes of all sub-items together; None when one of them has none."""
    lengths = [item.minutes for item in items if item.parent == parent.key]
    known = [minutes for minutes in lengths if minutes is not None]
    return sum(known) if len(known) == len(lengths) else None


def _add(spent: int | None, minutes: int | None) -> int | None:
    return None if spent is None or minutes is None else spent + minutes


def _clock(begin: datetime, minutes: int | None) -> time | None:
    """The clock `minutes` after the beginning; None when unknown or past midnight."""
    if minutes is None:
        return None
    moment = begin + timedelta(minutes=minutes)
    return moment.time() if moment.date() == begin.date() else None


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
