"""Meetings of several councils laid side by side: where somebody is wanted in two places at once. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from meetings.plan_request import Busy


@dataclass(frozen=True)
class Sitting:
    """One meeting with the keys of those who are called to it. `key` tells it from all others."""

    key: str
    council: str
    day: date
    starts_at: time
    ends_at: time
    people: frozenset[str]


@dataclass(frozen=True)
class Overlap:
    """Two meetings at once, and who is wanted in both. `second` is None when the reader may not see the other."""

    first: Sitting
    second: Sitting | None
    people: tuple[str, ...]
    starts_at: time
    ends_at: time


def overlaps(sittings: Iterable[Sitting]) -> tuple[Overlap, ...]:
    """Every pair of meetings that overlap in time and share somebody; one that ends when the other begins is free."""
    found: list[Overlap] = []
    ordered = sorted(sittings, key=lambda one: (one.day, one.starts_at, one.key))
    for _day, same_day in groupby(ordered, key=lambda one: one.day):
        listed = list(same_day)
        for place, first in enumerate(listed):
            for second in listed[place + 1 :]:
                shared = first.people & second.people
                if second.starts_at < first.ends_at and first.starts_at < second.ends_at and shared:
                    begins = max(first.starts_at, second.starts_at)
                    ends = min(first.ends_at, second.ends_at)
                    found.append(Overlap(first, second, tuple(sorted(shared)), begins, ends))
    return tuple(found)


def overlaps_with_unseen(
    sittings: Sequence[Sitting], busy: Mapping[str, Iterable[Busy]]
) -> tuple[Overlap, ...]:
    """Meetings that overlap other engagements of their people which are none of the other `sittings`.

    `busy`: by council, what its people do in all other councils, seen or not.
    """
    seen: dict[tuple[str, datetime, datetime], set[str]] = {}
    for one in sittings:
        hours = datetime.combine(one.day, one.starts_at), datetime.combine(one.day, one.ends_at)
        for person in one.people:
            seen.setdefault((person, *hours), set()).add(one.council)
    unseen: dict[tuple[str, date], list[Busy]] = {}
    for council, entries in busy.items():
        for other in dict.fromkeys(entries):
            if not seen.get((other.person, other.start, other.end), set()) - {council}:
                unseen.setdefault((council, other.start.date()), []).append(other)
    found: list[Overlap] = []
    for one in sorted(sittings, key=lambda each: (each.day, each.starts_at, each.key)):
        people: dict[tuple[time, time], set[str]] = {}
        for other in unseen.get((one.council, one.day), ()):
            begins, ends = other.start.time(), other.end.time()
            if other.person in one.people and begins < one.ends_at and one.starts_at < ends:
                people.setdefault((begins, ends), set()).add(other.person)
        found += [
            Overlap(one, None, tuple(sorted(who)), begins, ends) for (begins, ends), who in people.items()
        ]
    return tuple(found)
