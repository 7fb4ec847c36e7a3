"""A meeting as an iCalendar entry: call, change, cancel, and the subscription feed.

Follows RFC 5545 (the format) and RFC 5546 (calls and cancellations by mail). One meeting keeps one UID for
life; every change that is sent has a higher SEQUENCE. Times carry their zone by name, and the whole rule for
Oslo's summer time goes along, so that an entry far ahead is not an hour wrong. Bytes out, CRLF lines folded
at 75 bytes. No alarms: they are each person's own choice. Pure: `stamp`, the moment of sending, is given.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vRecur,
    vText,
)

OSLO = ZoneInfo("Europe/Oslo")
PRODUCT = "-//Politiråd//Møter//NO"
ROLES = ("CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
# An address in a calendar line: no space, quote or control character that could begin a new line or value.
ADDRESS = re.compile(r"[^\s\x00-\x1f\x7f\"<>,;:]+@[^\s\x00-\x1f\x7f\"<>,;:@]+")
ORGANIZER = re.compile(rb"^ORGANIZER[;:](?:.*\r\n )*.*\r\n", re.MULTILINE)
STATUSES = ("NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED")


class CalendarEntryError(ValueError):
    """An entry no calendar could read; the message says what is missing."""


@dataclass(frozen=True)
class Attendee:
    """One invited person; `role` is one of `ROLES`, `status` of `STATUSES`, `rsvp`: an answer is wanted."""

    email: str
    name: str = ""
    role: str = "REQ-PARTICIPANT"
    status: str = "NEEDS-ACTION"
    rsvp: bool = True


@dataclass(frozen=True)
class CalendarEvent:
    """One meeting as calendars see it. `starts` and `ends` are aware datetimes.

    `sequence` is 0 at the first call and rises with every change that is sent. `tentative`: planned, not
    called. `cancelled`: shown as cancelled in feeds. `declined`: the feed's reader does not come. `whole_days`: from
    the day of `starts` to the day before that of `ends`, and takes up nobody's time. Raises
    `CalendarEntryError` when it has no zone, ends before it begins, lacks its UID, or has an address, role or
    status that no calendar knows.
    """

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    summary: str
    organizer_email: str
    organizer_name: str = ""
    attendees: tuple[Attendee, ...] = ()
    location: str = ""
    description: str = ""
    url: str = ""
    tentative: bool = False
    cancelled: bool = False
    declined: bool = False
    whole_days: bool = False

    def __post_init__(self) -> None:
        if not self.uid:
            raise CalendarEntryError("A calendar entry needs a UID that it keeps for life.")
        if self.starts.tzinfo is None or self.ends.tzinfo is None:
            raise CalendarEntryError("A calendar entry needs times with a zone.")
        if self.ends <= self.starts:
            raise CalendarEntryError("A calendar entry ends after it begins.")
        if self.sequence < 0:
            raise CalendarEntryError("SEQUENCE begins at 0.")
        for address in (self.organizer_email, *(one.email for one in self.attendees)):
            if not ADDRESS.fullmatch(address):
                raise CalendarEntryError(f"{address!r} is not an e-mail address.")
        for attendee in self.attendees:
            if attendee.role not in ROLES or attendee.status not in STATUSES:
                raise CalendarEntryError(f"Unknown role or status: {attendee.role}, {attendee.status}.")


def meeting_uid(identifier: object, host: str) -> str:
    """The UID of a meeting: its own identifier (a UUID) at the installation's host name."""
    return f"{identifier}@{host}"


def content_type(method: str) -> str:
    """The mail part's type; calendar clients act on the method here and in the body, and both must agree."""
    return f'text/calendar; charset="utf-8"; method={method}'


def request(event: CalendarEvent, *, stamp: datetime) -> bytes:
    """A call or a change (METHOD:REQUEST) to all attendees.

    Raises `CalendarEntryError` without attendees, and for a cancelled meeting: that takes `cancel`.
    """
    if not event.attendees:
        raise CalendarEntryError("A call needs at least one attendee.")
    if event.cancelled:
        raise CalendarEntryError("A cancelled meeting is not called; send a cancellation.")
    entry = _entry(event, stamp)
    _add_people(entry, event, event.attendees, replies=True)
    return _calendar("REQUEST", [entry])


def cancel(event: CalendarEvent, *, stamp: datetime, recipients: Iterable[str] | None = None) -> bytes:
    """A cancellation (METHOD:CANCEL); `event.sequence` must be higher than the last one sent.

    `recipients` None: the whole meeting is cancelled for all attendees. Else only these addresses are
    removed; the entry lists them alone and has no STATUS: the meeting takes place (RFC 5546, 3.2.5).
    Raises `CalendarEntryError` when nobody of `recipients` is an attendee.
    """
    chosen = None if recipients is None else {address.casefold() for address in recipients}
    people = [one for one in event.attendees if chosen is None or one.email.casefold() in chosen]
    if not people:
        raise CalendarEntryError("A cancellation needs at least one attendee.")
    entry = _entry(event, stamp, status="CANCELLED" if chosen is None else None)
    _add_people(entry, event, people, replies=False)
    return _calendar("CANCEL", [entry])


