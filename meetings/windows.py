"""The windows a year is divided into before days are chosen: one window for each meeting.

A window has a wished day, usually its middle, and a reason that says where it comes from: the month the
agreement names, the month of a monthly meeting, the week of a weekly one, or an even share of the year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from councils.cadence import Expectation
from meetings.plan_request import PlanRequest
from meetings.reasons import Reason, reason
from meetings.workdays import ONE_DAY

# Between the months that an agreement names, an extra meeting may move three weeks either way.
EXTRA_REACH = timedelta(days=21)


@dataclass(frozen=True)
class Slot:
    """Where one meeting belongs: the days it may be on, the day wished for, and why."""

    window: tuple[date, ...]
    wished: date
    why: Reason


def days_of(first: date, last: date) -> tuple[date, ...]:
    """Every day from `first` to `last`, both included; empty when `last` is earlier."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def month_days(year: int, month: int) -> tuple[date, ...]:
    """Every day of one month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return days_of(date(year, month, 1), following - ONE_DAY)


def slots_for_count(request: PlanRequest, expected: Expectation, closed: Sequence[int]) -> list[Slot]:
    """So many meetings in the year: in the months named or preferred, else in even shares of the open year.

    With fewer meetings than months an even choice of the months is used; with more, every month gets one and
    the rest go into the widest gaps. Shares that end before `request.first_day` are left out: a plan made in
    mid-year does not crowd the year's meetings into what is left of it.
    """
    count, year = expected.count or 1, request.year
    months = sorted(set(expected.months or request.months))
    code = "month_named" if expected.months else "month_preferred"
    if not months:
        return _from(request, _even_shares(year, count, closed), nearest=True)
    if count <= len(months):
        chosen = [months[(2 * i + 1) * len(months) // (2 * count)] for i in range(count)]
    else:
        chosen = months
    slots = [Slot(month_days(year, m), date(year, m, 15), reason(code, month=m)) for m in chosen]
    for number in range(len(chosen), count):
        slots.append(_in_widest_gap(year, slots, closed, number + 1, count))
    return _from(request, slots, nearest=True)


def slots_for_months(request: PlanRequest, expected: Expectation, closed: Sequence[int]) -> list[Slot]:
    """So many meetings in each month that is not closed; several in one month share it evenly."""
    count = expected.count or 1
    slots: list[Slot] = []
    for month in expected.months or range(1, 13):
        if month in closed:
            continue
        days = month_days(request.year, month)
        why = reason("each_month", month=month)
        if count == 1:
            slots.append(Slot(days, days[14], why))
        else:
            slots += [Slot(part, part[len(part) // 2], why) for part in _parts(days, count)]
    return _from(request, slots)


def slots_for_weeks(request: PlanRequest, expected: Expectation, closed: Sequence[int]) -> list[Slot]:
    """So many meetings in each calendar week; the wished weekday is the council's first, or an even share."""
    count = expected.count or 1
    slots: list[Slot] = []
    monday = date(request.year, 1, 1) - timedelta(days=date(request.year, 1, 1).weekday())
    while monday.year <= request.year:
        week = days_of(monday, monday + timedelta(days=4))
        for number, part in enumerate(_parts(week, count)):
            wished = part[len(part) // 2]
            own = [day for day in part if day.weekday() == request.weekdays[0]] if request.weekdays else []
            window = tuple(day for day in part if day.year == request.year and day.month not in closed)
            if window:
                why = reason("each_week", week=monday.isocalendar().week, number=number + 1)
                slots.append(Slot(window, own[0] if own else wished, why))
        monday += timedelta(days=7)
    return _from(request, slots)


def _from(request: PlanRequest, slots: Sequence[Slot], *, nearest: bool = False) -> list[Slot]:
    """The slots that no decided meeting fills and that still have a day left, in date order.

    A decided meeting fills the slot whose window it lies in, and with `nearest` else the one nearest to it: of four a
    year one is then taken care of wherever it lies.
    """
    left = sorted(slots, key=lambda slot: slot.wished)
    for day in sorted(request.decided):
        around = [slot for slot in left if day in slot.window] or (left if nearest else [])
        if around:
            left.remove(min(around, key=lambda slot: abs((slot.wished - day).days)))
    return [slot for slot in left if slot.window and slot.window[-1] >= request.first_day]


def _even_shares(year: int, count: int, closed: Sequence[int]) -> list[Slot]:
    open_days = tuple(day for day in days_of(date(year, 1, 1), date(year, 12, 31)) if day.month not in closed)
    return [
        Slot(part, part[len(part) // 2], reason("spread", number=number + 1, count=count))
        for number, part in enumerate(_parts(open_days, count))
    ]


def _parts(days: Sequence[date], count: int) -> list[tuple[date, ...]]:
    """`days` cut into `count` parts as equal as can be; empty parts are left out."""
    cuts = [len(days) * i // count for i in range(count + 1)]
    return [tuple(days[a:b]) for a, b in pairwise(cuts) if b > a]


def _in_widest_gap(year: int, slots: Sequence[Slot], closed: Sequence[int], number: int, count: int) -> Slot:
    """A slot in the middle of the widest stretch without a meeting."""
    edges = sorted([date(year, 1, 1), *(slot.wished for slot in slots), date(year, 12, 31)])
    before, after = max(pairwise(edges), key=lambda pair: (pair[1] - pair[0], pair[0]))
    wished = before + (after - before) / 2
    reach = min(EXTRA_REACH, (after - before) / 3)
    taken = {day for slot in slots for day in slot.window}
    window = tuple(
        day for day in days_of(wished - reach, wished + reach) if day.month not in closed and day not in taken
    )
    return Slot(window, wished, reason("spread", number=number, count=count))
