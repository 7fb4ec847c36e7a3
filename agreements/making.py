"""Make the PDF of a job: claim it, compose, render, seal, store. Each step commits, so that the page can show it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agreements.documents import Document, document_of
from agreements.models import Agreement, AgreementData, AgreementJob, AgreementPdf
from agreements.signed_data import signed_data
from politirad import pdf, seal
from politirad.tenancy import context, sealed_files, work
from politirad.tenancy.audit import record

State = AgreementJob.State


def make_pdf(council_id: UUID, job_id: UUID, *, at: datetime.datetime) -> AgreementJob.State | None:
    """Do one job of a council; the state it ends in, or None when it is not due or another worker has it.

    A timestamp authority that does not answer leaves the job to be tried again, never a weaker seal.
    """
    wall = context.of_council(council_id)
    with context.entered(wall):
        job = work.claim(AgreementJob.objects.select_related("agreement", "renews"), job_id, at=at)
    if job is None:
        return None
    if job.renews is not None:
        return sealed_files.renew(wall, job, _successor(job.renews), former=job.renews, subject=job.agreement)
    with context.entered(wall):
        document = document_of(job.agreement, today=timezone.localdate(at))
    sealed = job.kind == AgreementJob.Kind.SEALED_PDF
    try:
        work.step(wall, job, percent=30, words=_("Setter opp dokumentet"))
        content = document.render()
        if sealed:
            work.step(wall, job, percent=80, words=_("Setter seglet på"))
            content = sealed_bytes(content, document)
    except seal.TimestampUnavailable as error:
        return sealed_files.again(wall, job, error)
    except (pdf.UnprintableDocument, seal.SealingFailed) as error:
        work.fail(wall, job, error=str(error), at=timezone.now())
        return State.FAILED
    with context.entered(wall):
        return _store(job, document, content, sealed=sealed)


def sealed_bytes(content: bytes, document: Document) -> bytes:
    """The PDF with our seal. Raises what `politirad.seal.seal` raises."""
    with translation.override(document.language):
        reason = _("Forseglet av Politiråd etter at alle partene har signert")
    return seal.seal(content, reason=reason, location="Politiråd", at=document.created)


def _successor(former: AgreementPdf) -> AgreementPdf:
    """The row of the same file with a newer timestamp, without its content."""
    return AgreementPdf(
        agreement_id=former.agreement_id,
        version_id=former.version_id,
        content_sha256=former.content_sha256,
        name=former.name,
        content_type=former.content_type,
        renews=former,
    )


def _store(
    job: AgreementJob, document: Document, content: bytes, *, sealed: bool
) -> AgreementJob.State | None:
    """Keep the file and end the job, unless another worker has taken it meanwhile."""
    if not work.is_mine(job):
        return None
    file = AgreementPdf(
        agreement=job.agreement,
        version_id=document.version_id,
        content_sha256=document.content_sha256,
        name=file_name(job.agreement, sealed=sealed),
        content_type="application/pdf",
    )
    if sealed:
        sealed_files.hold_sealed(file, content)
    else:
        file.hold(content)
    file.save(force_insert=True)
    if sealed:
        keep_data(job.agreement, file)
    work.finish(job, at=timezone.now(), pdf=file)
    record("make_pdf", job.agreement, by=None, job=job.pk, pdf=file.pk, sha256=file.sha256, sealed=sealed)
    return State.DONE


def keep_data(agreement: Agreement, pdf: AgreementPdf) -> None:
    """Lay the data beside the sealed PDF; it depends on the version and its signatures alone, so once is enough."""
    if pdf.version is None or AgreementData.objects.filter(version=pdf.version).exists():
        return
    data = AgreementData(
        agreement=agreement,
        version=pdf.version,
        name=f"{pdf.name.removesuffix('.pdf')}.json",
        content_type="application/json",
    )
    data.hold(signed_data(agreement, pdf.version))
    data.save(force_insert=True)


def file_name(agreement: Agreement, *, sealed: bool) -> str:
    """A file name that says what it is, in plain characters."""
    letters = "".join(letter if letter.isalnum() else "-" for letter in agreement.title.lower())
    name = "-".join(part for part in letters.split("-") if part)[:80] or "avtale"
    return f"{name}.pdf" if sealed else f"{name}-utkast.pdf"
