"""Ask for a council's year as a PDF, and make it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from councils.models import Council
from councils.refusals import Refusal
from meetings.making import PLAIN_LETTERS
from meetings.models import YearJob, YearKind, YearPdf
from meetings.year_document import year_document
from meetings.year_minutes import volume_of, year_entries
from politirad.paper import UnprintableDocument
from politirad.tenancy import context, work
from politirad.tenancy.audit import record
from politirad.tenancy.models import Job, User
from politirad.tenancy.tasks import wake

MAKE_YEAR_PDF = "meetings.make_year_pdf"
NAMES = {YearKind.PLAN: "arshjul", YearKind.MINUTES: "referater"}
ASKED = {YearKind.PLAN: "ask_for_year_pdf", YearKind.MINUTES: "ask_for_year_minutes"}
MADE = {YearKind.PLAN: "make_year_pdf", YearKind.MINUTES: "make_year_minutes"}


@transaction.atomic
def ask_for_year_pdf(
    *, council: Council, year: int, by: User | None, kind: YearKind = YearKind.PLAN
) -> YearJob:
    """Put a job in the queue; one that waits already for the same paper is returned instead.

    Raises Refusal when none of the year's minutes are approved.
    """
    if kind == YearKind.MINUTES and not any(one.is_approved for one in year_entries(council, year)):
        raise Refusal(_("Ingen referater fra %d er godkjent.") % year)
    waiting = YearJob.State.WAITING
    job, new = YearJob.objects.get_or_create(council=council, year=year, kind=kind, state=waiting)
    if new:
        record(ASKED[kind], council, by=by, council_id=council.pk, year=year)
        wake(MAKE_YEAR_PDF, council.pk, job.pk)
    return job


def make_year_pdf(council_id: UUID, job_id: UUID, *, at: datetime.datetime) -> Job.State | None:
    """Do one job of a council; the state it ends in, or None when it is not due or another worker has it."""
    wall = context.of_council(council_id)
    with context.entered(wall):
        job = work.claim(YearJob.objects.select_related("council__owner"), job_id, at=at)
    if job is None:
        return None
    council = slugify(job.council.name.translate(PLAIN_LETTERS))
    file = YearPdf(
        council=job.council,
        year=job.year,
        kind=job.kind,
        name=f"{NAMES[YearKind(job.kind)]}-{council}-{job.year}.pdf",
        content_type="application/pdf",
    )
    try:
        file.hold(_content(wall, job, at=at))
    except UnprintableDocument as error:
        work.fail(wall, job, error=str(error), at=timezone.now())
        return Job.State.FAILED
    with context.entered(wall):
        if not work.is_mine(job):
            return None
        file.save(force_insert=True)
        work.finish(job, at=timezone.now(), pdf=file)
        record(
            MADE[YearKind(job.kind)],
            job.council,
            by=None,
            council_id=council_id,
            year=job.year,
            sha256=file.sha256,
        )
    return Job.State.DONE


def _content(wall: context.Context, job: YearJob, *, at: datetime.datetime) -> bytes:
    """The paper's bytes; a page that looks on sees how many minutes are set up."""
    words = _("Setter opp dokumentet")
    if job.kind == YearKind.PLAN:
        with context.entered(wall):
            document = year_document(job.council, job.year, created=at)
        work.step(wall, job, percent=40, words=words)
        return document.render()
    with context.entered(wall):
        volume = volume_of(job.council, job.year, created=at)
    total = len(volume.minutes)
    return volume.render(lambda number: work.step(wall, job, percent=10 + 80 * number // total, words=words))
