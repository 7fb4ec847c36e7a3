"""Make the PDF of a job: claim it, compose, render, seal, store. Each step commits, so that the page can show it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agreements.documents import Document, document_of
from agreements.models import Agreement, AgreementJob, AgreementPdf
from politirad import pdf, seal
from politirad.tenancy import context
from politirad.tenancy.audit import record

LEASE = datetime.timedelta(minutes=5)
PAUSE = datetime.timedelta(minutes=2)  # before a timestamp authority that failed is asked again
MOST_ATTEMPTS = 30
State = AgreementJob.State


def make_pdf(council_id: UUID, job_id: UUID) -> AgreementJob.State | None:
    """Do one job of a council; the state it ends in, or None when it is not due or another worker has it.

    Safe to repeat: a worker that died loses its lease, and one that comes back late finds the job taken.
    A timestamp authority that does not answer leaves the job to be tried again, never a weaker seal.
    """
    wall = context.of_council(council_id)
    with context.entered(wall):
        job = _claim(job_id)
        if job is None:
            return None
        agreement = job.agreement
        document = document_of(agreement, today=timezone.localdate())
        sealed = job.kind == AgreementJob.Kind.SEALED_PDF
    try:
        _step(wall, job, 30, _("Setter opp dokumentet"))
        content = document.render()
        if sealed:
            _step(wall, job, 80, _("Setter seglet på"))
            content = sealed_bytes(content, document)
    except seal.TimestampUnavailable as error:
        return _pause(wall, job, str(error))
    except (pdf.UnprintableDocument, seal.SealingFailed) as error:
        return _fail(wall, job, str(error))
    with context.entered(wall):
        return _store(job, document, content, sealed=sealed)


def sealed_bytes(content: bytes, document: Document) -> bytes:
    """The PDF with our seal. Raises what `politirad.seal.seal` raises."""
    with translation.override(document.language):
        reason = _("Forseglet av Politiråd etter at alle partene har signert")
    return seal.seal(content, reason=reason, location="Politiråd", at=document.created)


def _claim(job_id: UUID) -> AgreementJob | None:
    """Take the job for this worker until the lease runs out."""
    job = (
        AgreementJob.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("agreement")
        .filter(pk=job_id)
        .first()
    )
    now = timezone.now()
    if (
        job is None
        or job.is_over
        or (job.state == State.RUNNING and job.lease_until and job.lease_until >= now)
    ):
        return None
    job.state, job.attempts, job.lease_until = State.RUNNING, job.attempts + 1, now + LEASE
    job.percent, job.step, job.error = 10, _("Henter teksten"), ""
    job.save(update_fields=["state", "attempts", "lease_until", "percent", "step", "error"])
    return job


def _mine(job: AgreementJob) -> bool:
    """Whether this worker still has the job (its attempt is the latest). Locks the row."""
    row = AgreementJob.objects.select_for_update().get(pk=job.pk)
    return row.state == State.RUNNING and row.attempts == job.attempts


def _step(wall: context.Context, job: AgreementJob, percent: int, step: str) -> None:
    with context.entered(wall):
        if _mine(job):
            AgreementJob.objects.filter(pk=job.pk).update(percent=percent, step=step)


def _pause(wall: context.Context, job: AgreementJob, error: str) -> AgreementJob.State:
    """Leave the job to the sweep after a pause; give up after many attempts."""
    if job.attempts >= MOST_ATTEMPTS:
        return _fail(wall, job, error)
    with context.entered(wall):
        if _mine(job):
            AgreementJob.objects.filter(pk=job.pk).update(
                lease_until=timezone.now() + PAUSE,
                step=_("Tidsstempeltjenesten svarer ikke. Vi prøver igjen om litt."),
                error=error[:500],
            )
    return State.RUNNING


def _fail(wall: context.Context, job: AgreementJob, error: str) -> AgreementJob.State:
    with context.entered(wall):
        if _mine(job):
            AgreementJob.objects.filter(pk=job.pk).update(
                state=State.FAILED, error=error[:500], finished_at=timezone.now(), lease_until=None
            )
    return State.FAILED


def _store(
    job: AgreementJob, document: Document, content: bytes, *, sealed: bool
) -> AgreementJob.State | None:
    """Keep the file and end the job, unless another worker has taken it meanwhile."""
    if not _mine(job):
        return None
    file = AgreementPdf(
        agreement=job.agreement,
        version_id=document.version_id,
        sealed=sealed,
        content_sha256=document.content_sha256,
        name=file_name(job.agreement, sealed=sealed),
        content_type="application/pdf",
    )
    file.hold(content)
    if sealed:
        file.seal_digest = seal.verify(content).digest
    file.save(force_insert=True)
    AgreementJob.objects.filter(pk=job.pk).update(
        state=State.DONE, percent=100, step="", pdf=file, finished_at=timezone.now(), lease_until=None
    )
    record("make_pdf", job.agreement, by=None, job=job.pk, pdf=file.pk, sha256=file.sha256, sealed=sealed)
    return State.DONE


def file_name(agreement: Agreement, *, sealed: bool) -> str:
    """A file name that says what it is, in plain characters."""
    letters = "".join(letter if letter.isalnum() else "-" for letter in agreement.title.lower())
    name = "-".join(part for part in letters.split("-") if part)[:80] or "avtale"
    return f"{name}.pdf" if sealed else f"{name}-utkast.pdf"
