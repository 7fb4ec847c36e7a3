"""The prevention calendar for the schools: what they can expect from the police and the services, month by month."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agreements.views.public import public
from councils.cadence_text import month_name
from councils.models import Council
from councils.permissions import Right, access_council, may
from meetings.actions.schools import SALT, share_with_schools, stop_sharing_with_schools
from meetings.models import Activity, SchoolsLink, YearPlan
from meetings.secret_links import digest, secret_of
from meetings.views.plans import require_year
from meetings.year_calendar import calendar_file
from politirad.public import public_page
from politirad.tenancy import context


@dataclass
class Month:
    """One month with its activities; one that lasts stands in its first month, with the name of its last."""

    name: str
    activities: list[tuple[Activity, str]] = field(default_factory=list)


@login_required
@require_safe
def prevention_calendar(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """The activities of a council's year that are meant for the schools, made to be printed and shared."""
    council = access_council(request.user, council_id)
    require_year(year)
    plans = may(request.user, council, Right.PLAN_YEAR)
    link = SchoolsLink.objects.filter(council=council).first() if plans else None
    facts = {
        "council": council,
        "year": year,
        "years": range(year - 1, year + 2),
        "months": _months(council, year),
        "can_plan": plans
        and year >= timezone.localdate().year
        and YearPlan.objects.filter(council=council, year=year).exists(),
        "can_share": plans,
        "link": link,
        "address": _address(link, language=council.language),
    }
    return render(request, "meetings/prevention_calendar.html", facts)


@login_required
@require_POST
def share_prevention(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """An address for the schools; one that is there already is replaced."""
    council = access_council(request.user, council_id, to=Right.PLAN_YEAR)
    require_year(year)
    share_with_schools(council=council, by=_person(request), at=timezone.now())
    messages.success(request, _("Adressen er klar. Send den til skolene."))
    return redirect("prevention_calendar", council.pk, year)


@login_required
@require_POST
def stop_prevention(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Close the schools' address."""
    council = access_council(request.user, council_id, to=Right.PLAN_YEAR)
    require_year(year)
    stop_sharing_with_schools(council=council, by=_person(request))
    messages.success(request, _("Adressen virker ikke lenger."))
    return redirect("prevention_calendar", council.pk, year)


@require_safe
@public_page()
def schools(request: HttpRequest, *, language: str, secret: str, year: int | None = None) -> HttpResponse:
    """The calendar behind the secret address: this year's, or that of a year beside it."""
    today = timezone.localdate()
    year = today.year if year is None else year
    require_year(year)
    with context.entered(context.of_council(_council_behind(secret))):
        council = Council.objects.select_related("owner").get()
        facts = {
            "council": council,
            "year": year,
            "years": range(today.year, today.year + 2),
            "months": _months(council, year),
            "secret": secret,
        }
        return public(
            request,
            "public/prevention.html",
            facts,
            language=language,
            name="schools_year",
            secret=secret,
            year=year,
        )


@require_safe
@public_page()
def schools_file(request: HttpRequest, *, language: str, secret: str, year: int) -> HttpResponse:
    """The same as a calendar file."""
    require_year(year)
    with context.entered(context.of_council(_council_behind(secret))):
        name = _("Forebyggingskalender %(year)s") % {"year": year}
        activities = Activity.objects.filter(plan__year=year, for_schools=True)
        return calendar_file(
            [], activities.select_related("plan", "council"), name=name, stamp=timezone.now()
        )


def _months(council: Council, year: int) -> list[Month]:
    """The months of a year that have something for the schools."""
    language = get_language() or "nb"
    months = [Month(month_name(month, language)) for month in range(1, 13)]
    for activity in Activity.objects.filter(council=council, plan__year=year, for_schools=True):
        until = month_name(activity.last_month, language) if activity.last_month else ""
        months[activity.month - 1].activities.append((activity, until))
    return [month for month in months if month.activities]


def _council_behind(secret: str) -> UUID:
    """The council whose calendar an address opens. Raises Http404."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.find_schools_link(%s)", [digest(secret)])
        (found,) = cursor.fetchone() or (None,)
    if found is None:
        raise Http404
    return UUID(str(found))


def _address(link: SchoolsLink | None, *, language: str) -> str:
    """The whole address in a language, "" when there is none or its key is gone."""
    if link is None:
        return ""
    secret = secret_of(SALT, link.pk, kept=link.secret_digest)
    if digest(secret) != link.secret_digest:
        return ""
    return f"{settings.SITE_URL}{reverse('schools', kwargs={'secret': secret, 'language': language})}"


def _person(request: HttpRequest) -> Any:
    return request.user
