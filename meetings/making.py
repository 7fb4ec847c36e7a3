"""Ask for a PDF of a meeting, and make it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from meetings.actions.approval_item import attach_minutes
from meetings.documents import Document, document_of
from meetings.models import Meeting, MeetingJob, MeetingPdf, Minutes
from meetings.pack import Pack, pack_of
from politirad.paper import UnprintableDocument
from politirad.tenancy import context, work
from politirad.tenancy.audit import record
from politirad.tenancy.models import User
from politirad.tenancy.tasks import wake

MAKE_PDF = "meetings.make_pdf"


@transaction.atomic
def ask_for_pdf(*, meeting: Meeting, kind: MeetingPdf.Kind, by: User | None) -> MeetingJob:
    """Put a job in the queue; one that waits already for the same paper is returned instead."""
    waiting = MeetingJob.objects.filter(meeting=meeting, kind=kind, state=MeetingJob.State.WAITING).first()
    if waiting is not None:
        return waiting
    job = MeetingJob.objects.create(council=meeting.council, meeting=meeting, kind=kind)
    record("ask_for_pdf", meeting, by=by, kind=kind.value)
    wake(MAKE_PDF, meeting.council_id, job.pk)
    return job


def make_pdf(council_id: UUID, job_id: UUID, *, at: datetime.datetime) -> None:
    """Do one job of a council, if it is due."""
    wall = context.of_council(council_id)
    with context.entered(wall):
        job = work.claim(MeetingJob.objects.select_related("meeting__council"), job_id, at=at)
        if job is None:
            return
        kind = MeetingPdf.Kind(job.kind)
        document: Document | Pack = (
            pack_of(job.meeting, created=at)
            if kind == MeetingPdf.Kind.PACK
            else document_of(job.meeting, kind, created=at)
        )
    work.step(wall, job, percent=40, words=_("Setter opp dokumentet"))
    try:
        content = document.render()
    except UnprintableDocument as error:
        work.fail(wall, job, error=str(error), at=timezone.now())
        return
    with context.entered(wall):
        if not work.is_mine(job):
            return
        file = MeetingPdf(
            council=job.meeting.council,
            meeting=job.meeting,
            kind=kind,
            name=file_name(job.meeting, kind),
            content_type="application/pdf",
        )
        file.hold(content)
        file.save(force_insert=True)
        if kind == MeetingPdf.Kind.MINUTES:
            waiting = Minutes.objects.select_related("approval_item__meeting__council").filter(
                meeting=job.meeting
            )
            for minutes in waiting:
                attach_minutes(minutes, file)
        work.finish(job, at=timezone.now(), pdf=file)
        record("make_pdf", job.meeting, by=None, kind=kind.value, sha256=file.sha256)


def file_name(meeting: Meeting, kind: MeetingPdf.Kind) -> str:
    """A file name that says what it is."""
    names = {
        MeetingPdf.Kind.AGENDA: "saksliste",
        MeetingPdf.Kind.PACK: "mappe",
        MeetingPdf.Kind.MINUTES: "referat",
    }
    return f"{names[kind]}-{slugify(meeting.council.name)}-{meeting.date.isoformat()}.pdf"
