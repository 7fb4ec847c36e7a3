"""The year wheel: where everything goes, that nothing touches, and the picture as well-formed SVG."""

import math
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from django.template import Context, Engine

from meetings.wheel import Wheel, WheelEntry, WheelSpan, draw_wheel
from meetings.wheel_geometry import BAND, CENTRE, HUB, SPANS, angle_of, arc, number, point, ring_piece

AT_ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
YEAR = 2027


def weekly(count: int = 52, kind: str = "meeting", first: date = date(YEAR, 1, 5)) -> list[WheelEntry]:
    days = [first + timedelta(days=7 * n) for n in range(count)]
    return [WheelEntry(f"{kind}-{n}", day, f"Møte {n}", kind) for n, day in enumerate(days)]


CROWDS: dict[str, list[WheelEntry]] = {
    "four meetings": weekly(52)[4::13],
    "weekly": weekly(),
    "three councils": weekly()[::4]
    + weekly(12, first=date(YEAR, 1, 6))
    + weekly(26, first=date(YEAR, 1, 7))[::2],
    "all on one day": [WheelEntry(str(n), date(YEAR, 6, 15), "x") for n in range(12)],
    "thirty in May": [WheelEntry(str(n), date(YEAR, 5, 1 + n), "x") for n in range(30)],
    "a duty on every meeting": weekly()[::4] + weekly(kind="duty")[::4],
    "all kinds": weekly(26) + weekly(20, "duty") + weekly(40, "activity"),
    "new year": [WheelEntry("a", date(YEAR, 1, 1), "x"), WheelEntry("z", date(YEAR, 12, 31), "x")],
}


@pytest.mark.parametrize("entries", CROWDS.values(), ids=CROWDS)
def test_no_mark_touches_another_and_all_lie_inside_the_ring(entries: list[WheelEntry]) -> None:
    wheel = draw_wheel(YEAR, entries)
    assert (len(wheel.marks), wheel.left_out) == (len(entries), 0)
    for first, second in combinations(wheel.marks, 2):
        assert math.hypot(first.x - second.x, first.y - second.y) >= first.radius + second.radius
    for mark in wheel.marks:
        distance = math.hypot(mark.x - CENTRE, mark.y - CENTRE)
        assert distance - mark.radius > HUB
        assert distance + mark.radius < SPANS


@pytest.mark.parametrize("entries", CROWDS.values(), ids=CROWDS)
def test_no_label_touches_a_mark_another_label_or_the_ring(entries: list[WheelEntry]) -> None:
    wheel = draw_wheel(YEAR, entries)
    boxes = [mark.label_box for mark in wheel.marks if mark.label_box]
    for box in boxes:
        assert not any(box.touches_circle(mark.x, mark.y, mark.radius) for mark in wheel.marks)
        assert box.within_ring(HUB, BAND)
    assert not any(a.touches_box(b) for a, b in combinations(boxes, 2))
    assert all(bool(mark.label_at) == bool(mark.label) == bool(mark.label_box) for mark in wheel.marks)


def test_few_meetings_all_have_their_date() -> None:
    wheel = draw_wheel(YEAR, CROWDS["four meetings"])
    assert [mark.label for mark in wheel.marks] == ["2. feb", "4. mai", "3. aug", "2. nov"]
    assert {mark.radius for mark in wheel.marks} == {18.0}


def test_marks_lie_at_their_days_angle_when_there_is_room() -> None:
    for mark in draw_wheel(YEAR, CROWDS["four meetings"]).marks:
        angle = math.degrees(math.atan2(mark.x - CENTRE, CENTRE - mark.y)) % 360
        assert angle == pytest.approx(angle_of(mark.entry.day, YEAR))


def test_crowded_mark_still_points_at_its_day() -> None:
    for mark in draw_wheel(YEAR, CROWDS["all on one day"]).marks:
        x, y = point(angle_of(date(YEAR, 6, 15), YEAR), BAND - 6)
        assert mark.stem.startswith(f"M{number(x)} {number(y)}L")


@pytest.mark.parametrize(
    ("day", "year", "angle"),
    [
        (date(2027, 1, 1), 2027, 0.5 * 360 / 365),
        (date(2027, 12, 31), 2027, 364.5 * 360 / 365),
        (date(2028, 12, 31), 2028, 365.5 * 360 / 366),
        (date(2028, 7, 2), 2028, 183.5 * 360 / 366),
    ],
)
def test_days_turn_clockwise_from_the_top(day: date, year: int, angle: float) -> None:
    assert angle_of(day, year) == pytest.approx(angle)


