"""One meeting of a plan: put it in, move it, change its words, take it out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.actions.writing import require_no_identity
from meetings.models import PlannedMeeting, YearPlan
from meetings.plan_filling import lock_plan, settle
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class PlannedTerms:
    """What a person decides about one meeting of a plan."""

    date: datetime.date
    start: datetime.time
    end: datetime.time
    title: str = ""
    place: str = ""
    host: str = ""
    theme: str = ""


@transaction.atomic
def add_planned_meeting(*, plan: YearPlan, terms: PlannedTerms, by: User | None) -> PlannedMeeting:
    """Put one more meeting in the plan. Raises Refusal when the plan is approved or the day is taken."""
    plan = lock_plan(plan)
    _require_free_day(plan, terms)
    planned = PlannedMeeting(council=plan.council, plan=plan, moved_by_hand=True)
    _write(planned, terms)
    planned.save(force_insert=True)
    settle(plan)
    record("add_planned_meeting", planned, by=by, date=terms.date.isoformat())
    return planned


@transaction.atomic
def change_planned_meeting(
    *, planned: PlannedMeeting, terms: PlannedTerms, by: User | None
) -> PlannedMeeting:
    """Move a meeting of the plan, or change its words. Its stored reasons go when its day or hours change.

    Raises Refusal when the plan is approved, the day is taken or the meeting is gone.
    """
    plan = lock_plan(planned.plan)
    fresh = plan.meetings.filter(pk=planned.pk).first()
    if fresh is None:
        raise Refusal(_("Møtet er ikke i planen lenger."))
    _require_free_day(plan, terms, but=fresh)
    before, shown = (fresh.date, fresh.start, fresh.end), fresh.shown
    _write(fresh, terms)
    fresh.sequence += shown != fresh.shown
    if before != (terms.date, terms.start, terms.end):
        fresh.moved_by_hand = True
        fresh.reasons = []
    fresh.save()
    settle(plan)
    record("change_planned_meeting", fresh, by=by, was=before[0].isoformat(), became=terms.date.isoformat())
    return fresh


@transaction.atomic
def remove_planned_meeting(*, planned: PlannedMeeting, by: User | None) -> None:
    """Take a meeting out of the plan; taking it out twice changes nothing. Refusal when approved."""
    plan = lock_plan(planned.plan)
    fresh = plan.meetings.filter(pk=planned.pk).first()
    if fresh is None:
        return
    record("remove_planned_meeting", fresh, by=by, date=fresh.date.isoformat())
    fresh.delete()
    settle(plan)


def _write(planned: PlannedMeeting, terms: PlannedTerms) -> None:
    require_no_identity([terms.title, terms.place, terms.theme])
    if terms.end <= terms.start:
        raise Refusal(_("Møtet må slutte etter at det begynner."))
    planned.date, planned.start, planned.end = terms.date, terms.start, terms.end
    planned.title, planned.place, planned.theme = terms.title, terms.place, terms.theme
    planned.host = terms.host


def _require_free_day(plan: YearPlan, terms: PlannedTerms, but: PlannedMeeting | None = None) -> None:
    if terms.date.year != plan.year:
        raise Refusal(_("Datoen må være i %d.") % plan.year)
    others = plan.meetings.filter(date=terms.date)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if others.exists():
        raise Refusal(_("Planen har allerede et møte den dagen."))
