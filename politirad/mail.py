"""Write one templated mail to the outbox, and send one from it. The only user of django.core.mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation

from politirad.tenancy.models import OutgoingMessage, User
from politirad.tenancy.tasks import wake

DELIVER = "politirad.delivery.deliver"


@dataclass(frozen=True)
class Recipient:
    """One person a letter goes to; `user` is None for a guest without a login."""

    email: str
    name: str
    language: str = "nb"
    user: User | None = None

    @classmethod
    def of(cls, user: User) -> Recipient:
        """A person with a login, in the language that person has chosen."""
        return cls(email=user.email, name=user.name, language=user.language, user=user)


@dataclass(frozen=True)
class Letter:
    """What a letter says."""

    subject: str
    text: str
    html: str


def compose(kind: str, to: Recipient, facts: Mapping[str, Any]) -> Letter:
    """The letter `templates/mail/<kind>.txt` in the recipient's language, not yet written anywhere.

    The template has two named parts, `subject` and `body`; both are plain text, and the HTML form is made from the
    body.
    """
    with translation.override(to.language):
        values = {**facts, "recipient": to, "site_url": settings.SITE_URL}
        subject = " ".join(render_to_string(f"mail/{kind}.txt#subject", values).split())
        body = render_to_string(f"mail/{kind}.txt#body", values).strip() + "\n"
        html = render_to_string(
            "mail/letter.html", {"subject": subject, "body": body, "language": to.language}
        )
    return Letter(subject[:250], body, html)


def queue(
    kind: str,
    to: Recipient,
    *,
    dedupe_key: str,
    facts: Mapping[str, Any],
    council_id: UUID | None = None,
    organization_id: UUID | None = None,
    subject_id: UUID | None = None,
    calendar: bytes = b"",
    calendar_method: str = "",
    reply_to: str = "",
    waits_when_uncertain: bool = False,
) -> OutgoingMessage | None:
    """Write a letter (see `compose`) to the outbox, in the transaction of what it tells of.

    Returns None when a letter with this `dedupe_key` has been written before: the ledger makes repeats harmless.
    """
    known = OutgoingMessage.objects.filter(
        council_id=council_id, organization_id=organization_id, dedupe_key=dedupe_key
    )
    if known.exists():
        return None
    letter = compose(kind, to, facts)
    message = OutgoingMessage(
        council_id=council_id,
        organization_id=organization_id,
        kind=kind,
        dedupe_key=dedupe_key,
        subject_id=subject_id,
        recipient=to.user,
        to_name=to.name,
        to_email=to.email,
        reply_to=reply_to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        calendar=calendar.decode(),
        calendar_method=calendar_method,
        waits_when_uncertain=waits_when_uncertain,
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        if not known.exists():
            raise
        return None  # somebody else wrote it at the same moment
    wake(DELIVER, message.pk, council_id, organization_id)
    return message


def send_now(kind: str, to: Recipient, facts: Mapping[str, Any]) -> None:
    """Send a letter (see `compose`) about a person's own login while that person waits.

    It belongs to no tenant, and the links in it open a login, so it lies in nobody's outbox. Raises what `transmit`
    raises: the deed it tells of is then undone with the request.
    """
    letter = compose(kind, to, facts)
    transmit(
        OutgoingMessage(
            kind=kind,
            to_name=to.name,
            to_email=to.email,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
        )
    )


def transmit(message: OutgoingMessage) -> None:
    """Hand the letter to the mail server, with the same Message-ID at every attempt.

    Raises what smtplib raises (SMTPException, OSError); returns only when the server has taken it.
    """
    letter = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=_sender(message),
        to=[f'"{_quoted(message.to_name)}" <{message.to_email}>' if message.to_name else message.to_email],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    )
    if message.html:
        letter.attach_alternative(message.html, "text/html")
    if message.calendar:
        # As one way to read the letter it is an invitation with buttons; as a file it is for the other programs.
        letter.attach_alternative(
            message.calendar, f"text/calendar; method={message.calendar_method}; component=VEVENT"
        )
        letter.attach("mote.ics", message.calendar.encode(), "application/ics")
    letter.send(fail_silently=False)


def _sender(message: OutgoingMessage) -> str:
    """Who sends it. An invitation comes from the address that calendars answer to: they distrust one that does not,
    and what a mail server sends back comes there too."""
    if not (message.calendar and message.reply_to and settings.REPLY_ADDRESS):
        return str(settings.DEFAULT_FROM_EMAIL)
    name = parseaddr(settings.DEFAULT_FROM_EMAIL)[0]
    return f'"{_quoted(name)}" <{message.reply_to}>' if name else message.reply_to


def _quoted(name: str) -> str:
    """A display name that cannot break out of its quotes or its line."""
    return " ".join(name.replace("\\", "").replace('"', "").split())
