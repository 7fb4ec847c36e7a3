"""Answers that calendars send by mail: bound to the invitee, taken once, and never over what is newer."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from meetings.actions.calling import MeetingTerms, remove_invitee
from meetings.actions.changes import cancel_meeting, change_called_meeting, send_changes
from meetings.models import Invitee, MailReply, Meeting
from meetings.replying import receive_mail
from politirad.tenancy.models import AuditEvent, OutgoingMessage
from tests.meetings.calls import called
from tests.meetings.reply_mails import PROGRAMS, bounce, mail
from tests.meetings.reply_scene import PATTERN, Outcome, answer_by_mail, call_of, line_of, told
from tests.world import World

HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _reply_address(settings: Any) -> None:
    settings.REPLY_ADDRESS = PATTERN


def said(world: World, meeting: Meeting) -> tuple[str, str, str]:
    """The member's answer, note, and how it came."""
    line = line_of(world, meeting, world.north.member)
    return line.answer, line.answer_note, line.answer_source


def move(world: World, meeting: Meeting, *, send: bool = True) -> None:
    """The meeting begins an hour later."""
    terms = MeetingTerms(meeting.title, meeting.date, datetime.time(10), datetime.time(12), meeting.place)
    with world.acting(world.north.slt):
        change_called_meeting(meeting=meeting, terms=terms, at=timezone.now(), by=world.north.slt)
    if send:
        with world.inside(world.north.council):
            send_changes(meeting=meeting, at=timezone.now(), by=None)


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    ("answer", "expected"), [("ACCEPTED", "accepted"), ("DECLINED", "declined"), ("TENTATIVE", "tentative")]
)
def test_answer_of_a_calendar_is_written_down(world: World, program: str, answer: str, expected: str) -> None:
    meeting = called(world)
    outcome = answer_by_mail(
        world, meeting, world.north.member, program=program, answer=answer, extra=("COMMENT:Kommer sent",)
    )
    assert (outcome, said(world, meeting)) == (Outcome.TAKEN, (expected, "Kommer sent", "mail"))
    with world.acting(world.north.slt):
        event = AuditEvent.objects.get(action="answer_notice")
        assert (event.actor, event.facts) == (None, {"answer": expected, "source": "mail"})


def test_each_person_answers_to_an_address_of_their_own_that_stays(world: World) -> None:
    meeting = called(world)
    addresses = {user: call_of(world, meeting, user)[1] for user in (world.north.member, world.north.mayor)}
    assert len(set(addresses.values())) == 2
    move(world, meeting)
    assert {user: call_of(world, meeting, user)[1] for user in addresses} == addresses
    letter = call_of(world, meeting, world.north.member)[2]
    assert letter.reply_to == addresses[world.north.member]
    assert "RSVP=TRUE" in letter.calendar.replace("\r\n ", "")


def test_nobody_answers_for_another_by_knowing_the_uid_and_the_address(world: World) -> None:
    meeting = called(world)
    _uid, mayors, _letter = call_of(world, meeting, world.north.mayor)
    guesses = [
        "svar+@politirad.example.no",
        f"svar+{'a' * 42}@politirad.example.no",
        "svar@politirad.example.no",
    ]
    for to in guesses:
        assert answer_by_mail(world, meeting, world.north.member, to=to) is None
    assert answer_by_mail(world, meeting, world.north.member, to=mayors) == Outcome.OTHER_PERSON
    assert said(world, meeting)[0] == line_of(world, meeting, world.north.mayor).answer == "none"


def test_answer_of_somebody_the_call_was_passed_on_to_is_told_and_not_taken(world: World) -> None:
    meeting = called(world)
    outcome = answer_by_mail(
        world, meeting, world.north.member, attendee="vikar@example.test", sender="vikar@example.test"
    )
    assert (outcome, said(world, meeting)[0]) == (Outcome.OTHER_PERSON, "none")
    (letter,) = told(world, "meeting_answered_by_another")
    assert "vikar@example.test har svart på innkallingen som Mona Medlem" in letter.text
    assert "Svaret var: Kommer." in letter.text


def test_same_mail_is_taken_once(world: World) -> None:
    meeting = called(world)
    identity = "<en@example.test>"
    assert answer_by_mail(world, meeting, world.north.member, identity=identity) == Outcome.TAKEN
    assert (
        answer_by_mail(world, meeting, world.north.member, identity=identity, answer="DECLINED")
        == Outcome.TAKEN
    )
    assert said(world, meeting)[0] == "accepted"
    with world.inside(world.north.council):
        assert MailReply.objects.count() == 1


def test_older_answer_does_not_undo_a_newer_one(world: World) -> None:
    meeting = called(world)
    now = timezone.now()
    old = {"headers": {"Date": f"{now - HOUR:%a, %d %b %Y %H:%M:%S +0000}"}, "stamp": now - HOUR}
    assert answer_by_mail(world, meeting, world.north.member, identity="<2@x>") == Outcome.TAKEN
    outcome = answer_by_mail(world, meeting, world.north.member, identity="<1@x>", answer="DECLINED", **old)
    assert (outcome, said(world, meeting)[0]) == (Outcome.OLDER, "accepted")


def test_answer_to_the_former_time_is_stale_once_the_new_one_was_told(world: World) -> None:
    meeting = called(world)
    move(world, meeting)
    outcome = answer_by_mail(world, meeting, world.north.member, sequence=0)
    assert (outcome, said(world, meeting)[0]) == (Outcome.STALE, "none")
    assert answer_by_mail(world, meeting, world.north.member, sequence=1, identity="<2@x>") == Outcome.TAKEN


