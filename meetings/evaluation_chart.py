"""The picture of what the members said to one statement: five columns, one a step. Geometry only. Pure.

Lengths are in units of the picture, which is `WIDTH` wide and `HEIGHT` high. Numbers of members stand above the
columns and steps below them, so that the picture needs no colours to be read; they come as finished strings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.evaluation import SCALE

WIDTH, HEIGHT = 320, 150
FLOOR, TOP = 118, 26  # where columns stand, and how high the highest reaches
COLUMN, PITCH = 40, 62
LEFT = (WIDTH - (len(SCALE) - 1) * PITCH - COLUMN) / 2


@dataclass(frozen=True)
class Column:
    """One step: where the column stands, how high it is, and what is written above and below it."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    above: str
    count: str
    step: str


def columns(counts: Sequence[int]) -> tuple[Column, ...]:
    """The columns in order; the highest reaches the top, and nobody is a line on the floor.

    Raises ValueError for another number of steps than the scale has.
    """
    most = max(counts, default=0) or 1
    found = []
    for place, (step, count) in enumerate(zip(SCALE, counts, strict=True)):
        height = max(round((FLOOR - TOP) * count / most, 1), 1.0)
        x = LEFT + place * PITCH
        found.append(
            Column(
                x=f"{x:.1f}",
                y=f"{FLOOR - height:.1f}",
                width=str(COLUMN),
                height=f"{height:.1f}",
                middle=f"{x + COLUMN / 2:.1f}",
                above=f"{FLOOR - height - 7:.1f}",
                count=str(count),
                step=str(step),
            )
        )
    return tuple(found)