def test_numbers_for_meetings_letters_for_the_rest_in_date_order() -> None:
    entries = [
        WheelEntry("c", date(YEAR, 9, 1), "Høst"),
        WheelEntry("d", date(YEAR, 9, 1), "Evaluering", "duty"),
        WheelEntry("a", date(YEAR, 2, 1), "Vinter"),
        WheelEntry("b", date(YEAR, 5, 4), "Skolebesøk", "activity"),
    ]
    marks = draw_wheel(YEAR, entries).marks
    assert [(mark.number, mark.entry.key) for mark in marks] == [
        ("1", "a"),
        ("a", "b"),
        ("2", "c"),
        ("b", "d"),
    ]
    assert [mark.number for mark in draw_wheel(YEAR, weekly(30, "duty")).marks][24:28] == [
        "y",
        "z",
        "aa",
        "bb",
    ]


def test_other_years_and_parts_of_spans_are_left_out() -> None:
    spans = [
        WheelSpan(date(YEAR - 1, 12, 20), date(YEAR, 1, 3), "juleferie", "school_holiday"),
        WheelSpan(date(YEAR + 1, 2, 20), date(YEAR + 1, 2, 25), "neste år", "school_holiday"),
    ]
    wheel = draw_wheel(YEAR, [WheelEntry("x", date(YEAR + 1, 1, 5), "x")], spans=spans)
    assert (wheel.marks, wheel.left_out) == ((), 0)
    assert [band.span.label for band in wheel.bands] == ["juleferie"]
    assert wheel.bands[0].path == arc(0, angle_of(date(YEAR, 1, 3), YEAR, 1), SPANS)


def test_overlapping_spans_take_lanes_of_their_own() -> None:
    def span(first: int, last: int) -> WheelSpan:
        return WheelSpan(date(YEAR, 5, first), date(YEAR, 5, last), str(first))

    wheel = draw_wheel(YEAR, [], spans=[span(1, 10), span(5, 20), span(11, 12), span(21, 22)])
    assert [(band.span.label, band.lane) for band in wheel.bands] == [
        ("1", 0),
        ("5", 1),
        ("11", 0),
        ("21", 0),
    ]


@pytest.mark.parametrize(
    ("today", "drawn"), [(date(YEAR, 3, 3), True), (date(YEAR + 1, 3, 3), False), (None, False)]
)
def test_todays_hand_is_drawn_in_its_own_year(today: date | None, drawn: bool) -> None:
    assert bool(draw_wheel(YEAR, [], today=today).today) is drawn


def test_months_fill_the_ring_without_gap_or_overlap() -> None:
    for year in (2027, 2028):
        edges = [angle_of(date(year, month, 1), year, 0) for month in range(1, 13)] + [360.0]
        sectors = draw_wheel(year, []).sectors
        assert [s.band for s in sectors] == [ring_piece(a, b, BAND, 317.0) for a, b in pairwise(edges)]
        assert [s.quarter for s in sectors] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]


def test_month_names_are_never_upside_down() -> None:
    for sector in draw_wheel(YEAR, []).sectors:
        turn = float(sector.name_transform.split("rotate(")[1].rstrip(")"))
        assert turn <= 90 or turn >= 270, sector.name


def test_councils_keep_their_colour_when_dates_move() -> None:
    first = WheelEntry("a", date(YEAR, 6, 1), "x", series="Politirådet")
    second = WheelEntry("b", date(YEAR, 2, 1), "x", series="SLT-møtet")
    for day in (date(YEAR, 1, 5), date(YEAR, 11, 2)):
        moved = WheelEntry("b", day, "x", series="SLT-møtet")
        for entries in ([first, second], [first, moved]):
            series = {mark.entry.series: mark.series for mark in draw_wheel(YEAR, entries).marks}
            assert series == {"Politirådet": 1, "SLT-møtet": 2}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("Årshjul for 2027", "fire møter", "januar", "2. feb")),
        ("nn", ("Årshjul for 2027", "fire møte", "januar", "2. feb")),
        ("en", ("Year wheel for 2027", "four meetings", "January", "2 Feb")),
    ],
)
def test_words_follow_the_language(language: str, words: tuple[str, ...]) -> None:
    wheel = draw_wheel(YEAR, CROWDS["four meetings"], language=language)
    assert (wheel.title, wheel.hub_label, wheel.sectors[0].name, wheel.marks[0].label) == words


