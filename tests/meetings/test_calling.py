"""Call a meeting, change it, cancel it; who may, and what leaves."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.refusals import Refusal
from meetings.actions.calling import (
    Guest,
    call_guest,
    call_meeting,
    remove_invitee,
)
from meetings.models import AgendaItem, AgendaVersion, Invitee, Meeting, Notice
from politirad.tenancy.models import AuditEvent
from tests.meetings.calls import called, planned
from tests.meetings.letters import entry, letters
from tests.queries import MOST, asked
from tests.world import World

NOW = timezone.now


def test_secretary_hears_that_the_agenda_has_not_been_opened(world: World) -> None:
    meeting, client = planned(world), world.client(world.north.slt)
    address, says = reverse("meeting_call", args=[meeting.pk]), "faste saker og åpne oppgaver er ikke hentet"
    assert says in client.get(address).content.decode()
    client.get(reverse("agenda", args=[meeting.pk]))
    assert says not in client.get(address).content.decode()


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


def test_the_one_who_chairs_the_council_is_chair_in_the_calendar(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        event = entry(letters(meeting, "meeting_call")[0])[1]
    roles = {str(one)[7:]: one.params["ROLE"] for one in event["ATTENDEE"]}
    assert roles[world.north.mayor.email] == "CHAIR"
    assert roles[world.north.observer.email] == "OPT-PARTICIPANT"
    assert roles[world.north.member.email] == "REQ-PARTICIPANT"


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
