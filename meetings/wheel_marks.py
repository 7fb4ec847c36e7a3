"""The marks on the year wheel: one for each meeting, duty and activity, none touching another.

A mark keeps its day's angle as long as it can: it steps to a lane further in or out before it moves a little
to the side, and a stem always leads to the exact day. A date label stands beside its mark where there is room
and is left out where there is none: the list beside the wheel has every date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetings.explanations import say_day
from meetings.wheel_geometry import (
    CENTRE,
    HUB,
    SPANS,
    TICKS,
    Box,
    angle_of,
    clear_of,
    number,
    pair,
    point,
    shape,
)
from meetings.wheel_words import short_date

LANES = {"meeting": 228.0, "duty": 184.0, "activity": 148.0}
SHAPES = {"meeting": "circle", "duty": "diamond", "activity": "square"}
# The same marks in the list beside the wheel, in a box of 40 units.
LARGEST, SMALLEST = 18.0, 6.0
LABEL_SIZE = 13.5
SERIES_COLOURS = 4
# The printed palette, the same as the light theme: series 1 to 4 of meetings, then duties and activities.
PRINT_COLOURS = ("#226575", "#056d13", "#5f5d5b", "#80540f")
PRINT_KINDS = {"duty": "#8b4e0f", "activity": "#425f83"}


@dataclass(frozen=True)
class WheelEntry:
    """One thing on one day. `key` becomes part of an id, so letters, digits and hyphens only.

    `kind`: "meeting", "duty" or "activity". `planned`: not yet decided. `series`: the council, when the wheel
    shows several. `url`: where the mark and the list line lead; "" for nowhere. `moves`: the reader may move it.
    """

    key: str
    day: date
    label: str
    kind: str = "meeting"
    planned: bool = False
    series: str = ""
    url: str = ""
    moves: bool = False


@dataclass(frozen=True)
class Mark:
    """One entry as drawn. `number`: "1", "2" for meetings in date order, letters for the rest.

    `path` is drawn around (0, 0) under `transform`; `stem` leads
    from the mark to its exact day on the ring. `x`, `y`, `radius` are the same in numbers. `number_drop`
    lowers the number to the mark's middle. `label_at` is "" where the date has no room. `series` is 1 to 4,
    `print_colour` its colour on paper.
    """

    entry: WheelEntry
    number: str
    path: str
    transform: str
    stem: str
    x: float
    y: float
    radius: float
    number_size: str
    number_drop: str
    tooltip: str
    print_colour: str
    label: str
    label_at: str
    label_box: Box | None
    series: int


def place_marks(
    entries: Sequence[WheelEntry], year: int, series: Sequence[str], code: str
) -> tuple[tuple[Mark, ...], int]:
    """All marks without overlap, as large as the fullest lane allows; and how many found no room."""
    numbers = _numbers(entries)
    meetings = sum(entry.kind == "meeting" for entry in entries)
    radius = max(SMALLEST, min(LARGEST, 3.14 * LANES["meeting"] / max(meetings, 1) - 1.5))
    while True:
        places = _places(entries, year, radius)
        if None not in places or radius <= SMALLEST:
            break
        radius = max(SMALLEST, radius - 1.5)
    circles = [(*place, _fit(entry, radius)) for entry, place in zip(entries, places, strict=True) if place]
    labels = _labels(entries, places, radius, circles, code)
    marks = []
    for entry, place, text, (label, box) in zip(entries, places, numbers, labels, strict=True):
        if place is None:
            continue
        fitted = _fit(entry, radius)
        size = fitted * (1.02 if len(text) < 2 else 0.9) * (0.9 if entry.kind == "duty" else 1)
        colour = series.index(entry.series) % SERIES_COLOURS + 1 if entry.series else 1
        marks.append(
            Mark(
                entry=entry,
                number=text,
                path=shape(SHAPES[entry.kind], fitted),
                transform=f"translate({pair(*place)})",
                stem=f"M{pair(*point(angle_of(entry.day, year), TICKS))}L{pair(*place)}",
                x=place[0],
                y=place[1],
                radius=fitted,
                number_size=number(size),
                number_drop=number(0.36 * size),
                tooltip=f"{say_day(entry.day, code)}, {entry.label}",
                print_colour=PRINT_KINDS.get(entry.kind, PRINT_COLOURS[colour - 1]),
                label=label,
                label_at=f"translate({pair(box.x, box.y)})" if box else "",
                label_box=box,
                series=colour,
            )
        )
    return tuple(marks), places.count(None)


def _fit(entry: WheelEntry, radius: float) -> float:
    """Duties and activities are a little smaller than meetings; the diamond needs its corners."""
    return radius if entry.kind == "meeting" else radius * (0.94 if entry.kind == "duty" else 0.86)


def _numbers(entries: Sequence[WheelEntry]) -> list[str]:
    """1, 2, 3 for meetings and a, b, ... z, aa for the rest, each in date order."""
    meeting = other = 0
    found: list[str] = []
    for entry in entries:
        if entry.kind == "meeting":
            meeting += 1
            found.append(str(meeting))
        else:
            letter = chr(ord("a") + other % 26)
            found.append(letter * (other // 26 + 1))
            other += 1
    return found


def _places(entries: Sequence[WheelEntry], year: int, radius: float) -> list[tuple[float, float] | None]:
    """A free place for each mark: on its lane, else a lane further in or out, else a little to the side."""
    taken: list[tuple[float, float, float]] = []
    places: list[tuple[float, float] | None] = []
    for entry in entries:
        fitted, angle, lane = _fit(entry, radius), angle_of(entry.day, year), LANES[entry.kind]
        step = 2 * radius + 3
        radii = [lane]
        for n in range(1, 12):
            radii += [lane - n * step, lane + n * step]
        radii = [r for r in radii if HUB + fitted + 3 <= r <= SPANS - 8 - fitted]
        # Every lane at the exact day first, then a little to the side: the angle is the date.
        options = (
            point(angle + turn, r) for turn in (0, 1.5, -1.5, 3, -3, 5, -5, 8, -8, 12, -12) for r in radii
        )
        place = next((xy for xy in options if clear_of(*xy, fitted, taken)), None)
        if place:
            taken.append((*place, fitted))
        places.append(place)
    return places


def _labels(
    entries: Sequence[WheelEntry],
    places: Sequence[tuple[float, float] | None],
    radius: float,
    circles: Sequence[tuple[float, float, float]],
    code: str,
) -> list[tuple[str, Box | None]]:
    """A date beside each mark where there is room: inwards, below, above, or to a side."""
    boxes: list[Box] = []
    found: list[tuple[str, Box | None]] = []
    for entry, place in zip(entries, places, strict=True):
        text, chosen = short_date(entry.day, code), None
        if place and entry.kind == "meeting":
            half_width, half_height = 0.29 * LABEL_SIZE * len(text) + 2, 0.6 * LABEL_SIZE
            options = [
                Box(place[0] + dx, place[1] + dy, half_width, half_height)
                for dx, dy in _around(place, radius, half_width, half_height)
            ]
            # A label on a quarter line is readable, but one beside it is better: the clear ones first.
            for box in sorted(options, key=_on_quarter_line):
                free = not any(box.touches_circle(x, y, r + 1) for x, y, r in circles)
                if free and box.within_ring(HUB + 2, SPANS - 7) and not any(map(box.touches_box, boxes)):
                    chosen = box
                    boxes.append(box)
                    break
        found.append((text if chosen else "", chosen))
    return found


def _on_quarter_line(box: Box) -> bool:
    """Does the label lie over one of the four lines, which lean at most a few units off straight?"""
    lean = 6.0
    return abs(box.x - CENTRE) < box.half_width + lean or abs(box.y - CENTRE) < box.half_height + lean


def _around(
    place: tuple[float, float], radius: float, half_width: float, half_height: float
) -> list[tuple[float, float]]:
    """Offsets at which a label may stand, those towards the centre first."""
    across, down = radius + half_width + 3, radius + half_height + 2
    sideways = -across if place[0] > CENTRE else across
    upright = -down if place[1] > CENTRE else down
    inwards = [(0.0, upright), (sideways, 0.0)]
    if abs(place[0] - CENTRE) > abs(place[1] - CENTRE):
        inwards.reverse()
    return [*inwards, (0.0, -upright), (-sideways, 0.0)]
