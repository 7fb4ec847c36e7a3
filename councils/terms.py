"""Who holds a seat, and when: holdings over time.

A seat belongs to an office (ordfører, politistasjonssjef), so an election or a new station chief moves the
holding and leaves the seat. Ended holdings stay: the history as of any day can be read back. An acting
holder stands in beside the ordinary one and goes before them. Dates are inclusive at both ends. Pure.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

ONE_DAY = timedelta(days=1)


class TermError(ValueError):
    """A holding that ends before it begins."""


@dataclass(frozen=True)
class Holding:
    """One holder of one seat from `begins` to `ends`, both days included; `ends` None is open.

    `holder` is any hashable key (a person's id). Raises `TermError` when it ends before it begins.
    """

    holder: Hashable
    begins: date
    ends: date | None = None
    acting: bool = False

    def __post_init__(self) -> None:
        if self.ends is not None and self.ends < self.begins:
            raise TermError(f"A holding cannot end on {self.ends}, before it begins on {self.begins}.")

    def active_on(self, day: date) -> bool:
        """Does the holder have the seat on `day`?"""
        return self.begins <= day and (self.ends is None or day <= self.ends)

    def overlaps(self, other: "Holding") -> bool:
        """Do the two holdings share at least one day?"""
        return (other.ends is None or self.begins <= other.ends) and (
            self.ends is None or other.begins <= self.ends
        )


def holdings_on(holdings: Iterable[Holding], day: date) -> tuple[Holding, ...]:
    """Those active on `day`, acting holders first, then by first day."""
    active = [holding for holding in holdings if holding.active_on(day)]
    return tuple(sorted(active, key=lambda holding: (not holding.acting, holding.begins)))


def holder_on(holdings: Iterable[Holding], day: date) -> Holding | None:
    """The one who acts in the seat on `day`: the acting holder before the ordinary one; None when vacant."""
    active = holdings_on(holdings, day)
    return active[0] if active else None


def overlapping(holdings: Iterable[Holding]) -> tuple[tuple[Holding, Holding], ...]:
    """Pairs that must not stand together: two ordinary, or two acting, holders of the seat at once.

    An acting holder beside the ordinary one is the meaning of acting, and no fault.
    """
    ordered = sorted(holdings, key=lambda holding: holding.begins)
    return tuple(
        (first, second)
        for first, second in combinations(ordered, 2)
        if first.acting == second.acting and first.overlaps(second)
    )


def gaps(holdings: Iterable[Holding], first: date, last: date) -> tuple[tuple[date, date], ...]:
    """The spans between `first` and `last` (inclusive) when nobody, acting or ordinary, has the seat."""
    found: list[tuple[date, date]] = []
    open_from = first
    for holding in sorted(holdings, key=lambda holding: holding.begins):
        if holding.ends is not None and holding.ends < open_from:
            continue
        if holding.begins > last:
            break
        if holding.begins > open_from:
            found.append((open_from, holding.begins - ONE_DAY))
        if holding.ends is None:
            return tuple(found)
        open_from = holding.ends + ONE_DAY
    if open_from <= last:
        found.append((open_from, last))
    return tuple(found)


def state_on(holding: Holding, day: date) -> str:
    """One of "future", "active" and "ended", seen from `day`."""
    if holding.begins > day:
        return "future"
    return "active" if holding.active_on(day) else "ended"


def succeed(holding: Holding, day: date) -> Holding:
    """The holding as it ends when a successor begins on `day`: its last day is the day before.

    Raises `TermError` when it would end before it began, or had already ended earlier.
    """
    if holding.ends is not None and holding.ends < day:
        raise TermError(f"The holding had already ended on {holding.ends}.")
    return replace(holding, ends=day - ONE_DAY)