def test_description_says_what_the_picture_shows() -> None:
    wheel = draw_wheel(YEAR, [WheelEntry("a", date(YEAR, 2, 9), "Politiråd")])
    assert wheel.description == "I datorekkefølge: 1 tirsdag 9. februar, Politiråd."
    assert draw_wheel(YEAR, []).description == "Ingen møter eller aktiviteter."


def test_legend_names_only_what_is_there() -> None:
    assert draw_wheel(YEAR, []).legend == ()
    full = draw_wheel(
        YEAR,
        [
            WheelEntry("a", date(YEAR, 2, 9), "x", planned=True, series="Politirådet"),
            WheelEntry("b", date(YEAR, 3, 9), "x", series="SLT-møtet"),
            WheelEntry("c", date(YEAR, 3, 9), "x", "duty"),
        ],
        spans=[WheelSpan(date(YEAR, 2, 22), date(YEAR, 2, 26), "vinterferie", "school_holiday")],
    )
    assert [(line.kind, line.text, line.planned) for line in full.legend] == [
        ("meeting", "Politirådet", False),
        ("meeting", "SLT-møtet", False),
        ("duty", "Plikt", False),
        ("meeting", "Foreslått, ikke vedtatt", True),
        ("school_holiday", "Skoleferie", False),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.001, "0"), (12, "12"), (12.5, "12.5"), (-3.14159, "-3.14"), (100.0, "100")],
)
def test_numbers_have_a_point_and_two_decimals(value: float, text: str) -> None:
    assert number(value) == text


def drawn(wheel: Wheel, **facts: object) -> ET.Element:
    engine = Engine(dirs=[str(AT_ROOT / "templates")])
    text = engine.get_template("meetings/_wheel.svg.html").render(
        Context({"wheel": wheel, "wheel_id": "hjul", **facts})
    )
    assert "style=" not in text
    return ET.fromstring(text.strip())


def test_picture_is_well_formed_and_has_title_description_and_a_title_for_each_mark() -> None:
    wheel = draw_wheel(
        YEAR, CROWDS["all kinds"], spans=[WheelSpan(date(YEAR, 5, 1), date(YEAR, 5, 17), "russetid")]
    )
    svg = drawn(wheel)
    assert svg.get("role") == "img"
    ids = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert ids[svg.get("aria-labelledby")] == wheel.title
    assert ids[svg.get("aria-describedby")] == wheel.description
    assert len(list(svg.iter(f"{SVG}title"))) == 1 + len(wheel.marks)
    numbers = [e.text for e in svg.iter(f"{SVG}text") if e.get("class") == "year-wheel__number"]
    assert numbers == [mark.number for mark in wheel.marks]


def test_planned_marks_are_dashed_and_decided_ones_are_not() -> None:
    wheel = draw_wheel(
        YEAR, [WheelEntry("a", date(YEAR, 2, 9), "x", planned=True), WheelEntry("b", date(YEAR, 5, 9), "x")]
    )
    shapes = [e for e in drawn(wheel).iter(f"{SVG}path") if e.get("class") == "year-wheel__shape"]
    assert [shape.get("stroke-dasharray") for shape in shapes] == ["4 3", None]
    assert [shape.get("fill") for shape in shapes] == ["#ffffff", "#226575"]


def test_links_only_when_asked_and_only_with_an_address() -> None:
    wheel = draw_wheel(
        YEAR,
        [WheelEntry("a", date(YEAR, 2, 9), "x", url="/moter/1/"), WheelEntry("b", date(YEAR, 5, 9), "y")],
    )
    links = list(drawn(wheel, linked=True).iter(f"{SVG}a"))
    assert [(e.get("href"), e.get("aria-label")) for e in links] == [
        ("/moter/1/", "1 9. feb: tirsdag 9. februar, x")
    ]
    assert drawn(wheel, linked=True).get("role") == "group"
    assert list(drawn(wheel).iter(f"{SVG}a")) == []


def test_titles_of_meetings_cannot_become_markup() -> None:
    wheel = draw_wheel(YEAR, [WheelEntry("a", date(YEAR, 2, 9), '<script>"&', url='"><x')])
    svg = drawn(wheel, linked=True)
    assert not list(svg.iter(f"{SVG}script"))
    assert [e.get("href") for e in svg.iter(f"{SVG}a")] == ['"><x']
