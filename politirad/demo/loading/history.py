"""Letters of what happened long ago have been sent long ago."""

from __future__ import annotations

import datetime

from meetings.actions.replies import take_mail
from meetings.models import Meeting
from meetings.notifications import calls
from meetings.reply_reading import Bounce, Incoming
from politirad.demo import life
from politirad.demo.loading.stage import Stage
from politirad.tenancy.models import OutgoingMessage

MAIL_SERVER = "mailer-daemon@politirad.example"


def send_letters_of_the_past(stage: Stage, file: str) -> None:
    """Mark the letters that the actions have written for this file's councils so far as sent."""
    councils = [council.pk for _forum, council in stage.forums(file)]
    waiting = OutgoingMessage.State.NEW
    with stage.acting():
        OutgoingMessage.objects.filter(council_id__in=councils, state=waiting).update(
            state=OutgoingMessage.State.SENT, sent_at=stage.at
        )


def send_calls(stage: Stage, source: life.Meeting, meeting: Meeting, *, at: datetime.datetime) -> None:
    """The letters of a call that left at `at`, and the reports of those that the mail server refused."""
    invitees = list(meeting.invitees.select_related("council", "user", "seat").order_by("order"))
    calls.called(meeting, invitees, to=invitees, message="", at=at, late_since=None)
    letters = OutgoingMessage.objects.filter(subject_id=meeting.pk, state=OutgoingMessage.State.NEW)
    letters.update(state=OutgoingMessage.State.SENT, sent_at=at)
    by_key = {invitee.email.partition("@")[0]: invitee for invitee in invitees}
    for one in source.undelivered:
        invitee = by_key[one.person]
        letter = OutgoingMessage.objects.get(subject_id=meeting.pk, to_email__iexact=invitee.email)
        report = Incoming(
            identity=f"<report-{letter.pk}@politirad.example>",
            sender=MAIL_SERVER,
            sent_at=at,
            automatic=True,
            recipients=(),
            text="",
            calendar=None,
            bounce=Bounce(letter.message_id, one.words),
        )
        with stage.acting():
            take_mail(invitee=invitee, mail=report, at=at, by=None)
