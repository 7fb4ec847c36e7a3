"""Ask for a PDF of a meeting, and make it; ask for a newer timestamp on sealed minutes, and set it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from meetings.actions.approval_item import attach_minutes
from meetings.documents import Document, document_of
from meetings.models import Meeting, MeetingJob, MeetingPdf, Minutes
from meetings.pack import Pack, pack_of
from meetings.publishing import show_public_edition
from politirad import seal
from politirad.paper import UnprintableDocument
from politirad.tenancy import context, sealed_files, work
from politirad.tenancy.audit import record
from politirad.tenancy.models import Job, User
from politirad.tenancy.tasks import wake

MAKE_PDF = "meetings.make_pdf"
OF_AGENDA = (MeetingPdf.Kind.AGENDA, MeetingPdf.Kind.PACK)
#: What slugify would drop; it writes å as a itself.
PLAIN_LETTERS = str.maketrans(
    {"æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ŋ": "n", "ŧ": "t", "–": "-"}
)


@transaction.atomic
def ask_for_pdf(*, meeting: Meeting, kind: MeetingPdf.Kind, by: User | None) -> MeetingJob:
    """Put a job in the queue; one that waits already for the same paper is returned instead."""
    waiting = MeetingJob.objects.filter(
        meeting=meeting, kind=kind, renews=None, state=MeetingJob.State.WAITING
    ).first()
    if waiting is not None:
        return waiting
    job = MeetingJob.objects.create(council=meeting.council, meeting=meeting, kind=kind)
    record("ask_for_pdf", meeting, by=by, kind=kind.value)
    wake(MAKE_PDF, meeting.council_id, job.pk)
    return job


@transaction.atomic
def ask_for_renewal(*, pdf: MeetingPdf, by: User | None) -> MeetingJob | None:
    """Order a newer timestamp for sealed minutes. An order that is going is answered again; None when it has one."""
    meeting = Meeting.objects.select_for_update(no_key=True).get(pk=pdf.meeting_id)
    if MeetingPdf.objects.filter(renews=pdf).exists():
        return None
    live = [MeetingJob.State.WAITING, MeetingJob.State.RUNNING]
    job = MeetingJob.objects.filter(renews=pdf, state__in=live).first()
    if job is None:
        job = MeetingJob.objects.create(council_id=pdf.council_id, meeting=meeting, kind=pdf.kind, renews=pdf)
        record("ask_for_renewal", meeting, by=by, until=pdf.good_until)
    wake(MAKE_PDF, pdf.council_id, job.pk)
    return job


def make_pdf(council_id: UUID, job_id: UUID, *, at: datetime.datetime) -> Job.State | None:
    """Do one job of a council; the state it ends in, or None when it is not due or another worker has it.

    Approved minutes are sealed. A timestamp authority that does not answer leaves them to be tried again.
    """
    wall = context.of_council(council_id)
    with context.entered(wall):
        job = work.claim(MeetingJob.objects.select_related("meeting__council", "renews"), job_id, at=at)
    if job is None:
        return None
    if job.renews is not None:
        return sealed_files.renew(wall, job, _successor(job.renews), former=job.renews, subject=job.meeting)
    kind = MeetingPdf.Kind(job.kind)
    with context.entered(wall):
        document: Document | Pack = (
            pack_of(job.meeting, created=at)
            if kind == MeetingPdf.Kind.PACK
            else document_of(job.meeting, kind, created=at)
        )
    work.step(wall, job, percent=40, words=_("Setter opp dokumentet"))
    file = MeetingPdf(
        council=job.meeting.council,
        meeting=job.meeting,
        kind=kind,
        name=file_name(job.meeting, kind),
        content_type="application/pdf",
        draft=kind in OF_AGENDA and job.meeting.called_at is None,
    )
    try:
        content = document.render()
        if kind == MeetingPdf.Kind.MINUTES and isinstance(document, Document) and not document.facts["draft"]:
            work.step(wall, job, percent=80, words=_("Setter seglet på"))
            sealed_files.hold_sealed(file, _sealed_bytes(content, document))
        else:
            file.hold(content)
    except seal.TimestampUnavailable as error:
        return sealed_files.again(wall, job, error)
    except (UnprintableDocument, seal.SealingFailed) as error:
        work.fail(wall, job, error=str(error), at=timezone.now())
        return Job.State.FAILED
    with context.entered(wall):
        return _store(job, file)


def _sealed_bytes(content: bytes, document: Document) -> bytes:
    with translation.override(document.language):
        reason = _("Forseglet av Politiråd etter at referatet ble godkjent")
    return seal.seal(content, reason=reason, location="Politiråd", at=document.created)


def _store(job: MeetingJob, file: MeetingPdf) -> Job.State | None:
    """Keep the file and end the job, unless another worker has taken it meanwhile."""
    if not work.is_mine(job):
        return None
    file.save(force_insert=True)
    if file.kind == MeetingPdf.Kind.MINUTES:
        waiting = Minutes.objects.select_related("approval_item__meeting__council").filter(
            meeting=job.meeting
        )
        for minutes in waiting:
            attach_minutes(minutes, file)
    if file.kind == MeetingPdf.Kind.PUBLIC:
        show_public_edition(job.meeting, file, at=timezone.now())
    work.finish(job, at=timezone.now(), pdf=file)
    record("make_pdf", job.meeting, by=None, kind=file.kind, sha256=file.sha256)
    return Job.State.DONE


def _successor(former: MeetingPdf) -> MeetingPdf:
    """The row of the same file with a newer timestamp, without its content."""
    return MeetingPdf(
        council_id=former.council_id,
        meeting_id=former.meeting_id,
        kind=former.kind,
        name=former.name,
        content_type=former.content_type,
        renews=former,
    )


def file_name(meeting: Meeting, kind: MeetingPdf.Kind) -> str:
    """A file name that says what it is."""
    names = {
        MeetingPdf.Kind.AGENDA: "saksliste",
        MeetingPdf.Kind.PACK: "mappe",
        MeetingPdf.Kind.MINUTES: "referat",
        MeetingPdf.Kind.PUBLIC: "apent-referat",
    }
    council = slugify(meeting.council.name.translate(PLAIN_LETTERS))
    return f"{names[kind]}-{council}-{meeting.date.isoformat()}.pdf"
