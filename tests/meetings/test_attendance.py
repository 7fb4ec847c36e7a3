"""Attendance of the meeting and of single items: who may, what is refused, and what the minutes say."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from councils.actions import add_seat, appoint, open_office
from councils.models import Role
from councils.refusals import Refusal
from meetings.actions.attendance import (
    Attended,
    GuestAt,
    Mark,
    add_attendee,
    take_attendance,
    take_item_attendance,
)
from meetings.attendance import fixed_deputies
from meetings.documents import document_of
from meetings.models import AgendaItem, Invitee, ItemAbsence, ItemGuest, Meeting, MeetingPdf, Minutes
from tests.meetings.minutes_scene import approved, begun, everybody_came, invitee_of, items_of
from tests.meetings.numbers import SYNTHETIC
from tests.queries import MOST, asked
from tests.world import World

Came = Invitee.Attendance


def take(world: World, minutes: Minutes, *attended: Attended, guests: str = "") -> None:
    with world.acting(world.north.slt):
        take_attendance(
            minutes=minutes, attended=list(attended), guests=guests, introduction="", by=world.north.slt
        )


def mark(world: World, item: AgendaItem, invitee: Invitee, what: str) -> None:
    with world.acting(world.north.slt):
        take_item_attendance(item=item, marks=[Mark(invitee.pk, what)], guests=[], by=world.north.slt)


def fields(world: World, meeting: Meeting, **given: str) -> dict[str, str]:
    """What a browser sends of the roll: everybody unmarked, save what is given."""
    with world.acting(world.north.slt):
        rows = list(Invitee.objects.filter(meeting=meeting))
    filled = {f"attendance_{row.pk}": "unknown" for row in rows}
    filled |= {f"{name}_{row.pk}": "" for row in rows for name in ("deputy", "reason")}
    return filled | given


def test_a_deputy_has_a_name_and_stands_in_the_minutes_for_the_member(world: World) -> None:
    meeting, minutes, _item = begun(world)
    mayor = invitee_of(world, meeting, world.north.mayor)
    with pytest.raises(Refusal, match="Skriv hvem som møtte for"):
        take(world, minutes, Attended(mayor.pk, Came.DEPUTY))
    take(world, minutes, Attended(mayor.pk, Came.DEPUTY, deputy_name="Vera Vara"))
    page = world.client(world.north.member).get(f"/moter/{meeting.pk}/referat/").content.decode()
    assert f"Vera Vara for {mayor.name}" in page


def test_the_reason_for_staying_away_stands_in_the_council_and_not_in_the_public_edition(
    world: World,
) -> None:
    meeting, minutes, _item = begun(world)
    mayor = invitee_of(world, meeting, world.north.mayor)
    take(world, minutes, Attended(mayor.pk, Came.ABSENT, reason="Permisjon"))
    page = world.client(world.north.member).get(f"/moter/{meeting.pk}/referat/").content.decode()
    with world.inside(world.north.council):
        facts = document_of(meeting, MeetingPdf.Kind.MINUTES, created=timezone.now()).facts
    assert "(Permisjon)" in page
    assert [(one["name"], one["note"]) for one in facts["absent"]] == [(mayor.name, "")]


def test_those_who_are_not_marked_came_when_the_rest_came(world: World) -> None:
    meeting, _minutes, _item = begun(world)
    mayor = invitee_of(world, meeting, world.north.mayor)
    client = world.client(world.north.slt)
    sent = fields(world, meeting, alle="1", **{f"attendance_{mayor.pk}": "absent"})
    assert client.post(f"/moter/{meeting.pk}/oppmote/", sent).status_code == 302
    with world.acting(world.north.slt):
        rows = dict(Invitee.objects.filter(meeting=meeting).values_list("pk", "attendance"))
    assert rows.pop(mayor.pk) == Came.ABSENT
    assert set(rows.values()) == {Came.PRESENT}


def test_a_wrong_roll_keeps_what_was_typed_and_says_what_is_wrong(world: World) -> None:
    meeting, _minutes, _item = begun(world)
    mayor = invitee_of(world, meeting, world.north.mayor)
    sent = fields(world, meeting, guests="Gro Gjest", **{f"attendance_{mayor.pk}": "deputy"})
    answer = world.client(world.north.slt).post(f"/moter/{meeting.pk}/oppmote/", sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Skriv hvem som møtte." in page
    assert 'value="Gro Gjest"' in page


@pytest.mark.parametrize("field", ["guests", "introduction", "reason", "deputy"])
def test_identity_numbers_are_refused_on_the_roll(world: World, field: str) -> None:
    meeting, _minutes, _item = begun(world)
    mayor = invitee_of(world, meeting, world.north.mayor)
    name = field if field in {"guests", "introduction"} else f"{field}_{mayor.pk}"
    sent = fields(
        world, meeting, **{f"attendance_{mayor.pk}": "deputy", f"deputy_{mayor.pk}": "V", name: SYNTHETIC}
    )
    page = world.client(world.north.slt).post(f"/moter/{meeting.pk}/oppmote/", sent).content.decode()
    assert "Teksten inneholder et fødselsnummer" in page
    with world.acting(world.north.slt):
        assert Invitee.objects.get(pk=mayor.pk).attendance == Came.UNKNOWN


def test_a_member_who_was_not_called_can_be_written_down(world: World) -> None:
    meeting, minutes, _item = begun(world)
    with world.acting(world.north.slt):
        Invitee.objects.filter(meeting=meeting, user=world.north.member).delete()
        row = add_attendee(minutes=minutes, person=world.north.member, by=world.north.slt)
        assert (row.attendance, row.name) == (Came.PRESENT, world.north.member.name)
        with pytest.raises(Refusal, match="allerede"):
            add_attendee(minutes=minutes, person=world.north.member, by=world.north.slt)
        with pytest.raises(Refusal, match="medlem"):
            add_attendee(minutes=minutes, person=world.north.observer, by=world.north.slt)


def test_leaving_and_coming_back_is_told_by_the_items(world: World) -> None:
    meeting, _minutes, _item = begun(world)
    everybody_came(world, meeting)
    with world.acting(world.north.slt):
        for order in (2, 3, 4):
            AgendaItem.objects.create(
                council=world.north.council, meeting=meeting, title=f"Sak {order}", order=order
            )
        # The agenda froze with two items; what came later is T1 to T3.
    items = items_of(world, meeting)
    mayor = invitee_of(world, meeting, world.north.mayor)
    mark(world, items[1], mayor, "left")
    mark(world, items[3], mayor, "back")
    page = world.client(world.north.member).get(f"/moter/{meeting.pk}/referat/").content.decode()
    assert "ikke til stede i sak 2–T1" in page
    mark(world, items[4], mayor, "left")
    page = world.client(world.north.member).get(f"/moter/{meeting.pk}/referat/").content.decode()
    assert "ikke til stede i sak 2–T1; gikk etter sak T2" in page


def test_a_disqualification_stays_when_the_person_leaves_and_comes_back(world: World) -> None:
    meeting, _minutes, _item = begun(world)
    everybody_came(world, meeting)
    first, second = items_of(world, meeting)
    mayor = invitee_of(world, meeting, world.north.mayor)
    mark(world, second, mayor, "disqualified")
    mark(world, first, mayor, "left")
    mark(world, first, mayor, "back")
    with world.acting(world.north.slt):
        rows = list(ItemAbsence.objects.filter(invitee=mayor).values_list("item_id", "reason"))
    assert rows == [(second.pk, "disqualified")]


def test_guests_of_an_item_stand_with_it_and_in_the_pdf(world: World) -> None:
    meeting, _minutes, item = begun(world)
    everybody_came(world, meeting)
    client = world.client(world.north.slt)
    sent = {"guests": "Gro Gjest, rektor\nOle Uten Rolle\n"}
    address = f"/moter/{meeting.pk}/saker/{item.pk}/oppmote/"
    with world.acting(world.north.slt):
        rows = list(Invitee.objects.filter(meeting=meeting))
    sent |= {f"mark_{row.pk}": "present" for row in rows}
    assert client.post(address, sent).status_code == 302
    page = client.get(f"/moter/{meeting.pk}/referat/").content.decode()
    assert "Gjest: Gro Gjest, rektor, Ole Uten Rolle" in page
    with world.inside(world.north.council):
        facts = document_of(meeting, MeetingPdf.Kind.MINUTES, created=timezone.now()).facts
    assert facts["items"][0]["attendance_note"] == "Gjest: Gro Gjest, rektor, Ole Uten Rolle"


def test_attendance_of_an_item_asks_for_the_meetings_first(world: World) -> None:
    meeting, _minutes, item = begun(world)
    mayor = invitee_of(world, meeting, world.north.mayor)
    with pytest.raises(Refusal, match="var ikke på møtet"):
        mark(world, item, mayor, "away")


def test_identity_number_of_a_guest_is_refused(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="fødselsnummer"):
        take_item_attendance(item=item, marks=[], guests=[GuestAt(SYNTHETIC)], by=world.north.slt)


def test_attendance_of_approved_minutes_is_refused(world: World) -> None:
    meeting, minutes, item = begun(world)
    mayor = invitee_of(world, meeting, world.north.mayor)
    approved(world, minutes)
    with pytest.raises(Refusal, match="godkjent"):
        take(world, minutes, Attended(mayor.pk, Came.PRESENT))
    with pytest.raises(Refusal, match="godkjent"):
        mark(world, item, mayor, "away")
    with world.acting(world.north.slt), pytest.raises(Refusal, match="godkjent"):
        add_attendee(minutes=minutes, person=world.north.member, by=world.north.slt)


def test_absence_from_an_item_is_written_once(world: World) -> None:
    meeting, _minutes, item = begun(world)
    mayor = invitee_of(world, meeting, world.north.mayor)
    facts: dict[str, Any] = {"council": world.north.council, "item": item, "invitee": mayor}
    with world.acting(world.north.slt):
        ItemAbsence.objects.create(**facts)
        with pytest.raises(IntegrityError, match="item_absence_once"), transaction.atomic():
            ItemAbsence.objects.create(**facts)


def test_attendance_of_a_closed_item_is_hidden_with_it(world: World) -> None:
    meeting, _minutes, _item = begun(world)
    everybody_came(world, meeting)
    with world.acting(world.north.slt):
        closed = AgendaItem.objects.create(
            council=world.north.council,
            meeting=meeting,
            part=2,
            title="Lukket",
            legal_basis="Offentleglova § 13",
            created_by=world.north.slt,
        )
        mayor = Invitee.objects.get(meeting=meeting, user=world.north.mayor)
        take_item_attendance(
            item=closed, marks=[Mark(mayor.pk, "away")], guests=[GuestAt("Gro Gjest")], by=world.north.slt
        )
        assert (ItemAbsence.objects.count(), ItemGuest.objects.count()) == (1, 1)
    with world.acting(world.north.member):
        assert (ItemAbsence.objects.count(), ItemGuest.objects.count()) == (0, 0)
    page = world.client(world.north.member).get(f"/moter/{meeting.pk}/referat/").content.decode()
    assert "gikk etter" not in page
    assert "Gro Gjest" not in page


def test_fixed_deputies_are_those_of_the_day_of_the_meeting(world: World) -> None:
    meeting, _minutes, _item = begun(world)
    with world.acting(world.north.slt):
        office = open_office(
            organization=world.north.municipality,
            council=world.north.council,
            role=Role.objects.get(code="member"),
            title="Vara for direktøren",
            by=world.north.slt,
        )
        for user, begins in ((world.north.deputy_mayor, -400), (world.north.observer, 0)):
            appoint(
                office=office,
                user=user,
                valid_from=world.today + datetime.timedelta(days=begins),
                by=world.north.slt,
                today=world.today,
            )
        add_seat(
            council=world.north.council,
            title="Vara",
            side="municipality",
            kind="deputy",
            office=office,
            by=world.north.slt,
            today=world.today,
        )
        assert fixed_deputies(meeting) == [world.north.deputy_mayor.name]


def test_roll_asks_the_database_as_often_for_many(world: World) -> None:
    meeting, _minutes, item = begun(world)
    everybody_came(world, meeting)
    client = world.client(world.north.slt)
    addresses = [f"/moter/{meeting.pk}/oppmote/", f"/moter/{meeting.pk}/saker/{item.pk}/oppmote/"]
    few = [len(asked(client, address)) for address in addresses]
    with world.acting(world.north.slt):
        for number in range(30):
            Invitee.objects.create(
                council=world.north.council,
                meeting=meeting,
                name=f"Gjest {number}",
                email=f"g{number}@example.test",
                attendance=Came.PRESENT,
            )
    many = [len(asked(client, address)) for address in addresses]
    assert many == few
    assert max(many) <= MOST
