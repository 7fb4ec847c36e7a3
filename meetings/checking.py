"""What breaks when a meeting is put on a day by hand, and what a whole year lacks.

The answers are reasons with a severity: they warn, they never block. Practice runs from two to five meetings
a year, and a council may have its grounds for meeting on an evening in July.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time
from itertools import pairwise

from councils.cadence import Expectation, ExpectationKind, Strength, meetings_expected
from meetings.duties import place_duties
from meetings.intervals import weeks_apart
from meetings.placement import busy_by_day, clashes, closed_months
from meetings.plan_request import PlanRequest
from meetings.reasons import Reason, reason
from meetings.workdays import reasons_against

EARLIEST, LATEST = time(7), time(22)


def check_meeting(
    request: PlanRequest,
    day: date,
    starts_at: time,
    ends_at: time,
    *,
    others: Iterable[date] = (),
) -> tuple[Reason, ...]:
    """Everything that speaks against this day and these hours, worst first; empty when all is well.

    `others` are the days of the council's other meetings that year, without the one being moved.
    """
    expected = meetings_expected(request.cadences, request.year)
    found: list[Reason] = []
    if ends_at <= starts_at:
        found.append(reason("ends_before_start"))
    if day.year != request.year:
        found.append(reason("outside_year", year=request.year))
    if request.not_before and day < request.not_before:
        found.append(reason("before_earliest", day=request.not_before))
    found += reasons_against(day, elections=request.elections, school_holidays=request.school_holidays)
    if day.month in closed_months(request, expected.months):
        found.append(reason("closed_month", month=day.month))
    if ends_at > starts_at:
        found += clashes(busy_by_day(request).get(day, ()), day, starts_at, ends_at)
    if starts_at < EARLIEST or ends_at > LATEST:
        found.append(reason("unusual_hour", starts=starts_at, ends=ends_at))
    months = expected.months or request.months
    if months and day.month not in months and not _more_than_months(expected, months):
        found.append(
            reason(
                "outside_months",
                months=tuple(sorted(months)),
                named=_firmness(expected),
            )
        )
    if request.weekdays and day.weekday() not in request.weekdays and day.weekday() < 5:
        found.append(reason("weekday_other", weekday=day.weekday()))
    listed = sorted(others)
    if day in listed:
        found.append(reason("same_day"))
    found += _neighbours(expected, day, listed)
    return tuple(sorted(found, key=lambda one: -one.severity))


def check_year(request: PlanRequest, days: Sequence[date]) -> tuple[Reason, ...]:
    """What the year's meetings together lack, compared with the agreement and the duties; worst first.

    Codes: `too_few`, `too_many`, `month_empty`, `interval_long`, `interval_short`, `attendance_month_empty`,
    `duty_without_meeting`. Where the agreement gives no number, the number is not judged.
    """
    expected = meetings_expected(request.cadences, request.year)
    ordered = sorted(days)
    found = [*_count(expected, ordered), *_empty_months(request, expected, ordered)]
    if expected.kind is ExpectationKind.WEEKS and (expected.maximum or 1) > 1:
        found += [one for pair in pairwise(ordered) for one in _gap(expected, *pair)]
    found += [
        reason("attendance_month_empty", who=rule.who, month=month)
        for rule in request.attendance
        for month in rule.months
        if not any(day.month == month for day in ordered)
    ]
    found += place_duties(request.duties, ordered).notes
    return tuple(sorted(found, key=lambda one: -one.severity))


def _firmness(expected: Expectation) -> int:
    """Who names the months: 0 the council, 1 the agreement as a wish, 2 the agreement as a duty."""
    if not expected.months:
        return 0
    return 2 if expected.strength is Strength.SHALL else 1


def _more_than_months(expected: Expectation, months: Sequence[int]) -> bool:
    """Does the agreement give more meetings than months, so that some must be elsewhere?"""
    return expected.kind is not ExpectationKind.COUNT or (expected.count or 0) > len(set(months))


def _neighbours(expected: Expectation, day: date, others: Sequence[date]) -> list[Reason]:
    """Too short or too long since the meeting before, or until the one after."""
    if expected.kind is not ExpectationKind.WEEKS or (expected.maximum or 1) < 2:
        return []
    earlier = [other for other in others if other < day][-1:]
    later = [other for other in others if other > day][:1]
    return [
        one
        for first, second in ([(e, day) for e in earlier] + [(day, other) for other in later])
        for one in _gap(expected, first, second)
    ]


def _gap(expected: Expectation, first: date, second: date) -> list[Reason]:
    weeks, shortest, longest = (
        weeks_apart(first, second),
        expected.minimum or 1,
        expected.maximum or 1,
    )
    if weeks < shortest:
        return [
            reason(
                "interval_short",
                first=first,
                second=second,
                weeks=weeks,
                shortest=shortest,
            )
        ]
    if weeks > longest:
        return [
            reason(
                "interval_long",
                first=first,
                second=second,
                weeks=weeks,
                longest=longest,
            )
        ]
    return []


def _count(expected: Expectation, days: Sequence[date]) -> list[Reason]:
    """Fewer or more meetings than the agreement's number; "may" and "at least" have one side only."""
    if expected.kind is not ExpectationKind.COUNT:
        return []
    lowest, highest = (
        expected.minimum or expected.count or 0,
        expected.maximum or expected.count or 0,
    )
    if len(days) < lowest and not expected.optional:
        # About four: three is still about four.
        slack = 1 if expected.strength is Strength.ABOUT else 0
        return [reason("too_few", count=len(days), expected=lowest)] if len(days) < lowest - slack else []
    if len(days) > highest and expected.strength not in (
        Strength.AT_LEAST,
        Strength.ABOUT,
    ):
        return [reason("too_many", count=len(days), expected=highest)]
    return []


def _empty_months(request: PlanRequest, expected: Expectation, days: Sequence[date]) -> list[Reason]:
    """Months in which the agreement wants a meeting and none lies."""
    if expected.kind is ExpectationKind.MONTHS:
        wanted: Sequence[int] = expected.months or range(1, 13)
    elif expected.kind is ExpectationKind.COUNT and (expected.count or 0) >= len(expected.months):
        wanted = expected.months
    else:
        return []
    closed = closed_months(request, expected.months)
    empty = tuple(
        month for month in wanted if month not in closed and not any(day.month == month for day in days)
    )
    return [reason("month_empty", months=empty)] if empty else []
