"""Dates and periods as agreements write them. The odd spellings are those of the five real agreements."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.validity import PartialDate, Period, Precision, UnreadableDate

WRITTEN = [
    ("2025", "2025"),
    ("2025-02", "2025-02"),
    ("2025-02-14", "2025-02-14"),
    ("14.02.2025", "2025-02-14"),
    ("14.2.2025", "2025-02-14"),
    ("31.10. 2022", "2022-10-31"),
    ("30.06.20", "2020-06-30"),
    ("02.2025", "2025-02"),
    ("februar 2025.", "2025-02"),
    (" Februar  2025 ", "2025-02"),
    ("14. februar 2025", "2025-02-14"),
    ("1 desember 2024", "2024-12-01"),
    ("14 February 2025", "2025-02-14"),
    ("29.02.2024", "2024-02-29"),
]


@pytest.mark.parametrize(("text", "iso"), WRITTEN)
def test_date_parse_keeps_what_was_written(text: str, iso: str) -> None:
    assert PartialDate.parse(text).isoformat() == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i går",
        "31.02.2025",
        "29.02.2025",
        "2025-13",
        "13.2025",
        "32. mai 2025",
        "mai",
        "25",
        "2025-2-1",
        "٢٠٢٥",
        "0",
    ],
)
def test_date_parse_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(UnreadableDate) as caught:
        PartialDate.parse(text)
    assert caught.value.text == text


@pytest.mark.parametrize(
    ("iso", "precision", "first", "last"),
    [
        ("2024", Precision.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02", Precision.MONTH, date(2025, 2, 1), date(2025, 2, 28)),
        ("2025-12", Precision.MONTH, date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-02-14", Precision.DAY, date(2025, 2, 14), date(2025, 2, 14)),
    ],
)
def test_date_spans_its_first_and_last_day(iso: str, precision: Precision, first: date, last: date) -> None:
    day = PartialDate.fromisoformat(iso)
    assert (day.precision, day.first_day, day.last_day) == (precision, first, last)


@pytest.mark.parametrize(
    ("iso", "language", "words"),
    [
        ("2025", "nb", "2025"),
        ("2025-02", "nb", "februar 2025"),
        ("2025-02", "nn", "februar 2025"),
        ("2025-02", "en", "February 2025"),
        ("2025-10-01", "nb", "1. oktober 2025"),
        ("2025-10-01", "nn", "1. oktober 2025"),
        ("2025-10-01", "en", "1 October 2025"),
    ],
)
def test_date_format_in_three_languages(iso: str, language: str, words: str) -> None:
    assert PartialDate.fromisoformat(iso).format(language) == words


def test_date_of_day_needs_a_month() -> None:
    with pytest.raises(ValueError, match="needs a month"):
        PartialDate(2025, None, 3)


def test_dates_are_equal_only_when_they_say_the_same() -> None:
    assert PartialDate(2025) != PartialDate(2025, 1)
    assert PartialDate(2025, 1) != PartialDate(2025, 1, 1)
    assert PartialDate.of(date(2025, 1, 1)) == PartialDate(2025, 1, 1)


partial_dates = st.dates(date(1900, 1, 1), date(2100, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)]
    )
)


@given(partial_dates, st.sampled_from(["nb", "nn", "en"]))
def test_date_words_and_iso_read_back(day: PartialDate, language: str) -> None:
    assert PartialDate.parse(day.format(language)) == day
    assert PartialDate.fromisoformat(day.isoformat()) == day
    assert day.first_day <= day.last_day


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(), ("", "", "")),
        (Period(PartialDate(2025), PartialDate(2027)), ("2025–2027",) * 3),
        (Period(open_ended=True), ("til den sies opp", "til han blir sagd opp", "until notice is given")),
        (
            Period(PartialDate(2022, 10, 31), open_ended=True),
            (
                "fra 31. oktober 2022 til den sies opp",
                "frå 31. oktober 2022 til han blir sagd opp",
                "from 31 October 2022 until notice is given",
            ),
        ),
        (
            Period(ends=PartialDate(2027, 12)),
            ("til og med desember 2027", "til og med desember 2027", "until December 2027"),
        ),
        (
            Period(PartialDate(2025, 3, 6), PartialDate(2027)),
            ("6. mars 2025 – 2027", "6. mars 2025 – 2027", "6 March 2025 – 2027"),
        ),
        (Period(PartialDate(2025)), ("fra 2025", "frå 2025", "from 2025")),
    ],
)
def test_period_format_in_three_languages(period: Period, words: tuple[str, str, str]) -> None:
    assert tuple(period.format(language) for language in ("nb", "nn", "en")) == words


@pytest.mark.parametrize(
    ("period", "day", "started", "expired"),
    [
        (Period(PartialDate(2025), PartialDate(2027)), date(2024, 12, 31), False, False),
        (Period(PartialDate(2025), PartialDate(2027)), date(2025, 1, 1), True, False),
        (Period(PartialDate(2025), PartialDate(2027)), date(2027, 12, 31), True, False),
        (Period(PartialDate(2025), PartialDate(2027)), date(2028, 1, 1), True, True),
        (Period(open_ended=True), date(2099, 1, 1), True, False),
        (Period(), date(2099, 1, 1), True, False),
    ],
)
def test_period_starts_and_expires(period: Period, day: date, started: bool, expired: bool) -> None:
    assert (period.has_started(day), period.has_expired(day)) == (started, expired)
    assert period.covers(day) == (started and not expired)


def test_period_silence_is_not_an_open_end() -> None:
    assert Period().is_silent
    assert not Period(open_ended=True).is_silent
    assert Period() != Period(open_ended=True)


def test_period_refuses_an_end_before_the_start() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Period(PartialDate(2027), PartialDate(2025))
    assert Period(PartialDate(2025, 6), PartialDate(2025)).last_day == date(2025, 12, 31)


def test_period_refuses_both_an_end_and_an_open_end() -> None:
    with pytest.raises(ValueError, match="open-ended"):
        Period(ends=PartialDate(2025), open_ended=True)
