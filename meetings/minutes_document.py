"""From a meeting to the facts of templates/pdf/minutes.html.

It is made of the open part alone: a job sees no closed item. Each closed item is named by its legal basis only,
which the database answers without its title.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from meetings.attendance import Attendance, Person, attendance_of, item_note
from meetings.document_head import head, invitees, said
from meetings.minutes_reading import Entry, entries_of
from meetings.models import Meeting, Minutes
from politirad import dates


def minutes_facts(meeting: Meeting, language: str) -> dict[str, Any]:
    """The facts of the minutes, in the active language."""
    minutes = Minutes.objects.select_related("approved_by").filter(meeting=meeting).first()
    entries = [entry for entry in entries_of(meeting) if not entry.item.is_closed]
    people = attendance_of(invitees(meeting), entries)
    items = [item_facts(entry, people) for entry in entries]
    introduction = minutes.introduction if minutes else ""
    return {
        "head": [*head(meeting, language), *said(_("Gjester"), minutes.guests if minutes else "")],
        "introduction_html": linebreaks(escape(introduction)) if introduction else "",
        "present": [person(one) for one in people.present],
        "present_noted": any(one.note or one.came_for for one in people.present),
        # Why somebody stayed away is nobody's business outside the council.
        "absent": [person(one) | {"note": ""} for one in people.absent],
        "items": [*items, *closed_items(meeting, after=len(items))],
        "public": True,
        "approval": approval(minutes, language),
        "next_meeting": next_meeting(meeting, language),
        "draft": minutes is None or minutes.state != Minutes.State.APPROVED,
    }


def item_facts(entry: Entry, people: Attendance) -> dict[str, Any]:
    """One open item with what was said, decided and agreed to do."""
    decisions = [
        f"<p><strong>{escape(one.number)}</strong> {escape(one.text)}</p>" for one in entry.decisions
    ]
    return {
        "number": entry.line.number,
        "title": entry.item.title,
        "kind_label": entry.item.get_kind_display(),
        "text_html": entry.said.html if entry.said else "",
        "decision_html": "".join(decisions),
        "votes": "",
        "attendance_note": item_note(entry, people.present),
        "actions": [
            {
                "text": one.text,
                "responsible": one.who,
                "due": dates.short_date(one.due_on) if one.due_on else "",
            }
            for one in entry.tasks
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


def approval(minutes: Minutes | None, language: str) -> list[dict[str, str]]:
    """Who approved the minutes, and when; empty while nobody has."""
    if minutes is None or minutes.approved_at is None:
        return []
    who = minutes.approved_by.name if minutes.approved_by else ""
    when = dates.long_date(timezone.localdate(minutes.approved_at), language)
    return [*said(_("Godkjent av"), who), *said(_("Dato"), when)]


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


def person(one: Person) -> dict[str, str]:
    """One line of a list: a deputy with the one they came for, and who came and went."""
    organization = one.invitee.seat.organization if one.invitee.seat else None
    came_for = _("for %(name)s") % {"name": one.came_for} if one.came_for else ""
    note = "; ".join(text for text in (came_for, one.note) if text)
    return {"name": one.name, "role": one.role, "organisation": str(organization or ""), "note": note}
