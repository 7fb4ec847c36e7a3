"""Papers of an item: put one there, take one away."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.refusals import Refusal
from meetings.actions.holding import hold_item
from meetings.actions.sending import note_change
from meetings.actions.writing import require_no_identity
from meetings.models import AgendaItem, Meeting, MeetingFile
from meetings.papers import PaperError, clean_name, paper_type
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

WHY = {
    "empty": gettext_lazy("Filen er tom."),
    "too_large": gettext_lazy("Filen er for stor. Den kan være på 15 MB."),
    "unknown": gettext_lazy("Vi tar imot PDF, Word, Excel, PowerPoint, OpenDocument og bilder (PNG, JPEG)."),
    "name_disagrees": gettext_lazy(
        "Filnavnet sier noe annet enn innholdet. Kontroller at det er riktig fil."
    ),
    "macros": gettext_lazy("Dokumentet har makroer. Lagre det uten makroer, eller som PDF."),
}


def require_paper(name: str, content: bytes) -> str:
    """The content type of a file that may be kept. Raises Refusal for one that is not taken, or with an identity
    number in its name."""
    require_no_identity([name])
    try:
        return paper_type(name, content)
    except PaperError as error:
        raise Refusal(str(WHY[error.code])) from error


@transaction.atomic
def add_paper(*, item: AgendaItem, name: str, content: bytes, by: User, at: datetime.datetime) -> MeetingFile:
    """Keep a paper with an item; the police must look at the item again, and those called hear of it.

    Raises Refusal for a file that is not taken, an identity number in its name, and a meeting that is over.
    """
    kind = require_paper(name, content)
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    if meeting.state not in (Meeting.State.PLANNED, Meeting.State.CALLED):
        raise Refusal(_("Møtet er holdt eller avlyst, så det kan ikke få flere sakspapirer."))
    item = hold_item(item, meeting)
    paper = MeetingFile(
        council=item.council,
        meeting=meeting,
        item=item,
        name=clean_name(name),
        content_type=kind,
        uploaded_by=by,
    )
    paper.hold(content)
    paper.save(force_insert=True)
    _review_anew(item)
    note_change(meeting, item, at)
    record("add_paper", item, by=by, paper=paper.pk, size=paper.size, sha256=paper.sha256)
    return paper


@transaction.atomic
def remove_paper(*, paper: MeetingFile, by: User, at: datetime.datetime) -> None:
    """Take a paper away; the police must look at the item again, and those called hear of it.

    Raises Refusal once the meeting is over: then it is part of what was treated.
    """
    meeting = Meeting.objects.select_for_update().get(pk=paper.meeting_id)
    if meeting.state not in (Meeting.State.PLANNED, Meeting.State.CALLED):
        raise Refusal(_("Møtet er holdt eller avlyst, så sakspapirene står."))
    if paper.item is not None:
        hold_item(paper.item, meeting)
    record("remove_paper", paper.item or meeting, by=by, paper=paper.pk, sha256=paper.sha256)
    if paper.item is not None:
        _review_anew(paper.item)
        note_change(meeting, paper.item, at)
    paper.delete()


def _review_anew(item: AgendaItem) -> None:
    """Let the item wait for the review again, and whoever has it open in a form read it again."""
    AgendaItem.objects.filter(pk=item.pk).update(
        review=AgendaItem.Review.PENDING, review_comment="", reviewed_by=None, version=F("version") + 1
    )
