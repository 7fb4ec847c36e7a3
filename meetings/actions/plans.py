"""Propose a year, copy last year's, and approve it: then its meetings are made."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from councils.models import Council
from councils.refusals import Refusal
from meetings.copying import copy_year, same_week
from meetings.models import Activity, Meeting, PlannedMeeting, YearPlan
from meetings.numbering import next_sequence
from meetings.plan_filling import fill, is_our_title, open_plan, title_of
from meetings.plan_request import PreviousMeeting
from meetings.planning import propose_year
from meetings.year_request import year_facts
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
            if activity.date is not None:
                activity.date = same_week(activity.date, year)
                activity.month = activity.date.month
            activity.save(force_insert=True)
    record("copy_plan", plan, by=by, year=year, meetings=plan.meetings.count())
    return plan


@transaction.atomic
def approve_plan(*, plan: YearPlan, by: User | None, at: datetime.datetime) -> list[Meeting]:
    """Decide the plan and make its meetings; a plan approved before answers with the meetings it made.

    A meeting the council has that day already becomes the planned one, instead of a second. Raises Refusal
    for a plan without meetings.
    """
    locked = YearPlan.objects.select_for_update().select_related("council").get(pk=plan.pk)
    if locked.state == YearPlan.State.APPROVED:
        return list(Meeting.objects.filter(planned__plan=locked))
    planned = list(locked.meetings.order_by("date", "start"))
    if not planned:
        raise Refusal(_("Planen har ingen møter. Legg til minst ett før du godkjenner den."))
    there = Meeting.objects.filter(council=locked.council, date__year=locked.year)
    by_day = {
        meeting.date: meeting
        for meeting in there.filter(planned__isnull=True).exclude(state=Meeting.State.CANCELLED)
    }
    used = [number for number in there.values_list("number", flat=True) if number]
    made = []
    for one in planned:
        meeting = by_day.get(one.date)
        if meeting is None:
            meeting = _meeting_of(one, locked, next_sequence(used))
            used.append(meeting.number or 0)
        else:
            meeting.planned = one
            meeting.duties = one.duties
            meeting.theme = meeting.theme or one.theme
            meeting.save(update_fields=["planned", "duties", "theme"])
        made.append(meeting)
    locked.state = YearPlan.State.APPROVED
    locked.approved_by = by
    locked.approved_at = at
    locked.save(update_fields=["state", "approved_by", "approved_at"])
    record("approve_plan", locked, by=by, year=locked.year, meetings=len(made))
    return made


def _meeting_of(one: PlannedMeeting, plan: YearPlan, number: int) -> Meeting:
    """The meeting that a planned one becomes, saved."""
    meeting = Meeting(
        council=plan.council,
        planned=one,
        number=number,
        title=title_of(plan, number) if is_our_title(plan, one.title) else one.title,
        date=one.date,
        start=one.start,
        end=one.end,
        place=one.place,
        theme=one.theme,
        duties=one.duties,
    )
    meeting.save(force_insert=True)
    return meeting


def _earlier_meetings(council: Council, year: int) -> list[PreviousMeeting]:
    """Last year's meetings as they were, else as they were planned."""
    held = Meeting.objects.filter(council=council, date__year=year).exclude(state=Meeting.State.CANCELLED)
    planned = PlannedMeeting.objects.filter(council=council, plan__year=year)
    rows: list[Meeting] | list[PlannedMeeting] = list(held.order_by("date"))
    rows = rows or list(planned.order_by("date"))
    return [
        PreviousMeeting(row.date, row.start, row.end, tuple(row.theme.split("; ")) if row.theme else ())
        for row in rows
    ]
