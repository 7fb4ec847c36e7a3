"""Dates in words in the four languages."""

import datetime as dt

import pytest

from politirad import dates

DAY = dt.date(2026, 11, 25)
AT = dt.datetime(2026, 11, 25, 13, 5)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "onsdag 25. november 2026"),
        ("nn", "onsdag 25. november 2026"),
        ("en", "Wednesday 25 November 2026"),
        ("se", "gaskavahkku 25. skábmamánnu 2026"),
    ],
)
def test_weekday_date_in_every_language(language: str, words: str) -> None:
    assert dates.weekday_date(DAY, language) == words


def test_nynorsk_has_its_own_weekdays() -> None:
    assert dates.weekday_date(dt.date(2026, 11, 24), "nn") == "tysdag 24. november 2026"


@pytest.mark.parametrize(("language", "words"), [("nb", "kl. 13.05"), ("nn", "kl. 13.05"), ("en", "13:05")])
def test_clock(language: str, words: str) -> None:
    assert dates.clock(AT, language) == words


def test_moment() -> None:
    assert dates.moment(AT, "nb") == "onsdag 25. november 2026 kl. 13.05"
    assert dates.moment(AT, "en") == "Wednesday 25 November 2026, 13:05"


def test_period_names_one_day_once() -> None:
    assert dates.period(AT, AT.replace(hour=15), "nb") == "onsdag 25. november 2026 kl. 13.05–15.05"


def test_period_over_midnight_names_both_days() -> None:
    end = dt.datetime(2026, 11, 26, 1, 0)
    assert (
        dates.period(AT, end, "nb")
        == "onsdag 25. november 2026 kl. 13.05 – torsdag 26. november 2026 kl. 01.00"
    )


def test_short_names() -> None:
    assert dates.short_date(dt.date(2026, 2, 3)) == "03.02.2026"
    assert dates.month_name(DAY, "nb") == "nov"
    assert dates.month_and_year(dt.date(2025, 2, 1), "nb") == "februar 2025"


def test_unknown_language_reads_as_bokmaal() -> None:
    assert dates.long_date(DAY, "fr") == "25. november 2026"
