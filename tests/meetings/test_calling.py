"""Call a meeting, change it, cancel it; who may, and what leaves."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar

from councils.refusals import Refusal
from meetings.actions.answers import AnswerTerms, answer_notice
from meetings.actions.calling import (
    Guest,
    MeetingTerms,
    call_guest,
    call_meeting,
    remove_invitee,
)
from meetings.actions.changes import cancel_meeting, change_called_meeting, send_changes
from meetings.models import AgendaItem, AgendaVersion, Invitee, Meeting, Notice
from politirad.tenancy.models import AuditEvent, OutgoingMessage
from tests.meetings.calls import called, planned
from tests.queries import MOST, asked
from tests.world import World

NOW = timezone.now


def letters(meeting: Meeting, kind: str) -> list[OutgoingMessage]:
    """The letters of one kind about a meeting."""
    return list(OutgoingMessage.objects.filter(subject_id=meeting.pk, kind=kind).order_by("to_email"))


def entry(letter: OutgoingMessage) -> Any:
    """The event of a letter's calendar part."""
    calendar = Calendar.from_ical(letter.calendar)
    return calendar, calendar.walk("VEVENT")[0]


def test_calling_writes_one_letter_to_each_member(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        written = letters(meeting, "meeting_call")
        north = world.north
        expected = {
            north.mayor,
            north.chief_executive,
            north.slt,
            north.member,
            north.observer,
            north.police_contact,
        }
        assert {letter.recipient for letter in written} == expected | {world.station_chief}
        assert all(letter.dedupe_key.count(":") == 3 for letter in written)
        assert (
            AuditEvent.objects.filter(action="call_meeting", subject_id=meeting.pk, actor=north.slt).count()
            == 1
        )


def test_calling_freezes_the_agenda_and_records_the_notice(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        version = AgendaVersion.objects.get(meeting=meeting)
        assert [(item["number"], item["title"]) for item in version.items] == [
            ("1", "Nytt fra politiet"),
            ("2", "Russetid"),
        ]
        notice = Notice.objects.get(meeting=meeting)
        assert (notice.kind, notice.late, notice.sequence) == ("call", False, 0)
        assert meeting.state == Meeting.State.CALLED


def test_notice_carries_a_calendar_request(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        letter = letters(meeting, "meeting_call")[0]
    calendar, event = entry(letter)
    assert (calendar["METHOD"], str(event["UID"]), event["SEQUENCE"]) == ("REQUEST", meeting.uid, 0)
    assert event["DTSTART"].dt == meeting.starts_at
    assert str(event["LOCATION"]) == "Rådhuset, møterom Ås"
    assert letter.calendar_method == "REQUEST"


def test_letter_has_agenda_and_answer_link_and_no_closed_item(world: World) -> None:
    meeting = planned(world)
    with world.acting(world.north.slt):
        AgendaItem.objects.create(
            council=world.north.council,
            meeting=meeting,
            part=2,
            title="Hemmelig overskrift",
            legal_basis="Offentleglova § 13",
            created_by=world.north.slt,
        )
        call_meeting(meeting=meeting, at=NOW(), by=world.north.slt)
        letter = letters(meeting, "meeting_call")[0]
    assert "1. Nytt fra politiet" in letter.text
    assert "/svar/" in letter.text
    assert "Hemmelig" not in letter.text + letter.html + letter.calendar


def test_late_call_needs_a_reason_and_is_recorded(world: World) -> None:
    meeting = planned(world, days=3)
    with world.acting(world.north.slt):
        with pytest.raises(Refusal, match="hvorfor"):
            call_meeting(meeting=meeting, at=NOW(), by=world.north.slt)
        assert Invitee.objects.filter(meeting=meeting).count() == 0
        call_meeting(meeting=meeting, at=NOW(), by=world.north.slt, late_reason="Hasteforespørsel")
        row = Meeting.objects.get(pk=meeting.pk)
        assert (row.late_reason, Notice.objects.get(meeting=meeting).late) == ("Hasteforespørsel", True)


def test_calling_twice_is_refused(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="allerede"):
        call_meeting(meeting=meeting, at=NOW(), by=world.north.slt)


def test_guest_gets_a_letter_once(world: World) -> None:
    meeting = planned(world)
    guests = (Guest("Gro Gjest", "gro@example.test"), Guest("Gro igjen", "gro@example.test"))
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=NOW(), by=world.north.slt, guests=guests)
        invitee = Invitee.objects.get(meeting=meeting, email="gro@example.test")
        assert (invitee.optional, invitee.name) == (True, "Gro Gjest")


def test_changes_within_a_minute_leave_as_one_update(world: World) -> None:
    meeting = called(world)
    at = NOW()
    terms = MeetingTerms(meeting.title, meeting.date, datetime.time(10), datetime.time(12), "Biblioteket")
    with world.acting(world.north.slt):
        assert change_called_meeting(meeting=meeting, terms=terms, at=at, by=world.north.slt) is True
        assert letters(meeting, "meeting_update") == []
    with world.inside(world.north.council):
        written = send_changes(meeting=meeting, at=at + datetime.timedelta(minutes=1), by=None)
        again = send_changes(meeting=meeting, at=at + datetime.timedelta(minutes=2), by=None)
        updates = letters(meeting, "meeting_update")
    assert (written, again, len(updates)) == (7, 0, 7)
    calendar, event = entry(updates[0])
    assert (calendar["METHOD"], event["SEQUENCE"], str(event["LOCATION"])) == ("REQUEST", 1, "Biblioteket")


def answered(world: World, meeting: Meeting) -> None:
    """Everybody comes."""
    with world.inside(world.north.council):
        for invitee in Invitee.objects.filter(meeting=meeting):
            terms = AnswerTerms(Invitee.Answer.ACCEPTED)
            answer_notice(invitee=invitee, terms=terms, at=NOW(), by=None)


def give(world: World, meeting: Meeting, terms: MeetingTerms, *, at: datetime.datetime) -> None:
    with world.acting(world.north.slt):
        change_called_meeting(meeting=meeting, terms=terms, at=at, by=world.north.slt)


def tick(world: World, meeting: Meeting, *, at: datetime.datetime) -> int:
    """A minute passes."""
    with world.inside(world.north.council):
        return send_changes(meeting=meeting, at=at, by=None)


def comes(world: World, meeting: Meeting) -> int:
    with world.acting(world.north.slt):
        return Invitee.objects.filter(meeting=meeting, answer="accepted").count()


def test_new_time_asks_for_a_new_answer_and_a_new_place_does_not(world: World) -> None:
    meeting = called(world)
    answered(world, meeting)
    place = MeetingTerms(meeting.title, meeting.date, meeting.start, meeting.end, "Biblioteket")
    give(world, meeting, place, at=NOW())
    assert (tick(world, meeting, at=NOW()), comes(world, meeting)) == (7, 7)
    later = MeetingTerms(meeting.title, meeting.date, datetime.time(12), datetime.time(13), "Biblioteket")
    give(world, meeting, later, at=NOW())
    assert (tick(world, meeting, at=NOW()), comes(world, meeting)) == (7, 0)
    with world.acting(world.north.slt):
        text = letters(meeting, "meeting_update")[-1].text
    assert "kl. 12.00–13.00 (før: " in text
    assert "ber deg svare igjen" in text


def test_change_taken_back_within_the_minute_is_told_to_nobody_and_loses_no_answer(world: World) -> None:
    meeting = called(world)
    answered(world, meeting)
    wrong = MeetingTerms(meeting.title, meeting.date, datetime.time(19), datetime.time(21), meeting.place)
    right = MeetingTerms(meeting.title, meeting.date, meeting.start, meeting.end, meeting.place)
    give(world, meeting, wrong, at=NOW())
    give(world, meeting, right, at=NOW())
    assert (tick(world, meeting, at=NOW()), comes(world, meeting)) == (0, 7)
    with world.acting(world.north.slt):
        assert letters(meeting, "meeting_update") == []
        assert Meeting.objects.get(pk=meeting.pk).sequence == 0


def test_answer_for_the_new_time_stands_when_the_update_leaves(world: World) -> None:
    meeting = called(world)
    answered(world, meeting)
    later = MeetingTerms(meeting.title, meeting.date, datetime.time(12), datetime.time(13), meeting.place)
    give(world, meeting, later, at=NOW())
    with world.inside(world.north.council):
        one = Invitee.objects.get(meeting=meeting, user=world.north.member)
        answer_notice(invitee=one, terms=AnswerTerms(Invitee.Answer.TENTATIVE), at=NOW(), by=None)
    tick(world, meeting, at=NOW())
    with world.acting(world.north.slt):
        kept = Invitee.objects.filter(meeting=meeting).exclude(answer="none")
        assert [one.user for one in kept] == [world.north.member]


def test_one_called_after_the_change_gets_no_update_of_it(world: World) -> None:
    meeting = called(world)
    later = MeetingTerms(meeting.title, meeting.date, datetime.time(12), datetime.time(13), meeting.place)
    give(world, meeting, later, at=NOW())
    with world.acting(world.north.slt):
        call_guest(meeting=meeting, guest=Guest("Gro", "gro@example.test"), at=NOW(), by=world.north.slt)
    assert tick(world, meeting, at=NOW()) == 7
    with world.acting(world.north.slt):
        assert "gro@example.test" not in {one.to_email for one in letters(meeting, "meeting_update")}


@pytest.mark.parametrize("deed", ["guest", "remove", "update", "cancel"])
def test_nothing_is_sent_about_a_meeting_that_has_been(world: World, deed: str) -> None:
    meeting = called(world)
    north, after = world.north, meeting.ends_at + datetime.timedelta(minutes=1)
    with world.acting(north.slt):
        before = OutgoingMessage.objects.filter(subject_id=meeting.pk).count()
        one = Invitee.objects.get(meeting=meeting, user=north.member)
        if deed == "guest":
            with pytest.raises(Refusal, match="har vært"):
                call_guest(meeting=meeting, guest=Guest("Gro", "gro@example.test"), at=after, by=north.slt)
        elif deed == "remove":
            with pytest.raises(Refusal, match="har vært"):
                remove_invitee(meeting=meeting, invitee_id=one.pk, at=after, by=north.slt)
        elif deed == "update":
            Meeting.objects.filter(pk=meeting.pk).update(changed_at=NOW(), place="Et annet sted")
            assert send_changes(meeting=meeting, at=after, by=None) == 0
        else:
            cancel_meeting(meeting=meeting, reason="Ingen kom", at=after, by=north.slt)
        assert OutgoingMessage.objects.filter(subject_id=meeting.pk).count() == before


def test_the_one_who_chairs_the_council_is_chair_in_the_calendar(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        event = entry(letters(meeting, "meeting_call")[0])[1]
    roles = {str(one)[7:]: one.params["ROLE"] for one in event["ATTENDEE"]}
    assert roles[world.north.mayor.email] == "CHAIR"
    assert roles[world.north.observer.email] == "OPT-PARTICIPANT"
    assert roles[world.north.member.email] == "REQ-PARTICIPANT"


def test_cancelling_sends_a_calendar_cancellation_with_the_reason(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        cancel_meeting(meeting=meeting, reason="Sykdom", at=NOW(), by=world.north.slt)
        written = letters(meeting, "meeting_cancelled")
    calendar, event = entry(written[0])
    assert (len(written), calendar["METHOD"], event["SEQUENCE"]) == (7, "CANCEL", 1)
    assert (event["STATUS"], len(event["ATTENDEE"])) == ("CANCELLED", 7)
    assert "Sykdom" in written[0].text


def test_cancelling_a_meeting_nobody_was_called_to_sends_nothing(world: World) -> None:
    meeting = planned(world)
    with world.acting(world.north.slt):
        cancel_meeting(meeting=meeting, reason="Sykdom", at=NOW(), by=world.north.slt)
        assert OutgoingMessage.objects.filter(subject_id=meeting.pk).count() == 0


def test_removed_person_alone_gets_a_cancellation(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        one = Invitee.objects.get(meeting=meeting, user=world.north.member)
        remove_invitee(meeting=meeting, invitee_id=one.pk, at=NOW(), by=world.north.slt)
        written = letters(meeting, "meeting_removed")
        assert [letter.recipient for letter in written] == [world.north.member]
        calendar, event = entry(written[0])
        assert (calendar["METHOD"], "STATUS" in event) == ("CANCEL", False)


def test_person_called_again_after_removal_gets_a_higher_sequence(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        one = Invitee.objects.get(meeting=meeting, user=world.north.member)
        remove_invitee(meeting=meeting, invitee_id=one.pk, at=NOW(), by=world.north.slt)
        call_guest(meeting=meeting, guest=Guest(one.name, one.email), at=NOW(), by=world.north.slt)
        newest = [entry(one)[1]["SEQUENCE"] for one in letters(meeting, "meeting_call")]
    assert max(newest) == 2


WHO_MAY_CALL = {"slt": 200, "anonymous": 302}
SEES_BUT_MAY_NOT = {"mayor", "deputy_mayor", "chief_executive", "member", "observer", "administrator",
                    "police_contact", "station_chief"}  # fmt: skip


@pytest.mark.parametrize("address", ["innkalling", "endring", "avlysning", "utsendinger"])
def test_calling_pages_open_for_the_secretary_alone(world: World, address: str) -> None:
    meeting = called(world)
    answers = {
        name: world.client(user).get(f"/moter/{meeting.pk}/{address}/").status_code
        for name, user in world.everybody().items()
    }
    expected = {name: 403 if name in SEES_BUT_MAY_NOT else WHO_MAY_CALL.get(name, 404) for name in answers}
    assert answers == expected


def test_calling_through_the_page(world: World) -> None:
    meeting = planned(world)
    client = world.client(world.north.slt)
    page = client.get(f"/moter/{meeting.pk}/innkalling/")
    assert "7 personer får innkallingen" in page.content.decode()
    response = client.post(
        f"/moter/{meeting.pk}/innkalling/", {"message": "Velkommen", "guests": "Per, per@example.test"}
    )
    assert response.status_code == 302
    with world.acting(world.north.slt):
        assert len(letters(meeting, "meeting_call")) == 8
        assert "Velkommen" in letters(meeting, "meeting_call")[0].text


def test_bad_guest_line_is_named_and_what_was_typed_stays(world: World) -> None:
    meeting = planned(world)
    response = world.client(world.north.slt).post(
        f"/moter/{meeting.pk}/innkalling/", {"message": "Velkommen hit", "guests": "Per uten adresse"}
    )
    text = response.content.decode()
    assert "Per uten adresse» må være navn, komma og e-postadresse" in text
    assert "Velkommen hit" in text
    with world.acting(world.north.slt):
        assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.PLANNED


def test_delivery_page_asks_the_database_as_often_for_many_letters(world: World) -> None:
    meeting = planned(world)
    client = world.client(world.north.slt)
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=NOW(), by=world.north.slt)
    few = asked(client, f"/moter/{meeting.pk}/utsendinger/")
    with world.acting(world.north.slt):
        for number in range(30):
            guest = Guest(f"Gjest {number}", f"gjest{number}@example.test")
            call_guest(meeting=meeting, guest=guest, at=NOW(), by=world.north.slt)
    assert len(asked(client, f"/moter/{meeting.pk}/utsendinger/")) == len(few) <= MOST
