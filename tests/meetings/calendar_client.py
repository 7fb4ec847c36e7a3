"""A calendar program as RFC 5546 describes it: reads invitations out of mails and keeps one person's calendar.

It believes nothing that the mail does not say: times are counted by the mail's own VTIMEZONE, never by the machine's
tables, and a mail that breaks the rules of iMIP (RFC 6047) raises AssertionError.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from icalendar import Calendar, Timezone


@dataclass(frozen=True)
class Entry:
    """One meeting in the calendar; times in UTC."""

    sequence: int
    stamp: datetime.datetime
    starts: datetime.datetime
    ends: datetime.datetime
    summary: str
    location: str
    description: str
    organizer: str
    tentative: bool


@dataclass
class CalendarClient:
    """The calendar of `address`. `remembers` False: forgets what was cancelled, as some programs do."""

    address: str
    remembers: bool = True
    entries: dict[str, Entry] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    organizers: dict[str, str] = field(default_factory=dict)

    def receive(self, message: EmailMessage) -> None:
        """Take what a mail says into the calendar; a mail without an invitation changes nothing."""
        part = invitation_in(message)
        if part is None:
            return
        calendar = Calendar.from_ical(part.get_payload(decode=True))
        method = str(calendar["METHOD"])
        assert method == part.get_param("method"), "the part's type and the calendar disagree"
        assert calendar["VERSION"] == "2.0"
        (event,) = calendar.walk("VEVENT")
        self._require_same_organizer(event)
        if method == "REQUEST":
            self._request(calendar, event)
        elif method == "CANCEL":
            self._cancel(event)
        else:
            raise AssertionError(f"{method} is nothing an organizer sends in a mail")

    def _require_same_organizer(self, event: Any) -> None:
        uid, organizer = str(event["UID"]), str(event["ORGANIZER"]).lower()
        assert self.organizers.setdefault(uid, organizer) == organizer, "another organizer may not change it"

    def _request(self, calendar: Any, event: Any) -> None:
        uid, sequence = str(event["UID"]), int(event["SEQUENCE"])
        assert self.address in attendees(event), "an invitation that does not name the one it was sent to"
        assert event["STATUS"] == "CONFIRMED"
        known = self.entries.get(uid)
        new = entry_of(calendar, event)
        if known is not None and (known.sequence, known.stamp) > (sequence, new.stamp):
            return
        if sequence < self.gone.get(uid, 0):
            return
        self.entries[uid] = new

    def _cancel(self, event: Any) -> None:
        uid, sequence = str(event["UID"]), int(event["SEQUENCE"])
        whole = event.get("STATUS") == "CANCELLED"
        assert whole or self.address in attendees(event), "a cancellation of part names somebody else"
        if self.remembers:
            self.gone[uid] = max(sequence, self.gone.get(uid, 0))
        known = self.entries.get(uid)
        if known is None:
            return
        assert sequence > known.sequence, "a cancellation must have a higher SEQUENCE than what it cancels"
        del self.entries[uid]


def invitation_in(message: EmailMessage) -> EmailMessage | None:
    """The part that a calendar program acts on: one way among the alternatives of reading the letter."""
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    if not parts:
        return None
    (part,) = parts
    assert isinstance(part, EmailMessage)
    assert part.get_content_charset() == "utf-8"
    assert part.get_content_disposition() is None, "as an attachment it gets no buttons"
    (around,) = [
        one
        for one in message.walk()
        if one.is_multipart() and any(inner is part for inner in one.iter_parts())
    ]
    assert around.get_content_type() == "multipart/alternative"
    return part


def attendees(event: Any) -> list[str]:
    """Addresses in the order they stand."""
    found = event.get("ATTENDEE", [])
    return [str(one)[len("mailto:") :].lower() for one in (found if isinstance(found, list) else [found])]


def entry_of(calendar: Any, event: Any) -> Entry:
    """The event in UTC."""
    assert event["DTSTAMP"].dt.utcoffset() == datetime.timedelta(0)
    return Entry(
        sequence=int(event["SEQUENCE"]),
        stamp=event["DTSTAMP"].dt,
        starts=moment(calendar, event["DTSTART"]),
        ends=moment(calendar, event["DTEND"]),
        summary=str(event["SUMMARY"]),
        location=str(event.get("LOCATION", "")),
        description=str(event.get("DESCRIPTION", "")),
        organizer=str(event["ORGANIZER"]),
        tentative=event["TRANSP"] == "TRANSPARENT",
    )


def moment(calendar: Any, value: Any) -> datetime.datetime:
    """A local time by the rules that came along with it."""
    zones = {str(zone["TZID"]): zone for zone in calendar.walk("VTIMEZONE")}
    zone = zones[str(value.params["TZID"])]
    assert isinstance(zone, Timezone)
    local: datetime.datetime = value.dt.replace(tzinfo=zone.to_tz(lookup_tzid=False))
    return local.astimezone(datetime.UTC)
