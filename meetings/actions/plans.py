"""Propose a year, copy last year's, and approve it: then its meetings are made."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import count

from django.db import transaction
from django.utils.translation import gettext as _

from councils.models import Council
from councils.refusals import Refusal
from meetings.copying import copy_year, same_week
from meetings.models import Activity, Meeting, PlannedMeeting, YearPlan
from meetings.numbering import is_numbered_title
from meetings.plan_filling import fill, is_our_title, open_plan, takes_duties, title_of
from meetings.plan_request import PreviousMeeting
from meetings.planning import propose_year
from meetings.year_numbers import hold_series, next_number
from meetings.year_request import year_facts
from meetings.year_sources import rules_of
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def propose_plan(
    *,
    council: Council,
    year: int,
    by: User | None,
    at: datetime.datetime,
    not_before: datetime.date | None = None,
) -> YearPlan:
    """Make the year's plan from the council's rules, in place of any earlier proposal; activities stay.

    Raises Refusal when the plan is approved already, or the year is over.
    """
    plan = open_plan(council, year, by=by, at=at)
    facts = year_facts(council, year, not_before=not_before)
    fill(plan, facts, propose_year(facts.request))
    record("propose_plan", plan, by=by, year=year, meetings=plan.meetings.count())
    return plan


@transaction.atomic
def copy_plan(
    *,
    council: Council,
    year: int,
    by: User | None,
    at: datetime.datetime,
    not_before: datetime.date | None = None,
) -> YearPlan:
    """Make the year's plan from last year's meetings and activities, in place of any earlier proposal.

    Raises Refusal when there is nothing to copy, the plan is approved already, or the year is over.
    """
    plan = open_plan(council, year, by=by, at=at)
    facts = year_facts(council, year, not_before=not_before)
    earlier = _earlier_meetings(council, year - 1)
    if not earlier:
        raise Refusal(_("Det er ingen møter i %d å kopiere.") % (year - 1))
    fill(plan, facts, copy_year(earlier, facts.request))
    if not plan.activities.exists():
        for activity in Activity.objects.filter(council=council, plan__year=year - 1):
            activity.pk = None
            activity._state.adding = True
            activity.plan = plan
            activity.sequence = 0
            if activity.date is not None:
                activity.date = same_week(activity.date, year)
                activity.month = activity.date.month
            activity.save(force_insert=True)
    record("copy_plan", plan, by=by, year=year, meetings=plan.meetings.count())
    return plan


@dataclass(frozen=True)
class Decided:
    """What approving brought: meetings made, and meetings that were there and are the planned ones now."""

    made: tuple[Meeting, ...] = ()
    taken_over: tuple[Meeting, ...] = ()


@transaction.atomic
def approve_plan(*, plan: YearPlan, by: User | None, at: datetime.datetime) -> Decided:
    """Decide the plan and make its meetings; a plan approved before brings nothing more.

    A meeting the council has that day already becomes the planned one, instead of a second; when people are called
    to it or its agenda is begun, it keeps its words and duties. Raises Refusal for a plan without meetings.
    """
    council = hold_series(plan.council_id)
    locked = YearPlan.objects.select_for_update(of=("self",)).select_related("council").get(pk=plan.pk)
    if locked.state == YearPlan.State.APPROVED:
        return Decided()
    planned = list(locked.meetings.order_by("date", "start"))
    if not planned:
        raise Refusal(_("Planen har ingen møter. Legg til minst ett før du godkjenner den."))
    there = Meeting.objects.filter(council=council, date__year=locked.year).select_for_update()
    by_day = {meeting.date: meeting for meeting in there.exclude(state=Meeting.State.CANCELLED)}
    numbers = count(next_number(council, locked.year))
    made, taken_over = [], []
    for one in planned:
        meeting = by_day.get(one.date)
        if meeting is None:
            made.append(_meeting_of(one, locked, next(numbers)))
        else:
            taken_over.append(_taken_over(meeting, one))
    locked.state = YearPlan.State.APPROVED
    locked.approved_by = by
    locked.approved_at = at
    locked.save(update_fields=["state", "approved_by", "approved_at"])
    record("approve_plan", locked, by=by, year=locked.year, meetings=len(planned))
    return Decided(tuple(made), tuple(taken_over))


def _meeting_of(one: PlannedMeeting, plan: YearPlan, number: int) -> Meeting:
    """The meeting that a planned one becomes, saved; in a calendar it is the same entry, no longer only proposed."""
    meeting = Meeting(
        id=one.pk,
        sequence=one.sequence + 1,
        council=plan.council,
        planned=one,
        number=number,
        number_year=plan.year,
        title=title_of(plan, number) if is_our_title(plan, one.title) else one.title,
        date=one.date,
        start=one.start,
        end=one.end,
        place=one.place,
        host=one.host,
        theme=one.theme,
        duties=one.duties,
    )
    meeting.save(force_insert=True)
    return meeting


def _taken_over(meeting: Meeting, one: PlannedMeeting) -> Meeting:
    """The council's own meeting as the planned one, saved."""
    meeting.planned = one
    if takes_duties(meeting):
        shown = (meeting.theme, meeting.host)
        meeting.duties = one.duties
        meeting.theme = meeting.theme or one.theme
        meeting.host = meeting.host or one.host
        meeting.sequence += shown != (meeting.theme, meeting.host)
    meeting.save(update_fields=["planned", "duties", "theme", "host", "sequence"])
    return meeting


def _earlier_meetings(council: Council, year: int) -> list[PreviousMeeting]:
    """Last year's meetings as they were, else as they were planned; what was usual then is left to what is usual now."""
    held = Meeting.objects.filter(council=council, date__year=year).exclude(state=Meeting.State.CANCELLED)
    planned = PlannedMeeting.objects.filter(council=council, plan__year=year)
    rows: list[Meeting] | list[PlannedMeeting] = list(held.order_by("date"))
    rows = rows or list(planned.order_by("date"))
    rules = rules_of([council.pk], year).get(council.pk)
    usual = rules.place if rules else ""
    return [
        PreviousMeeting(
            row.date,
            row.start,
            row.end,
            themes=tuple(filter(None, (text.strip() for text in row.theme.split(";")))),
            title="" if is_numbered_title(row.title) else row.title,
            place="" if row.place == usual else row.place,
        )
        for row in rows
    ]
