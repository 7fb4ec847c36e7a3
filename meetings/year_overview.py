"""A council's year as its page shows it: the wheel, and month by month what lies there, why, and what breaks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.urls import reverse

from councils.cadence import meetings_expected
from councils.cadence_text import explain_expectation, list_of, month_name
from meetings.checking import check_meeting, check_year
from meetings.explanations import explain, say_duty
from meetings.models import Activity, Meeting, PlannedMeeting, YearPlan
from meetings.reason_record import reasons_of
from meetings.reasons import Reason
from meetings.wheel import Wheel, WheelEntry, WheelSpan, draw_wheel
from meetings.windows import month_days
from meetings.year_request import YearFacts, year_facts


@dataclass(frozen=True)
class Caution:
    """One thing that breaks, in a sentence. `serious`: more than a wish is at stake."""

    text: str
    serious: bool


@dataclass(frozen=True)
class Duty:
    """A duty in words."""

    kind: str
    text: str


@dataclass(frozen=True)
class Entry:
    """One meeting in the list. Exactly one of `planned` (a proposal) and `meeting` (decided) is there.

    `move_url`: where the reader moves it, "" when it cannot be moved from here.
    """

    row: PlannedMeeting | Meeting
    number: str
    duties: tuple[Duty, ...]
    guests: str
    reasons: tuple[str, ...] = ()
    warnings: tuple[Caution, ...] = ()
    move_url: str = ""

    @property
    def planned(self) -> PlannedMeeting | None:
        """The proposal, when it is one."""
        return self.row if isinstance(self.row, PlannedMeeting) else None

    @property
    def meeting(self) -> Meeting | None:
        """The meeting, when it is one."""
        return self.row if isinstance(self.row, Meeting) else None


@dataclass
class Month:
    """One month of the list, with its activities."""

    name: str
    entries: list[Entry] = field(default_factory=list)
    activities: list[tuple[str, Activity]] = field(default_factory=list)


@dataclass(frozen=True)
class YearOverview:
    """The whole page. `notes`: why the proposal is as it is. `warnings`: what the year as a whole lacks.

    `has_holidays`: whether any school holiday of the year is known. `expectation`: what the agreement
    says of the number of meetings, as a sentence. `keepers`: the organisations whose school holidays count.
    """

    months: tuple[Month, ...]
    wheel: Wheel
    notes: tuple[str, ...]
    warnings: tuple[Caution, ...]
    proposals: int
    decided: int
    has_holidays: bool
    expectation: str
    keepers: frozenset[UUID] = frozenset()

    @property
    def has_entries(self) -> bool:
        """Is there anything at all in the list?"""
        return any(month.entries or month.activities for month in self.months)

    @property
    def movable(self) -> bool:
        """May the reader move any of the meetings?"""
        return any(entry.move_url for month in self.months for entry in month.entries)

    @property
    def is_empty(self) -> bool:
        """Whether there is no meeting at all."""
        return not (self.proposals or self.decided)


def year_overview(
    plan: YearPlan, *, today: datetime.date, language: str, advise: bool, may_call: bool = False
) -> YearOverview:
    """The year with its proposals and its decided meetings; cancelled meetings are left out.

    `advise`: check each proposed day and the year, for those who may change them. `may_call`: the reader may move
    what is decided, as long as nobody is called to it. Both read why each day was chosen. The number of queries does not grow with the meetings.
    """
    council = plan.council
    decided = list(
        Meeting.objects.filter(council=council, date__year=plan.year)
        .exclude(state=Meeting.State.CANCELLED)
        .select_related("planned")
    )
    proposed = [] if plan.state == YearPlan.State.APPROVED else list(plan.meetings.all())
    activities = list(plan.activities.all())
    facts = year_facts(council, plan.year, with_duties=False)
    rows: list[PlannedMeeting | Meeting] = [*decided, *proposed]
    rows.sort(key=lambda row: (row.date, row.start))
    moves = {row.pk: _move_url(plan, row, today, advise, may_call) for row in rows}
    wheel = _wheel(plan, rows, activities, facts, moves, today=today, language=language)
    numbers = {mark.entry.key: mark.number for mark in wheel.marks}
    days = [row.date for row in rows]
    months = tuple(Month(month_name(month, language)) for month in range(1, 13))
    for row in rows:
        entry = Entry(
            row,
            numbers.get(str(row.pk), ""),
            tuple(_duties(row.duties, language)),
            _guests(facts, row.date, language),
            move_url=moves[row.pk],
        )
        if advise or may_call:
            entry = replace(entry, reasons=said(reasons_of(_stored(row)), facts, language))
        if entry.move_url:
            entry = replace(
                entry,
                warnings=warnings_for(
                    facts,
                    row.date,
                    row.start,
                    row.end,
                    [one.date for one in rows if one is not row],
                    language,
                ),
            )
        months[row.date.month - 1].entries.append(entry)
    for activity in activities:
        months[activity.month - 1].activities.append((numbers.get(str(activity.pk), ""), activity))
    return YearOverview(
        months=months,
        wheel=wheel,
        notes=said(reasons_of(plan.notes), facts, language) if advise or not rows else (),
        warnings=tuple(_warnings(check_year(facts.request, days), facts, language))
        if advise and rows
        else (),
        proposals=len(proposed),
        decided=len(decided),
        has_holidays=bool(facts.request.school_holidays),
        expectation=explain_expectation(
            meetings_expected(facts.request.cadences, plan.year), plan.year, language
        ),
        keepers=facts.keepers,
    )


def _stored(row: PlannedMeeting | Meeting) -> Iterable[dict[str, Any]]:
    """Why the row has its day; a decided meeting has it from its plan, as long as it lies where the plan put it."""
    if isinstance(row, PlannedMeeting):
        return list(row.reasons)
    planned = row.planned
    kept = planned is not None and (planned.date, planned.start) == (row.date, row.start)
    return list(planned.reasons) if planned is not None and kept else []


def warnings_for(
    facts: YearFacts,
    day: datetime.date,
    starts_at: datetime.time,
    ends_at: datetime.time,
    others: Sequence[datetime.date],
    language: str,
) -> tuple[Caution, ...]:
    """What speaks against a meeting on this day and these hours; `others` are the days of the year's other meetings."""
    return tuple(
        _warnings(check_meeting(facts.request, day, starts_at, ends_at, others=others), facts, language)
    )


