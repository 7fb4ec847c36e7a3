"""Letters about a meeting, as they stand in the outbox."""

from __future__ import annotations

from typing import Any

from icalendar import Calendar

from meetings.models import Meeting
from politirad.tenancy.models import OutgoingMessage


def letters(meeting: Meeting, kind: str) -> list[OutgoingMessage]:
    """The letters of one kind about a meeting, each person's in the order they were written."""
    return list(
        OutgoingMessage.objects.filter(subject_id=meeting.pk, kind=kind).order_by("to_email", "created_at")
    )


def entry(letter: OutgoingMessage) -> Any:
    """The event of a letter's calendar part."""
    calendar = Calendar.from_ical(letter.calendar)
    return calendar, calendar.walk("VEVENT")[0]
