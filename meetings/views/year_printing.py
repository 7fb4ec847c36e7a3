"""Order a council's year as a PDF, watch it being made, fetch it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.permissions import access_council
from meetings.models import YearJob, YearKind
from meetings.permissions import access_year_job, access_year_pdf
from meetings.views.plans import require_year
from meetings.year_making import ask_for_year_pdf


@login_required
@require_POST
def year_order_pdf(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Order the paper; htmx gets the job's progress, a plain form a page that shows it."""
    council = access_council(request.user, council_id)
    require_year(year)
    user: Any = request.user
    job = ask_for_year_pdf(council=council, year=year, by=user)
    if request.headers.get("HX-Request"):
        return render(request, "_parts/job.html", progress(job))
    return redirect("year_job", council_id, year, job.pk)


@login_required
@require_safe
def year_job(request: HttpRequest, council_id: UUID, year: int, job_id: UUID) -> HttpResponse:
    """How far a job has come: a part that is asked for again every second, or a page for who came by a form."""
    job = access_year_job(request.user, council_id, year, job_id)
    if request.headers.get("HX-Request"):
        return render(request, "_parts/job.html", progress(job))
    of_minutes = job.kind == YearKind.MINUTES
    facts = {
        "council": job.council,
        "year": year,
        "job": progress(job),
        "over": job.is_over,
        "of_minutes": of_minutes,
        "back": reverse("year_minutes" if of_minutes else "year_plan", args=[council_id, year]),
    }
    return render(request, "meetings/year_job.html", facts)


@login_required
@require_safe
def year_pdf(request: HttpRequest, council_id: UUID, year: int, pdf_id: UUID) -> HttpResponse:
    """Download the year."""
    pdf = access_year_pdf(request.user, council_id, year, pdf_id)
    response = HttpResponse(bytes(pdf.content), content_type=pdf.content_type)
    response["Content-Disposition"] = content_disposition_header(False, pdf.name) or "inline"
    return response


def progress(job: YearJob) -> dict[str, Any]:
    """What templates/_parts/job.html shows."""
    at = [job.council_id, job.year]
    done = job.state == YearJob.State.DONE and job.pdf_id is not None
    return {
        "job_id": f"jobb-{job.pk}",
        "job_url": reverse("year_job", args=[*at, job.pk]),
        "state": job.state,
        "percent": job.percent,
        "label": f"{job.get_kind_display()} {job.year}",
        "problem": job.error or _("PDF-en kunne ikke lages. Prøv en gang til."),
        "result_url": reverse("year_pdf", args=[*at, job.pdf_id]) if done else "",
        "result_label": _("Last ned PDF"),
    }
