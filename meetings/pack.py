"""The pack of a meeting: the agenda as our own pages, then every PDF paper of the open part as it came.

What is no PDF, or a PDF that cannot be taken in, is listed with the reason and fetched by itself.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import papers
from meetings.documents import Document, document_of
from meetings.models import Invitee, Meeting, MeetingFile, MeetingPdf
from meetings.sent import shown_to_all
from politirad.binding import Paper, bind, page_count

READ_AFTER = datetime.timedelta(days=30)
MOST = 60 * 1024 * 1024  # bytes of papers in one file; a mail box or a telephone opens no larger one
WHY = {
    "format": gettext_lazy("ikke PDF"),
    "unreadable": gettext_lazy("PDF-en er låst eller skadet"),
    "too_large": gettext_lazy("for stor for møtemappen"),
}


@dataclass(frozen=True)
class Pack:
    """The agenda and the papers that go behind it; made inside a context, rendered outside it."""

    document: Document
    papers: tuple[Paper, ...]

    def render(self) -> bytes:
        """The PDF. Raises `politirad.paper.UnprintableDocument`."""
        return bind(self.document.render(), self.papers) if self.papers else self.document.render()


def pack_of(meeting: Meeting, *, created: datetime.datetime) -> Pack:
    """The pack as it stands, in the council's language."""
    bound: list[Paper] = []
    attachments: list[dict[str, Any]] = []
    separate: list[dict[str, Any]] = []
    size = 0
    with translation.override(meeting.council.language):
        for number, file in open_papers(meeting, content=True):
            pages, why = _taken_in(file, size)
            if why:
                address = f"{settings.SITE_URL}{reverse('paper', args=[meeting.pk, file.pk])}"
                separate.append({"item": number, "name": file.name, "why": str(WHY[why]), "address": address})
                continue
            size += file.size
            place = len(bound) + 1
            facts = {"place": place, "number": number, "name": file.name}
            bound.append(
                Paper(
                    content=bytes(file.content),
                    label=_("Vedlegg %(place)s til sak %(number)s") % facts,
                    title=_("Vedlegg %(place)s til sak %(number)s: %(name)s") % facts,
                    prefix=f"V{place}-",
                )
            )
            attachments.append({"place": place, "item": number, "name": file.name, "pages": pages})
    facts = {"attachments": attachments, "separate": separate}
    document = document_of(meeting, MeetingPdf.Kind.PACK, created=created, more=facts)
    return Pack(document, tuple(bound))


def newest_pack(meeting: Meeting) -> MeetingPdf | None:
    """The pack of what has been sent that was made last."""
    return meeting.pdfs.filter(kind=MeetingPdf.Kind.PACK, draft=False).order_by("stored_at").last()


def may_read(invitee: Invitee, at: datetime.datetime) -> bool:
    """Whether the invitee's own link still opens the papers: until some weeks after the meeting."""
    meeting = invitee.meeting
    called = invitee.removed_at is None and meeting.state != Meeting.State.CANCELLED
    return called and at < meeting.ends_at + READ_AFTER


def open_papers(meeting: Meeting, *, content: bool = False) -> list[tuple[str, MeetingFile]]:
    """The papers of the open part in the order of the agenda as it was sent (before the call as it stands), each with
    its item's number; without their bytes unless asked for.
    """
    files = meeting.files.filter(item__part=1)
    reading = shown_to_all(
        meeting, items=list(meeting.items.filter(part=1)), files=files if content else files.defer("content")
    )
    return [
        (line.number, file)
        for line in reading.agenda.part_one
        for file in reading.papers.get(line.item.pk, [])
    ]


def _taken_in(file: MeetingFile, size: int) -> tuple[int, str]:
    """How many pages it has, and why it stays outside: "" when it is taken in."""
    if file.content_type != papers.PDF:
        return 0, "format"
    if size + file.size > MOST:
        return 0, "too_large"
    pages = page_count(bytes(file.content))
    return (pages, "") if pages else (0, "unreadable")
