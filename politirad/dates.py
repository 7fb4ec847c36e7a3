"""Dates and times in words, in the four languages, for pages, mail and paper.

Month and weekday names come from Unicode CLDR through Babel, which knows Northern Sámi; Django's own tables do not.
Every function takes the language as a code of ours (`nb`, `nn`, `en`, `se`) and never asks for the current time.
"""

import datetime as dt

from babel import Locale
from babel.dates import format_date, format_skeleton

_CLDR = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB", "se": "se_NO"}


def locale_of(language: str) -> Locale:
    """Babel's locale for a language code of ours; any other code reads as bokmål."""
    return Locale.parse(_CLDR.get(language.partition("-")[0].lower(), "nb_NO"))


def long_date(day: dt.date, language: str) -> str:
    """Day, month and year: "25. november 2026", "25 November 2026"."""
    return format_date(
        day, "d MMMM y" if language.startswith("en") else "d. MMMM y", locale=locale_of(language)
    )


def weekday_date(day: dt.date, language: str) -> str:
    """The same with its weekday: "onsdag 25. november 2026"."""
    pattern = "EEEE d MMMM y" if language.startswith("en") else "EEEE d. MMMM y"
    return format_date(day, pattern, locale=locale_of(language))


def short_date(day: dt.date) -> str:
    """Figures in the Norwegian order, as the date fields take them: "25.11.2026"."""
    return f"{day:%d.%m.%Y}"


def weekday_name(number: int, language: str) -> str:
    """The name of a weekday by its ISO number, 1 for Monday: "mandag"."""
    return format_date(dt.date(2024, 1, number), "EEEE", locale=locale_of(language))


def month_name(day: dt.date, language: str) -> str:
    """The month's short name without a full stop, for narrow places: "nov"."""
    return str(format_skeleton("MMM", day, locale=locale_of(language))).rstrip(".")


def month_and_year(day: dt.date, language: str) -> str:
    """For dates known to the month only: "februar 2025"."""
    return format_date(day, "MMMM y", locale=locale_of(language))


def clock(time: dt.time | dt.datetime, language: str) -> str:
    """The time of day: "kl. 13.00", in English "13:00". A datetime must be in local time already."""
    if language.startswith("en"):
        return f"{time:%H:%M}"
    return f"{'dii' if language.startswith('se') else 'kl.'} {time:%H.%M}"


def moment(at: dt.datetime, language: str) -> str:
    """Weekday, date and time: "onsdag 25. november 2026 kl. 13.00". `at` must be in local time already."""
    joint = ", " if language.startswith("en") else " "
    return f"{weekday_date(at.date(), language)}{joint}{clock(at, language)}"


def period(start: dt.datetime, end: dt.datetime, language: str) -> str:
    """From and to, naming the date once when it is the same day. Both must be in local time already."""
    if start.date() != end.date():
        return f"{moment(start, language)} – {moment(end, language)}"
    last = f"{end:%H:%M}" if language.startswith("en") else f"{end:%H.%M}"
    return f"{moment(start, language)}–{last}"
