"""The wheel's colours against its slices, computed from the theme's own values: 3:1 for marks, 4.5:1 for text."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
PRINTED = re.compile(r'"(#[0-9a-f]{6})"')


def tokens(css: str, scheme: str) -> dict[str, str]:
    """The colour tokens that a style sheet sets for `scheme` ("light" or "dark"), as six hexadecimal digits."""
    found = re.search(rf"""\[data-color-scheme=["']?{scheme}["']?\]\s*{{([^}}]*)""", css)
    assert found, scheme
    pairs = re.findall(r"--ds-color-([a-z0-9-]+):\s*#([0-9a-f]{6}|[0-9a-f]{3})\b", found.group(1))
    return {
        name: f"#{''.join(c * 2 for c in digits) if len(digits) == 3 else digits}" for name, digits in pairs
    }


def colours_of(scheme: str) -> dict[str, str]:
    """Designsystemet's theme (an asset that `make run` and `make test` fetch) with our colours on top."""
    theme = (STATIC / "vendor" / "designsystemet-theme.css").read_text(encoding="utf-8")
    return {**tokens(theme, scheme), **tokens(BRAND, scheme)}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def own_rule(css: str, selector: str, prop: str) -> str:
    """The token that a rule of wheel.css sets a property to."""
    block = css[css.index(f"  {selector} {{") :]
    found = re.search(rf"{prop}: var\(--ds-color-([a-z0-9-]+)\)", block[: block.index("}")])
    assert found, (selector, prop)
    return found.group(1)


WHEEL = (STATIC / "css" / "wheel.css").read_text(encoding="utf-8")
BRAND = (STATIC / "css" / "brand.css").read_text(encoding="utf-8")
MARKS = [
    ".year-wheel__mark",
    ".year-wheel__mark--s2",
    ".year-wheel__mark--s3",
    ".year-wheel__mark--s4",
    ".year-wheel__mark--duty",
    ".year-wheel__mark--activity",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mark", MARKS)
def test_marks_stand_out_from_every_slice(scheme: str, mark: str) -> None:
    colours = colours_of(scheme)
    colour = colours[own_rule(WHEEL, mark, "--mark")]
    for slice_rule in (".year-wheel__slice", ".year-wheel__slice--even"):
        assert contrast(colour, colours[own_rule(WHEEL, slice_rule, "fill")]) >= 4.5
    assert contrast(colour, colours[own_rule(WHEEL, mark, "--on-mark")]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("rule", "prop", "least"),
    [
        (".year-wheel__span", "stroke", 3),
        (".year-wheel__span--school_holiday", "stroke", 3),
        (".year-wheel__stem", "stroke", 3),
        (".year-wheel__today", "stroke", 3),
        (".year-wheel__date", "fill", 4.5),
    ],
)
def test_lines_and_dates_stand_out_from_every_slice(scheme: str, rule: str, prop: str, least: float) -> None:
    colours = colours_of(scheme)
    for slice_rule in (".year-wheel__slice", ".year-wheel__slice--even"):
        background = colours[own_rule(WHEEL, slice_rule, "fill")]
        assert contrast(colours[own_rule(WHEEL, rule, prop)], background) >= least


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("band", [".year-wheel__month", ".year-wheel__month--q4", ".year-wheel__hub"])
def test_month_names_and_year_are_readable(scheme: str, band: str) -> None:
    colours = colours_of(scheme)
    name = colours[own_rule(WHEEL, ".year-wheel__name", "fill")]
    assert contrast(name, colours[own_rule(WHEEL, band, "fill")]) >= 4.5


def test_printed_palette_stands_out_from_white_and_the_tinted_slice() -> None:
    source = (STATIC.parent / "meetings" / "wheel_marks.py").read_text(encoding="utf-8")
    printed = PRINTED.findall(source)
    assert len(printed) == 6
    for colour in printed:
        assert min(contrast(colour, "#ffffff"), contrast(colour, "#f0f4f5")) >= 4.5
