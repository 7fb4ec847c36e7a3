"""Dates as agreements write them, and the period an agreement is valid for.

Agreements say "14. februar 2025", "februar 2025" or only "2025". A `PartialDate` keeps exactly what was said and
never fills in the rest; `first_day` and `last_day` give the days it can mean. A `Period` does the same for
validity: silence, an open end and a stated end are three different values.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

# fmt: off
_NORWEGIAN = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)
_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
MONTHS = {"nb": _NORWEGIAN, "nn": _NORWEGIAN, "en": _ENGLISH}
_MONTH_NUMBERS = {
    name.casefold(): number for names in MONTHS.values() for number, name in enumerate(names, start=1)
}
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4}|\d{2})", re.ASCII)
_NUMERIC_MONTH = re.compile(r"(\d{1,2})\s*\.\s*(\d{4})", re.ASCII)
_WORDS = re.compile(r"(?:([0-9]{1,2})\s*\.?\s+)?([^\W\d_]+)\s+([0-9]{4})")


class UnreadableDate(ValueError):
    """The text is not a date with day, month or year precision. `text` is what was given."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a date of day, month or year precision")
        self.text = text


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of day, month or year precision. Raises `ValueError` when no such day or month exists.

    Two partial dates are equal only when they say the same: "2025" is not "2025-01-01". They have no order of
    their own; compare `first_day` or `last_day`, whichever the question is about.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        date(
            self.year,
            1 if self.month is None else self.month,
            1 if self.day is None else self.day,
        )

    @classmethod
    def of(cls, day: date) -> Self:
        """The same day, with day precision."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def fromisoformat(cls, text: str) -> Self:
        """Read "2025", "2025-02" or "2025-02-14". Raises `UnreadableDate`."""
        if match := _ISO.fullmatch(text):
            year, month, day = match.groups()
            return cls._checked(text, year, month, day)
        raise UnreadableDate(text)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a date as people and agreements write it, in Bokmål, Nynorsk or English.

        Takes the ISO forms, "14.02.2025", "31.10. 2022", "30.06.20" (two digits mean 20xx: the first police
        councils are from 2006), "02.2025", "14. februar 2025", "februar 2025", "14 February 2025" and "2025",
        with a full stop or spaces around. Raises `UnreadableDate`.
        """
        clean = " ".join(text.split()).rstrip(".").strip()
        if _ISO.fullmatch(clean):
            return cls.fromisoformat(clean)
        if match := _NUMERIC.fullmatch(clean):
            day, month, year = match.groups()
            return cls._checked(text, year if len(year) == 4 else f"20{year}", month, day)
        if match := _NUMERIC_MONTH.fullmatch(clean):
            month, year = match.groups()
            return cls._checked(text, year, month, None)
        if match := _WORDS.fullmatch(clean):
            day, name, year = match.groups()
            number = _MONTH_NUMBERS.get(name.casefold())
            if number is not None:
                return cls._checked(text, year, str(number), day)
        raise UnreadableDate(text)

    @classmethod
    def _checked(cls, text: str, year: str, month: str | None, day: str | None) -> Self:
        try:
            return cls(
                int(year),
                None if month is None else int(month),
                None if day is None else int(day),
            )
        except ValueError:
            raise UnreadableDate(text) from None

    @property
    def precision(self) -> Precision:
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def isoformat(self) -> str:
        """ "2025", "2025-02" or "2025-02-14": the form of storage and export."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    def format(self, language: str) -> str:
        """The date in words: "14. februar 2025" in "nb" and "nn", "14 February 2025" in "en". Raises `KeyError`."""
        names = MONTHS[language]
        if self.month is None:
            return str(self.year)
        month = f"{names[self.month - 1]} {self.year}"
        if self.day is None:
            return month
        return f"{self.day} {month}" if language == "en" else f"{self.day}. {month}"

    def __str__(self) -> str:
        return self.isoformat()


_UNTIL_NOTICE = {
    "nb": "til den sies opp",
    "nn": "til han blir sagd opp",
    "en": "until notice is given",
}
_FROM = {"nb": "fra", "nn": "frå", "en": "from"}
_UNTIL = {"nb": "til og med", "nn": "til og med", "en": "until"}


@dataclass(frozen=True, slots=True)
class Period:
    """The time an agreement says it is valid for.

    `open_ended` is true only when the text says that it runs until notice is given. All three empty means that
    the text is silent. Raises `ValueError` when the end lies before the start, or an end is both stated and open.
    """

    starts: PartialDate | None = None
    ends: PartialDate | None = None
    open_ended: bool = False

    def __post_init__(self) -> None:
        if self.open_ended and self.ends is not None:
            raise ValueError("a period cannot both have an end and be open-ended")
        if self.starts is not None and self.ends is not None and self.ends.last_day < self.starts.first_day:
            raise ValueError("a period cannot end before it starts")

    @property
    def is_silent(self) -> bool:
        """True when the agreement says nothing about its validity."""
        return self.starts is None and self.ends is None and not self.open_ended

    @property
    def first_day(self) -> date | None:
        return None if self.starts is None else self.starts.first_day

    @property
    def last_day(self) -> date | None:
        """The last day of validity; None when the end is open or unsaid."""
        return None if self.ends is None else self.ends.last_day

    def has_started(self, today: date) -> bool:
        """True unless a stated start lies ahead: an unsaid start means from the signing."""
        return self.first_day is None or self.first_day <= today

    def has_expired(self, today: date) -> bool:
        """True from the day after the last day. An open or unsaid end never expires."""
        return self.last_day is not None and self.last_day < today

    def covers(self, day: date) -> bool:
        return self.has_started(day) and not self.has_expired(day)

    def format(self, language: str) -> str:
        """The period in words, "" when silent: "2025–2027", "fra 14. februar 2025 til den sies opp"."""
        if self.is_silent:
            return ""
        starts = "" if self.starts is None else self.starts.format(language)
        if self.ends is not None:
            ends = self.ends.format(language)
            if not starts:
                return f"{_UNTIL[language]} {ends}"
            both_years = {
                self.starts.precision if self.starts else None,
                self.ends.precision,
            } == {Precision.YEAR}
            return f"{starts}–{ends}" if both_years else f"{starts} – {ends}"
        parts = [f"{_FROM[language]} {starts}"] if starts else []
        if self.open_ended:
            parts.append(_UNTIL_NOTICE[language])
        return " ".join(parts)
