"""Dates of the demo, told relative to the year so that the demo is alive in any year.

Four forms are understood (source: our own, made for readers who plan meetings):

- ``2025-03-06``: that day.
- ``andre onsdag i februar i år``: an ordinal, a weekday, a month and ``i fjor``, ``i år`` or ``neste år``.
- ``15. mars neste år``: a day of a month.
- ``om 10 dager``, ``om 3 uker``, ``for 2 uker siden``, ``i dag``: counted from today.

All but the first are moved on to the next working day when they fall on a weekend or a public holiday.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator

from meetings.workdays import next_working_day

ORDINALS = {"første": 0, "andre": 1, "tredje": 2, "fjerde": 3, "siste": -1}
WEEKDAYS = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
#: A day to reckon from where only the order of two dates matters.
ANY_DAY = date(2026, 11, 22)
YEARS = {"i fjor": -1, "i år": 0, "neste år": 1}

_YEAR = "(?P<year>i fjor|i år|neste år)"
_MONTH = f"(?P<month>{'|'.join(MONTHS)})"
_WEEKDAY_FORM = re.compile(
    f"(?P<ordinal>{'|'.join(ORDINALS)}) (?P<weekday>{'|'.join(WEEKDAYS)}) i {_MONTH} {_YEAR}"
)
_DAY_FORM = re.compile(rf"(?P<day>\d{{1,2}})\. {_MONTH} {_YEAR}")
_AHEAD_FORM = re.compile(r"om (?P<count>\d{1,3}) (?P<unit>dag|dager|uke|uker)")
_BACK_FORM = re.compile(r"for (?P<count>\d{1,3}) (?P<unit>dag|dager|uke|uker) siden")


def resolve(rule: str, *, today: date) -> date:
    """The day that `rule` means when `today` is today. Raises ValueError with a sentence in bokmål."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", rule):
        try:
            return date.fromisoformat(rule)
        except ValueError:
            raise ValueError(f"«{rule}» er ikke en dato i kalenderen") from None
    return next_working_day(_relative(rule, today))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (0-3, or -1 for the last) such weekday (Monday 0) of the month."""
    if nth == -1:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * nth)


def _relative(rule: str, today: date) -> date:
    forms: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]]] = [
        (_WEEKDAY_FORM, _by_weekday),
        (_DAY_FORM, _by_day),
        (_AHEAD_FORM, lambda found, day: day + _span(found)),
        (_BACK_FORM, lambda found, day: day - _span(found)),
        (re.compile("i dag"), lambda found, day: day),
    ]
    for form, meaning in forms:
        if found := form.fullmatch(rule):
            return meaning(found, today)
    raise ValueError(
        f"«{rule}» er ikke en dato vi forstår (skriv for eksempel «2025-03-06», "
        "«andre onsdag i februar i år», «15. mars neste år» eller «om 3 uker»)"
    )


def _by_weekday(found: re.Match[str], today: date) -> date:
    return nth_weekday(
        today.year + YEARS[found["year"]],
        MONTHS.index(found["month"]) + 1,
        WEEKDAYS.index(found["weekday"]),
        ORDINALS[found["ordinal"]],
    )


def _by_day(found: re.Match[str], today: date) -> date:
    try:
        return date(
            today.year + YEARS[found["year"]],
            MONTHS.index(found["month"]) + 1,
            int(found["day"]),
        )
    except ValueError:
        raise ValueError(f"«{found[0]}» er ikke en dato i kalenderen") from None


def _span(found: re.Match[str]) -> timedelta:
    days = int(found["count"])
    return timedelta(weeks=days) if found["unit"].startswith("uke") else timedelta(days=days)


def _lawful(rule: str) -> str:
    resolve(rule, today=date(2026, 1, 1))
    return rule


DateRule = Annotated[str, AfterValidator(_lawful)]
