"""Order a PDF of the agenda or the minutes, watch it being made, fetch it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.making import OF_AGENDA, ask_for_pdf
from meetings.models import MeetingJob, MeetingPdf
from meetings.permissions import access_job, access_meeting, access_pdf
from meetings.sent import works_on_it
from politirad.tenancy.permissions import rights


@login_required
@require_POST
def meeting_order_pdf(request: HttpRequest, meeting_id: UUID, kind: str) -> HttpResponse:
    """Order the paper; htmx gets the job's progress, a plain form the page it came from."""
    meeting = access_meeting(request.user, meeting_id)
    if (
        kind not in MeetingPdf.Kind.values or kind == MeetingPdf.Kind.PUBLIC
    ):  # that one is published, not ordered
        raise Http404
    user: Any = request.user
    if kind in OF_AGENDA and meeting.called_at is None and not works_on_it(rights(user, meeting.council)):
        raise PermissionDenied  # nothing has been sent yet
    job = ask_for_pdf(meeting=meeting, kind=MeetingPdf.Kind(kind), by=user)
    if request.headers.get("HX-Request"):
        return render(request, "_parts/job.html", progress(job))
    return redirect("minutes" if kind == MeetingPdf.Kind.MINUTES else "meeting", meeting.pk)


@login_required
@require_safe
def meeting_job(request: HttpRequest, meeting_id: UUID, job_id: UUID) -> HttpResponse:
    """How far a job has come, asked for again every second."""
    return render(request, "_parts/job.html", progress(access_job(request.user, meeting_id, job_id)))


@login_required
@require_safe
def meeting_pdf(request: HttpRequest, meeting_id: UUID, pdf_id: UUID) -> HttpResponse:
    """Download one of the meeting's PDFs."""
    pdf = access_pdf(request.user, meeting_id, pdf_id)
    response = HttpResponse(bytes(pdf.content), content_type=pdf.content_type)
    response["Content-Disposition"] = content_disposition_header(False, pdf.name) or "inline"
    return response


def progress(job: MeetingJob) -> dict[str, Any]:
    """What templates/_parts/job.html shows."""
    done = job.state == MeetingJob.State.DONE and job.pdf_id is not None
    return {
        "job_id": f"jobb-{job.pk}",
        "job_url": reverse("meeting_job", args=[job.meeting_id, job.pk]),
        "state": job.state,
        "percent": job.percent,
        "label": job.get_kind_display(),
        "problem": job.error or _("PDF-en kunne ikke lages. Prøv en gang til."),
        "result_url": reverse("meeting_pdf", args=[job.meeting_id, job.pdf_id]) if done else "",
        "result_label": _("Last ned PDF"),
    }
