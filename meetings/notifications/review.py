"""Letters about the review of an agenda: the question to the police, and the answer back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from councils.permissions import Right
from meetings.agenda import agenda_of
from meetings.models import AgendaItem, Meeting
from meetings.permissions import holders_of
from politirad import mail
from politirad.tenancy.models import User


def asked(meeting: Meeting, reviewers: Iterable[User], *, by: User, at: datetime.datetime) -> None:
    """Please look at the agenda. Only the open part is named."""
    facts = {
        "meeting": meeting,
        "council": meeting.council,
        "by": by.name,
        "lines": agenda_of(meeting).part_one,
        "address": settings.SITE_URL + reverse("agenda_review", args=[meeting.pk]),
    }
    for person in reviewers:
        mail.queue(
            "review_asked",
            mail.Recipient.of(person),
            dedupe_key=f"review_asked:{meeting.pk}:{person.pk}:{at.isoformat()}",
            facts=facts,
            council_id=meeting.council_id,
            subject_id=meeting.pk,
        )


def done(meeting: Meeting, *, by: User, at: datetime.datetime) -> None:
    """The police have looked; comments on the open part stand in the letter, no closed item does."""
    lines = agenda_of(meeting).part_one
    facts = {
        "meeting": meeting,
        "council": meeting.council,
        "by": by.name,
        "comments": [line for line in lines if line.item.review == AgendaItem.Review.COMMENTED],
        "ready": sum(line.item.review == AgendaItem.Review.READY for line in lines),
        "address": settings.SITE_URL + reverse("agenda", args=[meeting.pk]),
    }
    for person in holders_of(meeting.council, Right.PREPARE_AGENDA).exclude(pk=by.pk):
        mail.queue(
            "review_done",
            mail.Recipient.of(person),
            dedupe_key=f"review_done:{meeting.pk}:{person.pk}:{at.isoformat()}",
            facts=facts,
            council_id=meeting.council_id,
            subject_id=meeting.pk,
        )
