"""The open part of the minutes as one piece of data: what is frozen, printed, published and archived.

The shape, in the council's own language, all texts ready to be shown:

    {"meeting": {"title", "number", "date", "start", "end", "place", "theme"}, "council",
     "introduction", "guests",
     "present": [{"name", "role", "organisation", "note"}], "absent": [{..., "note": the reason}],
     "items": [{"id", "number", "title", "kind", "html", "note",
                "decisions": [{"number", "text"}], "tasks": [{"text", "who", "due_on"}]}],
     "closed": [{"number", "basis"}], "next_meeting": words}

"quorum" is there too, in words, when fewer members came than the rules ask.

Nothing of a closed item is in it but its number and legal basis, which the database answers without its title.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from meetings.agenda import item_numbers
from meetings.attendance import Attendance, Person, attendance_of, item_note
from meetings.document_head import invitees
from meetings.minutes_reading import Entry, entries_of
from meetings.models import AgendaItem, Meeting, Minutes
from meetings.quorum import quorum_of
from politirad import dates


def snapshot_of(meeting: Meeting, minutes: Minutes | None) -> dict[str, Any]:
    """The minutes as they are now, for whoever asks; closed items that the asker sees are left out all the same."""
    with translation.override(meeting.council.language):
        entries = [entry for entry in entries_of(meeting) if not entry.item.is_closed]
        called = invitees(meeting)
        people, quorum = attendance_of(called, entries), quorum_of(meeting, called)
        return {
            **({"quorum": quorum.minuted} if quorum is not None and quorum.is_short else {}),
            "council": meeting.council.name,
            "meeting": {
                "title": meeting.title,
                "number": meeting.number,
                "date": meeting.date.isoformat(),
                "start": f"{meeting.start:%H:%M}",
                "end": f"{meeting.end:%H:%M}",
                "place": meeting.place,
                "theme": meeting.theme,
            },
            "introduction": minutes.introduction if minutes else "",
            "guests": minutes.guests if minutes else "",
            "present": [_person(one) for one in people.present],
            "absent": [_person(one) for one in people.absent],
            "items": [_item(entry, people) for entry in entries],
            "closed": closed_items(meeting, [entry.item for entry in entries]),
            "next_meeting": next_meeting(meeting, meeting.council.language),
        }


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical bytes: sorted keys, no white space, UTF-8."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def closed_items(meeting: Meeting, open_items: Sequence[AgendaItem]) -> list[dict[str, str]]:
    """A line for each closed item: its number and its basis, never its title.

    The numbers are those the items would have for somebody who sees all of them; an addendum's is "2-T1".
    """
    with connection.cursor() as cursor:
        query = "SELECT added_after_call, legal_basis, is_sub FROM sec.closed_items(%s)"
        cursor.execute(query, [meeting.pk])
        rows = cursor.fetchall()
    unseen: list[AgendaItem] = []
    above: AgendaItem | None = None
    for added_after_call, _basis, is_sub in rows:
        item = AgendaItem(part=2, added_after_call=added_after_call, parent=above if is_sub else None)
        above = above if is_sub else item
        unseen.append(item)
    numbers = item_numbers(meeting, [*open_items, *unseen])
    return [
        {"number": numbers[item.pk], "basis": legal_basis or _("samtykke fra dem saken gjelder")}
        for item, (_added, legal_basis, _sub) in zip(unseen, rows, strict=True)
    ]


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


def _person(one: Person) -> dict[str, str]:
    """One line of a list: a deputy with the one they came for, and who came and went."""
    organization = one.invitee.seat.organization if one.invitee.seat else None
    came_for = _("for %(name)s") % {"name": one.came_for} if one.came_for else ""
    note = "; ".join(text for text in (came_for, one.note) if text)
    return {"name": one.name, "role": one.role, "organisation": str(organization or ""), "note": note}


def _item(entry: Entry, people: Attendance) -> dict[str, Any]:
    return {
        "id": str(entry.item.pk),
        "number": entry.line.number,
        "title": entry.item.title,
        "kind": entry.item.kind,
        "html": entry.said.html if entry.said else "",
        "note": item_note(entry, people.present),
        "decisions": [{"number": one.number, "text": one.text} for one in entry.decisions],
        "tasks": [
            {"text": one.text, "who": one.who, "due_on": one.due_on.isoformat() if one.due_on else ""}
            for one in entry.tasks
        ],
    }
