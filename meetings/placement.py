"""Which day is best: every day of the year judged, and the best one picked in a window.

A day is judged by what speaks against it (holidays, the council's closed months, members' other meetings).
Picking goes strictly in this order: as little as possible against the day, one of the council's weekdays,
near the wished day, early. So a good day anywhere in the window beats a bad one in the middle of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from meetings.plan_request import Busy, PlanRequest
from meetings.reasons import FORBIDDING, INFO, MILD, SERIOUS, Reason, reason
from meetings.workdays import ONE_DAY, reasons_against

# A worse kind of reason outweighs any usual number of milder ones.
WEIGHTS = {INFO: 0, MILD: 10, SERIOUS: 100, FORBIDDING: 10_000}


@dataclass(frozen=True)
class JudgedDay:
    """One day with what speaks against meeting on it. `badness` 0: nothing does."""

    day: date
    against: tuple[Reason, ...]
    badness: int
    preferred: bool

    @property
    def forbidden(self) -> bool:
        """A weekend, a public holiday or a Christmas or New Year's eve: never proposed."""
        return self.badness >= WEIGHTS[FORBIDDING]


def badness(reasons: Iterable[Reason]) -> int:
    """How much the reasons weigh together; a clash counts once for each person."""
    total = 0
    for one in reasons:
        people = one.get("people")
        total += WEIGHTS[one.severity] * (len(people) if isinstance(people, tuple) else 1)
    return total


def clashes(busy: Iterable[Busy], day: date, starts_at: time, ends_at: time) -> tuple[Reason, ...]:
    """Other meetings that overlap this one, each with the people it takes; touching ends do not overlap."""
    start, end = datetime.combine(day, starts_at), datetime.combine(day, ends_at)
    people: dict[tuple[datetime, datetime, str], set[str]] = {}
    for other in busy:
        if other.start < end and start < other.end:
            people.setdefault((other.start, other.end, other.title), set()).add(other.person)
    return tuple(
        reason(
            "clash",
            title=title,
            starts=begins.time(),
            ends=ends.time(),
            people=tuple(sorted(who)),
        )
        for (begins, ends, title), who in sorted(people.items())
    )


def closed_months(request: PlanRequest, named: Sequence[int] = ()) -> tuple[int, ...]:
    """The council's closed months; a month that its agreement names is never closed."""
    return tuple(month for month in request.closed_months if month not in named)


def busy_by_day(request: PlanRequest) -> dict[date, list[Busy]]:
    """The members' other meetings by the day or days they touch, of each in the months in which they are called."""
    called = {month: request.called_in(month) for month in range(1, 13)}
    table = dict[date, list[Busy]]()
    for other in request.busy:
        day = other.start.date()
        while day <= other.end.date():
            if other.person in called[day.month]:
                table.setdefault(day, []).append(other)
            day += ONE_DAY
    return table


def judge_year(request: PlanRequest, named: Sequence[int] = ()) -> dict[date, JudgedDay]:
    """Every day from `request.first_day` to 31 December, judged for a meeting at the ordinary hours.

    `named`: the months the agreement names.
    """
    closed, busy = closed_months(request, named), busy_by_day(request)
    judged: dict[date, JudgedDay] = {}
    day, last = request.first_day, date(request.year, 12, 31)
    while day <= last:
        against = [
            *reasons_against(
                day,
                elections=request.elections,
                school_holidays=request.school_holidays,
            ),
            *([reason("closed_month", month=day.month)] if day.month in closed else []),
            *clashes(busy.get(day, ()), day, request.starts_at, request.ends_at),
        ]
        preferred = not request.weekdays or day.weekday() in request.weekdays
        judged[day] = JudgedDay(day, tuple(against), badness(against), preferred)
        day += ONE_DAY
    return judged


def pick(judged: Mapping[date, JudgedDay], window: Iterable[date], wished: date) -> JudgedDay | None:
    """The best day of the window; None when it holds only weekends, public holidays and eves."""
    days = [judged[day] for day in window if day in judged and not judged[day].forbidden]
    return min(
        days,
        key=lambda one: (
            one.badness,
            not one.preferred,
            abs((one.day - wished).days),
            one.day,
        ),
        default=None,
    )


def ideal(request: PlanRequest, wished: date) -> date:
    """The day one would have taken without a calendar: the council's weekday nearest to the wished day."""
    weekdays = request.weekdays or (0, 1, 2, 3, 4)
    nearby = [wished + timedelta(days=n) for n in range(-3, 4)]
    return min(
        (day for day in nearby if day.weekday() in weekdays),
        key=lambda day: (abs((day - wished).days), day),
    )


def why_chosen(
    request: PlanRequest,
    judged: Mapping[date, JudgedDay],
    chosen: JudgedDay,
    wished: date,
) -> tuple[Reason, ...]:
    """Weekday, what was avoided, and that nobody is busy: the part of the explanation all forms share."""
    found: list[Reason] = []
    if request.weekdays:
        code = "weekday_preferred" if chosen.preferred else "weekday_other"
        found.append(reason(code, weekday=chosen.day.weekday()))
    first = ideal(request, wished)
    if first != chosen.day and first in judged and judged[first].badness > chosen.badness:
        # The whole cause is carried along, so that the page can say what stood in the way.
        cause = max(judged[first].against, key=lambda one: one.severity)
        found.append(
            Reason(
                "avoided",
                tuple(sorted((("cause", cause.code), ("instead_of", first), *cause.params))),
            )
        )
    if request.people and request.busy and not any(one.code == "clash" for one in chosen.against):
        found.append(reason("everybody_free"))
    return tuple(found)
