"""The requests of the field study that are about letters and calendars: 8, 9, 10, 13 and 14. See test_complaints.py."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from councils.refusals import Refusal
from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.calling import MeetingTerms, call_meeting, remove_invitee
from meetings.actions.changes import cancel_meeting, change_called_meeting
from meetings.calendar_entry import CalendarEvent, request
from meetings.clock import due_changes, due_reminders
from meetings.models import Invitee, Meeting
from meetings.notifications.calls import entry as calendar_entry
from politirad.tenancy.models import OutgoingMessage
from tests.meetings.calls import called, planned
from tests.meetings.letters import entry, letters
from tests.meetings.reply_scene import line_of
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = timezone.now
MINUTE = datetime.timedelta(minutes=1)


def change(world: World, meeting: Meeting, **facts: object) -> None:
    """Another time or place, as the secretary writes it now."""
    with world.acting(world.north.slt):
        now = Meeting.objects.get(pk=meeting.pk)
        same = {name: getattr(now, name) for name in ("title", "date", "start", "end", "place")}
        terms = MeetingTerms(**{**same, **facts})
        change_called_meeting(meeting=now, terms=terms, at=NOW(), by=world.north.slt)


def all_letters(world: World, meeting: Meeting) -> list[OutgoingMessage]:
    with world.acting(world.north.slt):
        return list(OutgoingMessage.objects.filter(subject_id=meeting.pk).order_by("created_at"))


def test_8_new_date_and_new_place_are_told_to_everybody_in_one_letter(world: World) -> None:
    meeting = called(world)
    before = len(all_letters(world, meeting))
    change(world, meeting, date=meeting.date + datetime.timedelta(days=7))
    change(world, meeting, place="Biblioteket")
    assert len(all_letters(world, meeting)) == before
    due_changes(NOW() + MINUTE)
    updates = all_letters(world, meeting)[before:]
    with world.acting(world.north.slt):
        everybody = set(Invitee.objects.filter(meeting=meeting).values_list("email", flat=True))
    assert sorted(one.to_email for one in updates) == sorted(everybody)
    for one in updates:
        assert "Biblioteket" in one.text
        assert "(før: " in one.text
    assert due_changes(NOW() + 5 * MINUTE) == 0


def test_9_nobody_is_reminded_of_a_meeting_that_has_been_or_is_cancelled(world: World) -> None:
    past, off = called(world), called(world, days=15)
    with world.acting(world.north.slt):
        # Two days ahead both would be due a reminder; the one has been put in the past, the other is cancelled.
        Meeting.objects.filter(pk=past.pk).update(date=world.today - datetime.timedelta(days=2))
        Meeting.objects.filter(pk=off.pk).update(date=world.today + datetime.timedelta(days=2))
        cancel_meeting(meeting=Meeting.objects.get(pk=off.pk), reason="Sykdom", at=NOW(), by=world.north.slt)
    due_reminders(NOW())
    with world.acting(world.north.slt):
        for meeting in (past, off):
            assert letters(meeting, "meeting_unanswered") == []
        cancelled = letters(off, "meeting_cancelled")
        assert len(cancelled) == 7
        for one in cancelled:
            assert "vlyst" in one.subject
            assert "Sykdom" in one.text
    change_refused = MeetingTerms("Møte", world.today - datetime.timedelta(days=1), past.start, past.end)
    ahead = called(world, days=25)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="har vært"):
        change_called_meeting(meeting=ahead, terms=change_refused, at=NOW(), by=world.north.slt)
    # The same meeting, ahead and standing, is reminded of: the check above can fail.
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=ahead.pk).update(date=world.today + datetime.timedelta(days=2))
    due_reminders(NOW())
    with world.acting(world.north.slt):
        assert len(letters(ahead, "meeting_unanswered")) == 7


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (datetime.date(2027, 3, 26), 8),  # Friday before the clock goes forward
        (datetime.date(2027, 3, 29), 7),  # Monday after
        (datetime.date(2027, 10, 29), 7),  # Friday before it goes back
        (datetime.date(2027, 11, 1), 8),  # Monday after
        (datetime.date(2031, 7, 4), 7),  # years ahead: the zone's rules do not end
    ],
)
def test_10_meeting_at_nine_is_at_nine_on_both_sides_of_the_clock_change(
    world: World, day: datetime.date, utc: int
) -> None:
    meeting = planned(world)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(date=day)
        moved = Meeting.objects.select_related("council").get(pk=meeting.pk)
        one = Invitee(council=moved.council, meeting=moved, name="Per", email="per@example.test")
        found: CalendarEvent = calendar_entry(moved, [one])
        data = request(found, stamp=NOW())
    assert moved.starts_at.astimezone(datetime.UTC).hour == utc
    calendar = Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    starts = event["DTSTART"].dt
    assert (starts.hour, starts.astimezone(datetime.UTC).hour) == (9, utc)
    assert str(event["DTSTART"].params["TZID"]) == "Europe/Oslo"
    (zone,) = calendar.walk("VTIMEZONE")
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    assert all("UNTIL" not in str(part["RRULE"]) for part in zone.subcomponents if "RRULE" in part)
    assert starts.astimezone(ZoneInfo("Europe/Oslo")).hour == 9


def test_13_whoever_is_taken_off_is_told_alone_and_no_update_arrives_as_a_cancellation(world: World) -> None:
    meeting = called(world)
    line = line_of(world, meeting, world.north.member)
    with world.acting(world.north.slt):
        remove_invitee(meeting=meeting, invitee_id=line.pk, at=NOW(), by=world.north.slt)
        (told,) = letters(meeting, "meeting_removed")
        calendar, event = entry(told)
    assert (told.to_email, calendar["METHOD"], told.calendar_method) == (line.email, "CANCEL", "CANCEL")
    attendees = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    assert [str(one).lower() for one in attendees] == [f"mailto:{line.email}"]
    change(world, meeting, place="Biblioteket")
    due_changes(NOW() + MINUTE)
    with world.acting(world.north.slt):
        updates = letters(meeting, "meeting_update")
        assert line.email not in {one.to_email for one in updates}
        for one in updates:
            calendar, event = entry(one)
            assert (calendar["METHOD"], one.calendar_method) == ("REQUEST", "REQUEST")
            assert str(event.get("STATUS", "CONFIRMED")) != "CANCELLED"
        cancel_meeting(
            meeting=Meeting.objects.get(pk=meeting.pk), reason="Sykdom", at=NOW(), by=world.north.slt
        )
        cancellations = letters(meeting, "meeting_cancelled")
        for one in cancellations:
            calendar, event = entry(one)
            assert (calendar["METHOD"], str(event["STATUS"])) == ("CANCEL", "CANCELLED")
            assert str(event["UID"]) == meeting.uid
    assert len(cancellations) == 6


def test_14_nothing_leaves_without_being_shown_first_and_ten_changes_are_one_letter(world: World) -> None:
    meeting = planned(world)
    shown = world.client(world.north.slt).get(f"/moter/{meeting.pk}/innkalling/").content.decode()
    assert "7 personer får innkallingen" in shown
    assert "Slik blir e-posten" in shown
    assert all_letters(world, meeting) == []
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=NOW(), by=world.north.slt)
    assert len(all_letters(world, meeting)) == 7
    for number in range(10):
        with world.acting(world.north.slt):
            terms = ItemTerms(f"Sak {number}")
            add_item(meeting=meeting, terms=terms, by=world.north.slt, at=NOW())
    due_changes(NOW() + MINUTE)
    due_changes(NOW() + 2 * MINUTE)
    assert len(all_letters(world, meeting)) == 14
    with world.acting(world.north.slt):
        now = Meeting.objects.get(pk=meeting.pk)
        cancel_meeting(meeting=now, reason="Sykdom", at=NOW(), by=world.north.slt)
        with pytest.raises(Refusal, match="avlyst"):
            cancel_meeting(meeting=now, reason="Sykdom", at=NOW(), by=world.north.slt)
    due_changes(NOW() + 5 * MINUTE)
    due_reminders(NOW())
    assert len(all_letters(world, meeting)) == 21
