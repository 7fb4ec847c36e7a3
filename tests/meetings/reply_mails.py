"""Mails as calendar programs and people send them back. Each is built the way its program builds it; nothing is copied."""

from __future__ import annotations

import datetime
from email.message import EmailMessage

STAMP = datetime.datetime(2026, 11, 27, 12, 30, tzinfo=datetime.UTC)
PROGRAMS = ("outlook", "google", "apple")
PRODUCTS = {
    "outlook": "-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
    "google": "-//Google Inc//Google Calendar 70.9054//EN",
    "apple": "-//Apple Inc.//macOS 15.0//EN",
}
WORDS = {"ACCEPTED": "Accepted", "DECLINED": "Declined", "TENTATIVE": "Tentative", "DELEGATED": "Delegated"}


def entry(
    *,
    uid: str,
    attendee: str,
    answer: str = "ACCEPTED",
    sequence: int = 0,
    program: str = "outlook",
    method: str = "REPLY",
    stamp: datetime.datetime = STAMP,
    extra: tuple[str, ...] = (),
    parameters: str = "",
) -> str:
    """The calendar part. `extra`: more lines of the event; `parameters`: more of the attendee's."""
    lines = [
        "BEGIN:VCALENDAR",
        f"PRODID:{PRODUCTS[program]}",
        "VERSION:2.0",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{sequence}",
        f"ATTENDEE;PARTSTAT={answer}{parameters}:mailto:{attendee}",
        *extra,
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"


def mail(
    calendar: str | None,
    *,
    sender: str,
    to: str,
    program: str = "outlook",
    text: str = "",
    method: str = "REPLY",
    identity: str = "<svar-1@example.test>",
    headers: dict[str, str] | None = None,
) -> bytes:
    """The mail around it: Outlook sends the entry as an alternative, Google as that and a file, Apple as a file."""
    message = EmailMessage()
    message["From"] = f"Mona Medlem <{sender}>"
    message["To"] = to
    message["Subject"] = "Godtatt: Politirådet i Nordvik: Møte 1"
    message["Message-ID"] = identity
    message["Date"] = STAMP
    for name, value in (headers or {}).items():
        del message[name]
        message[name] = value
    message.set_content(text or "\n")
    if calendar is not None:
        if program in {"outlook", "google"}:
            message.add_alternative(calendar, subtype="calendar", params={"method": method})
        if program == "google":
            message.add_attachment(
                calendar.encode(), maintype="application", subtype="ics", filename="invite.ics"
            )
        if program == "apple":
            message.add_attachment(
                calendar, subtype="calendar", params={"method": method}, filename="iCal.ics"
            )
    return message.as_bytes()


def bounce(message_id: str, *, to: str, action: str = "failed") -> bytes:
    """A mail server's report about a letter of ours."""
    head = (
        "From: MAILER-DAEMON@mx.example.test\r\n"
        f"To: {to}\r\nSubject: Undelivered\r\nMessage-ID: <dsn-1@mx.example.test>\r\nMIME-Version: 1.0\r\n"
        "Return-Path: <>\r\nAuto-Submitted: auto-replied\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
    )
    parts = [
        "Content-Type: text/plain\r\n\r\nKunne ikke leveres.",
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.test\r\n\r\n"
        f"Final-Recipient: rfc822; mona@example.test\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 Ukjent bruker\r\n",
        f"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\nSubject: Innkalling\r\n",
    ]
    return (head + "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n").encode()
