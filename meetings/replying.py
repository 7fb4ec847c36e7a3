"""From the bytes of a mail to the invitee it is from, whichever way it came in."""

from __future__ import annotations

import datetime
import logging
from uuid import UUID

from django.conf import settings
from django.db import connection

from meetings.actions.replies import take_mail
from meetings.calling import answer_secret
from meetings.models import Invitee, MailReply
from meetings.reply_addresses import token_in
from meetings.reply_reading import Incoming, read
from politirad.tenancy import context

logger = logging.getLogger(__name__)
UID_END = "@politirad"


def receive_mail(raw: bytes, *, at: datetime.datetime) -> MailReply.Outcome | None:
    """Take one mail; None when it cannot be read or belongs to nobody here. Safe to repeat with the same mail."""
    mail = read(raw)
    if mail is None:
        logger.warning("A mail of %d bytes could not be read.", len(raw))
        return None
    outcome = _by_token(mail, at) if "*" in settings.REPLY_ADDRESS else _by_its_own_words(mail, at)
    if outcome is None:
        logger.warning("The mail %s belongs to no invitee.", mail.identity)
    return outcome


def _by_token(mail: Incoming, at: datetime.datetime) -> MailReply.Outcome | None:
    """Bound by the address it came to, which only the invitee's own letters carry."""
    token = token_in(settings.REPLY_ADDRESS, mail.recipients)
    if token is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.council_of_invitee(%s)", [token.invitee_id])
        (council_id,) = cursor.fetchone()
    if council_id is None:
        return None
    with context.entered(context.of_council(council_id)):
        invitee = Invitee.objects.get(pk=token.invitee_id)
        if not token.belongs_to(answer_secret(invitee)):
            return None
        return take_mail(invitee=invitee, mail=mail, at=at, by=None)


def _by_its_own_words(mail: Incoming, at: datetime.datetime) -> MailReply.Outcome | None:
    """Bound by the entry's UID and ATTENDEE, who must be the sender too. Anybody could write that: see replies.md."""
    answer = mail.calendar
    if answer is None or answer.attendee != mail.sender or not answer.uid.endswith(UID_END):
        return None
    try:
        meeting_id = UUID(answer.uid.removesuffix(UID_END))
    except ValueError:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT invitee_id, council_id FROM sec.find_invitee(%s, %s)", [meeting_id, answer.attendee]
        )
        found = cursor.fetchone()
    if found is None:
        return None
    invitee_id, council_id = found
    with context.entered(context.of_council(council_id)):
        return take_mail(invitee=Invitee.objects.get(pk=invitee_id), mail=mail, at=at, by=None)
