"""The year wheel (årshjul): where everything in the picture goes. Numbers and paths, no markup, no colour.

Twelve month sectors with names, a tick for every week, thin bands for school holidays and longer activities,
and one mark for each meeting, duty and activity on its exact date (`wheel_marks`). Marks differ by shape and
number as well as colour; planned ones are to be drawn dashed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from councils.cadence_text import known_language, month_name
from meetings.wheel_geometry import (
    BAND,
    CENTRE,
    HUB,
    RIM,
    SIZE,
    SPANS,
    TICKS,
    along,
    angle_of,
    arc,
    number,
    ring_piece,
    shape,
    spoke,
)
from meetings.wheel_marks import LANES, SERIES_COLOURS, SHAPES, Mark, WheelEntry, place_marks
from meetings.wheel_words import describe_wheel, hub_words, short_month

__all__ = ["Band", "LegendLine", "Mark", "Sector", "Wheel", "WheelEntry", "WheelSpan", "draw_wheel"]


@dataclass(frozen=True)
class WheelSpan:
    """Something that lasts: a school holiday or an activity, first to last day, both included."""

    first: date
    last: date
    label: str
    kind: str = "activity"


@dataclass(frozen=True)
class Sector:
    """One month: `slice` inside the band, `band` with the name, laid by `name_transform`."""

    month: int
    name: str
    short_name: str
    slice: str
    band: str
    name_transform: str
    quarter: int


@dataclass(frozen=True)
class Band:
    """A span as drawn: a stroked arc. `lane` 0 is the outer one; overlapping spans take the next."""

    span: WheelSpan
    path: str
    lane: int


@dataclass(frozen=True)
class LegendLine:
    """What one kind of mark or band means. `path` is the mark's shape, "" for a band; `series` colours it."""

    kind: str
    text: str
    path: str = ""
    series: int = 1
    planned: bool = False


@dataclass(frozen=True)
class Wheel:
    """The whole picture. `marks` are in date order; `left_out` counts marks that found no room at all."""

    year: int
    year_label: str
    size: int
    title: str
    description: str
    sectors: tuple[Sector, ...]
    quarter_lines: tuple[str, ...]
    ticks: str
    guides: tuple[str, ...]
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    today: str
    centre: str
    hub: str
    hub_label: str
    series: tuple[str, ...]
    legend: tuple[LegendLine, ...]
    left_out: int


def draw_wheel(
    year: int,
    entries: Sequence[WheelEntry],
    *,
    spans: Sequence[WheelSpan] = (),
    language: str = "nb",
    today: date | None = None,
    title: str = "",
) -> Wheel:
    """The wheel of `year`. Entries and parts of spans outside the year are left out of the picture.

    Councils (`series`) take their colours in the order they first appear in `entries`, so a council keeps its
    colour when its dates move. `today` None, or in another year, draws no hand. The same input always gives
    the same picture.
    """
    code = known_language(language)
    listed = sorted(
        (entry for entry in entries if entry.day.year == year),
        key=lambda entry: (entry.day, tuple(LANES).index(entry.kind), entry.series, entry.key),
    )
    series = tuple(dict.fromkeys(entry.series for entry in entries if entry.series))
    bands = _bands(spans, year)
    marks, left_out = place_marks(listed, year, series, code)
    return Wheel(
        year=year,
        year_label=str(year),
        size=SIZE,
        title=title or hub_words("title", code).format(year=year),
        description=describe_wheel([(mark.number, mark.entry.day, mark.entry.label) for mark in marks], code),
        sectors=tuple(_sector(year, month, code) for month in range(1, 13)),
        quarter_lines=tuple(spoke(angle_of(date(year, m, 1), year, 0), HUB, RIM) for m in (1, 4, 7, 10)),
        ticks=_week_ticks(year),
        guides=tuple(number(radius) for kind, radius in LANES.items() if any(e.kind == kind for e in listed)),
        bands=bands,
        marks=marks,
        today=spoke(angle_of(today, year), HUB, BAND) if today and today.year == year else "",
        centre=number(CENTRE),
        hub=number(HUB),
        hub_label=hub_words("meetings", code, sum(entry.kind == "meeting" for entry in listed)),
        series=series,
        legend=_legend(marks, bands, series, code),
        left_out=left_out,
    )


def _sector(year: int, month: int, code: str) -> Sector:
    first = date(year, month, 1)
    begin = angle_of(first, year, 0)
    end = angle_of(date(year, month + 1, 1), year, 0) if month < 12 else 360.0
    return Sector(
        month=month,
        name=month_name(month, code),
        short_name=short_month(month, code),
        slice=ring_piece(begin, end, HUB, BAND),
        band=ring_piece(begin, end, BAND, RIM),
        name_transform=along((begin + end) / 2, (BAND + RIM) / 2),
        quarter=(month + 2) // 3,
    )


def _week_ticks(year: int) -> str:
    """One path with a tick at every Monday."""
    first = date(year, 1, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    days = [monday + timedelta(days=7 * week) for week in range(53)]
    return "".join(spoke(angle_of(day, year, 0), TICKS, BAND) for day in days if day.year == year)


def _bands(spans: Sequence[WheelSpan], year: int) -> tuple[Band, ...]:
    """Spans cut to the year; one that overlaps another takes the next lane inwards."""
    drawn: list[Band] = []
    busy_until: list[date] = []
    for span in sorted(spans, key=lambda one: (one.first, one.last, one.label)):
        first, last = max(span.first, date(year, 1, 1)), min(span.last, date(year, 12, 31))
        if first > last:
            continue
        lane = next((i for i, until in enumerate(busy_until) if until < first), len(busy_until))
        busy_until[lane : lane + 1] = [last]
        path = arc(angle_of(first, year, 0), min(angle_of(last, year, 1), 359.99), SPANS - 7 * lane)
        drawn.append(Band(span, path, lane))
    return tuple(drawn)


def _legend(
    marks: Sequence[Mark], bands: Sequence[Band], series: Sequence[str], code: str
) -> tuple[LegendLine, ...]:
    """Only what the picture has: one line per council when it shows several, per kind, planned, and bands."""
    lines: list[LegendLine] = []
    kinds = {mark.entry.kind for mark in marks}
    if "meeting" in kinds and len(series) > 1:
        lines += [
            LegendLine("meeting", name, shape("circle", 9), i % SERIES_COLOURS + 1)
            for i, name in enumerate(series)
        ]
    elif "meeting" in kinds:
        lines.append(LegendLine("meeting", hub_words("meeting", code), shape("circle", 9)))
    lines += [
        LegendLine(kind, hub_words(kind, code), shape(SHAPES[kind], 10))
        for kind in ("duty", "activity")
        if kind in kinds
    ]
    if any(mark.entry.planned for mark in marks):
        lines.append(LegendLine("meeting", hub_words("planned", code), shape("circle", 9), planned=True))
    for kind in ("activity", "school_holiday"):
        if any(band.span.kind == kind for band in bands):
            lines.append(LegendLine(kind, hub_words(f"{kind}_span", code)))
    return tuple(lines)