def addressed(data: bytes, organizer_email: str) -> bytes:
    """The same calendar with another organizer's address, name and all else as they were.

    Each person answers to an address of their own; setting the whole entry anew for each would take long. Raises
    `CalendarEntryError` for what is no address.
    """
    if not ADDRESS.fullmatch(organizer_email):
        raise CalendarEntryError(f"{organizer_email!r} is not an e-mail address.")

    def anew(found: re.Match[bytes]) -> bytes:
        line = found.group().replace(b"\r\n ", b"").removesuffix(b"\r\n").decode()
        before = line.rpartition("mailto:")[0]
        return _folded(f"{before}mailto:{organizer_email}")

    return ORGANIZER.sub(anew, data)


def _folded(line: str) -> bytes:
    """A line of at most 75 bytes, the rest on lines that begin with a space; no letter is cut in half."""
    rows, room = [bytearray()], 75
    for letter in line:
        encoded = letter.encode()
        if len(rows[-1]) + len(encoded) > room:
            rows.append(bytearray())
            room = 74  # the space that begins a row counts too
        rows[-1] += encoded
    return b"\r\n ".join(bytes(row) for row in rows) + b"\r\n"


def feed(events: Sequence[CalendarEvent], *, stamp: datetime, name: str) -> bytes:
    """A subscription (METHOD:PUBLISH) named `name`.

    Attendees are left out: a feed address can be passed on. The caller chooses events its reader may see.
    """
    entries = [_entry(event, stamp) for event in events]
    for entry, event in zip(entries, events, strict=True):
        _add_people(entry, event, (), replies=False)
    return _calendar("PUBLISH", entries, name=name)


def _entry(event: CalendarEvent, stamp: datetime, *, status: str | None = "") -> Event:
    """The VEVENT without people. `status` "" is taken from the event, None is left out."""
    entry = Event()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    entry.add("last-modified", stamp.astimezone(UTC).replace(microsecond=0))
    for name, moment in (("dtstart", event.starts), ("dtend", event.ends)):
        local = moment.astimezone(OSLO).replace(microsecond=0)
        entry.add(name, local.date() if event.whole_days else local)
    entry.add("summary", _one_line(event.summary))
    if event.location:
        entry.add("location", _one_line(event.location))
    if event.description:
        entry.add("description", _text(event.description))
    if event.url:
        entry.add("url", "".join(CONTROL.sub("", event.url).split()))
    if status == "":
        status = "CANCELLED" if event.cancelled else "TENTATIVE" if event.tentative else "CONFIRMED"
    if status:
        entry.add("status", status)
    free = event.tentative or event.declined or event.whole_days
    busy = not free and status != "CANCELLED"
    entry.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    entry.add("class", "PUBLIC")
    # Outlook shows time as busy or free by this property alone.
    entry.add(
        "x-microsoft-cdo-busystatus",
        "BUSY" if busy else "TENTATIVE" if event.tentative else "FREE",
    )
    return entry


def _one_line(text: str) -> str:
    """Text fit for a parameter: one line; no double quote or backslash, which end a name too early in some readers."""
    return " ".join(CONTROL.sub(" ", text).replace('"', "'").replace("\\", "/").split())


def _text(text: str) -> str:
    """Text fit for a value: line breaks stay, other control characters go."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _add_people(entry: Event, event: CalendarEvent, people: Iterable[Attendee], *, replies: bool) -> None:
    """ORGANIZER and ATTENDEE lines; in a cancellation nobody is asked to answer."""
    organizer = vCalAddress(f"mailto:{event.organizer_email}")
    if event.organizer_name:
        organizer.params["CN"] = vText(_one_line(event.organizer_name))
    entry["organizer"] = organizer
    for one in people:
        address = vCalAddress(f"mailto:{one.email}")
        if one.name:
            address.params["CN"] = vText(_one_line(one.name))
        address.params["CUTYPE"] = vText("INDIVIDUAL")
        address.params["ROLE"] = vText(one.role)
        address.params["PARTSTAT"] = vText(one.status)
        address.params["RSVP"] = vText("TRUE" if replies and one.rsvp else "FALSE")
        entry.add("attendee", address, encode=False)


def _calendar(method: str, entries: Sequence[Event], *, name: str = "") -> bytes:
    """The VCALENDAR around the entries, with the zone's rules before them."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", _one_line(name))
        calendar.add("x-wr-calname", _one_line(name))
        calendar.add("x-wr-timezone", OSLO.key)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(_oslo_rules())
    for entry in entries:
        calendar.add_component(entry)
    written: bytes = calendar.to_ical()
    return written


def _oslo_rules() -> Timezone:
    """Oslo's two yearly changes as rules without an end: last Sunday of March and of October since 1996.

    Spelled out rather than made from the machine's tables: those give a list of dates that ends one day.
    """
    zone = Timezone()
    zone.add("tzid", OSLO.key)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    # DTSTART of a zone's parts is local time without a zone (RFC 5545, 3.6.5).
    changes = (
        (summer, datetime.fromisoformat("1981-03-29T02:00"), 1, 2, "CEST", 3),
        (winter, datetime.fromisoformat("1996-10-27T03:00"), 2, 1, "CET", 10),
    )
    for part, begins, offset_before, offset_after, short, month in changes:
        part.add("dtstart", begins)
        part.add("tzoffsetfrom", timedelta(hours=offset_before))
        part.add("tzoffsetto", timedelta(hours=offset_after))
        part.add("tzname", short)
        part.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday="-1SU"))
        zone.add_component(part)
    return zone