def said(reasons: Iterable[Reason], facts: YearFacts, language: str) -> tuple[str, ...]:
    """The reasons as sentences, each once."""
    return tuple(dict.fromkeys(explain(one, language, facts.names) for one in reasons))


def _warnings(reasons: Iterable[Reason], facts: YearFacts, language: str) -> list[Caution]:
    return [Caution(explain(one, language, facts.names), one.severity >= 2) for one in reasons]


def _duties(stored: Iterable[dict[str, str]], language: str) -> list[Duty]:
    return [Duty(one["kind"], say_duty(one["kind"], one.get("text", ""), language)) for one in stored]


def _guests(facts: YearFacts, day: datetime.date, language: str) -> str:
    """Those who come only in this month."""
    return list_of([rule.who for rule in facts.request.attendance if day.month in rule.months], language)


def _move_url(
    plan: YearPlan, row: PlannedMeeting | Meeting, today: datetime.date, advise: bool, may_call: bool
) -> str:
    """Where the meeting is moved: a proposal in an open plan, or a meeting to come that nobody is called to."""
    if isinstance(row, PlannedMeeting):
        where = [plan.council_id, plan.year, row.pk]
        return reverse("shift_planned_meeting", args=where) if advise else ""
    open_to_it = may_call and row.state == Meeting.State.PLANNED and row.date >= today
    return reverse("shift_meeting", args=[row.pk]) if open_to_it else ""


def _wheel(
    plan: YearPlan,
    rows: Sequence[PlannedMeeting | Meeting],
    activities: Sequence[Activity],
    facts: YearFacts,
    moves: Mapping[UUID, str],
    *,
    today: datetime.date,
    language: str,
) -> Wheel:
    """The picture: meetings and duties on their days, activities in the middle of their months."""
    entries: list[WheelEntry] = []
    for row in rows:
        planned = isinstance(row, PlannedMeeting)
        url = f"#mote-{row.pk}" if planned else reverse("meeting", args=[row.pk])
        entries.append(
            WheelEntry(str(row.pk), row.date, row.title, planned=planned, url=url, moves=bool(moves[row.pk]))
        )
        entries += [
            WheelEntry(f"{row.pk}-{place}", row.date, duty.text, "duty", planned, url=url)
            for place, duty in enumerate(_duties(row.duties, language))
        ]
    entries += [
        WheelEntry(
            str(activity.pk),
            activity.date or datetime.date(plan.year, activity.month, 15),
            activity.title,
            "activity",
            url=f"#aktivitet-{activity.pk}",
        )
        for activity in activities
        if activity.last_month is None
    ]
    spans = [
        WheelSpan(
            datetime.date(plan.year, activity.month, 1),
            month_days(plan.year, activity.last_month)[-1],
            activity.title,
        )
        for activity in activities
        if activity.last_month is not None
    ]
    spans += [
        WheelSpan(holiday.first, holiday.last, holiday.name, "school_holiday")
        for holiday in facts.request.school_holidays
    ]
    return draw_wheel(plan.year, entries, spans=spans, language=language, today=today)
