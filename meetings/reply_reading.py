"""Read a mail that came back: an answer from a calendar program (iTIP REPLY or COUNTER, RFC 5546 and 6047), a letter
somebody wrote, an automatic answer, or a mail server's report that a letter could not be delivered.

Everything in it was written by strangers: nothing is believed, sizes are limited, and whatever cannot be read gives
`None`, never an exception. Pure.
"""

from __future__ import annotations

import datetime
import email
import email.policy
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from typing import Any

from icalendar import Calendar

LARGEST = 5 * 1024 * 1024
MOST_PARTS = 200
MOST_LAYERS = 50  # each costs the parser as much as all before it
LONGEST_TEXT = 4000
LONGEST_NOTE = 500
ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative", "DELEGATED": "declined"}
#: Where the receiving server notes which address a letter was really sent to.
RECIPIENTS = ("Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "To", "Cc")
#: What a malformed letter makes the parsers raise.
UNREADABLE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    ArithmeticError,
    AssertionError,
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class CalendarAnswer:
    """What a calendar program answers for `attendee`; `answer` is "" when it says nothing we know.

    `proposed`: another time that is wished for, from and to. `delegated_to`: an address.
    """

    method: str
    uid: str
    sequence: int
    stamp: datetime.datetime | None
    attendee: str
    answer: str
    note: str
    delegated_to: str = ""
    proposed: tuple[datetime.datetime, datetime.datetime] | None = None


@dataclass(frozen=True)
class Bounce:
    """That the letter with this Message-ID reached nobody, in the server's own words."""

    message_id: str
    words: str


@dataclass(frozen=True)
class Incoming:
    """A mail that could be read. `identity` is its Message-ID, or a digest where it has none."""

    identity: str
    sender: str
    recipients: tuple[str, ...]
    sent_at: datetime.datetime | None
    automatic: bool
    text: str
    calendar: CalendarAnswer | None
    bounce: Bounce | None


def read(raw: bytes) -> Incoming | None:
    """The mail, or None for what is no mail, is too large, or has no sender."""
    if not raw or len(raw) > LARGEST or raw.count(b"boundary=") > MOST_LAYERS:
        return None
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        return _read(message, raw) if message.keys() else None
    except UNREADABLE:
        return None


def _read(message: EmailMessage, raw: bytes) -> Incoming:
    parts = list(_parts(message))
    text = _text(parts)
    calendar = next((found for part in parts if (found := _calendar(part, text))), None)
    return Incoming(
        identity=_header(message, "Message-ID") or hashlib.sha256(raw).hexdigest(),
        sender=parseaddr(_header(message, "From"))[1].lower()[:254],
        recipients=tuple(
            address.lower()
            for _name, address in getaddresses(
                [str(value) for name in RECIPIENTS for value in message.get_all(name, [])]
            )
            if address
        ),
        sent_at=_sent_at(message),
        automatic=_is_automatic(message),
        text=text,
        calendar=calendar,
        bounce=_bounce(message, parts),
    )


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that are no containers, at most `MOST_PARTS`, in order."""
    waiting = [message]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        inner = _inner(part)
        waiting = [*inner, *waiting]
        if not inner or part.get_content_type() in {"message/delivery-status", "message/rfc822"}:
            yield part


def _inner(part: EmailMessage) -> list[Any]:
    """The parts within a part."""
    payload: Any = part.get_payload()
    return payload if isinstance(payload, list) else []


def _header(message: Message, name: str) -> str:
    return " ".join(CONTROL.sub("", str(message.get(name, ""))).split())[:250]


def _sent_at(message: EmailMessage) -> datetime.datetime | None:
    try:
        found = parsedate_to_datetime(_header(message, "Date"))
    except UNREADABLE:
        return None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


def _is_automatic(message: EmailMessage) -> bool:
    """Written by a machine for nobody in particular: out of office, lists, reports (RFC 3834)."""
    submitted = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    precedence = _header(message, "Precedence").lower()
    return (
        submitted not in {"", "no"}
        or precedence in {"bulk", "junk", "list", "auto_reply"}
        or "X-Autoreply" in message
        or "List-Id" in message
        or _header(message, "Return-Path") == "<>"
    )


def _text(parts: list[EmailMessage]) -> str:
    """The first plain text, cut."""
    for part in parts:
        if part.get_content_type() == "text/plain" and part.get_content_disposition() != "attachment":
            found = _content(part)
            return CONTROL.sub("", found.replace("\r\n", "\n")).strip()[:LONGEST_TEXT]
    return ""


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return payload.decode("utf-8", "replace")


def _calendar(part: EmailMessage, text: str) -> CalendarAnswer | None:
    """What a calendar part answers; None for another part, and for one nobody can read."""
    name = str(part.get_filename() or "").lower()
    if part.get_content_type() not in {"text/calendar", "application/ics"} and not name.endswith(".ics"):
        return None
    payload: Any = part.get_payload(decode=True)
    try:
        calendar = Calendar.from_ical(payload)
        method = str(calendar.get("METHOD", "")).upper()
        events = calendar.walk("VEVENT")
        if method not in {"REPLY", "COUNTER"} or not events:
            return None
        by_outlook = "microsoft" in str(calendar.get("PRODID", "")).lower()
        return _answer(method, events[0], text if by_outlook else "")
    except UNREADABLE:
        return None


def _answer(method: str, event: Any, text: str) -> CalendarAnswer | None:
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    if len(attendees) != 1 or not str(event.get("UID", "")):
        return None
    (attendee,) = attendees
    comment = event.get("COMMENT", "")
    comment = comment[0] if isinstance(comment, list) else comment
    return CalendarAnswer(
        method=method,
        uid=str(event["UID"])[:250],
        sequence=int(event.get("SEQUENCE", 0)),
        stamp=_moment(event.get("DTSTAMP")),
        attendee=_mailto(attendee),
        answer=ANSWERS.get(str(attendee.params.get("PARTSTAT", "")).upper(), ""),
        note=_note(str(comment) or text),
        delegated_to=_mailto(attendee.params.get("DELEGATED-TO", "")),
        proposed=_proposed(event) if method == "COUNTER" else None,
    )


def _mailto(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    address = str(value).strip().strip('"').lower()
    return address.removeprefix("mailto:")[:254] if "@" in address else ""


def _note(text: str) -> str:
    """One line, cut."""
    return " ".join(CONTROL.sub(" ", text).split())[:LONGEST_NOTE]


def _moment(value: Any) -> datetime.datetime | None:
    found = getattr(value, "dt", None)
    if not isinstance(found, datetime.datetime):
        return None
    return (found if found.tzinfo else found.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)


def _proposed(event: Any) -> tuple[datetime.datetime, datetime.datetime] | None:
    start, end = _moment(event.get("DTSTART")), _moment(event.get("DTEND"))
    return (start, end) if start and end and start < end else None


def _bounce(message: EmailMessage, parts: list[EmailMessage]) -> Bounce | None:
    """A report of failed delivery (RFC 3464) that says which letter it is about."""
    if message.get_content_type() != "multipart/report":
        return None
    failed, words, about = False, "", ""
    for part in parts:
        kind, inner = part.get_content_type(), _inner(part)
        if kind == "message/delivery-status":
            for block in inner:
                failed |= _header(block, "Action").lower() == "failed"
                words = words or _header(block, "Diagnostic-Code").partition(";")[2].strip()
                words = words or _header(block, "Status")
        elif kind in {"message/rfc822", "text/rfc822-headers"}:
            original = inner[0] if inner else email.message_from_string(_content(part))
            about = about or _header(original, "Message-ID")
    return Bounce(about, words) if failed and about else None
