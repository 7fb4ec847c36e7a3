"""One meeting or one activity of a year plan: add, change, remove."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.activities import add_activity, change_activity, remove_activity
from meetings.actions.planned import (
    add_planned_meeting,
    change_planned_meeting,
    remove_planned_meeting,
)
from meetings.forms.plans import ActivityForm, PlannedMeetingForm
from meetings.hosts import hosts_to_choose
from meetings.models import PlannedMeeting, YearPlan
from meetings.permissions import access_activity, access_plan, access_planned_meeting
from meetings.views.day_checks import check_planned
from meetings.views.doubts import warn
from meetings.year_request import year_facts


@login_required
def add_planned(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Put one more meeting in the plan."""
    plan = access_plan(request.user, council_id, year, to=Right.PLAN_YEAR)
    form = PlannedMeetingForm(
        request.POST if request.method == "POST" else None,
        year=year,
        initial=PlannedMeetingForm.initial_for(year_facts(plan.council, year, with_duties=False)),
        hosts=hosts_to_choose(plan.council, year),
    )
    if request.method == "POST" and form.is_valid():
        try:
            planned = add_planned_meeting(plan=plan, terms=form.terms(), by=_person(request))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Møtet er lagt til i planen."))
            warn(request, form)
            return redirect(place_of(plan, planned))
    facts = {"plan": plan, "form": form, "check": check_planned(plan, form)}
    return render(request, "meetings/planned_meeting.html", facts)


@login_required
def planned_meeting(request: HttpRequest, council_id: UUID, year: int, planned_id: UUID) -> HttpResponse:
    """Move or change one meeting of the plan."""
    planned = access_planned_meeting(request.user, council_id, year, planned_id)
    form = PlannedMeetingForm(
        request.POST if request.method == "POST" else None,
        year=year,
        initial=PlannedMeetingForm.initial_of(planned),
        hosts=hosts_to_choose(planned.plan.council, year, chosen=planned.host),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_planned_meeting(planned=planned, terms=form.terms(), by=_person(request))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Møtet er endret."))
            warn(request, form)
            return redirect(place_of(planned.plan, planned))
    check = check_planned(planned.plan, form, but=str(planned.pk))
    facts = {"plan": planned.plan, "planned": planned, "form": form, "check": check}
    return render(request, "meetings/planned_meeting.html", facts)


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
def add_year_activity(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Put an activity in the plan."""
    plan = access_plan(request.user, council_id, year, to=Right.PLAN_YEAR)
    form = ActivityForm(
        request.POST if request.method == "POST" else None, year=year, initial={"for_schools": True}
    )
    if request.method == "POST" and form.is_valid():
        add_activity(plan=plan, terms=form.terms(), by=_person(request))
        messages.success(request, _("Aktiviteten er lagt til."))
        warn(request, form)
        return redirect("year_plan", council_id, year)
    return render(request, "meetings/activity.html", {"plan": plan, "form": form})


@login_required
def year_activity(request: HttpRequest, council_id: UUID, year: int, activity_id: UUID) -> HttpResponse:
    """Change an activity."""
    activity = access_activity(request.user, council_id, year, activity_id)
    form = ActivityForm(
        request.POST if request.method == "POST" else None,
        year=year,
        initial=ActivityForm.initial_of(activity),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_activity(activity=activity, terms=form.terms(), by=_person(request))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Aktiviteten er endret."))
            warn(request, form)
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


def place_of(plan: YearPlan, planned: PlannedMeeting) -> str:
    """The meeting's place on the plan's page."""
    return f"{reverse('year_plan', args=[plan.council_id, plan.year])}#mote-{planned.pk}"


def _person(request: HttpRequest) -> Any:
    return request.user
