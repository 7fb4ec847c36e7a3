"""Letters about answers: to those who call the meeting, never to the one who answered."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from meetings.models import Invitee, Meeting
from politirad import mail
from politirad.tenancy.models import User


def all_answered(meeting: Meeting, invitees: Iterable[Invitee], *, to: User) -> int:
    """That nobody's answer is missing any longer, with the sums; once for each time the meeting is set to."""
    counts: dict[str, int] = {}
    for invitee in invitees:
        counts[invitee.answer] = counts.get(invitee.answer, 0) + 1
    key = f"{meeting.date.isoformat()}T{meeting.start:%H:%M}"
    return _tell("meeting_all_answered", meeting, [to], key=key, counts=counts)


def deputy_to_call(meeting: Meeting, invitee: Invitee, *, to: Iterable[User]) -> int:
    """That somebody who does not come has named a deputy whom nobody has called."""
    key = f"{invitee.pk}:{invitee.deputy_name}:{invitee.deputy_email}"[:120]
    return _tell("meeting_deputy_to_call", meeting, to, key=key, invitee=invitee)


def letter_from(meeting: Meeting, invitee: Invitee, text: str, *, identity: str, to: Iterable[User]) -> int:
    """What an invitee has written in a letter of their own."""
    return _tell("meeting_letter_from", meeting, to, key=identity[:120], invitee=invitee, text=text)


def other_time(
    meeting: Meeting,
    invitee: Invitee,
    *,
    start: datetime.datetime,
    end: datetime.datetime,
    identity: str,
    to: Iterable[User],
) -> int:
    """That an invitee wishes for another time."""
    return _tell("meeting_other_time", meeting, to, key=identity[:120], invitee=invitee, start=start, end=end)


def answered_by_another(
    meeting: Meeting, invitee: Invitee, *, who: str, answer: str, identity: str, to: Iterable[User]
) -> int:
    """That somebody who is not called has answered an invitee's call."""
    return _tell(
        "meeting_answered_by_another",
        meeting,
        to,
        key=identity[:120],
        invitee=invitee,
        who=who,
        answer=answer,
    )


def delivery_address(meeting: Meeting) -> str:
    """The whole address of the page with answers and letters."""
    return f"{settings.SITE_URL}{reverse('meeting_delivery', args=[meeting.pk])}"


def _tell(kind: str, meeting: Meeting, people: Iterable[User], *, key: str, **facts: Any) -> int:
    written = 0
    for person in people:
        message = mail.queue(
            kind,
            mail.Recipient.of(person),
            dedupe_key=f"{kind}:{meeting.pk}:{key}:{person.pk}"[:200],
            council_id=meeting.council_id,
            subject_id=meeting.pk,
            facts={"meeting": meeting, "address": delivery_address(meeting), **facts},
        )
        written += message is not None
    return written
