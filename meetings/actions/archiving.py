"""Export a meeting to an archive as a Noark 5 package."""

from __future__ import annotations

import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from councils.refusals import Refusal
from meetings.archive_package import Export, export_of
from meetings.arkivmelding import package
from meetings.models import Meeting, MeetingPdf, Minutes
from politirad.tenancy.audit import record, record_each
from politirad.tenancy.models import User

SYSTEM = "Politiråd"


def ready(*, meeting: Meeting, by: User, at: datetime.datetime, with_content: bool = False) -> Export:
    """What would be exported, without the files themselves unless asked for. Raises Refusal until the minutes are approved and their PDF is made."""
    minutes = Minutes.objects.filter(meeting=meeting).select_related("approved_by").first()
    if minutes is None or minutes.state != Minutes.State.APPROVED:
        raise Refusal(_("Referatet må være godkjent før møtet kan eksporteres til arkivet."))
    made = meeting.pdfs.filter(kind=MeetingPdf.Kind.MINUTES, stored_at__gte=minutes.approved_at)
    printed = made.defer("content").order_by("stored_at").last()
    if printed is None:
        raise Refusal(_("PDF-en av det godkjente referatet er ikke laget ennå. Vent litt, og prøv igjen."))
    return export_of(meeting, minutes, printed=printed, by=by, at=at, with_content=with_content)


@transaction.atomic
def export_for_archive(*, meeting: Meeting, by: User, at: datetime.datetime) -> bytes:
    """The package as a zip; that it was taken out is recorded, and for each closed item that it was read.

    Raises Refusal as `ready`.
    """
    export = ready(meeting=meeting, by=by, at=at, with_content=True)
    files = sum(len(one.documents) for one in export.folder.registrations)
    record("export_for_archive", meeting, by=by, files=files)
    record_each("read_closed_item", export.closed, by=by)
    return package(export.folder, system=SYSTEM, message_id=str(uuid4()), at=at)
