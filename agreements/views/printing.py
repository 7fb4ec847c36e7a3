"""Order the PDF, watch it being made, fetch it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from agreements.actions import request_pdf
from agreements.models import Agreement, AgreementData, AgreementJob, AgreementPdf
from agreements.package import package_of
from agreements.permissions import access_agreement
from agreements.views.attachments import download
from agreements.views.frame import asker, progress_of, sealing_of


@login_required
@require_POST
def agreement_order_pdf(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Order the PDF; htmx gets the job's progress, a plain form the agreement's page."""
    agreement = access_agreement(asker(request), agreement_id)
    job = request_pdf(agreement=agreement, by=asker(request))
    if request.headers.get("HX-Request"):
        return render(request, "_parts/job.html", progress(job))
    return redirect("agreement", agreement.pk)


@login_required
@require_safe
def agreement_job(request: HttpRequest, agreement_id: UUID, job_id: UUID) -> HttpResponse:
    """How far a job has come, asked for again every second."""
    agreement = access_agreement(asker(request), agreement_id)
    job = AgreementJob.objects.filter(agreement=agreement, pk=job_id).first()
    if job is None:
        raise Http404
    return render(request, "_parts/job.html", progress(job))


@login_required
@require_safe
def agreement_sealing(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """How far the sealing has come once all have signed, from before it is ordered."""
    agreement = access_agreement(asker(request), agreement_id)
    sealed = AgreementJob.objects.filter(agreement=agreement, kind=AgreementJob.Kind.SEALED_PDF)
    job = sealed.order_by("created_at").last()
    return render(request, "_parts/job.html", progress(job) if job else sealing_of(agreement.pk))


def progress(job: AgreementJob) -> dict[str, Any]:
    """What templates/_parts/job.html shows."""
    row = {name: getattr(job, name) for name in ("id", "kind", "state", "percent", "error")}
    return progress_of({**row, "pdf": job.pdf_id}, job.agreement_id)


@login_required
@require_safe
def agreement_pdf(request: HttpRequest, agreement_id: UUID, pdf_id: UUID) -> HttpResponse:
    """Download one of the agreement's PDFs."""
    agreement = access_agreement(asker(request), agreement_id)
    pdf = AgreementPdf.objects.filter(agreement=agreement, pk=pdf_id).first()
    if pdf is None:
        raise Http404
    return download(bytes(pdf.content), pdf.name, pdf.content_type)


@login_required
@require_safe
def agreement_data(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Download the signed agreement as JSON."""
    data = _data(access_agreement(asker(request), agreement_id))
    return download(bytes(data.content), data.name, data.content_type)


@login_required
@require_safe
def agreement_package(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Download sealed PDF, data, attachments and their checksums in one file."""
    agreement = access_agreement(asker(request), agreement_id)
    data = _data(agreement)
    pdf = AgreementPdf.objects.filter(version=data.version, sealed=True).order_by("stored_at").last()
    if pdf is None:
        raise Http404
    name = f"{data.name.removesuffix('.json')}.zip"
    return download(package_of(agreement, pdf, data), name, "application/zip")


def _data(agreement: Agreement) -> AgreementData:
    """The data of the newest signed version. Raises Http404 while there is none."""
    data = agreement.data.select_related("version").order_by("version__number").last()
    if data is None:
        raise Http404
    return data
