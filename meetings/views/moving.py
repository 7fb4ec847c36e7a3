"""Move a meeting of the year by days or to a day; open an approved plan again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.approved import move_meeting, reopen_plan
from meetings.actions.planned import PlannedTerms, change_planned_meeting
from meetings.day_check import late_day
from meetings.models import Meeting, PlannedMeeting
from meetings.permissions import access_meeting, access_plan, access_planned_meeting
from meetings.views.day_checks import tell
from politirad.dates import weekday_date

STEPS = {"-28", "-7", "-1", "1", "7", "28"}


@login_required
@require_POST
def shift_planned(request: HttpRequest, council_id: UUID, year: int, planned_id: UUID) -> HttpResponse:
    """Move a proposal some days back or ahead, or to a day, at the same hours."""
    planned = access_planned_meeting(request.user, council_id, year, planned_id)
    day = wished_day(request.POST, planned.date)
    if day is None:
        messages.error(request, _("Velg hvor langt møtet skal flyttes."))
    else:
        try:
            change_planned_meeting(
                planned=planned, terms=replace(_as_it_is(planned), date=day), by=_person(request)
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            _say_where(request, day)
    return redirect(_back(request, planned))


@login_required
@require_POST
def shift_meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Move a decided meeting that nobody is called to, in the same way."""
    meeting = access_meeting(request.user, meeting_id, to=Right.CALL_MEETING)
    day = wished_day(request.POST, meeting.date)
    if day is None:
        messages.error(request, _("Velg hvor langt møtet skal flyttes."))
    else:
        try:
            moved = move_meeting(meeting=meeting, date=day, by=_person(request), today=timezone.localdate())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            _say_where(request, day)
            tell(request, late_day(moved, today=timezone.localdate()))
    return redirect(_back(request, meeting))


@login_required
@require_POST
def reopen(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Open an approved plan for new proposals."""
    plan = access_plan(request.user, council_id, year, to=Right.APPROVE_PLAN)
    reopen_plan(plan=plan, by=_person(request))
    messages.success(
        request,
        _(
            "Planen er åpen igjen. Møtene som er opprettet, står. Legg til det som mangler, og godkjenn på nytt."
        ),
    )
    return redirect("year_plan", council_id, year)


def wished_day(sent: Mapping[str, str], today: datetime.date) -> datetime.date | None:
    """The day that the form names: `date` as 2027-02-10, or `days` from the meeting's day; None for nonsense."""
    if "date" in sent:
        try:
            return datetime.date.fromisoformat(sent["date"])
        except ValueError:
            return None
    step = sent.get("days", "")
    return today + datetime.timedelta(days=int(step)) if step in STEPS else None


def _back(request: HttpRequest, row: PlannedMeeting | Meeting) -> str:
    """The meeting's place in the list of its plan's page, or on the wheel if it was moved there."""
    page = reverse("year_plan", args=[row.council_id, row.date.year])
    return f"{page}#{'aarshjul-merke' if 'date' in request.POST else 'mote'}-{row.pk}"


def _say_where(request: HttpRequest, day: datetime.date) -> None:
    messages.success(request, _("Møtet er flyttet til %s.") % weekday_date(day, get_language() or "nb"))


def _as_it_is(planned: PlannedMeeting) -> PlannedTerms:
    names = ("date", "start", "end", "title", "place", "host", "theme")
    return PlannedTerms(**{name: getattr(planned, name) for name in names})


def _person(request: HttpRequest) -> Any:
    return request.user
