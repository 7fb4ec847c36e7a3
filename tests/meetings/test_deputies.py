"""Whoever comes instead is called at once, and told when the place is taken back."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from meetings.actions.answers import AnswerTerms, answer_notice
from meetings.actions.calling import Guest, call_guest, remove_invitee
from meetings.calling import answer_secret
from meetings.models import Invitee, Meeting
from politirad.tenancy.models import OutgoingMessage, User
from tests.meetings.calls import called
from tests.meetings.letters import entry, letters
from tests.meetings.reply_scene import line_of, told
from tests.world import World

VERA = "vera@example.test"


def decline(
    world: World, meeting: Meeting, user: User | None = None, *, name: str = "Vera Vikar", email: str = VERA
) -> Invitee:
    """The member (or another) cannot come, and names somebody."""
    line = line_of(world, meeting, user or world.north.member)
    terms = AnswerTerms(Invitee.Answer.DECLINED, deputy_name=name, deputy_email=email)
    with world.inside(world.north.council):
        return answer_notice(invitee=line, terms=terms, at=timezone.now(), by=None)


def come(world: World, meeting: Meeting, user: User) -> None:
    line = line_of(world, meeting, user)
    with world.inside(world.north.council):
        answer_notice(invitee=line, terms=AnswerTerms(Invitee.Answer.ACCEPTED), at=timezone.now(), by=None)


def deputies(world: World, meeting: Meeting) -> list[tuple[str, str]]:
    """Address of each deputy who is called now, and for whom."""
    with world.inside(world.north.council):
        rows = Invitee.objects.filter(meeting=meeting, deputy_for__isnull=False, removed_at__isnull=True)
        return [
            (row.email, row.deputy_for.name) for row in rows.select_related("deputy_for") if row.deputy_for
        ]


def to_vera(world: World, email: str = VERA) -> list[OutgoingMessage]:
    with world.inside(world.north.council):
        return list(OutgoingMessage.objects.filter(to_email=email).order_by("created_at"))


def test_deputy_is_called_at_once_and_told_for_whom(world: World) -> None:
    meeting = called(world)
    decline(world, meeting)
    member = world.north.member.name
    assert deputies(world, meeting) == [(VERA, member)]
    (letter,) = to_vera(world)
    assert (
        f"{member} kan ikke møte i Politirådet i Nordvik og har meldt deg som stedfortreder." in letter.text
    )
    assert "/svar/" in letter.text
    calendar, event = entry(letter)
    assert (calendar["METHOD"], VERA in str(event["ATTENDEE"])) == ("REQUEST", True)


def test_coming_after_all_takes_the_place_back(world: World) -> None:
    meeting = called(world)
    decline(world, meeting)
    come(world, meeting, world.north.member)
    assert deputies(world, meeting) == []
    call, taken_back = to_vera(world)
    assert "Du trenger ikke møte som stedfortreder for Mona Medlem" in taken_back.text
    assert entry(taken_back)[0]["METHOD"] == "CANCEL"
    assert entry(taken_back)[1]["SEQUENCE"] > entry(call)[1]["SEQUENCE"]


def test_another_deputy_replaces_the_first_and_the_same_is_called_once(world: World) -> None:
    meeting = called(world)
    for _again in range(2):
        decline(world, meeting)
    assert len(to_vera(world)) == 1
    decline(world, meeting, name="Per", email="per@example.test")
    assert deputies(world, meeting) == [("per@example.test", world.north.member.name)]
    decline(world, meeting)
    assert deputies(world, meeting) == [(VERA, world.north.member.name)]
    methods = [Calendar.from_ical(letter.calendar)["METHOD"] for letter in to_vera(world)]
    assert methods == ["REQUEST", "CANCEL", "REQUEST"]


def test_deputy_who_is_called_already_is_not_called_twice(world: World) -> None:
    meeting = called(world)
    decline(world, meeting, name="", email=world.north.mayor.email)
    with world.inside(world.north.council):
        assert Invitee.objects.filter(meeting=meeting, email=world.north.mayor.email).count() == 1
    assert deputies(world, meeting) == []


def test_removing_the_member_takes_the_deputy_along(world: World) -> None:
    meeting = called(world)
    line = decline(world, meeting)
    with world.acting(world.north.slt):
        remove_invitee(meeting=meeting, invitee_id=line.pk, at=timezone.now(), by=world.north.slt)
    assert deputies(world, meeting) == []


@pytest.mark.parametrize("email", ["", VERA])
def test_secretary_hears_of_a_deputy_who_was_not_called(world: World, email: str) -> None:
    """Without an address nobody can be called; and a guest's place is not the guest's to give away."""
    meeting = called(world)
    user = world.north.member
    if email:
        with world.acting(world.north.slt):
            guest = call_guest(
                meeting=meeting, guest=Guest("Gro", "gro@example.test"), at=timezone.now(), by=world.north.slt
            )
            Invitee.objects.filter(pk=guest.pk).update(user=world.stranger)
        user = world.stranger
    decline(world, meeting, user, email=email)
    assert deputies(world, meeting) == []
    (letter,) = told(world, "meeting_deputy_to_call")
    assert "har meldt Vera Vikar som stedfortreder" in letter.text


def test_answer_page_offers_the_councils_own_deputies(world: World) -> None:
    meeting = called(world)
    line = line_of(world, meeting, world.north.mayor)
    url = f"/svar/{answer_secret(line)}/"
    page = Client().get(url).content.decode()
    assert "Vera Vara nordvik, Varaordfører" in page
    answer = Client().post(url, {"answer": "declined", "deputy": world.north.deputy_mayor.email})
    assert answer.status_code == 200
    assert deputies(world, meeting) == [(world.north.deputy_mayor.email, world.north.mayor.name)]
    with world.inside(world.north.council):
        row = Invitee.objects.get(meeting=meeting, user=world.north.deputy_mayor)
        assert row.role == f"stedfortreder for {world.north.mayor.name}"


def test_deputy_of_the_other_side_is_not_offered_nor_taken(world: World) -> None:
    meeting = called(world)
    line = line_of(world, meeting, world.north.police_contact)
    url = f"/svar/{answer_secret(line)}/"
    assert "Varaordfører" not in Client().get(url).content.decode()
    Client().post(url, {"answer": "declined", "deputy": world.north.deputy_mayor.email})
    assert deputies(world, meeting) == []


def test_deputy_counts_at_the_members_name_in_the_attendance(world: World) -> None:
    meeting = called(world)
    decline(world, meeting)
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(date=world.today - datetime.timedelta(days=1))
    client = world.client(world.north.slt)
    client.post(f"/moter/{meeting.pk}/referat/begynn/")
    page = client.get(f"/moter/{meeting.pk}/oppmote/").content.decode()
    with world.inside(world.north.council):
        deputy = Invitee.objects.get(meeting=meeting, email=VERA)
    assert f"attendance_{deputy.pk}" not in page
    assert 'value="Vera Vikar"' in page


def test_caller_hears_when_nobodys_answer_is_missing_once(world: World) -> None:
    meeting = called(world)
    north = world.north
    people = [north.mayor, north.chief_executive, north.slt, north.observer, north.police_contact]
    for user in (*people, world.station_chief):
        come(world, meeting, user)
    assert told(world, "meeting_all_answered") == []
    decline(world, meeting, name="", email="")
    (letter,) = told(world, "meeting_all_answered")
    assert "Kommer: 6\nKanskje: 0\nKommer ikke: 1" in letter.text
    come(world, meeting, north.member)
    assert len(told(world, "meeting_all_answered")) == 1


def test_secretary_writes_down_what_was_said_on_the_telephone(world: World) -> None:
    meeting = called(world)
    line = line_of(world, meeting, world.north.member)
    client = world.client(world.north.slt)
    url = f"/moter/{meeting.pk}/innkalte/{line.pk}/svar/"
    assert client.get(url).status_code == 200
    assert client.post(url, {"answer": "tentative", "note": "Ringte"}).status_code == 302
    line = line_of(world, meeting, world.north.member)
    assert (line.answer, line.answer_note, line.answer_source) == ("tentative", "Ringte", "other")
    assert "ført av sekretæren" in client.get(f"/moter/{meeting.pk}/utsendinger/").content.decode()
    with world.acting(world.north.slt):
        assert len(letters(meeting, "meeting_call")) == 7
