"""What speaks against a day and its hours: shown while a person writes, on the form without script, and once it is stored."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from councils.models import Council
from councils.permissions import Right, access_council
from meetings.day_check import DayCheck, meeting_day, planned_day
from meetings.forms.guarded import GuardedForm
from meetings.forms.meetings import MeetingForm
from meetings.forms.plans import PlannedMeetingForm
from meetings.models import Meeting, YearPlan
from meetings.permissions import access_meeting, access_plan
from politirad.dates import weekday_date

HOURS = ("date", "start", "end")


@login_required
@require_safe
def check_day(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Against a day of a plan."""
    plan = access_plan(request.user, council_id, year, to=Right.PLAN_YEAR)
    form = PlannedMeetingForm(request.GET, year=year)
    return _answer(request, check_planned(plan, form, but=request.GET.get("meeting", "")))


@login_required
@require_safe
def check_new_day(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Against a day for a meeting that is not made yet, with a plan or without."""
    council = access_council(request.user, council_id, to=Right.CALL_MEETING)
    return _answer(request, check(council, MeetingForm(request.GET)))


@login_required
@require_safe
def check_meeting_day(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Against a day to which a meeting is to be moved."""
    meeting = access_meeting(request.user, meeting_id, to=Right.CALL_MEETING)
    return _answer(request, check(meeting.council, MeetingForm(request.GET), meeting))


def check(council: Council, form: GuardedForm, meeting: Meeting | None = None) -> DayCheck | None:
    """What is said of the day in the form, or of the one it begins with; None while it names no day and hours."""
    day, starts_at, ends_at = _hours(form)
    if not (day and starts_at and ends_at):
        return None
    today = timezone.localdate()
    return meeting_day(
        council, day, starts_at, ends_at, meeting=meeting, today=today, language=get_language() or "nb"
    )


def check_planned(plan: YearPlan, form: GuardedForm, *, but: str = "") -> DayCheck | None:
    """The same of a day of a plan; `but` is the key of the meeting being moved."""
    day, starts_at, ends_at = _hours(form)
    if not (day and starts_at and ends_at):
        return None
    today = timezone.localdate()
    return planned_day(plan, day, starts_at, ends_at, but=but, today=today, language=get_language() or "nb")


def tell(request: HttpRequest, found: DayCheck | None) -> None:
    """Say what speaks against the day that was just stored."""
    if found is None or found.good:
        return
    language = get_language() or "nb"
    said = [caution.text for caution in found.warnings]
    if found.late and found.deadline:
        last = weekday_date(found.deadline, language)
        words = (
            _("De innkalte skulle hatt beskjed om denne dagen senest %(last)s.")
            if found.called
            else _("Fristen for å kalle inn til denne dagen var %(last)s.")
        )
        said.append(words % {"last": last})
    day = weekday_date(found.day, language)
    messages.warning(request, f"{day[:1].upper()}{day[1:]}: {' '.join(said)}")


def _hours(form: GuardedForm) -> tuple[Any, Any, Any]:
    if not form.is_bound:
        day, starts_at, ends_at = (form.initial.get(name) for name in HOURS)
        return day, starts_at, ends_at
    form.is_valid()
    day, starts_at, ends_at = (form.cleaned_data.get(name) for name in HOURS)
    return day, starts_at, ends_at


def _answer(request: HttpRequest, found: DayCheck | None) -> HttpResponse:
    return render(request, "meetings/_day_check.html", {"check": found})
