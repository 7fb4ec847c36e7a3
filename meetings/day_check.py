"""What speaks against a day for a council's meeting, whether or not its year is planned here, and whether the notice
still gets there in time.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from councils.models import Council
from meetings.calling import timing, timing_by
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
    today: datetime.date,
    language: str,
) -> DayCheck:
    """A day of a plan; `but` is the key of the meeting being moved."""
    council = plan.council
    facts = year_facts(council, day.year, with_duties=False)
    others = _other_days(council, day.year, but)
    when = timing_by(facts.rules_on(day), day, today=today)
    warnings = warnings_for(facts, day, starts_at, ends_at, others, language)
    return DayCheck(day, warnings, when.deadline, when.late)


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
    """The same for a meeting made or moved by hand, with a plan or without; None for a year that nobody plans.

    `meeting`: the one being moved. The notice is not judged for a called meeting that keeps its day.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    facts = year_facts(council, day.year, with_duties=False)
    others = _other_days(council, day.year, str(meeting.pk) if meeting else "")
    warnings = warnings_for(facts, day, starts_at, ends_at, others, language)
    called = meeting is not None and meeting.state != Meeting.State.PLANNED
    if called and meeting and day == meeting.date:
        return DayCheck(day, warnings, called=True)
    when = timing_by(facts.rules_on(day), day, today=today)
    return DayCheck(day, warnings, when.deadline, when.late, called)


def late_day(meeting: Meeting, *, today: datetime.date) -> DayCheck | None:
    """Only that the notice of a moved meeting comes too late for its new day; None where it does not."""
    when = timing(meeting, today=today)
    return DayCheck(meeting.date, (), when.deadline, late=True) if when.late else None


def _other_days(council: Council, year: int, but: str) -> Sequence[datetime.date]:
    """The days of the council's other meetings that year, proposed and decided."""
    proposed = PlannedMeeting.objects.filter(
        council=council, plan__year=year, plan__state=YearPlan.State.PROPOSED
    ).values_list("pk", "date")
    decided = Meeting.objects.filter(council=council, date__year=year).exclude(state=Meeting.State.CANCELLED)
    return [day for pk, day in [*proposed, *decided.values_list("pk", "date")] if str(pk) != but]
