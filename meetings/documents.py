"""From a meeting to a paper of its own: the agenda here, the minutes in `meetings.minutes_document`.

Both are made of the open part alone: a job sees no closed item.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation

from meetings.document_head import head, invitees
from meetings.minutes_document import minutes_facts
from meetings.models import Invitee, Meeting, MeetingPdf
from meetings.sent import shown_to_all
from politirad import pdf
from politirad.richtext import clean

TEMPLATES = {
    MeetingPdf.Kind.AGENDA: "pdf/agenda.html",
    MeetingPdf.Kind.PACK: "pdf/agenda.html",
    MeetingPdf.Kind.MINUTES: "pdf/minutes.html",
    MeetingPdf.Kind.PUBLIC: "pdf/minutes.html",
}
#: The public edition is the minutes as they were approved, with the basis in a closed item's place.
OF_MINUTES = (MeetingPdf.Kind.MINUTES, MeetingPdf.Kind.PUBLIC)


@dataclass(frozen=True)
class Document:
    """Everything one rendering needs; made inside a context, rendered outside it."""

    template: str
    facts: dict[str, Any]
    title: str
    language: str
    created: datetime.datetime
    identifier: str

    def render(self) -> bytes:
        """The PDF. Raises `politirad.paper.UnprintableDocument`."""
        return pdf.render(
            self.template,
            self.facts,
            title=self.title,
            language=self.language,
            created=self.created,
            identifier=self.identifier,
        )


def document_of(
    meeting: Meeting,
    kind: MeetingPdf.Kind,
    *,
    created: datetime.datetime,
    more: Mapping[str, Any] | None = None,
) -> Document:
    """The agenda or the minutes as they stand, in the council's language. `more`: facts beside its own."""
    language = meeting.council.language
    make = minutes_facts if kind in OF_MINUTES else agenda_facts
    with translation.override(language):
        facts = {
            "council": meeting.council.name,
            "running": meeting.council.name,
            "demo": settings.DEMO,
            **make(meeting, language),
            **(more or {}),
        }
        title = f"{kind.label}: {meeting.title}"
    identifier = f"meeting {meeting.pk} {kind.value} {meeting.sequence}"
    return Document(TEMPLATES[kind], facts, title, language, created, identifier)


def agenda_facts(meeting: Meeting, language: str) -> dict[str, Any]:
    """The facts of the agenda as it was sent, before the call as it stands, in the active language."""
    reading = shown_to_all(
        meeting, items=list(meeting.items.filter(part=1)), files=meeting.files.defer("content")
    )
    return {
        "head": head(meeting, language),
        "message_html": "",
        "invited": [person(one) for one in invitees(meeting)],
        "items": [
            {
                "number": line.number,
                "is_sub": line.above is not None,
                "title": line.item.title,
                "kind_label": line.item.get_kind_display(),
                "minutes": line.minutes,
                "presenter": line.item.presenter,
                "text_html": clean(line.item.text),
                "documents": [paper.name for paper in reading.papers.get(line.item.pk, [])],
                "closed": False,
                "legal_basis": "",
            }
            for line in reading.agenda.part_one
        ],
        "public": True,
        "draft": reading.draft,
    }


def person(invitee: Invitee) -> dict[str, str]:
    """One person of the list of those who are called."""
    organization = invitee.seat.organization if invitee.seat else None
    return {"name": invitee.name, "role": invitee.role, "organisation": str(organization or ""), "note": ""}
