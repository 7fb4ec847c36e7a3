"""Dates told relative to the year: what each form means, and what is refused."""

from datetime import date

import pytest

from meetings.workdays import is_working_day
from politirad.demo.dates import nth_weekday, resolve

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("2025-03-06", date(2025, 3, 6)),
        ("2022-01-01", date(2022, 1, 1)),
        ("andre onsdag i februar i år", date(2026, 2, 11)),
        ("første mandag i juni i fjor", date(2025, 6, 2)),
        ("siste torsdag i november i år", date(2026, 11, 26)),
        ("siste torsdag i desember neste år", date(2027, 12, 30)),
        ("15. mars neste år", date(2027, 3, 15)),
        ("17. mai i år", date(2026, 5, 18)),
        ("om 1 dag", date(2026, 11, 23)),
        ("om 3 uker", date(2026, 12, 14)),
        ("for 2 uker siden", date(2026, 11, 9)),
        ("i dag", date(2026, 11, 23)),
    ],
)
def test_rule_gives_day(rule: str, day: date) -> None:
    assert resolve(rule, today=TODAY) == day


@pytest.mark.parametrize("year", [2024, 2027, 2031])
def test_relative_rule_falls_on_working_day_in_any_year(year: int) -> None:
    rules = ["1. mai i år", "første torsdag i april i år", "25. desember i år", "om 33 dager"]
    days = [resolve(rule, today=date(year, 11, 22)) for rule in rules]
    assert [is_working_day(day) for day in days] == [True] * 4


@pytest.mark.parametrize(
    "rule", ["snart", "femte onsdag i mai i år", "31. februar i år", "2025-02-30", "om uker"]
)
def test_unreadable_rule_is_refused_with_the_rule_in_the_sentence(rule: str) -> None:
    with pytest.raises(ValueError, match=f"«{rule}»"):
        resolve(rule, today=TODAY)


def test_last_weekday_of_december_lies_in_december() -> None:
    assert nth_weekday(2026, 12, 3, -1) == date(2026, 12, 31)
