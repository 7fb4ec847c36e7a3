"""Take a mail that came back from an invitee: an answer from the calendar, a letter, or a report of failure."""

from __future__ import annotations

import datetime

from django.db import transaction

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.answers import AnswerTerms, answer_notice
from meetings.actions.sending import hold_meeting
from meetings.identifiers import is_refused, mask
from meetings.models import Invitee, MailReply
from meetings.notifications import answers as letters
from meetings.permissions import holders_of
from meetings.reply_reading import CalendarAnswer, Incoming
from meetings.told import time_key
from politirad.tenancy.audit import record
from politirad.tenancy.models import OutgoingMessage, User

Outcome = MailReply.Outcome


@transaction.atomic
def take_mail(*, invitee: Invitee, mail: Incoming, at: datetime.datetime, by: User | None) -> Outcome:
    """Do what the mail asks for, once, and keep what became of it. `by` is None: nobody is logged in.

    `mail` must be bound to the invitee already: by a token in the address it came to, or by what it says itself.
    """
    meeting = hold_meeting(invitee.meeting)
    invitee = Invitee.objects.select_related("council", "user").get(pk=invitee.pk)
    invitee.meeting = meeting
    known = MailReply.objects.filter(invitee=invitee, identity=mail.identity).first()
    if known is not None:
        return Outcome(known.outcome)
    outcome = _outcome(invitee, mail, at)
    reply = MailReply(
        council=invitee.council,
        meeting=invitee.meeting,
        invitee=invitee,
        identity=mail.identity,
        sender=mail.sender,
        came_at=at,
        outcome=outcome,
    )
    reply.save(force_insert=True)
    record("take_mail", invitee, by=by, outcome=outcome.value)
    return outcome


def _outcome(invitee: Invitee, mail: Incoming, at: datetime.datetime) -> Outcome:
    if mail.bounce is not None:
        return _bounced(invitee, mail.bounce.message_id, mail.bounce.words)
    if mail.calendar is not None and mail.calendar.uid == invitee.meeting.uid:
        return _answered(invitee, mail, mail.calendar, at)
    if mail.automatic:
        return Outcome.AUTOMATIC
    if not mail.text:
        return Outcome.UNCLEAR
    people = holders_of(invitee.council, Right.CALL_MEETING)
    letters.letter_from(invitee.meeting, invitee, mask(mail.text), identity=mail.identity, to=people)
    return Outcome.LETTER


def _answered(invitee: Invitee, mail: Incoming, answer: CalendarAnswer, at: datetime.datetime) -> Outcome:
    """The answer of a calendar program; a late one must not overwrite what is newer or about another time."""
    people = holders_of(invitee.council, Right.CALL_MEETING)
    own = {invitee.email.lower(), invitee.user.email.lower() if invitee.user else ""}
    if answer.attendee not in own:
        letters.answered_by_another(
            invitee.meeting,
            invitee,
            who=answer.attendee,
            answer=answer.answer,
            identity=mail.identity,
            to=people,
        )
        return Outcome.OTHER_PERSON
    if answer.proposed is not None:
        start, end = answer.proposed
        letters.other_time(invitee.meeting, invitee, start=start, end=end, identity=mail.identity, to=people)
    if not answer.answer:
        return Outcome.UNCLEAR
    if answer.sequence < invitee.told.get("asked", 0):
        return Outcome.STALE
    said_at = min(max([moment for moment in (answer.stamp, mail.sent_at) if moment] or [at]), at)
    if invitee.answered_at is not None and said_at < invitee.answered_at:
        return Outcome.OLDER
    terms = AnswerTerms(
        answer=Invitee.Answer(answer.answer),
        note="" if is_refused(answer.note) else answer.note,
        deputy_email=answer.delegated_to,
    )
    try:
        answer_notice(
            invitee=invitee,
            terms=terms,
            at=at,
            by=None,
            source=Invitee.Source.MAIL,
            about=time_key(invitee.told),
            said_at=said_at,
        )
    except Refusal:
        return Outcome.REFUSED
    return Outcome.TAKEN


def _bounced(invitee: Invitee, message_id: str, words: str) -> Outcome:
    """A letter that the server had taken reached nobody after all."""
    mine = OutgoingMessage.objects.filter(
        subject_id=invitee.meeting_id, to_email__iexact=invitee.email, state=OutgoingMessage.State.SENT
    )
    for message in mine:
        if message.message_id == message_id:
            message.state, message.server_words = OutgoingMessage.State.DEAD, words[:500]
            message.save(update_fields=["state", "server_words"])
    return Outcome.BOUNCED
