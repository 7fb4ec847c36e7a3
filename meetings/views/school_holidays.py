"""School holidays: those that count in a council's year, kept by whoever plans it and works for one that keeps some;
and those of one organisation, kept by its administrators.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from meetings.school_doors import (
    access_keeper,
    access_organization_holiday,
    access_school_calendars,
    access_school_holiday,
    works_for,
)
from meetings.views.doubts import warn
from politirad.tenancy.models import Organization


@dataclass(frozen=True)
class Kept:
    """One organisation's school holidays from this year on. `mine`: the reader keeps them.

    `county`: whose holidays count where the municipality has none of its own, None for a county or without one.
    """

    organization: Organization
    holidays: list[SchoolHoliday]
    mine: bool
    county: Organization | None


@login_required
def school_holidays(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """All that count in the council's year, by who keeps them, and a form for one more of one's own."""
    today = timezone.localdate()
    council, keepers = access_school_calendars(request.user, council_id, to=Right.PLAN_YEAR, today=today)
    form = _form(request, [one for one in keepers if works_for(one)])
    if _stored(request, form):
        return redirect("school_holidays", council_id)
    facts = {"council": council, "form": form, "kept": _kept(keepers), "year": today.year + 1}
    return render(request, "meetings/school_holidays.html", facts)


@login_required
@require_POST
def delete_school_holiday(request: HttpRequest, council_id: UUID, holiday_id: UUID) -> HttpResponse:
    """Take one of one's own away."""
    today = timezone.localdate()
    holiday = access_school_holiday(request.user, council_id, holiday_id, to=Right.PLAN_YEAR, today=today)
    _remove(request, holiday)
    return redirect("school_holidays", council_id)


@login_required
def organization_holidays(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """A municipality's or a county's own, without any council."""
    organization = access_keeper(request.user, organization_id, today=timezone.localdate())
    form = _form(request, [organization])
    if _stored(request, form):
        return redirect("organization_holidays", organization_id)
    facts = {"organization": organization, "form": form, "kept": _kept([organization])}
    return render(request, "meetings/school_holidays.html", facts)


@login_required
@require_POST
def delete_organization_holiday(
    request: HttpRequest, organization_id: UUID, holiday_id: UUID
) -> HttpResponse:
    """Take one of them away."""
    today = timezone.localdate()
    _remove(request, access_organization_holiday(request.user, organization_id, holiday_id, today=today))
    return redirect("organization_holidays", organization_id)


def _form(request: HttpRequest, keepers: Sequence[Organization]) -> SchoolHolidayForm:
    return SchoolHolidayForm(request.POST if request.method == "POST" else None, keepers=keepers)


def _stored(request: HttpRequest, form: SchoolHolidayForm) -> bool:
    """Whether a holiday was written and is kept now."""
    user: Any = request.user
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        add_school_holiday(organization=form.keeper(), terms=form.terms(), by=user)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Ferien er lagt til. Nye forslag til årshjul tar hensyn til den."))
    warn(request, form)
    return True


def _remove(request: HttpRequest, holiday: SchoolHoliday) -> None:
    user: Any = request.user
    remove_school_holiday(holiday=holiday, by=user)
    messages.success(request, _("Ferien er tatt bort."))


def _kept(keepers: Sequence[Organization]) -> list[Kept]:
    """The holidays by who keeps them; as many queries for one as for many."""
    by_keeper: dict[UUID, list[SchoolHoliday]] = {one.pk: [] for one in keepers}
    rows = SchoolHoliday.objects.filter(
        organization__in=keepers, last_day__year__gte=timezone.localdate().year
    )
    for row in rows:
        by_keeper[row.organization_id].append(row)
    counties = {one.pk: one for one in keepers if one.kind == Organization.Kind.COUNTY}
    return [
        Kept(
            one,
            by_keeper[one.pk],
            works_for(one),
            counties.get(one.parent_id) if one.parent_id is not None else None,
        )
        for one in keepers
    ]
