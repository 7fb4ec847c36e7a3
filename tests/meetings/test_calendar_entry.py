"""Calls, cancellations and feeds as iCalendar, read back by a parser and line by line."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from meetings.calendar_entry import (
    Attendee,
    CalendarEntryError,
    CalendarEvent,
    addressed,
    cancel,
    content_type,
    feed,
    meeting_uid,
    request,
)
from tests.meetings.calendar_client import entry_of

OSLO = ZoneInfo("Europe/Oslo")
STAMP = datetime(2026, 11, 22, 12, 30, 15, 999, tzinfo=UTC)
MAYOR = Attendee(
    "ordforer@stange.example", "Åse Ødegård, ordfører", role="CHAIR", status="ACCEPTED", rsvp=False
)
CHIEF = Attendee("stasjonssjef@politiet.example", "Bjørn Sæther")
GUEST = Attendee("gjest@skole.example", role="OPT-PARTICIPANT")
MEETING = CalendarEvent(
    uid="0192f5e0-0000-7000-8000-000000000001@politirad.example",
    sequence=3,
    starts=datetime(2027, 2, 10, 9, tzinfo=OSLO),
    ends=datetime(2027, 2, 10, 11, tzinfo=OSLO),
    summary="Politiråd i Stange; møte 1, æøå",
    organizer_email="slt@stange.example",
    organizer_name='Kåre "SLT" Ås',
    attendees=(MAYOR, CHIEF, GUEST),
    location="Rådhuset, møterom Ågot; 2. etasje",
    description="Saksliste:\n1. Godkjenning av innkalling\n2. Åpne saker, " + "ærlig talt " * 20,
    url="https://politirad.example/moter/1?a=1&b=2",
)


def only_event(data: bytes) -> Any:
    """The one event; properties are of many types in the library, so they are not typed here."""
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return event


def logical_lines(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def people(event: Any) -> list[str]:
    found = event.get("attendee", [])
    return [str(one) for one in (found if isinstance(found, list) else [found])]


def test_call_is_read_back_as_it_was() -> None:
    data = request(MEETING, stamp=STAMP)
    assert Calendar.from_ical(data)["method"] == "REQUEST"
    event = only_event(data)
    assert event["uid"] == MEETING.uid
    assert event["sequence"] == 3
    assert event["summary"] == MEETING.summary
    assert event["location"] == MEETING.location
    assert event["description"] == MEETING.description
    assert event["url"] == MEETING.url
    assert event["status"] == "CONFIRMED"
    assert event["dtstart"].dt == MEETING.starts
    assert event["dtend"].dt == MEETING.ends
    assert event["dtstamp"].dt == datetime(2026, 11, 22, 12, 30, 15, tzinfo=UTC)


def test_call_names_organizer_and_everybody_with_role_answer_and_state() -> None:
    event = only_event(request(MEETING, stamp=STAMP))
    assert str(event["organizer"]) == "mailto:slt@stange.example"
    assert event["organizer"].params["CN"] == "Kåre 'SLT' Ås"
    assert people(event) == [f"mailto:{one.email}" for one in (MAYOR, CHIEF, GUEST)]
    facts = [
        tuple(one.params.get(key) for key in ("CN", "ROLE", "PARTSTAT", "RSVP")) for one in event["attendee"]
    ]
    assert facts == [
        ("Åse Ødegård, ordfører", "CHAIR", "ACCEPTED", "FALSE"),
        ("Bjørn Sæther", "REQ-PARTICIPANT", "NEEDS-ACTION", "TRUE"),
        (None, "OPT-PARTICIPANT", "NEEDS-ACTION", "TRUE"),
    ]


@pytest.mark.parametrize("data", [request(MEETING, stamp=STAMP), cancel(MEETING, stamp=STAMP)])
def test_lines_are_those_of_the_standard(data: bytes) -> None:
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        # Folding never cuts a letter of two bytes in half.
        line.decode("utf-8")
    lines = logical_lines(data)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for once in (
        "UID",
        "SEQUENCE",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "ORGANIZER",
        "METHOD",
        "PRODID",
    ):
        within = [line for line in lines if re.match(rf"{once}[:;]", line)]
        # DTSTART also begins each half of the time zone.
        assert len(within) == (3 if once == "DTSTART" else 1), once
    assert any(line.startswith("DTSTART;TZID=Europe/Oslo:20270210T090000") for line in lines)


def test_time_zone_is_complete_and_stands_before_the_event() -> None:
    lines = logical_lines(request(MEETING, stamp=STAMP))
    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE") + 1]
    assert lines.index("BEGIN:VTIMEZONE") < lines.index("BEGIN:VEVENT")
    assert zone.count("BEGIN:DAYLIGHT") == zone.count("BEGIN:STANDARD") == 1
    assert not any("UNTIL" in line for line in zone)
    rules = {line for line in zone if line.startswith("RRULE")}
    assert rules == {"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"}


CHANGES = [
    (2026, "03-29", "10-25"),
    (2027, "03-28", "10-31"),
    (2028, "03-26", "10-29"),
    (2029, "03-25", "10-28"),
    (2030, "03-31", "10-27"),
]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(("year", "spring", "autumn"), CHANGES)
@pytest.mark.parametrize("around", [-1, 0, 1, 4])
def test_clock_change_does_not_move_a_meeting(
    year: int, spring: str, autumn: str, which: int, around: int
) -> None:
    """40 cases: five years, both changes, the day before, the day itself, the day after and some days on.

    The moment is counted by the rules that the entry brings along.
    """
    day = date.fromisoformat(f"{year}-{(spring, autumn)[which]}") + timedelta(days=around)
    starts = datetime.combine(day, time(9), tzinfo=OSLO)
    data = request(replace(MEETING, starts=starts, ends=starts + timedelta(hours=2)), stamp=STAMP)
    read = entry_of(Calendar.from_ical(data), only_event(data))
    # Norway is one hour before UTC in winter and two in summer; the change is at night.
    summer = (around >= 0) if which == 0 else (around < 0)
    assert read.starts == datetime.combine(day, time(7 if summer else 8), tzinfo=UTC)
    assert read.ends - read.starts == timedelta(hours=2)
    assert f"DTSTART;TZID=Europe/Oslo:{day:%Y%m%d}T090000" in logical_lines(data)


@pytest.mark.parametrize(("year", "spring", "autumn"), CHANGES)
def test_rules_of_the_entry_agree_with_the_zone_itself(year: int, spring: str, autumn: str) -> None:
    """The offsets that the written VTIMEZONE gives, computed by its own rules, equal those of Europe/Oslo."""
    calendar = Calendar.from_ical(request(MEETING, stamp=STAMP))
    (zone,) = calendar.walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    read = zone.to_tz(lookup_tzid=False)
    for month_day in (spring, autumn):
        for hours in (-12, 0, 1, 2, 3, 4, 12, 24 * 90):
            moment = datetime.fromisoformat(f"{year}-{month_day}T00:00") + timedelta(hours=hours)
            if moment.replace(tzinfo=OSLO).astimezone(UTC).astimezone(OSLO).replace(tzinfo=None) != moment:
                continue  # the hour that does not exist
            if (month_day, hours) == (autumn, 2):
                continue  # the hour that comes twice
            assert moment.replace(tzinfo=read).utcoffset() == moment.replace(tzinfo=OSLO).utcoffset(), moment


def test_times_given_in_another_zone_are_written_in_oslos() -> None:
    starts = datetime(2027, 6, 1, 7, tzinfo=UTC)
    event = only_event(
        request(replace(MEETING, starts=starts, ends=starts + timedelta(hours=1)), stamp=STAMP)
    )
    assert (event["dtstart"].dt.hour, event["dtstart"].params["TZID"]) == (9, "Europe/Oslo")


def test_whole_cancellation_goes_to_everybody_and_says_so() -> None:
    data = cancel(replace(MEETING, sequence=4), stamp=STAMP)
    event = only_event(data)
    assert Calendar.from_ical(data)["method"] == "CANCEL"
    assert (event["uid"], event["sequence"], event["status"]) == (MEETING.uid, 4, "CANCELLED")
    assert len(people(event)) == 3
    assert {one.params["RSVP"] for one in event["attendee"]} == {"FALSE"}


def test_removal_names_only_those_removed_and_leaves_the_meeting_standing() -> None:
    event = only_event(cancel(MEETING, stamp=STAMP, recipients=["GJEST@skole.example"]))
    assert people(event) == ["mailto:gjest@skole.example"]
    assert "status" not in event


def test_feed_shows_all_and_invites_nobody() -> None:
    second = replace(MEETING, uid="b@politirad.example", tentative=True)
    third = replace(MEETING, uid="c@politirad.example", cancelled=True)
    data = feed([MEETING, second, third], stamp=STAMP, name="Politiråd i Stange")
    calendar = Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert calendar["method"] == "PUBLISH"
    assert calendar["x-wr-calname"] == "Politiråd i Stange"
    assert [event["status"] for event in events] == ["CONFIRMED", "TENTATIVE", "CANCELLED"]
    assert not any("attendee" in event for event in events)
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in logical_lines(data)
    assert "X-PUBLISHED-TTL:PT1H" in logical_lines(data)


def test_empty_feed_is_still_a_calendar() -> None:
    assert Calendar.from_ical(feed([], stamp=STAMP, name="Tom")).walk("VEVENT") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"uid": ""},
        {"starts": datetime(2027, 2, 10, 9)},
        {"ends": datetime(2027, 2, 10, 9, tzinfo=OSLO)},
        {"sequence": -1},
        {"organizer_email": "ingen adresse"},
        {"organizer_email": "a@b.no\r\nATTENDEE:mailto:x@y.no"},
        {"attendees": (Attendee("a@b.no", role="BOSS"),)},
        {"attendees": (Attendee("a@b.no", status="MAYBE"),)},
        {"attendees": (Attendee("mailto:a@b.no"),)},
    ],
)
def test_entries_no_calendar_could_read_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(CalendarEntryError):
        replace(MEETING, **fields)


def test_call_and_cancellation_need_somebody() -> None:
    with pytest.raises(CalendarEntryError):
        request(replace(MEETING, attendees=()), stamp=STAMP)
    with pytest.raises(CalendarEntryError):
        request(replace(MEETING, cancelled=True), stamp=STAMP)
    with pytest.raises(CalendarEntryError):
        cancel(MEETING, stamp=STAMP, recipients=["fremmed@example.no"])


@pytest.mark.parametrize("field", ["summary", "location", "description", "organizer_name", "url"])
def test_text_cannot_begin_a_line_of_its_own(field: str) -> None:
    evil = "x\r\nATTENDEE:mailto:evil@example.no\r\nX: y\nEND:VEVENT\x00\x0b"
    data = request(replace(MEETING, **{field: evil}), stamp=STAMP)
    assert people(only_event(data)) == people(only_event(request(MEETING, stamp=STAMP)))
    assert sum(line == "END:VEVENT" for line in logical_lines(data)) == 1


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_gives_an_entry_that_can_be_read(words: str, name: str) -> None:
    event = replace(MEETING, summary=words, description=words, attendees=(replace(CHIEF, name=name),))
    assert only_event(request(event, stamp=STAMP))["uid"] == MEETING.uid


@settings(deadline=None)
@given(st.text(max_size=120), st.text("abc234", min_size=1, max_size=42))
def test_each_person_gets_the_same_entry_with_an_organizer_of_their_own(name: str, token: str) -> None:
    data = request(replace(MEETING, organizer_name=name), stamp=STAMP)
    mine = addressed(data, f"svar+{token}@politirad.example")
    assert all(len(line) <= 75 for line in mine.split(b"\r\n"))
    before, after = only_event(data), only_event(mine)
    assert str(after["organizer"]) == f"mailto:svar+{token}@politirad.example"
    assert after["organizer"].params == before["organizer"].params
    rest = [[line for line in logical_lines(one) if not line.startswith("ORGANIZER")] for one in (data, mine)]
    assert rest[0] == rest[1]
    with pytest.raises(CalendarEntryError):
        addressed(data, "svar\r\nX: y@politirad.example")


def test_content_type_carries_the_method() -> None:
    assert content_type("CANCEL") == 'text/calendar; charset="utf-8"; method=CANCEL'
    assert meeting_uid("abc", "politirad.example") == "abc@politirad.example"
