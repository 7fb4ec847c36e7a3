"""What speaks against a day for a council's meeting, whether or not its year is planned here, and whether the notice
still gets there in time.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from councils.models import Council
from meetings.calling import timing_on
from meetings.models import Meeting, PlannedMeeting, YearPlan
from meetings.year_overview import Caution, warnings_for
from meetings.year_request import year_facts

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class DayCheck:
    """What is said of a day. `warnings`: of the calendar, the members and the wheel, worst first.

    `deadline`: the last day to send the notice, None where the rules name none or nobody asks. `late`: it has passed.
    `called`: people have been called, and hear of the new day instead.
    """

    day: datetime.date
    warnings: tuple[Caution, ...]
    deadline: datetime.date | None = None
    late: bool = False
    called: bool = False

    @property
    def serious(self) -> bool:
        """Is more than a wish at stake?"""
        return any(caution.serious for caution in self.warnings)

    @property
    def good(self) -> bool:
        """Does nothing speak against the day?"""
        return not (self.warnings or self.late)


def planned_day(
    plan: YearPlan,
    day: datetime.date,
    starts_at: datetime.time,
    ends_at: datetime.time,
    *,
    but: str = "",
    language: str,
) -> DayCheck:
    """The same for a meeting that a plan proposes; `but` is the key of the one being moved."""
    return DayCheck(day, _warnings(plan.council, day, starts_at, ends_at, but, language))


def meeting_day(
    council: Council,
    day: datetime.date,
    starts_at: datetime.time,
    ends_at: datetime.time,
    *,
    meeting: Meeting | None = None,
    today: datetime.date,
    language: str,
) -> DayCheck | None:
    """A meeting made or moved by hand; None for a year that nobody plans. `meeting`: the one being moved.

    The notice is not judged for a called meeting that keeps its day.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    called = meeting is not None and meeting.state != Meeting.State.PLANNED
    warnings = _warnings(council, day, starts_at, ends_at, str(meeting.pk) if meeting else "", language)
    if called and meeting and day == meeting.date:
        return DayCheck(day, warnings, called=True)
    when = timing_on(council, day, today=today)
    return DayCheck(day, warnings, when.deadline, when.late, called)


def _warnings(
    council: Council,
    day: datetime.date,
    starts_at: datetime.time,
    ends_at: datetime.time,
    but: str,
    language: str,
) -> tuple[Caution, ...]:
    facts = year_facts(council, day.year, with_duties=False)
    return warnings_for(facts, day, starts_at, ends_at, _other_days(council, day.year, but), language)


def _other_days(council: Council, year: int, but: str) -> Sequence[datetime.date]:
    """The days of the council's other meetings that year, proposed and decided."""
    proposed = PlannedMeeting.objects.filter(
        council=council, plan__year=year, plan__state=YearPlan.State.PROPOSED
    ).values_list("pk", "date")
    decided = Meeting.objects.filter(council=council, date__year=year).exclude(state=Meeting.State.CANCELLED)
    return [day for pk, day in [*proposed, *decided.values_list("pk", "date")] if str(pk) != but]
