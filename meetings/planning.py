"""A proposed year of meetings for one council, or for many that share members.

`propose_year` turns what the agreement says (`councils.cadence`) into dated meetings, each with its reasons.
It proposes nothing where the agreement gives no number, and says why. The same request always gives the same
year. A proposal never blocks: every day can be moved by hand, and `checking` says what then breaks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from councils.cadence import Expectation, ExpectationKind, meetings_expected
from meetings.duties import carry
from meetings.intervals import chain, weeks_apart
from meetings.placement import JudgedDay, closed_months, judge_year, pick, why_chosen
from meetings.plan_request import Busy, PlanRequest, ProposedMeeting, YearProposal
from meetings.reasons import Reason, reason
from meetings.windows import Slot, slots_for_count, slots_for_months, slots_for_weeks

# So good that no chain of intervals leaves the day out.
DECIDED = -1_000_000


@dataclass(frozen=True)
class Choice:
    """A day with the reasons it was chosen for."""

    judged: JudgedDay
    reasons: tuple[Reason, ...]


def propose_year(request: PlanRequest) -> YearProposal:
    """The year's meetings, numbered and with duties; or none, with a note that says why.

    A month or week in which every day has something against it is left out of a weekly rhythm with a note; a
    meeting the agreement counts is always proposed, on the least bad day and with its warnings.
    """
    expected = meetings_expected(request.cadences, request.year)
    if expected.kind is ExpectationKind.NOTHING:
        return YearProposal(request.year, (), (*_changed(request), _no_number(expected, request.year)))
    named = expected.months if expected.months else ()
    judged = judge_year(request, named)
    if expected.kind is ExpectationKind.WEEKS and (expected.maximum or 1) > 1:
        choices, notes = _by_interval(request, expected, judged)
    else:
        choices, notes = _by_slots(request, expected, judged)
    meetings = [
        ProposedMeeting(
            number=0,
            day=choice.judged.day,
            starts_at=request.starts_at,
            ends_at=request.ends_at,
            optional=expected.optional,
            reasons=choice.reasons,
            warnings=choice.judged.against,
        )
        for choice in choices
    ]
    finished, unplaced = carry(request, meetings)
    return YearProposal(request.year, finished, (*_changed(request), *_about(expected), *notes, *unplaced))


def propose_together(requests: Sequence[PlanRequest]) -> tuple[YearProposal, ...]:
    """One proposal per request, in the order given, in which nobody is called to two meetings at once.

    Councils that meet seldom choose first; a weekly meeting has the most other days to go to. Titles of the
    other councils are not passed on: the explanation says "another meeting".
    """
    order = sorted(range(len(requests)), key=lambda i: (_frequency(requests[i]), i))
    taken: dict[str, list[Busy]] = {}
    proposals: dict[int, YearProposal] = {}
    for i in order:
        request = requests[i]
        everybody = dict.fromkeys([*request.people, *(one.person for one in request.month_members)])
        others = [busy for person in everybody for busy in taken.get(person, ())]
        proposals[i] = propose_year(replace(request, busy=(*request.busy, *others)))
        for meeting in proposals[i].meetings:
            for busy in meeting.as_busy(sorted(request.called_in(meeting.day.month))):
                taken.setdefault(busy.person, []).append(busy)
    return tuple(proposals[i] for i in range(len(requests)))


def _by_slots(
    request: PlanRequest, expected: Expectation, judged: Mapping[date, JudgedDay]
) -> tuple[list[Choice], list[Reason]]:
    """One meeting in each window: so many in the year, in each month, or each week."""
    closed = closed_months(request, expected.months)
    skippable = expected.kind is ExpectationKind.WEEKS
    match expected.kind:
        case ExpectationKind.COUNT:
            slots = slots_for_count(request, expected, closed)
        case ExpectationKind.MONTHS:
            slots = slots_for_months(request, expected, closed)
        case _:
            slots = slots_for_weeks(request, expected, closed)
    choices: list[Choice] = []
    left_out: list[Slot] = []
    # A count a year is simply spread over the open months; only a rhythm is broken by a closed one.
    rhythm = expected.kind is not ExpectationKind.COUNT
    missed = tuple(month for month in closed if not expected.months or month in expected.months)
    notes = [reason("month_closed", months=missed)] if missed and rhythm else []
    used = set(request.decided)
    for slot in slots:
        best = pick(judged, [day for day in slot.window if day not in used], slot.wished)
        if best is None or (skippable and _speaks_against_the_week(best)):
            left_out.append(slot)
            continue
        used.add(best.day)
        choices.append(Choice(best, (slot.why, *why_chosen(request, judged, best, slot.wished))))
    if left_out and skippable:
        weeks = tuple(sorted({slot.wished.isocalendar().week for slot in left_out}))
        notes.append(reason("weeks_left_out", weeks=weeks))
    elif left_out:
        notes.append(reason("no_day_left", count=len(left_out)))
    return choices, notes


def _by_interval(
    request: PlanRequest, expected: Expectation, judged: Mapping[date, JudgedDay]
) -> tuple[list[Choice], list[Reason]]:
    """Meetings every a to b weeks, through the days that are decided already."""
    shortest, longest = expected.minimum or 1, expected.maximum or 1
    choices: list[Choice] = []
    notes: list[Reason] = []
    held = [day for day in request.decided if day < request.first_day]
    previous = max([*held, *filter(None, [request.previous_meeting])], default=None)
    through = {
        day: replace(one, badness=DECIDED) if day in request.decided else one for day, one in judged.items()
    }
    for one in chain(through, shortest, longest, previous):
        if one.badness == DECIDED:
            previous = one.day
            continue
        wished, found = one.day, [reason("first_of_year")]
        if previous is not None:
            weeks = weeks_apart(previous, one.day)
            wished = previous + timedelta(days=7 * (shortest + longest) // 2)
            found = [reason("interval", weeks=weeks)]
            if weeks > longest:
                notes.append(
                    reason(
                        "interval_long",
                        first=previous,
                        second=one.day,
                        weeks=weeks,
                        longest=longest,
                    )
                )
        choices.append(Choice(one, (*found, *why_chosen(request, judged, one, wished))))
        previous = one.day
    return choices, notes


def _speaks_against_the_week(best: JudgedDay) -> bool:
    """Is there something against even the best day of a week? An election the same week stops no routine."""
    return any(one.code != "election_week" for one in best.against)


def _changed(request: PlanRequest) -> list[Reason]:
    """The whole year follows the later rules where they change in the midst of what is planned."""
    day = request.rules_changed_on
    return [reason("rules_change", day=day)] if day is not None and request.first_day < day else []


def _about(expected: Expectation) -> list[Reason]:
    """What the reader should know of the agreement's own words."""
    notes = [reason("optional")] if expected.optional else []
    if expected.reason == "range":
        notes.append(
            reason(
                "lowest_of_range",
                minimum=expected.minimum or 1,
                maximum=expected.maximum or 1,
            )
        )
    if expected.conflicts:
        notes.append(reason("conflicting_numbers", count=len(expected.conflicts) + 1))
    return notes


def _no_number(expected: Expectation, year: int) -> Reason:
    cadence = expected.cadence
    return reason(
        "no_number",
        why=expected.reason,
        year=year,
        year_from=(cadence.year_from if cadence else None) or 0,
        year_to=(cadence.year_to if cadence else None) or 0,
    )


def _frequency(request: PlanRequest) -> int:
    """About how many meetings the year will have; seldom-meeting councils choose their days first."""
    expected = meetings_expected(request.cadences, request.year)
    match expected.kind:
        case ExpectationKind.COUNT:
            return expected.count or 1
        case ExpectationKind.MONTHS:
            return (expected.count or 1) * (len(expected.months) or 12)
        case ExpectationKind.WEEKS:
            return 52 * (expected.count or 1) // (expected.maximum or 1)
        case _:
            return 0
