"""The minutes of a council's year: which meetings there were, and the approved ones bound in one PDF.

The open edition alone: a job sees no closed item, and an approved version holds no more of one than its number and basis.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models.functions import ExtractYear
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from councils.models import Council
from meetings.document_head import said
from meetings.documents import Document, document_of
from meetings.models import Meeting, MeetingPdf, Minutes
from politirad import dates
from politirad.binding import Paper, bind


@dataclass(frozen=True)
class Entry:
    """A meeting of the year with its minutes, None where nobody has begun them."""

    meeting: Meeting
    minutes: Minutes | None

    @property
    def is_approved(self) -> bool:
        """Whether its minutes go into the volume."""
        return self.minutes is not None and self.minutes.state == Minutes.State.APPROVED


@dataclass(frozen=True)
class Volume:
    """The list of the year's meetings, and the minutes that go behind it; made inside a context, rendered outside it."""

    cover: Document
    minutes: tuple[tuple[str, Document], ...]

    def render(self, done: Callable[[int], None]) -> bytes:
        """The PDF; `done` hears how many minutes are set up. Raises `politirad.paper.UnprintableDocument`."""
        papers = []
        for number, (title, document) in enumerate(self.minutes, start=1):
            papers.append(Paper(document.render(), label=title, title=title, prefix=f"R{number}-"))
            done(number)
        return bind(self.cover.render(), papers)


def year_entries(council: Council, year: int) -> list[Entry]:
    """The year's meetings that were held, in order: two questions."""
    rows = Meeting.objects.filter(council=council, date__year=year).order_by("date", "start")
    held = list(rows.filter(state__in=[Meeting.State.HELD, Meeting.State.MINUTED]))
    found = Minutes.objects.filter(council=council, meeting__in=held).select_related(
        "approved_by", "approved_in"
    )
    minutes = {one.meeting_id: one for one in found}
    return [Entry(meeting, minutes.get(meeting.pk)) for meeting in held]


def years_with_minutes(council: Council) -> list[int]:
    """The years of the council's minutes, the newest first."""
    years = Minutes.objects.filter(council=council).annotate(year=ExtractYear("meeting__date"))
    return sorted(set(years.values_list("year", flat=True)), reverse=True)


def volume_of(council: Council, year: int, *, created: datetime.datetime) -> Volume:
    """The year's approved minutes, in the council's language."""
    language = council.language
    entries = year_entries(council, year)
    with translation.override(language):
        title = _("Referater %d") % year
        facts = {
            "council": council.name,
            "running": council.name,
            "demo": settings.DEMO,
            "draft": False,
            "head": said(_("År"), str(year)),
            "meetings": [_row(one, language) for one in entries],
        }
        identifier = f"minutes {council.pk} {year} {created.isoformat()}"
        cover = Document("pdf/year_minutes.html", facts, title, language, created, identifier)
    bound = []
    for one in entries:
        if one.is_approved:
            one.meeting.council = council
            document = document_of(one.meeting, MeetingPdf.Kind.MINUTES, created=created)
            bound.append((f"{one.meeting.title}, {dates.short_date(one.meeting.date)}", document))
    return Volume(cover, tuple(bound))


def _row(one: Entry, language: str) -> dict[str, Any]:
    """One meeting in the list, in the active language."""
    note = _("Referatet er ikke godkjent, og er ikke med.")
    if one.is_approved and one.minutes is not None and one.minutes.approved_at is not None:
        day = dates.long_date(timezone.localdate(one.minutes.approved_at), language)
        note = _("Godkjent %s") % day
    number = f"{one.meeting.number}/{one.meeting.number_year}" if one.meeting.number else ""
    return {
        "title": one.meeting.title,
        "number": number,
        "date": dates.long_date(one.meeting.date, language),
        "note": note,
    }
