"""Propose a year, copy last year's, change it by hand, and approve it: then its meetings are made."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from councils.models import Council
from councils.refusals import Refusal
from meetings.copying import copy_year
from meetings.duties import place_duties
from meetings.models import Activity, Meeting, PlannedMeeting, YearPlan
from meetings.numbering import label, next_sequence
from meetings.plan_request import PreviousMeeting, ProposedMeeting, YearProposal
from meetings.planning import propose_year
from meetings.reason_record import records
from meetings.year_request import YearFacts, year_facts
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

# Notes that every change of the plan answers anew.
ABOUT_DAYS = frozenset({"duty_without_meeting", "attendance_month_empty"})


@dataclass(frozen=True)
class PlannedTerms:
    """What a person decides about one meeting of a plan."""

    date: datetime.date
    start: datetime.time
    end: datetime.time
    title: str = ""
    place: str = ""
    theme: str = ""


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
    plan = _open_plan(council, year, by=by, at=at)
    facts = year_facts(council, year, not_before=not_before)
    _fill(plan, facts, propose_year(facts.request))
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
    plan = _open_plan(council, year, by=by, at=at)
    facts = year_facts(council, year, not_before=not_before)
    earlier = _earlier_meetings(council, year - 1)
    if not earlier:
        raise Refusal(_("Det er ingen møter i %d å kopiere.") % (year - 1))
    _fill(plan, facts, copy_year(earlier, facts.request))
    if not plan.activities.exists():
        for activity in Activity.objects.filter(council=council, plan__year=year - 1):
            activity.pk = None
            activity._state.adding = True
            activity.plan = plan
            activity.save(force_insert=True)
    record("copy_plan", plan, by=by, year=year, meetings=plan.meetings.count())
    return plan


@transaction.atomic
def add_planned_meeting(*, plan: YearPlan, terms: PlannedTerms, by: User | None) -> PlannedMeeting:
    """Put one more meeting in the plan. Raises Refusal when the plan is approved or the day is taken."""
    plan = _lock(plan)
    _require_free_day(plan, terms)
    planned = PlannedMeeting(council=plan.council, plan=plan, moved_by_hand=True)
    _write(planned, terms)
    planned.save(force_insert=True)
    _settle(plan)
    record("add_planned_meeting", planned, by=by, date=terms.date.isoformat())
    return planned


@transaction.atomic
def change_planned_meeting(
    *, planned: PlannedMeeting, terms: PlannedTerms, by: User | None
) -> PlannedMeeting:
    """Move a meeting of the plan, or change its words. Its stored reasons go when its day or hours change.

    Raises Refusal when the plan is approved, the day is taken or the meeting is gone.
    """
    plan = _lock(planned.plan)
    fresh = plan.meetings.filter(pk=planned.pk).first()
    if fresh is None:
        raise Refusal(_("Møtet er ikke i planen lenger."))
    _require_free_day(plan, terms, but=fresh)
    before = (fresh.date, fresh.start, fresh.end)
    _write(fresh, terms)
    if before != (terms.date, terms.start, terms.end):
        fresh.moved_by_hand = True
        fresh.reasons = []
    fresh.save()
    _settle(plan)
    record("change_planned_meeting", fresh, by=by, was=before[0].isoformat(), became=terms.date.isoformat())
    return fresh


@transaction.atomic
def remove_planned_meeting(*, planned: PlannedMeeting, by: User | None) -> None:
    """Take a meeting out of the plan; taking it out twice changes nothing. Refusal when approved."""
    plan = _lock(planned.plan)
    fresh = plan.meetings.filter(pk=planned.pk).first()
    if fresh is None:
        return
    record("remove_planned_meeting", fresh, by=by, date=fresh.date.isoformat())
    fresh.delete()
    _settle(plan)


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
        title=_title(plan, number) if _is_our_title(plan, one.title) else one.title,
        date=one.date,
        start=one.start,
        end=one.end,
        place=one.place,
        theme=one.theme,
        duties=one.duties,
    )
    meeting.save(force_insert=True)
    return meeting


def _open_plan(council: Council, year: int, *, by: User | None, at: datetime.datetime) -> YearPlan:
    """The plan to be filled, locked; made when it is not there."""
    if year < at.year:
        raise Refusal(_("Året %d er over og kan ikke planlegges.") % year)
    try:
        with transaction.atomic():
            plan, _made = YearPlan.objects.get_or_create(council=council, year=year, defaults={"made_by": by})
    except IntegrityError:  # somebody made it at the same moment
        plan = YearPlan.objects.get(council=council, year=year)
    return _lock(plan)


def _lock(plan: YearPlan) -> YearPlan:
    """The plan as it is now, held until the transaction ends. Raises Refusal when it is approved."""
    locked = YearPlan.objects.select_for_update().select_related("council").get(pk=plan.pk)
    if locked.state == YearPlan.State.APPROVED:
        raise Refusal(_("Årshjulet er godkjent. Endre hvert møte på møtets egen side."))
    return locked


def _fill(plan: YearPlan, facts: YearFacts, proposal: YearProposal) -> None:
    """Put the proposal in the plan in place of what was there."""
    plan.meetings.all().delete()
    PlannedMeeting.objects.bulk_create(
        PlannedMeeting(
            council=plan.council,
            plan=plan,
            date=one.day,
            start=one.starts_at,
            end=one.ends_at,
            title=_title(plan, one.number),
            place=facts.place,
            host=one.host or "",
            theme=_joined(one.themes),
            duties=_stored(one),
            reasons=records(one.reasons),
        )
        for one in proposal.meetings
    )
    plan.notes = records(proposal.notes)
    plan.save(update_fields=["notes"])


def _settle(plan: YearPlan) -> None:
    """After a change by hand: numbers follow the days, and duties lie on the meetings they belong to."""
    meetings = list(plan.meetings.order_by("date", "start"))
    facts = year_facts(plan.council, plan.year)
    placed = place_duties(facts.request.duties, [one.date for one in meetings])
    for number, (one, duties) in enumerate(zip(meetings, placed.duties, strict=True), start=1):
        if _is_our_title(plan, one.title):
            one.title = _title(plan, number)
        one.duties = [{"kind": duty.kind, "text": duty.text} for duty in duties]
    PlannedMeeting.objects.bulk_update(meetings, ["title", "duties"])
    kept = [note for note in plan.notes if note["code"] not in ABOUT_DAYS]
    plan.notes = kept + records(placed.notes)
    plan.save(update_fields=["notes"])


def _write(planned: PlannedMeeting, terms: PlannedTerms) -> None:
    if terms.end <= terms.start:
        raise Refusal(_("Møtet må slutte etter at det begynner."))
    planned.date, planned.start, planned.end = terms.date, terms.start, terms.end
    planned.title, planned.place, planned.theme = terms.title, terms.place, terms.theme


def _require_free_day(plan: YearPlan, terms: PlannedTerms, but: PlannedMeeting | None = None) -> None:
    if terms.date.year != plan.year:
        raise Refusal(_("Datoen må være i %d.") % plan.year)
    others = plan.meetings.filter(date=terms.date)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if others.exists():
        raise Refusal(_("Planen har allerede et møte den dagen."))


def _title(plan: YearPlan, number: int) -> str:
    return label("meeting", number, plan.year, plan.council.language)


def _is_our_title(plan: YearPlan, title: str) -> bool:
    """Is it one of the numbered titles, which follow the order of the days?"""
    return not title or title in {_title(plan, number) for number in range(1, 100)}


def _joined(themes: Iterable[str]) -> str:
    return "; ".join(themes)[:1000]


def _stored(one: ProposedMeeting) -> list[dict[str, str]]:
    return [{"kind": duty.kind, "text": duty.text} for duty in one.duties]


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
