"""Letters about a meeting that is called, changed or cancelled, each with its calendar entry."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse

from meetings.agenda import agenda_of
from meetings.agenda_changes import AgendaChanges
from meetings.calendar_entry import Attendee, CalendarEvent, cancel, request
from meetings.calling import answer_address
from meetings.models import Invitee, Meeting
from politirad import mail
from politirad.tenancy.models import User

STATUSES = {
    Invitee.Answer.NONE: "NEEDS-ACTION",
    Invitee.Answer.ACCEPTED: "ACCEPTED",
    Invitee.Answer.DECLINED: "DECLINED",
    Invitee.Answer.TENTATIVE: "TENTATIVE",
}


def entry(meeting: Meeting, invitees: Iterable[Invitee]) -> CalendarEvent:
    """The meeting as calendars see it; no closed item is ever in it."""
    return CalendarEvent(
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        summary=f"{meeting.council.name}: {meeting.title}",
        organizer_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        organizer_name=meeting.council.name,
        attendees=tuple(
            Attendee(
                email=invitee.email,
                name=invitee.name,
                role="OPT-PARTICIPANT" if invitee.optional else "REQ-PARTICIPANT",
                status=STATUSES[Invitee.Answer(invitee.answer)],
            )
            for invitee in invitees
        ),
        location=meeting.place or meeting.video_url,
        url=address(meeting),
    )


def address(meeting: Meeting) -> str:
    """The whole address of the meeting's page."""
    return f"{settings.SITE_URL}{reverse('meeting', args=[meeting.pk])}"


def recipient(invitee: Invitee) -> mail.Recipient:
    """Whom the letter goes to; a guest reads the council's own language."""
    language = invitee.user.language if invitee.user else invitee.council.language
    return mail.Recipient(email=invitee.email, name=invitee.name, language=language, user=invitee.user)


def called(
    meeting: Meeting, invitees: list[Invitee], *, to: Iterable[Invitee], message: str, at: datetime.datetime
) -> int:
    """The notice, with the agenda, the answer link and a calendar REQUEST. Returns how many were written."""
    return _send(
        "meeting_call", meeting, invitees, to, at=at, message=message, lines=agenda_of(meeting).part_one
    )


def changed(
    meeting: Meeting, invitees: list[Invitee], *, at: datetime.datetime, agenda: AgendaChanges
) -> int:
    """That time, place, title or agenda are new, with a calendar REQUEST of a higher sequence."""
    return _send("meeting_update", meeting, invitees, invitees, at=at, agenda=agenda)


def cancelled(meeting: Meeting, invitees: list[Invitee], *, at: datetime.datetime) -> int:
    """That the meeting will not be held, with a calendar CANCEL."""
    return _send("meeting_cancelled", meeting, invitees, invitees, at=at, cancels=True)


def removed(meeting: Meeting, invitee: Invitee, *, at: datetime.datetime) -> int:
    """That one person is no longer called: a CANCEL for that person alone."""
    return _send("meeting_removed", meeting, [invitee], [invitee], at=at, cancels=True)


def unanswered(meeting: Meeting, invitee: Invitee) -> bool:
    """One reminder to somebody who has not answered. Returns whether it was written now."""
    return _write("meeting_unanswered", meeting, invitee, key=f"unanswered:{invitee.pk}") is not None


def to_call(meeting: Meeting, people: Iterable[User], *, deadline: datetime.date, days_left: int) -> int:
    """That the notice must leave soon, to those who can send it."""
    return _tell("meeting_to_call", meeting, people, key=f"to-call:{days_left}", deadline=deadline)


def minutes_missing(meeting: Meeting, people: Iterable[User], *, days: int) -> int:
    """That there are no minutes yet, some days after the meeting."""
    return _tell("minutes_missing", meeting, people, key=f"minutes-missing:{days}", days=days)


def _send(
    kind: str,
    meeting: Meeting,
    invitees: list[Invitee],
    to: Iterable[Invitee],
    *,
    at: datetime.datetime,
    cancels: bool = False,
    **facts: Any,
) -> int:
    event = entry(meeting, invitees)
    written = 0
    for invitee in to:
        calendar = (
            cancel(event, stamp=at, recipients=[invitee.email]) if cancels else request(event, stamp=at)
        )
        key = f"{kind}:{meeting.pk}:{meeting.sequence}:{invitee.pk}"
        message = _write(
            kind,
            meeting,
            invitee,
            key=key,
            calendar=calendar,
            method="CANCEL" if cancels else "REQUEST",
            **facts,
        )
        written += message is not None
    return written


def _write(
    kind: str,
    meeting: Meeting,
    invitee: Invitee,
    *,
    key: str,
    calendar: bytes = b"",
    method: str = "",
    **facts: Any,
) -> object:
    return mail.queue(
        kind,
        recipient(invitee),
        dedupe_key=key,
        council_id=meeting.council_id,
        subject_id=meeting.pk,
        calendar=calendar,
        calendar_method=method,
        facts={
            "meeting": meeting,
            "invitee": invitee,
            "address": address(meeting),
            "answer_address": answer_address(invitee),
            **facts,
        },
    )


def _tell(kind: str, meeting: Meeting, people: Iterable[User], *, key: str, **facts: Any) -> int:
    written = 0
    for person in people:
        message = mail.queue(
            kind,
            mail.Recipient.of(person),
            dedupe_key=f"{kind}:{meeting.pk}:{key}:{meeting.date.isoformat()}:{person.pk}",
            council_id=meeting.council_id,
            subject_id=meeting.pk,
            facts={"meeting": meeting, "address": address(meeting), **facts},
        )
        written += message is not None
    return written
