"""Change and cancel a meeting that has been called: who hears what, and whose answer stands."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.answers import AnswerTerms, answer_notice
from meetings.actions.calling import Guest, MeetingTerms, call_guest, remove_invitee
from meetings.actions.changes import cancel_meeting, change_called_meeting, send_changes
from meetings.models import Invitee, Meeting
from politirad.tenancy.models import OutgoingMessage
from tests.meetings.calls import called, planned
from tests.meetings.letters import entry, letters
from tests.world import World

NOW = timezone.now


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
