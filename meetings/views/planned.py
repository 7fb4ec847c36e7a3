"""One meeting or one activity of a year plan: add, move, change, remove, and what a day would break."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.activities import add_activity, change_activity, remove_activity
from meetings.actions.planned import (
    PlannedTerms,
    add_planned_meeting,
    change_planned_meeting,
    remove_planned_meeting,
)
from meetings.forms.plans import ActivityForm, PlannedMeetingForm
from meetings.models import Meeting, PlannedMeeting, YearPlan
from meetings.permissions import access_activity, access_plan, access_planned_meeting
from meetings.year_overview import warnings_for
from meetings.year_request import year_facts
from politirad.dates import weekday_date

STEPS = {"-28", "-7", "-1", "1", "7", "28"}


@login_required
def add_planned(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Put one more meeting in the plan."""
    plan = access_plan(request.user, council_id, year, to=Right.PLAN_YEAR)
    form = PlannedMeetingForm(
        request.POST if request.method == "POST" else None,
        year=year,
        initial=PlannedMeetingForm.initial_for(year_facts(plan.council, year, with_duties=False)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            planned = add_planned_meeting(plan=plan, terms=form.terms(), by=_person(request))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Møtet er lagt til i planen."))
            return redirect(_at(plan, planned))
    return render(request, "meetings/planned_meeting.html", {"plan": plan, "form": form})


@login_required
def planned_meeting(request: HttpRequest, council_id: UUID, year: int, planned_id: UUID) -> HttpResponse:
    """Move or change one meeting of the plan."""
    planned = access_planned_meeting(request.user, council_id, year, planned_id)
    form = PlannedMeetingForm(
        request.POST if request.method == "POST" else None,
        year=year,
        initial=PlannedMeetingForm.initial_of(planned),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_planned_meeting(planned=planned, terms=form.terms(), by=_person(request))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Møtet er endret."))
            return redirect(_at(planned.plan, planned))
    facts = {"plan": planned.plan, "planned": planned, "form": form}
    return render(request, "meetings/planned_meeting.html", facts)


@login_required
@require_POST
def shift_planned(request: HttpRequest, council_id: UUID, year: int, planned_id: UUID) -> HttpResponse:
    """Move a meeting some days back or ahead, at the same hours."""
    planned = access_planned_meeting(request.user, council_id, year, planned_id)
    step = request.POST.get("days", "")
    if step not in STEPS:
        messages.error(request, _("Velg hvor langt møtet skal flyttes."))
        return redirect(_at(planned.plan, planned))
    day = planned.date + datetime.timedelta(days=int(step))
    terms = replace(_as_it_is(planned), date=day)
    try:
        change_planned_meeting(planned=planned, terms=terms, by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        words = weekday_date(day, get_language() or "nb")
        messages.success(request, _("Møtet er flyttet til %s.") % words)
    return redirect(_at(planned.plan, planned))


@login_required
@require_POST
def remove_planned(request: HttpRequest, council_id: UUID, year: int, planned_id: UUID) -> HttpResponse:
    """Take a meeting out of the plan."""
    planned = access_planned_meeting(request.user, council_id, year, planned_id)
    try:
        remove_planned_meeting(planned=planned, by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Møtet er tatt ut av planen."))
    return redirect("year_plan", council_id, year)


@login_required
def check_day(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """What speaks against a day and its hours, for the form to show while a person writes."""
    plan = access_plan(request.user, council_id, year, to=Right.PLAN_YEAR)
    form = PlannedMeetingForm(request.GET, year=year)
    form.is_valid()
    day, start, end = (form.cleaned_data.get(name) for name in ("date", "start", "end"))
    found: dict[str, Any] = {"asked": bool(day and start and end)}
    if day and start and end:
        facts = year_facts(plan.council, year, with_duties=False)
        found["day"] = day
        found["warnings"] = warnings_for(
            facts, day, start, end, _other_days(plan, request.GET.get("meeting", "")), get_language() or "nb"
        )
    return render(request, "meetings/_day_check.html", found)


@login_required
def add_year_activity(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Put an activity in the plan."""
    plan = access_plan(request.user, council_id, year, to=Right.PLAN_YEAR)
    form = ActivityForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        add_activity(plan=plan, terms=form.terms(), by=_person(request))
        messages.success(request, _("Aktiviteten er lagt til."))
        return redirect("year_plan", council_id, year)
    return render(request, "meetings/activity.html", {"plan": plan, "form": form})


@login_required
def year_activity(request: HttpRequest, council_id: UUID, year: int, activity_id: UUID) -> HttpResponse:
    """Change an activity."""
    activity = access_activity(request.user, council_id, year, activity_id)
    form = ActivityForm(
        request.POST if request.method == "POST" else None, initial=ActivityForm.initial_of(activity)
    )
    if request.method == "POST" and form.is_valid():
        change_activity(activity=activity, terms=form.terms(), by=_person(request))
        messages.success(request, _("Aktiviteten er endret."))
        return redirect("year_plan", council_id, year)
    facts = {"plan": activity.plan, "activity": activity, "form": form}
    return render(request, "meetings/activity.html", facts)


@login_required
@require_POST
def remove_year_activity(
    request: HttpRequest, council_id: UUID, year: int, activity_id: UUID
) -> HttpResponse:
    """Take an activity out of the plan."""
    activity = access_activity(request.user, council_id, year, activity_id)
    remove_activity(activity=activity, by=_person(request))
    messages.success(request, _("Aktiviteten er tatt ut av planen."))
    return redirect("year_plan", council_id, year)


def _other_days(plan: YearPlan, but: str) -> list[datetime.date]:
    """The days of the council's other meetings that year, proposed and decided."""
    proposed = plan.meetings.values_list("pk", "date")
    decided = Meeting.objects.filter(council=plan.council, date__year=plan.year).exclude(
        state=Meeting.State.CANCELLED
    )
    return [day for pk, day in [*proposed, *decided.values_list("pk", "date")] if str(pk) != but]


def _as_it_is(planned: PlannedMeeting) -> PlannedTerms:
    names = ("date", "start", "end", "title", "place", "theme")
    return PlannedTerms(**{name: getattr(planned, name) for name in names})


def _at(plan: YearPlan, planned: PlannedMeeting) -> str:
    """The meeting's place on the plan's page."""
    return f"{reverse('year_plan', args=[plan.council_id, plan.year])}#mote-{planned.pk}"


def _person(request: HttpRequest) -> Any:
    return request.user
