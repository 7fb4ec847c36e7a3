"""In which order people sign. Pure rules: each line to sign has a turn; equal turns sign side by side.

The lowest turn is first. The next one begins when every line of the turns before it is signed.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A line to sign: its turn, and whether it is signed."""

    turn: int
    signed: bool


def current_turn(places: Iterable[Place]) -> int | None:
    """The turn that is being signed now: the lowest with a line that waits; None when nothing waits."""
    return min((place.turn for place in places if not place.signed), default=None)


def is_turn(turn: int, places: Iterable[Place]) -> bool:
    """Whether a line of this turn may be signed: no line of a lower turn waits."""
    now = current_turn(places)
    return now is None or turn <= now


def is_ordered(turns: Iterable[int]) -> bool:
    """Whether there is an order at all: with one turn only, everybody signs side by side."""
    return len(set(turns)) > 1
