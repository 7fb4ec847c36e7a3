"""The geometry of the year wheel: days as angles, ring pieces as SVG paths, boxes that must not touch.

Angles are degrees clockwise from the top, where 1 January begins; lengths are units of a square picture of
`SIZE` units. Paths are finished strings, so that no template and no locale can put a decimal comma in them.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SIZE = 640
CENTRE = SIZE / 2
# Circles around the centre, from outside in: rim, inner edge of the month band, ends of the week ticks, the
# outermost span, and the hub with the year in it.
RIM, BAND, TICKS, SPANS, HUB = 317.0, 277.0, 271.0, 262.0, 86.0


@dataclass(frozen=True)
class Box:
    """An upright rectangle around its centre, for labels; half width and half height in units."""

    x: float
    y: float
    half_width: float
    half_height: float

    def corners(self) -> tuple[tuple[float, float], ...]:
        """The four corners."""
        return tuple(
            (self.x + dx * self.half_width, self.y + dy * self.half_height)
            for dx, dy in ((-1, -1), (-1, 1), (1, -1), (1, 1))
        )

    def touches_box(self, other: "Box") -> bool:
        """Do the two rectangles overlap?"""
        return (
            abs(self.x - other.x) < self.half_width + other.half_width
            and abs(self.y - other.y) < self.half_height + other.half_height
        )

    def touches_circle(self, x: float, y: float, radius: float) -> bool:
        """Does the rectangle overlap the circle?"""
        dx = max(abs(self.x - x) - self.half_width, 0)
        dy = max(abs(self.y - y) - self.half_height, 0)
        return math.hypot(dx, dy) < radius

    def within_ring(self, inner: float, outer: float) -> bool:
        """Does the whole rectangle lie between the two circles around the picture's centre?"""
        if self.touches_circle(CENTRE, CENTRE, inner):
            return False
        return all(math.hypot(x - CENTRE, y - CENTRE) <= outer for x, y in self.corners())


def days_in(year: int) -> int:
    """365 or 366."""
    return date(year, 12, 31).timetuple().tm_yday


def angle_of(day: date, year: int, within: float = 0.5) -> float:
    """The angle of a day; `within` 0 is its beginning, 1 its end, 0.5 noon."""
    return (day.toordinal() - date(year, 1, 1).toordinal() + within) * 360 / days_in(year)


def point(angle: float, radius: float) -> tuple[float, float]:
    """Where `angle` and `radius` meet, in picture units."""
    turned = math.radians(angle)
    return CENTRE + radius * math.sin(turned), CENTRE - radius * math.cos(turned)


def number(value: float) -> str:
    """A length for a path or a transform: at most two decimals, always with a point."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def pair(x: float, y: float) -> str:
    """Two lengths: "12.5 40"."""
    return f"{number(x)} {number(y)}"


def ring_piece(begin: float, end: float, inner: float, outer: float) -> str:
    """The path of a piece of a ring from angle `begin` to `end`; with `inner` 0 a slice of the whole disc."""
    large = 1 if end - begin > 180 else 0
    start = arc(begin, end, outer)
    if inner <= 0:
        return f"{start}L{pair(CENTRE, CENTRE)}Z"
    back = f"A{number(inner)} {number(inner)} 0 {large} 0 {pair(*point(begin, inner))}"
    return f"{start}L{pair(*point(end, inner))}{back}Z"


def arc(begin: float, end: float, radius: float) -> str:
    """An open arc, to be stroked."""
    large = 1 if end - begin > 180 else 0
    r = number(radius)
    return f"M{pair(*point(begin, radius))}A{r} {r} 0 {large} 1 {pair(*point(end, radius))}"


def spoke(angle: float, inner: float, outer: float) -> str:
    """A straight line along a radius."""
    return f"M{pair(*point(angle, outer))}L{pair(*point(angle, inner))}"


def along(angle: float, radius: float) -> str:
    """The transform that lays text along the ring, never upside down."""
    turn = angle + 180 if 90 < angle % 360 < 270 else angle
    return f"translate({pair(*point(angle, radius))}) rotate({number(turn % 360)})"


def shape(kind: str, radius: float) -> str:
    """The path of a mark around (0, 0) that fits in a circle of `radius`: circle, diamond or square."""
    r = number(radius)
    if kind == "circle":
        return f"M-{r} 0a{r} {r} 0 1 0 {number(2 * radius)} 0a{r} {r} 0 1 0 -{number(2 * radius)} 0Z"
    if kind == "diamond":
        return f"M0 -{r}L{r} 0L0 {r}L-{r} 0Z"
    half = radius * 0.82
    side, soft = number(2 * half - 6), "a3 3 0 0 1"
    return (
        f"M{number(3 - half)} -{number(half)}h{side}{soft} 3 3v{side}{soft} -3 3h-{side}{soft} -3 -3v-{side}"
        f"{soft} 3 -3Z"
    )


def clear_of(x: float, y: float, radius: float, circles: Iterable[tuple[float, float, float]]) -> bool:
    """Is a circle free of all others, with two units between them?"""
    return all(math.hypot(x - ox, y - oy) >= radius + other + 2 for ox, oy, other in circles)
