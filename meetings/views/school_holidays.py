"""The school holidays of a council's owner: seen and kept by those who plan the year and work there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.school_holidays import add_school_holiday, remove_school_holiday
from meetings.forms.plans import SchoolHolidayForm
from meetings.models import SchoolHoliday
from meetings.permissions import access_owner, access_school_holiday
from meetings.views.doubts import warn


@login_required
def school_holidays(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """The owner's school holidays from this year on, and a form for one more."""
    council = access_owner(request.user, council_id, to=Right.PLAN_YEAR)
    user: Any = request.user
    form = SchoolHolidayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_school_holiday(organization=council.owner, terms=form.terms(), by=user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Ferien er lagt til. Nye forslag til årshjul tar hensyn til den."))
            warn(request, form)
            return redirect("school_holidays", council_id)
    rows = SchoolHoliday.objects.filter(
        organization=council.owner, last_day__year__gte=timezone.localdate().year
    )
    facts = {"council": council, "form": form, "holidays": list(rows), "year": timezone.localdate().year + 1}
    return render(request, "meetings/school_holidays.html", facts)


@login_required
@require_POST
def delete_school_holiday(request: HttpRequest, council_id: UUID, holiday_id: UUID) -> HttpResponse:
    """Take one away."""
    holiday = access_school_holiday(request.user, council_id, holiday_id, to=Right.PLAN_YEAR)
    user: Any = request.user
    remove_school_holiday(holiday=holiday, by=user)
    messages.success(request, _("Ferien er tatt bort."))
    return redirect("school_holidays", council_id)
