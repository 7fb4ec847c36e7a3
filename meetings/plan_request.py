"""What the planner is asked, and what it answers: values only.

Dates and times are local wall time in Oslo: a meeting at nine stays at nine over the change to summer time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from councils.cadence import Cadence
from meetings.reasons import Reason
from meetings.workdays import ElectionDay, SchoolHoliday

OSLO = ZoneInfo("Europe/Oslo")
_ANY_DAY = date(2000, 1, 1)


class PlanRequestError(ValueError):
    """A request that cannot be meant.

    `code` is `weekday_unknown`, `month_unknown`, `too_short` or `past_midnight`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def wall_time(moment: datetime) -> datetime:
    """An aware moment as naive local time in Oslo; a naive one is local time already."""
    return moment if moment.tzinfo is None else moment.astimezone(OSLO).replace(tzinfo=None)


@dataclass(frozen=True)
class Busy:
    """A member's other meeting; an empty `title` means "another meeting", for what the reader may not see.

    `start` and `end` may be aware or local; they are kept as local wall time.
    """

    person: str
    start: datetime
    end: datetime
    title: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", wall_time(self.start))
        object.__setattr__(self, "end", wall_time(self.end))


@dataclass(frozen=True)
class AttendanceRule:
    """Those who attend only in named months (Nedre Romerike: the schools' leads, in May and December)."""

    who: str
    months: tuple[int, ...]


@dataclass(frozen=True)
class MonthMember:
    """A person, by key, who is called in named months only: then they may not be wanted elsewhere, and else they may."""

    person: str
    months: tuple[int, ...]


@dataclass(frozen=True)
class Theme:
    """A theme or focus area to be treated in the year, preferably in one of `months`."""

    text: str
    months: tuple[int, ...] = ()


class Placement(StrEnum):
    """Which meeting of the year carries a duty."""

    FIRST = "first"
    LAST = "last"
    EACH = "each"
    MONTHS = "months"
    AFTER = "after"
    BEFORE = "before"
    IN_TIME = "in_time"


@dataclass(frozen=True)
class DutyRule:
    """A duty to be put on meetings: evaluation, revision, or the tenant's own.

    `months` belongs to MONTHS: one meeting in each of them. `after` belongs to AFTER: the first meeting later
    than that day. `before` belongs to BEFORE: the last meeting on that day or earlier; and to IN_TIME: the same, or else the
    year's first. `text` is the agreement's or the tenant's own wording, shown as it is.
    """

    kind: str
    placement: Placement
    text: str = ""
    months: tuple[int, ...] = ()
    after: date | None = None
    before: date | None = None


@dataclass(frozen=True)
class PlanRequest:
    """One council's year to be planned.

    `decided`: days of the year on which the council meets already; the rest is planned around them. `weekdays`: preferred, 0 is Monday; empty means any. `months`: the council's preferred months when its
    cadences name none. `closed_months`: months without meetings, July by custom. `not_before`: nothing is
    proposed earlier (a plan made in mid-year). `rules_changed_on`: until that day in the year the council has other rules
    than those of this request. `previous_meeting`: last year's last, for intervals of weeks.
    `people`: keys of the members whose other meetings (`busy`) count; those of `month_members` count in their months. `hosts`: in turn, from `first_host`.
    Raises `PlanRequestError` on an unknown weekday or month, no duration, or a meeting that passes midnight.
    """

    year: int
    cadences: tuple[Cadence, ...]
    weekdays: tuple[int, ...] = (1, 2, 3)
    starts_at: time = time(9)
    minutes: int = 120
    months: tuple[int, ...] = ()
    closed_months: tuple[int, ...] = (7,)
    not_before: date | None = None
    rules_changed_on: date | None = None
    previous_meeting: date | None = None
    decided: tuple[date, ...] = ()
    elections: tuple[ElectionDay, ...] = ()
    school_holidays: tuple[SchoolHoliday, ...] = ()
    people: tuple[str, ...] = ()
    month_members: tuple[MonthMember, ...] = ()
    busy: tuple[Busy, ...] = ()
    duties: tuple[DutyRule, ...] = ()
    attendance: tuple[AttendanceRule, ...] = ()
    hosts: tuple[str, ...] = ()
    first_host: int = 0
    themes: tuple[Theme, ...] = ()

    def __post_init__(self) -> None:
        if any(not 0 <= weekday <= 6 for weekday in self.weekdays):
            raise PlanRequestError("weekday_unknown")
        if any(not 1 <= month <= 12 for month in (*self.months, *self.closed_months)):
            raise PlanRequestError("month_unknown")
        if self.minutes < 1:
            raise PlanRequestError("too_short")
        if self._any_end.date() != _ANY_DAY:
            raise PlanRequestError("past_midnight")

    def called_in(self, month: int) -> frozenset[str]:
        """Those who are called to a meeting in that month."""
        coming = [one.person for one in self.month_members if month in one.months]
        return frozenset([*self.people, *coming])

    @property
    def duration(self) -> timedelta:
        """The length of an ordinary meeting."""
        return timedelta(minutes=self.minutes)

    @property
    def ends_at(self) -> time:
        """When an ordinary meeting ends, local time of the same day."""
        return self._any_end.time()

    @property
    def _any_end(self) -> datetime:
        return datetime.combine(_ANY_DAY, self.starts_at) + self.duration

    @property
    def first_day(self) -> date:
        """The earliest day a meeting may be proposed: 1 January, or `not_before` within the year."""
        return max(date(self.year, 1, 1), self.not_before or date.min)


@dataclass(frozen=True)
class Duty:
    """A duty as it lies on one meeting."""

    kind: str
    text: str = ""


@dataclass(frozen=True)
class ProposedMeeting:
    """One proposed meeting, `number` counted from 1 in the year, in local wall time.

    `optional`: the agreement says "may". `reasons`: why this day. `warnings`: what still speaks against it.
    `attendees`: those who come to this one beside the members. `host`: whose turn it is, None without a rota. `title`
    and `place`: "" for the usual ones.
    """

    number: int
    day: date
    starts_at: time
    ends_at: time
    optional: bool = False
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    duties: tuple[Duty, ...] = ()
    attendees: tuple[str, ...] = ()
    host: str | None = None
    themes: tuple[str, ...] = ()
    title: str = ""
    place: str = ""

    def as_busy(self, people: Iterable[str], title: str = "") -> tuple[Busy, ...]:
        """The meeting as an entry in each of these people's calendars."""
        start, end = (
            datetime.combine(self.day, self.starts_at),
            datetime.combine(self.day, self.ends_at),
        )
        return tuple(Busy(person, start, end, title) for person in people)


@dataclass(frozen=True)
class YearProposal:
    """A proposed year in date order; `notes` says why nothing or less was proposed, and what has no place."""

    year: int
    meetings: tuple[ProposedMeeting, ...] = ()
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class PreviousMeeting:
    """A meeting of an earlier year, to be copied.

    `title` and `place` are the meeting's own, "" where they were the usual ones: its number, and the council's place.
    """

    day: date
    starts_at: time
    ends_at: time
    themes: tuple[str, ...] = ()
    title: str = ""
    place: str = ""
