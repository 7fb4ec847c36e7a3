"""Who came late, left and came back, from which items somebody was away. Pure."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

DISQUALIFIED = "disqualified"


class Kind(StrEnum):
    """What somebody did between the items."""

    CAME = "came"
    LEFT = "left"
    AWAY = "away"
    DISQUALIFIED = "disqualified"


@dataclass(frozen=True)
class Movement:
    """One movement of one person, told by the numbers of items.

    CAME: `first` is the first item the person was there for. LEFT: `first` is the last one. AWAY and DISQUALIFIED:
    from `first` to `last`, both included; the person came back afterwards, or was never there.
    """

    kind: Kind
    first: str
    last: str


def movements(items: Sequence[tuple[Hashable, str]], away: Mapping[Hashable, str]) -> tuple[Movement, ...]:
    """What one person did. `items`: key and number of each item, in order; `away`: the reason by key.

    A disqualified person is named for the item itself, wherever in the meeting it lies: that is not the same as
    leaving. Keys in `away` that are not among the items are left out, so that a reader learns nothing of items
    that are hidden from them.
    """
    found: list[Movement] = []
    place = 0
    for reason, run in groupby(items, key=lambda item: away.get(item[0], "")):
        numbers = [number for _key, number in run]
        first, after = place, place + len(numbers)
        place = after
        if not reason:
            continue
        if reason == DISQUALIFIED:
            found.append(Movement(Kind.DISQUALIFIED, numbers[0], numbers[-1]))
        elif first == 0 and after < len(items):
            found.append(Movement(Kind.CAME, items[after][1], items[after][1]))
        elif after == len(items) and first > 0:
            found.append(Movement(Kind.LEFT, items[first - 1][1], items[first - 1][1]))
        else:
            found.append(Movement(Kind.AWAY, numbers[0], numbers[-1]))
    return tuple(found)


def away_from(
    items: Sequence[Hashable], at: Hashable, was_away: frozenset[Hashable], mark: str
) -> set[Hashable]:
    """The items a person is away from, after a mark was set on one: `present`, `away`, `left` or `back`.

    `left` counts for the item and all after it, `back` takes all of those away again. Raises `ValueError` for an
    item that is not among `items`, and for another mark.
    """
    here = list(items).index(at)
    after = set(items[here:])
    match mark:
        case "present":
            return set(was_away) - {at}
        case "away":
            return set(was_away) | {at}
        case "left":
            return set(was_away) | after
        case "back":
            return set(was_away) - after
    raise ValueError(f"{mark!r} is no mark of attendance.")
