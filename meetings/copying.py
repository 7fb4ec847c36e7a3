"""Last year's plan as a proposal for another year.

Councils remember their meetings by week ("tirsdag i uke 6"), so a meeting keeps its calendar week and
weekday. Where a holiday or a clash takes that day the nearest good day is used, and the meeting says so.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from meetings.duties import carry
from meetings.placement import badness, busy_by_day, clashes, closed_months
from meetings.plan_request import Busy, PlanRequest, PreviousMeeting, ProposedMeeting, YearProposal
from meetings.reasons import Reason, reason, worst
from meetings.windows import days_of
from meetings.workdays import reasons_against

# How far a copied meeting may move: into the week before or after, and over one school holiday.
REACH = timedelta(days=13)


def same_week(day: date, year: int) -> date:
    """The same weekday of the same calendar week in `year`; week 53 becomes week 52 where there is none."""
    iso = day.isocalendar()
    last_week = date(year, 12, 28).isocalendar().week
    return date.fromisocalendar(year, min(iso.week, last_week), iso.weekday)


def copy_year(previous: Sequence[PreviousMeeting], request: PlanRequest) -> YearProposal:
    """The earlier meetings moved to `request.year`, at their own hours, with their own title, place and themes, and with
    this year's duties, hosts and those focus areas that no theme is about.

    The cadence is not asked: what the council did last year is copied, and `checking.check_year` compares it
    with the agreement. Meetings before `request.first_day` are left out with a note, and those that have a decided
    meeting near them are there already. Two earlier meetings never land on one day.
    """
    if not previous:
        return YearProposal(request.year, (), (reason("nothing_to_copy"),))
    taken = busy_by_day(request)
    used = set(request.decided)
    unmatched = set(request.decided)
    meetings: list[ProposedMeeting] = []
    left_out = 0
    for earlier in sorted(previous, key=lambda meeting: (meeting.day, meeting.starts_at)):
        wished = same_week(earlier.day, request.year)
        if already := [day for day in unmatched if abs(day - wished) <= REACH]:
            unmatched.remove(min(already, key=lambda day: abs(day - wished)))
            continue
        best = _nearest(request, taken, earlier, wished, used)
        if best is None:
            left_out += 1
            continue
        used.add(best)
        why = [reason("copied", earlier=earlier.day, week=wished.isocalendar().week)]
        if best != wished and (causes := _against(request, taken, earlier, wished)):
            cause = max(causes, key=lambda one: one.severity)
            why.append(
                Reason(
                    "avoided",
                    tuple(
                        sorted(
                            (
                                ("cause", cause.code),
                                ("instead_of", wished),
                                *cause.params,
                            )
                        )
                    ),
                )
            )
        meetings.append(
            ProposedMeeting(
                number=0,
                day=best,
                starts_at=earlier.starts_at,
                ends_at=earlier.ends_at,
                reasons=tuple(why),
                warnings=_against(request, taken, earlier, best),
                themes=earlier.themes,
                title=earlier.title,
                place=earlier.place,
            )
        )
    finished, unplaced = carry(request, meetings)
    notes = [reason("earlier_left_out", count=left_out)] if left_out else []
    return YearProposal(request.year, finished, (*notes, *unplaced))


def _against(
    request: PlanRequest, taken: Mapping[date, Sequence[Busy]], earlier: PreviousMeeting, day: date
) -> tuple[Reason, ...]:
    """What speaks against `day` at the earlier meeting's hours; its own month is not closed to it."""
    closed = day.month in closed_months(request, (earlier.day.month,))
    return (
        *reasons_against(day, elections=request.elections, school_holidays=request.school_holidays),
        *([reason("closed_month", month=day.month)] if closed else []),
        *clashes(taken.get(day, ()), day, earlier.starts_at, earlier.ends_at),
    )


def _nearest(
    request: PlanRequest,
    taken: Mapping[date, Sequence[Busy]],
    earlier: PreviousMeeting,
    wished: date,
    used: set[date],
) -> date | None:
    """The best free day around the wished one: nothing against it, same weekday, near, early."""
    days = [
        day
        for day in days_of(wished - REACH, wished + REACH)
        if day.year == request.year and day >= request.first_day and day not in used
    ]
    if wished < request.first_day:
        return None
    judged = {day: _against(request, taken, earlier, day) for day in days}
    possible = [day for day in days if worst(judged[day]) < 3]
    return min(
        possible,
        key=lambda day: (
            badness(judged[day]),
            day != wished,
            day.weekday() != wished.weekday(),
            abs((day - wished).days),
            day,
        ),
        default=None,
    )
