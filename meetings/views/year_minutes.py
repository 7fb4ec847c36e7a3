"""The minutes of a council's year, meeting by meeting, and the approved ones as one PDF."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from councils.permissions import access_council
from councils.refusals import Refusal
from meetings.models import YearKind
from meetings.views.plans import require_year
from meetings.views.year_printing import progress
from meetings.year_making import ask_for_year_pdf
from meetings.year_minutes import year_entries, years_with_minutes


@login_required
@require_safe
def year_minutes(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Every meeting that was held in the year, with its minutes."""
    council = access_council(request.user, council_id)
    require_year(year)
    entries = year_entries(council, year)
    facts: dict[str, Any] = {
        "council": council,
        "year": year,
        "years": sorted({*years_with_minutes(council), year}, reverse=True),
        "entries": entries,
        "approved": sum(one.is_approved for one in entries),
    }
    return render(request, "meetings/year_minutes.html", facts)


@login_required
@require_POST
def order_year_minutes(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Order the volume; htmx gets the job's progress, a plain form a page that shows it."""
    council = access_council(request.user, council_id)
    require_year(year)
    user: Any = request.user
    try:
        job = ask_for_year_pdf(council=council, year=year, by=user, kind=YearKind.MINUTES)
    except Refusal as refusal:
        if request.headers.get("HX-Request"):
            return render(request, "_parts/job.html", {"state": "failed", "problem": str(refusal)})
        messages.error(request, str(refusal))
        return redirect("year_minutes", council_id, year)
    if request.headers.get("HX-Request"):
        return render(request, "_parts/job.html", progress(job))
    return redirect("year_job", council_id, year, job.pk)
