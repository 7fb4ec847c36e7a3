"""The prevention calendar for the schools: what they can expect from the police and the services, month by month."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from councils.cadence_text import month_name
from councils.permissions import Right, access_council, may
from meetings.models import Activity, YearPlan
from meetings.views.plans import require_year


@dataclass
class Month:
    """One month with its activities; one that lasts stands in its first month, with the name of its last."""

    name: str
    activities: list[tuple[Activity, str]] = field(default_factory=list)


@login_required
@require_safe
def prevention_calendar(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """The activities of a council's year that are meant for the schools, made to be printed."""
    council = access_council(request.user, council_id)
    require_year(year)
    language = get_language() or "nb"
    months = [Month(month_name(month, language)) for month in range(1, 13)]
    for activity in Activity.objects.filter(council=council, plan__year=year, for_schools=True):
        until = month_name(activity.last_month, language) if activity.last_month else ""
        months[activity.month - 1].activities.append((activity, until))
    can_plan = may(request.user, council, Right.PLAN_YEAR) and year >= timezone.localdate().year
    context = {
        "council": council,
        "year": year,
        "years": range(year - 1, year + 2),
        "months": [month for month in months if month.activities],
        "can_plan": can_plan and YearPlan.objects.filter(council=council, year=year).exists(),
    }
    return render(request, "meetings/prevention_calendar.html", context)
