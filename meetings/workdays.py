"""Norwegian days on which a council should not meet, and working days for deadlines.

Public holidays come from the package `holidays` (country NO, language code "no": asking it for "nb" silently
gives English). It has bokmål and English names only, so the names shown are our own table in three languages.
It knows nothing of 24 and 31 December, the days before Maundy Thursday or Christmas week: these are ours.
Election days and school holidays vary by year and county, so they are arguments. Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from councils.cadence_text import known_language
from meetings.reasons import Reason, reason

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6

# The package's bokmål name: our key, and the name in nynorsk and English. All Norwegian public holidays.
HOLIDAYS: dict[str, tuple[str, str, str]] = {
    "Første nyttårsdag": ("new_years_day", "Første nyttårsdag", "New Year's Day"),
    "Skjærtorsdag": ("maundy_thursday", "Skjærtorsdag", "Maundy Thursday"),
    "Langfredag": ("good_friday", "Langfredag", "Good Friday"),
    "Første påskedag": ("easter_sunday", "Første påskedag", "Easter Sunday"),
    "Andre påskedag": ("easter_monday", "Andre påskedag", "Easter Monday"),
    "Arbeidernes dag": ("labour_day", "Arbeidardagen", "Labour Day"),
    "Grunnlovsdag": ("constitution_day", "Grunnlovsdagen", "Constitution Day"),
    "Kristi himmelfartsdag": (
        "ascension_day",
        "Kristi himmelfartsdag",
        "Ascension Day",
    ),
    "Første pinsedag": ("whit_sunday", "Første pinsedag", "Whit Sunday"),
    "Andre pinsedag": ("whit_monday", "Andre pinsedag", "Whit Monday"),
    "Første juledag": ("christmas_day", "Første juledag", "Christmas Day"),
    "Andre juledag": ("boxing_day", "Andre juledag", "Boxing Day"),
}
# Our own bokmål names where the package's is not the word officials use.
BOKMAL = {"labour_day": "1. mai", "constitution_day": "17. mai"}
NYNORSK = {"labour_day": "1. mai", "constitution_day": "17. mai"}
NAMES: dict[str, dict[str, str]] = {
    key: {
        "nb": BOKMAL.get(key, package_name),
        "nn": NYNORSK.get(key, nynorsk),
        "en": english,
    }
    for package_name, (key, nynorsk, english) in HOLIDAYS.items()
}


@dataclass(frozen=True)
class ElectionDay:
    """A Monday in September; `confirmed` False until the King in Council has fixed it (valgloven § 9-1)."""

    day: date
    confirmed: bool = True


@dataclass(frozen=True)
class SchoolHoliday:
    """A school holiday of one county or municipality, first to last day, both included."""

    name: str
    first: date
    last: date


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> dict[date, tuple[str, ...]]:
    """The year's public holidays as keys; one day can have two (17 May 2027 is also Whit Monday)."""
    table: dict[date, tuple[str, ...]] = {}
    for day, joined in holidays.country_holidays("NO", years=year, language="no").items():
        names = joined.split("; ")
        table[day] = tuple(HOLIDAYS[name][0] if name in HOLIDAYS else name for name in names)
    return table


def public_holidays(day: date) -> tuple[str, ...]:
    """The keys of the public holidays that fall on `day`; empty on other days, ordinary Sundays included."""
    return _public_holidays(day.year).get(day, ())


def holiday_name(key: str, language: str = "nb") -> str:
    """The holiday's name; a key outside our table is the package's own name and comes back as it is."""
    names = NAMES.get(key)
    return names[known_language(language)] if names else key


def is_weekend(day: date) -> bool:
    """Saturday or Sunday?"""
    return day.weekday() >= SATURDAY


def is_working_day(day: date) -> bool:
    """Monday to Friday, no public holiday, and neither 24 nor 31 December.

    The two eves are half days at most in public offices; counting them as free makes deadlines earlier, which
    is the safe side.
    """
    return not (is_weekend(day) or public_holidays(day) or _is_eve(day))


def previous_working_day(day: date) -> date:
    """`day` itself when it is a working day, else the nearest one before it."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def next_working_day(day: date) -> date:
    """`day` itself when it is a working day, else the nearest one after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def easter_sunday(year: int) -> date:
    """Easter Sunday of `year`, read from the holiday table."""
    return next(day for day, keys in _public_holidays(year).items() if "easter_sunday" in keys)


def reasons_against(
    day: date,
    *,
    elections: Iterable[ElectionDay] = (),
    school_holidays: Iterable[SchoolHoliday] = (),
) -> tuple[Reason, ...]:
    """Everything in the calendar that speaks against a meeting on `day`; empty for a good day.

    Codes: `weekend`, `public_holiday` (holiday), `christmas_eve`, `new_years_eve`, `holy_week`,
    `christmas_week`, `squeezed_day`, `election_day` and `election_week` (day, confirmed), `school_holiday`
    (name, first, last). A public holiday on a Saturday or Sunday gives both reasons.
    """
    return (
        *_calendar_reasons(day),
        *_election_reasons(day, elections),
        *_school_reasons(day, school_holidays),
    )


@lru_cache(maxsize=4096)
def _calendar_reasons(day: date) -> tuple[Reason, ...]:
    """The reasons that are the same for everybody."""
    found = [reason("public_holiday", holiday=key) for key in public_holidays(day)]
    if is_weekend(day):
        found.append(reason("weekend", weekday=day.weekday()))
    if day.month == 12 and day.day == 24:
        found.append(reason("christmas_eve"))
    if day.month == 12 and day.day == 31:
        found.append(reason("new_years_eve"))
    if not found and timedelta(days=3) < easter_sunday(day.year) - day < timedelta(days=7):
        found.append(reason("holy_week"))
    if not found and day.month == 12 and 27 <= day.day <= 30:
        found.append(reason("christmas_week"))
    if not found and not is_working_day(day - ONE_DAY) and not is_working_day(day + ONE_DAY):
        found.append(reason("squeezed_day"))
    return tuple(found)


def _election_reasons(day: date, elections: Iterable[ElectionDay]) -> tuple[Reason, ...]:
    """Election day itself, and the other working days of that week, when the results are counted."""
    for election in elections:
        monday = election.day - timedelta(days=election.day.weekday())
        if monday <= day <= monday + timedelta(days=4):
            code = "election_day" if day == election.day else "election_week"
            return (reason(code, day=election.day, confirmed=int(election.confirmed)),)
    return ()


def _school_reasons(day: date, school_holidays: Iterable[SchoolHoliday]) -> tuple[Reason, ...]:
    """The holidays by their names as they stand inside a sentence: «vinterferie», also where «Vinterferie» was typed."""
    return tuple(
        reason("school_holiday", name=span.name[:1].lower() + span.name[1:], first=span.first, last=span.last)
        for span in school_holidays
        if span.first <= day <= span.last
    )


def _is_eve(day: date) -> bool:
    return day.month == 12 and day.day in (24, 31)
