"""What the secretary sees before the notice leaves, and what can be mended after."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from councils.actions import appoint, end_holding
from councils.models import OfficeHolding
from meetings.actions.calling import call_meeting
from meetings.models import AgendaItem, Invitee, Meeting
from politirad.tenancy.models import OutgoingMessage
from tests.again import again
from tests.meetings.calls import called, planned
from tests.meetings.letters import entry, letters
from tests.meetings.test_deputies import to_vera
from tests.world import World


def test_letter_is_shown_as_it_will_be_and_nothing_is_sent(world: World) -> None:
    meeting = planned(world)
    client = world.client(world.north.slt)
    address = f"/moter/{meeting.pk}/innkalling/"
    first = client.get(address).content.decode()
    assert "Slik blir e-posten" in first
    assert "Innkalling: Møte 1" in first
    typed = {"message": "Ta med nøkkelkort", "guests": "Per, per@example.test", "preview": "1"}
    page = client.post(address, typed).content.decode()
    assert "Hei Olga Ordfører" in page
    letter = page.split("Slik blir e-posten")[1].split("</section>")[0]
    assert "Ta med nøkkelkort" in letter
    assert "1. Nytt fra politiet (kl. 09.00)" in letter
    assert "/svar/" not in letter
    assert "8 personer får innkallingen" in page
    assert 'value="Ta med' in page or ">\nTa med nøkkelkort</textarea>" in page
    with world.acting(world.north.slt):
        assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.PLANNED
        assert (Invitee.objects.count(), OutgoingMessage.objects.count()) == (0, 0)


def test_preview_never_shows_a_closed_item(world: World) -> None:
    meeting = planned(world)
    with world.acting(world.north.slt):
        AgendaItem.objects.create(
            council=world.north.council,
            meeting=meeting,
            part=2,
            title="Hemmelig",
            legal_basis="Offentleglova § 13",
            created_by=world.north.slt,
        )
    page = world.client(world.north.slt).get(f"/moter/{meeting.pk}/innkalling/").content.decode()
    assert "Hemmelig" not in page


def test_late_notice_says_so_with_deadline_and_reason_in_the_letter(world: World) -> None:
    meeting = planned(world, days=3)
    client = world.client(world.north.slt)
    typed = {"message": "", "guests": "", "late_reason": "Saken hastet."}
    page = client.post(f"/moter/{meeting.pk}/innkalling/", {**typed, "preview": "1"}).content.decode()
    assert "Innkallingen kommer etter fristen" in page.split("Slik blir e-posten")[1]
    client.post(f"/moter/{meeting.pk}/innkalling/", typed)
    with world.acting(world.north.slt):
        letter = letters(meeting, "meeting_call")[0]
    assert "Innkallingen kommer etter fristen, som var " in letter.text
    assert "Saken hastet." in letter.text


def test_notice_in_time_says_nothing_of_deadlines(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        assert "etter fristen" not in letters(meeting, "meeting_call")[0].text


@pytest.mark.parametrize("state", ["dead", "uncertain", "failed"])
def test_letter_that_did_not_arrive_is_sent_again_under_the_same_id(world: World, state: str) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        letter = letters(meeting, "meeting_call")[0]
        words = "550 Ukjent mottaker"
        OutgoingMessage.objects.filter(pk=letter.pk).update(state=state, attempts=12, server_words=words)
    client = world.client(world.north.slt)
    page = client.get(f"/moter/{meeting.pk}/utsendinger/").content.decode()
    address = f"/moter/{meeting.pk}/utsendinger/{letter.pk}/igjen/"
    assert address in page and words in page
    assert client.post(address).status_code == 302
    with world.acting(world.north.slt):
        again = OutgoingMessage.objects.get(pk=letter.pk)
        assert (again.state, again.attempts, again.message_id) == ("new", 0, letter.message_id)
    assert address not in client.get(f"/moter/{meeting.pk}/utsendinger/").content.decode()


def test_refused_letters_come_first_and_their_number_is_said_at_the_top(world: World) -> None:
    meeting = called(world)
    with world.acting(world.north.slt):
        letter = letters(meeting, "meeting_call")[0]
        many = again(letter, dedupe_key=lambda n: f"{meeting.pk}:{n}", to_name=lambda n: f"Person {n:02}")
        OutgoingMessage.objects.filter(subject_id=meeting.pk).update(state="sent", sent_at=timezone.now())
    client, address = world.client(world.north.slt), f"/moter/{meeting.pk}/utsendinger/"
    page = client.get(address).content.decode()
    assert 'id="avviste"' in page and "brev er avvist" not in page
    with world.acting(world.north.slt):
        OutgoingMessage.objects.filter(pk__in=[many[3].pk, many[17].pk]).update(state="dead")
        OutgoingMessage.objects.filter(pk=many[9].pk).update(state="failed")
    page = client.get(address).content.decode()
    assert page.count("2 brev er avvist") == 1
    assert page.index("2 brev er avvist") < page.index('id="brev"')
    rows = page[page.index('id="brev"') :].split('<th scope="row">')[1:]
    assert sorted(row[:9] for row in rows[:2]) == ["Person 04", "Person 18"]
    assert rows[2].startswith("Person 10")
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'data-hx-swap-oob="true"' in part and "2 brev er avvist" in part
    assert 'data-hx-swap-oob="true"' not in page


def test_letter_that_left_or_was_overtaken_is_not_sent_again(world: World) -> None:
    meeting = called(world)
    client = world.client(world.north.slt)
    with world.acting(world.north.slt):
        letter = OutgoingMessage.objects.get(subject_id=meeting.pk, recipient=world.north.member)
        OutgoingMessage.objects.filter(pk=letter.pk).update(state="sent")
    address = f"/moter/{meeting.pk}/utsendinger/{letter.pk}/igjen/"
    assert "på vei" in client.post(address, follow=True).content.decode()
    with world.acting(world.north.slt):
        OutgoingMessage.objects.filter(pk=letter.pk).update(state="dead")
        line = Invitee.objects.get(meeting=meeting, user=world.north.member)
    client.post(f"/moter/{meeting.pk}/innkalte/{line.pk}/fjern/")
    assert "Et nyere brev" in client.post(address, follow=True).content.decode()
    with world.acting(world.north.slt):
        assert OutgoingMessage.objects.get(pk=letter.pk).state == "dead"


def test_letter_about_another_meeting_is_not_there(world: World) -> None:
    meeting, other = called(world), called(world, days=30)
    with world.acting(world.north.slt):
        letter = letters(other, "meeting_call")[0]
    address = f"/moter/{meeting.pk}/utsendinger/{letter.pk}/igjen/"
    assert world.client(world.north.slt).post(address).status_code == 404


def test_new_holder_of_a_seat_is_called_and_the_former_taken_off(world: World) -> None:
    meeting = called(world)
    north = world.north
    client = world.client(north.slt)
    address = f"/moter/{meeting.pk}/utsendinger/"
    assert "Rådet er endret" not in client.get(address).content.decode()
    with world.acting(north.slt):
        holding = OfficeHolding.objects.select_related("office").get(user=north.member)
        end_holding(holding=holding, on=world.today, by=north.slt, today=world.today)
        tomorrow = world.today + datetime.timedelta(days=1)
        appoint(
            office=holding.office,
            user=north.deputy_mayor,
            valid_from=tomorrow,
            by=north.slt,
            today=world.today,
        )
    page = client.get(address).content.decode()
    assert "Vera Vara nordvik" in page and "er ikke kalt inn" in page
    assert "har ikke plassen den dagen" in page
    email = north.deputy_mayor.email
    assert client.post(f"/moter/{meeting.pk}/innkalte/medlem/", {"email": email}).status_code == 302
    (letter,) = to_vera(world, email)
    assert (letter.recipient, entry(letter)[0]["METHOD"]) == (north.deputy_mayor, "REQUEST")
    with world.acting(north.slt):
        line = Invitee.objects.get(meeting=meeting, user=north.member)
        new = Invitee.objects.get(meeting=meeting, user=north.deputy_mayor)
        assert new.seat_id == line.seat_id
    client.post(f"/moter/{meeting.pk}/innkalte/{line.pk}/fjern/")
    assert "Rådet er endret" not in client.get(address).content.decode()


@pytest.mark.parametrize("email", ["", "fremmed@example.test", "mayor.nordvik@example.test"])
def test_only_somebody_with_a_seat_who_is_missing_is_called_that_way(world: World, email: str) -> None:
    meeting = called(world)
    client = world.client(world.north.slt)
    answer = client.post(f"/moter/{meeting.pk}/innkalte/medlem/", {"email": email}, follow=True)
    assert "har ingen plass i rådet" in answer.content.decode()
    with world.acting(world.north.slt):
        assert Invitee.objects.filter(meeting=meeting).count() == 7


def test_called_meeting_has_nothing_to_preview(world: World) -> None:
    meeting = planned(world)
    with world.acting(world.north.slt):
        call_meeting(meeting=meeting, at=timezone.now(), by=world.north.slt)
    page = world.client(world.north.slt).get(f"/moter/{meeting.pk}/innkalling/").content.decode()
    assert "Slik blir e-posten" not in page
