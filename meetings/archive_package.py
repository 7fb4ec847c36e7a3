"""A meeting as the archive gets it: one folder, with the call, the minutes, and a record for each item.

Closed items are in it as far as the one who exports sees them, shielded, each with what was said as a text of its own,
because the printed minutes hold the open part alone. How many others there are is told, and nothing more of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.archive_folder import Document, Folder, Note, Registration, Shielding
from meetings.minutes_reading import Entry, entries_of
from meetings.minutes_snapshot import closed_items
from meetings.models import AgendaItem, Meeting, MeetingFile, MeetingPdf, Minutes
from politirad.dates import long_date
from politirad.richtext import plain
from politirad.tenancy.models import User

PDF = "application/pdf"


@dataclass(frozen=True)
class Export:
    """The folder, with the closed items that are in it and the number of those that are not."""

    folder: Folder
    closed: tuple[AgendaItem, ...]
    unseen: int


def export_of(
    meeting: Meeting,
    minutes: Minutes,
    *,
    printed: MeetingPdf,
    by: User,
    at: datetime.datetime,
    with_content: bool = True,
) -> Export:
    """What there is of a meeting whose minutes are approved and printed (`printed`), in the council's language.

    Without content it is a list of what would be in it, and no file is read.
    """
    with translation.override(meeting.council.language):
        entries = entries_of(meeting)
        closed = tuple(entry.item for entry in entries if entry.item.is_closed)
        open_ones = [entry.item for entry in entries if not entry.item.is_closed]
        unseen = len(closed_items(meeting, open_ones)) - len(closed)
        title = (
            f"{meeting.council.name}: {meeting.title}, {long_date(meeting.date, meeting.council.language)}"
        )
        folder = Folder(
            id=str(meeting.pk),
            title=title,
            description=meeting.theme,
            made_at=meeting.called_at or minutes.started_at,
            made_by=str(meeting.council.owner),
            closed_at=minutes.approved_at or at,
            closed_by=minutes.approved_by.name if minutes.approved_by else str(meeting.council.owner),
            registrations=tuple(_registrations(meeting, minutes, printed, entries, with_content)),
            notes=_unseen(unseen, by, at),
        )
    return Export(folder, closed, unseen)


def _unseen(count: int, by: User, at: datetime.datetime) -> tuple[Note, ...]:
    if not count:
        return ()
    text = ngettext(
        "%d lukket sak er ikke med, fordi den som eksporterte, ikke ser den.",
        "%d lukkede saker er ikke med, fordi den som eksporterte, ikke ser dem.",
        count,
    )
    return (Note(text % count, _("Merknad fra eksporten"), at, by.name),)


def _registrations(
    meeting: Meeting, minutes: Minutes, printed: MeetingPdf, entries: Sequence[Entry], with_content: bool
) -> Iterator[Registration]:
    kinds = [MeetingPdf.Kind.PACK, MeetingPdf.Kind.AGENDA]
    called = meeting.pdfs.filter(kind__in=kinds).defer("content").order_by("kind", "stored_at").last()
    if called is not None:
        sent = [f"{one.get_kind_display()} {one.sent_at:%d.%m.%Y}" for one in meeting.notices.all()]
        yield Registration(
            id=str(uuid5(meeting.pk, "call")),
            number=_("Innkalling"),
            title=_("Innkalling og saksliste"),
            made_at=called.stored_at,
            made_by=str(meeting.council.owner),
            description=", ".join(sent),
            documents=(_printed(called, _("Innkalling og saksliste"), with_content),),
        )
    yield Registration(
        id=str(minutes.pk),
        number=_("Referat"),
        title=_("Referat"),
        made_at=printed.stored_at,
        made_by=str(meeting.council.owner),
        documents=(_printed(printed, _("Referat"), with_content),),
        notes=tuple(
            Note(one.text, _("Rettelse"), one.made_at, one.made_by.name)
            for one in minutes.corrections.select_related("made_by", "item")
            if one.item is None or not one.item.is_closed
        ),
    )
    papers: dict[UUID | None, list[MeetingFile]] = {}
    for paper in meeting.files.select_related("uploaded_by").defer("content"):
        papers.setdefault(paper.item_id, []).append(paper)
    authors = User.objects.in_bulk({one.item.created_by_id for one in entries if one.item.created_by_id})
    for entry in entries:
        author = authors.get(entry.item.created_by_id) if entry.item.created_by_id else None
        by = author.name if author else str(meeting.council.owner)
        yield _item(entry, minutes, papers.get(entry.item.pk, []), by, with_content)


def _item(
    entry: Entry, minutes: Minutes, papers: list[MeetingFile], by: str, with_content: bool
) -> Registration:
    item = entry.item
    shielding = (
        Shielding(item.legal_basis or item.consent_reference, item.consent_until) if item.is_closed else None
    )
    documents = [
        Document(
            id=str(paper.pk),
            title=paper.name,
            name=paper.name,
            content=bytes(paper.content) if with_content else b"",
            content_type=paper.content_type,
            made_at=paper.stored_at,
            made_by=paper.uploaded_by.name if paper.uploaded_by else by,
            shielding=shielding,
        )
        for paper in papers
    ]
    if item.is_closed:
        said = Document(
            id=str(uuid5(item.pk, "said")),
            title=_("Referat fra lukket sak"),
            name="referat-lukket-sak.txt",
            content=_said(entry).encode(),
            content_type="text/plain; charset=utf-8",
            made_at=minutes.approved_at or minutes.started_at,
            made_by=by,
            shielding=shielding,
        )
        documents.insert(0, said)
    return Registration(
        id=str(item.pk),
        number=entry.line.number,
        title=item.title,
        made_at=minutes.started_at,
        made_by=by,
        description="" if item.is_closed else "\n".join(_outcome(entry)),
        public_title=_("Lukket sak") if item.is_closed else "",
        documents=tuple(documents),
        shielding=shielding,
    )


def _outcome(entry: Entry) -> Iterator[str]:
    for decision in entry.decisions:
        yield _("Vedtak %(number)s: %(text)s") % {"number": decision.number, "text": decision.text}
    for task in entry.tasks:
        yield _("Oppgave: %(text)s (%(who)s)") % {"text": task.text, "who": task.who or "–"}


def _said(entry: Entry) -> str:
    """A closed item in plain words: what it was about, what was said, and what came of it."""
    parts = [
        entry.item.title,
        plain(entry.item.text),
        plain(entry.said.html) if entry.said else "",
        *_outcome(entry),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _printed(pdf: MeetingPdf, title: str, with_content: bool) -> Document:
    """A paper of our own: archive PDF."""
    return Document(
        id=str(pdf.pk),
        title=title,
        name=pdf.name,
        content=bytes(pdf.content) if with_content else b"",
        content_type=pdf.content_type or PDF,
        made_at=pdf.stored_at,
        made_by="Politiråd",
        archive_format=True,
    )