def test_answer_within_the_minute_of_the_change_is_about_the_time_that_was_told(world: World) -> None:
    meeting = called(world)
    move(world, meeting, send=False)
    assert answer_by_mail(world, meeting, world.north.member, sequence=0) == Outcome.TAKEN
    with world.inside(world.north.council):
        send_changes(meeting=meeting, at=timezone.now(), by=None)
    assert said(world, meeting)[0] == "none"


@pytest.mark.parametrize("ended", ["cancelled", "removed", "over"])
def test_answer_that_comes_too_late_is_kept_and_changes_nothing(world: World, ended: str) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        if ended == "cancelled":
            cancel_meeting(meeting=meeting, reason="Sykdom", at=timezone.now(), by=world.north.slt)
        elif ended == "removed":
            line = line_of(world, meeting, world.north.member)
            remove_invitee(meeting=meeting, invitee_id=line.pk, at=timezone.now(), by=world.north.slt)
        else:
            Meeting.objects.filter(pk=meeting.pk).update(date=world.today - datetime.timedelta(days=1))
    assert answer_by_mail(world, meeting, world.north.member) == Outcome.REFUSED
    assert said(world, meeting)[0] == "none"


def test_wish_for_another_time_is_told_to_the_secretary(world: World) -> None:
    meeting = called(world)
    extra = ("DTSTART:20270105T090000Z", "DTEND:20270105T110000Z")
    outcome = answer_by_mail(
        world, meeting, world.north.member, method="COUNTER", answer="TENTATIVE", extra=extra
    )
    assert (outcome, said(world, meeting)[0]) == (Outcome.TAKEN, "tentative")
    (letter,) = told(world, "meeting_other_time")
    assert "tirsdag 5. januar 2027 kl. 10.00–12.00" in letter.text


def test_letter_of_a_person_is_passed_on_and_an_automatic_one_is_not(world: World) -> None:
    meeting = called(world)
    _uid, organizer, _letter = call_of(world, meeting, world.north.member)
    facts: dict[str, Any] = {"sender": world.north.member.email, "to": organizer}
    written = mail(None, text="Kan vi ta saken om russ først?", identity="<1@x>", **facts)
    away = mail(
        None, text="Jeg er på ferie", identity="<2@x>", headers={"Auto-Submitted": "auto-replied"}, **facts
    )
    at = timezone.now()
    assert [receive_mail(raw, at=at) for raw in (written, away)] == [Outcome.LETTER, Outcome.AUTOMATIC]
    (letter,) = told(world, "meeting_letter_from")
    assert "Kan vi ta saken om russ først?" in letter.text
    assert said(world, meeting)[0] == "none"


def test_birth_number_in_a_comment_is_not_kept(world: World) -> None:
    meeting = called(world)
    answer_by_mail(world, meeting, world.north.member, extra=("COMMENT:Gjelder 010107 50160",))
    assert said(world, meeting) == ("accepted", "", "mail")


def test_report_that_a_letter_came_back_is_shown_with_the_servers_words(world: World) -> None:
    meeting = called(world)
    _uid, organizer, letter = call_of(world, meeting, world.north.member)
    with world.inside(world.north.council):
        OutgoingMessage.objects.filter(pk=letter.pk).update(state="sent", sent_at=timezone.now())
    assert receive_mail(bounce(letter.message_id, to=organizer), at=timezone.now()) == Outcome.BOUNCED
    page = world.client(world.north.slt).get(f"/moter/{meeting.pk}/utsendinger/").content.decode()
    assert "550 5.1.1 Ukjent bruker" in page
    assert "Brevet kom ikke fram" in page


def test_secretary_sees_what_came_and_what_it_became(world: World) -> None:
    meeting = called(world)
    answer_by_mail(world, meeting, world.north.member, extra=("COMMENT:Kommer sent",))
    page = world.client(world.north.slt).get(f"/moter/{meeting.pk}/utsendinger/").content.decode()
    assert "Ført som svar" in page
    assert "Kommer sent" in page
    assert "fra kalenderen" in page


def test_answer_survives_a_change_of_the_key(world: World, settings: Any) -> None:
    meeting = called(world)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en ny nøkkel som ingen har sett"
    assert answer_by_mail(world, meeting, world.north.member) == Outcome.TAKEN


@pytest.mark.parametrize("forged", ["sender", "attendee"])
def test_without_tokens_the_sender_must_be_the_attendee(world: World, settings: Any, forged: str) -> None:
    settings.REPLY_ADDRESS = "svar@politirad.example.no"
    meeting = called(world)
    assert call_of(world, meeting, world.north.member)[1] == "svar@politirad.example.no"
    assert answer_by_mail(world, meeting, world.north.member, **{forged: "annen@example.test"}) is None
    assert answer_by_mail(world, meeting, world.north.member, uid="x@politirad") is None
    assert said(world, meeting)[0] == "none"
    assert answer_by_mail(world, meeting, world.north.member) == Outcome.TAKEN


def test_calendars_are_not_asked_for_answers_that_nobody_reads(world: World, settings: Any) -> None:
    settings.REPLY_ADDRESS = ""
    meeting = called(world)
    letter = call_of(world, meeting, world.north.member)[2]
    assert "RSVP=TRUE" not in letter.calendar.replace("\r\n ", "")
    assert letter.reply_to == world.north.slt.email
    with world.inside(world.north.council):
        assert Invitee.objects.filter(meeting=meeting, answer="none").count() == 7
