"""From a meeting to the facts of templates/pdf/agenda.html and templates/pdf/minutes.html.

Both are made of the open part alone: a job sees no closed item. The minutes name each closed item by its
legal basis only, which the database answers without its title.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from meetings.agenda import agenda_of
from meetings.models import AgendaItem, Invitee, ItemMinutes, Meeting, MeetingPdf, Minutes
from politirad import dates, pdf

TEMPLATES = {MeetingPdf.Kind.AGENDA: "pdf/agenda.html", MeetingPdf.Kind.MINUTES: "pdf/minutes.html"}


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


def document_of(meeting: Meeting, kind: MeetingPdf.Kind, *, created: datetime.datetime) -> Document:
    """The agenda or the minutes as they stand, in the council's language."""
    language = meeting.council.language
    make = minutes_facts if kind == MeetingPdf.Kind.MINUTES else agenda_facts
    with translation.override(language):
        facts = {
            "council": meeting.council.name,
            "running": meeting.council.name,
            "demo": settings.DEMO,
            **make(meeting, language),
        }
        title = f"{kind.label}: {meeting.title}"
    identifier = f"meeting {meeting.pk} {kind.value} {meeting.sequence}"
    return Document(TEMPLATES[kind], facts, title, language, created, identifier)


def agenda_facts(meeting: Meeting, language: str) -> dict[str, Any]:
    """The facts of the agenda, in the active language."""
    return {
        "head": head(meeting, language),
        "message_html": "",
        "invited": [person(one) for one in invitees(meeting)],
        "items": [
            {
                "number": line.number,
                "title": line.item.title,
                "kind_label": line.item.get_kind_display(),
                "minutes": line.item.minutes,
                "presenter": line.item.presenter,
                "text_html": linebreaks(escape(line.item.text)) if line.item.text else "",
                "documents": [paper.name for paper in line.item.files.all()],
                "closed": False,
                "legal_basis": "",
            }
            for line in agenda_of(meeting, items=list(meeting.items.prefetch_related("files"))).part_one
        ],
        "public": True,
        "draft": meeting.state == Meeting.State.PLANNED,
    }


def minutes_facts(meeting: Meeting, language: str) -> dict[str, Any]:
    """The facts of the minutes, in the active language."""
    minutes = Minutes.objects.select_related("approved_by").filter(meeting=meeting).first()
    everybody = invitees(meeting)
    there = {Invitee.Attendance.PRESENT, Invitee.Attendance.DEPUTY}
    rows = meeting.items.prefetch_related("decisions", "actions__responsible", "minutes_set")
    items = [
        item_facts(line.number, line.item, language) for line in agenda_of(meeting, items=list(rows)).part_one
    ]
    introduction = minutes.introduction if minutes else ""
    return {
        "head": [*head(meeting, language), *_said(_("Gjester"), minutes.guests if minutes else "")],
        "introduction_html": linebreaks(escape(introduction)) if introduction else "",
        "present": [person(one) for one in everybody if one.attendance in there],
        "absent": [person(one) for one in everybody if one.attendance == Invitee.Attendance.ABSENT],
        "items": [*items, *closed_items(meeting, after=len(items))],
        "public": True,
        "approval": approval(minutes, language),
        "next_meeting": next_meeting(meeting, language),
        "draft": minutes is None or minutes.state != Minutes.State.APPROVED,
    }


def item_facts(number: str, item: AgendaItem, language: str) -> dict[str, Any]:
    """One open item with what was said, decided and agreed to do."""
    said: list[ItemMinutes] = list(item.minutes_set.all())
    decisions = [
        f"<p><strong>{escape(str(one))}</strong> {escape(one.text)}</p>" for one in item.decisions.all()
    ]
    return {
        "number": number,
        "title": item.title,
        "kind_label": item.get_kind_display(),
        "text_html": said[0].html if said else "",
        "decision_html": "".join(decisions),
        "votes": "",
        "attendance_note": "",
        "actions": [
            {
                "text": one.text,
                "responsible": one.responsible.name if one.responsible else one.responsible_text,
                "due": dates.short_date(one.due_on) if one.due_on else "",
            }
            for one in item.actions.all()
        ],
        "closed": False,
        "legal_basis": "",
    }


def closed_items(meeting: Meeting, *, after: int) -> list[dict[str, Any]]:
    """A line for each closed item: its number and its basis, never its title."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, legal_basis, by_consent FROM sec.closed_items(%s)", [meeting.pk])
        rows = cursor.fetchall()
    return [
        {
            "number": str(after + place),
            "title": _("Lukket sak"),
            "kind_label": _("Del 2"),
            "text_html": "",
            "decision_html": "",
            "actions": [],
            "closed": True,
            "legal_basis": legal_basis or _("samtykke fra dem saken gjelder"),
        }
        for place, (_order, legal_basis, _by_consent) in enumerate(rows, start=1)
    ]


def head(meeting: Meeting, language: str) -> list[dict[str, str]]:
    """When, where, and which meeting of the year."""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    found = [
        *_said(_("Møte"), meeting.title),
        *_said(_("Tid"), dates.period(start, end, language)),
        *_said(_("Sted"), meeting.place),
        *_said(_("Tema"), meeting.theme),
    ]
    if meeting.number:
        found += _said(_("Møtenummer"), f"{meeting.number}/{meeting.date.year}")
    return found


def approval(minutes: Minutes | None, language: str) -> list[dict[str, str]]:
    """Who approved the minutes, and when; empty while nobody has."""
    if minutes is None or minutes.approved_at is None:
        return []
    who = minutes.approved_by.name if minutes.approved_by else ""
    when = dates.long_date(timezone.localdate(minutes.approved_at), language)
    return [*_said(_("Godkjent av"), who), *_said(_("Dato"), when)]


def next_meeting(meeting: Meeting, language: str) -> str:
    """The council's next meeting in words, "" when none is planned."""
    following = (
        Meeting.objects.filter(council=meeting.council_id, date__gt=meeting.date)
        .exclude(state=Meeting.State.CANCELLED)
        .order_by("date", "start")
        .first()
    )
    if following is None:
        return ""
    return f"{dates.weekday_date(following.date, language)}, {dates.clock(following.start, language)}"


def invitees(meeting: Meeting) -> list[Invitee]:
    """Those who were called, in order, with the organisation of their seats."""
    rows = meeting.invitees.filter(removed_at__isnull=True)
    return list(rows.select_related("seat__organization"))


def person(invitee: Invitee) -> dict[str, str]:
    """One person of a list; a deputy is named after the one they came for."""
    organization = invitee.seat.organization if invitee.seat else None
    note = invitee.absence_reason
    name = invitee.name
    if invitee.attendance == Invitee.Attendance.DEPUTY:
        name = invitee.deputy_name or _("Stedfortreder")
        note = _("for %(name)s") % {"name": invitee.name}
    return {"name": name, "role": invitee.role, "organisation": str(organization or ""), "note": note}


def _said(label: str, value: str) -> list[dict[str, str]]:
    return [{"label": label, "value": value}] if value else []
