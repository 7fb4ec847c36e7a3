"""Ask for a council's year as a PDF, and make it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from councils.models import Council
from meetings.making import PLAIN_LETTERS
from meetings.models import YearJob, YearPdf
from meetings.year_document import year_document
from politirad.paper import UnprintableDocument
from politirad.tenancy import context, work
from politirad.tenancy.audit import record
from politirad.tenancy.models import Job, User
from politirad.tenancy.tasks import wake

MAKE_YEAR_PDF = "meetings.make_year_pdf"


@transaction.atomic
def ask_for_year_pdf(*, council: Council, year: int, by: User | None) -> YearJob:
    """Put a job in the queue; one that waits already for the same year is returned instead."""
    job, new = YearJob.objects.get_or_create(council=council, year=year, state=YearJob.State.WAITING)
    if new:
        record("ask_for_year_pdf", council, by=by, council_id=council.pk, year=year)
        wake(MAKE_YEAR_PDF, council.pk, job.pk)
    return job


def make_year_pdf(council_id: UUID, job_id: UUID, *, at: datetime.datetime) -> Job.State | None:
    """Do one job of a council; the state it ends in, or None when it is not due or another worker has it."""
    wall = context.of_council(council_id)
    with context.entered(wall):
        job = work.claim(YearJob.objects.select_related("council__owner"), job_id, at=at)
    if job is None:
        return None
    with context.entered(wall):
        document = year_document(job.council, job.year, created=at)
    work.step(wall, job, percent=40, words=_("Setter opp dokumentet"))
    council = slugify(job.council.name.translate(PLAIN_LETTERS))
    file = YearPdf(
        council=job.council,
        year=job.year,
        name=f"arshjul-{council}-{job.year}.pdf",
        content_type="application/pdf",
    )
    try:
        file.hold(document.render())
    except UnprintableDocument as error:
        work.fail(wall, job, error=str(error), at=timezone.now())
        return Job.State.FAILED
    with context.entered(wall):
        if not work.is_mine(job):
            return None
        file.save(force_insert=True)
        work.finish(job, at=timezone.now(), pdf=file)
        record(
            "make_year_pdf",
            job.council,
            by=None,
            council_id=council_id,
            year=job.year,
            sha256=file.sha256,
        )
    return Job.State.DONE
