"""Deliver the outbox: claim, send, settle; and sweep up what a dead broker or worker left."""

from __future__ import annotations

import datetime
import smtplib
from uuid import UUID

from celery import current_app
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from politirad import mail
from politirad.tenancy import context
from politirad.tenancy.models import OutgoingMessage
from politirad.tenancy.tasks import clock_task

LEASE = datetime.timedelta(seconds=60)
MOST_ATTEMPTS = 12
State = OutgoingMessage.State


def back_off(attempts: int) -> datetime.timedelta:
    """How long to wait before the next attempt: 15 seconds, doubling, an hour at the most."""
    return min(
        datetime.timedelta(seconds=15 * 2 ** max(attempts - 1, 0)),
        datetime.timedelta(hours=1),
    )


def serving(council_id: UUID | None, organization_id: UUID | None) -> context.Context:
    """The context of one message: its council's or its organisation's."""
    councils = frozenset({council_id} if council_id else ())
    return context.Context(
        councils=councils,
        organizations=frozenset({organization_id} if organization_id else ()),
    )


def claim(message_id: UUID, *, at: datetime.datetime) -> OutgoingMessage | None:
    """Take the message for this worker, or None when it is not due or another has it.

    What is written to one person about one thing leaves in the order it was written: a calendar that got the
    cancellation before the call would keep the meeting. A message that a dead worker left in mid-send is uncertain: it goes out again under the same
    Message-ID, unless its kind waits for a person.
    """
    with transaction.atomic():
        message = OutgoingMessage.objects.select_for_update(skip_locked=True).filter(pk=message_id).first()
        if message is None:
            return None
        due = message.state in {State.NEW, State.FAILED} and message.due_at <= at
        left = message.state in {State.CLAIMED, State.SENDING} and (message.lease_until or at) < at
        if not (due or left) or _waits_for_another(message):
            return None
        if left and message.state == State.SENDING and message.waits_when_uncertain:
            message.state = State.UNCERTAIN
            message.save(update_fields=["state"])
            return None
        message.state, message.lease_until = State.SENDING, at + LEASE
        message.attempts = F("attempts") + 1
        message.save(update_fields=["state", "lease_until", "attempts"])
    message.refresh_from_db()
    return message


def _waits_for_another(message: OutgoingMessage) -> bool:
    """Whether an earlier letter to the same address about the same thing may still leave."""
    if message.subject_id is None:
        return False
    earlier = OutgoingMessage.objects.filter(
        council_id=message.council_id,
        organization_id=message.organization_id,
        subject_id=message.subject_id,
        to_email__iexact=message.to_email,
        created_at__lt=message.created_at,
        state__in=[State.NEW, State.CLAIMED, State.SENDING, State.FAILED],
    )
    return earlier.exists()


def settle(message: OutgoingMessage, *, at: datetime.datetime, error: Exception | None) -> None:
    """Write down how the attempt ended."""
    if error is None:
        message.state, message.sent_at, message.server_words = State.SENT, at, ""
    else:
        message.server_words = words(error)
        message.state = State.DEAD if final(error) or message.attempts >= MOST_ATTEMPTS else State.FAILED
        message.due_at = at + back_off(message.attempts)
    message.lease_until = None
    message.save(update_fields=["state", "sent_at", "server_words", "due_at", "lease_until"])


def final(error: Exception) -> bool:
    """Whether the server has said no for good (a 5xx answer about the recipient or the letter)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600


def words(error: Exception) -> str:
    """The server's own words, for the sender to read."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [f"{code} {_text(text)}" for code, text in error.recipients.values()]
        return "; ".join(answers)[:500]
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"[:500]
    return str(error)[:500] or type(error).__name__


def _text(value: bytes | str) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else value


@clock_task(mail.DELIVER)
def deliver(message_id: str, council_id: str, organization_id: str) -> None:
    """Send one message, if it is due."""
    at = timezone.now()
    wall = serving(
        UUID(council_id) if council_id else None,
        UUID(organization_id) if organization_id else None,
    )
    with context.entered(wall):
        message = claim(UUID(message_id), at=at)
    if message is None:
        return
    error: Exception | None = None
    try:
        mail.transmit(message)
    except (smtplib.SMTPException, OSError) as refused:
        error = refused
    with context.entered(wall):
        settle(message, at=timezone.now(), error=error)


def due(at: datetime.datetime, *, most: int = 500) -> list[tuple[UUID, UUID | None, UUID | None]]:
    """(message, council, organisation) of what should have left by now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, council_id, organization_id FROM sec.due_messages(%s, %s)",
            [at, most],
        )
        return list(cursor.fetchall())


def sweep(at: datetime.datetime) -> int:
    """Start what nobody has started: the broker may have lost the wake-up. Returns how many."""
    found = due(at)
    for message_id, council_id, organization_id in found:
        current_app.send_task(
            mail.DELIVER, [str(message_id), str(council_id or ""), str(organization_id or "")]
        )
    return len(found)
