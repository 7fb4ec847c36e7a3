"""Seats: add, change, order, end; and the people in them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from councils.actions import add_seat, appoint, end_holding, open_office, seat_person
from councils.models import OfficeHolding, Role, Seat
from councils.refusals import Refusal
from tests.councils.seats_scene import holders, letters, new_person, new_seat, office_of, seat_of
from tests.queries import MOST, asked
from tests.world import BEGAN, World, person


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "nils"}, "ds-error-summary"),
        ({"name": ""}, "ds-error-summary"),
        ({"name": "nils@example.test"}, "Skriv navnet her"),
        ({"valid_from": ""}, "ds-error-summary"),
        ({"valid_to": "1.11.2026"}, "Siste dag kan ikke være før første dag."),
        ({"manner": "beside"}, "ds-error-summary"),
        ({"valid_from": "1.1.2024"}, "begynner 1. januar 2024"),
        ({"email": "mayor.nordvik@example.test"}, "har vervet allerede"),
    ],
)
def test_bad_appointment_is_answered_with_a_sentence(
    world: World, changes: dict[str, Any], sentence: str
) -> None:
    seat = seat_of(world, "Ordfører")
    answer = world.client(world.north.slt).post(
        reverse("appoint", args=[world.north.council.pk, seat.pk]), new_person(**changes)
    )
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert len(holders(world, "Ordfører")) == 1
    assert letters(world) == []


def test_of_two_successors_from_the_same_day_the_second_is_told(world: World) -> None:
    office = office_of(world, "Ordfører")
    facts = {"office": office, "council": world.north.council, "valid_from": datetime.date(2026, 12, 1)}
    with world.acting(world.north.slt):
        common = {**facts, "by": world.north.slt, "today": world.today, "succeeds": True}
        at = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
        seat_person(email="en@example.test", name="En", at=at, **common)
        with pytest.raises(Refusal, match="En begynner 1. desember 2026"):
            seat_person(email="to@example.test", name="To", at=at, **common)
    assert [name for name, *_rest in holders(world, "Ordfører")] == ["Olga Ordfører nordvik", "En"]


def test_office_of_another_organisation_says_who_fills_it(world: World) -> None:
    seat = seat_of(world, "Politistasjonssjef")
    client = world.client(world.north.slt)
    text = client.get(reverse("seat", args=[world.north.council.pk, seat.pk])).content.decode()
    assert "Bare Vik politistasjonsdistrikt kan registrere hvem som har den." in text
    assert "har ingen administrator" in text
    form = new_person()
    answer = client.post(reverse("appoint", args=[world.north.council.pk, seat.pk]), form)
    assert answer.status_code == 403
    assert len(holders(world, "Politistasjonssjef")) == 1


def test_withdrawn_successor_leaves_the_former_one_in_place(world: World) -> None:
    seat = seat_of(world, "Ordfører")
    client = world.client(world.north.slt)
    client.post(reverse("appoint", args=[world.north.council.pk, seat.pk]), new_person())
    with world.acting(world.north.slt):
        coming = OfficeHolding.objects.get(office=seat.office, user__email="nils.ny@example.test")
    client.post(reverse("withdraw_appointment", args=[world.north.council.pk, seat.pk, coming.pk]))
    assert holders(world, "Ordfører") == [("Olga Ordfører nordvik", BEGAN, None, False)]


def test_holding_that_has_begun_is_ended_not_withdrawn(world: World) -> None:
    seat = seat_of(world, "Ordfører")
    client = world.client(world.north.slt)
    with world.acting(world.north.slt):
        holding = OfficeHolding.objects.get(office=seat.office)
    address = reverse("withdraw_appointment", args=[world.north.council.pk, seat.pk, holding.pk])
    assert "Perioden har begynt" in client.post(address, follow=True).content.decode()
    end = reverse("end_holding", args=[world.north.council.pk, seat.pk, holding.pk])
    assert "Siste dag kan ikke være" in client.post(end, {"on": "1.1.2020"}).content.decode()
    assert client.post(end, {"on": "21.11.2026"}).status_code == 302
    assert holders(world, "Ordfører")[0][2] == datetime.date(2026, 11, 21)
    page = reverse("council", args=[world.north.council.pk])
    assert world.client(world.north.mayor).get(page).status_code == 404
    assert "Ubesatt" in client.get(page).content.decode()


def test_ended_holding_is_not_prolonged(world: World) -> None:
    with world.acting(world.north.slt):
        holding = OfficeHolding.objects.get(office=office_of(world, "Ordfører"))
        day = datetime.date(2026, 5, 1)
        end_holding(holding=holding, on=day, by=world.north.slt, today=world.today)
        with pytest.raises(Refusal, match="allerede avsluttet"):
            later = datetime.date(2026, 6, 1)
            end_holding(holding=holding, on=later, by=world.north.slt, today=world.today)


def test_seat_is_changed(world: World) -> None:
    seat = seat_of(world, "Direktør oppvekst")
    form = new_seat(title="Direktør for oppvekst", office=str(seat.office_id), optional="on")
    answer = world.client(world.north.slt).post(
        reverse("edit_seat", args=[world.north.council.pk, seat.pk]), form
    )
    assert answer.status_code == 302
    changed = seat_of(world, "Direktør for oppvekst")
    assert (changed.pk, changed.optional, changed.office_id) == (seat.pk, True, seat.office_id)


def test_ended_seat_takes_its_deputies_along_and_closes_the_door(world: World) -> None:
    mayor = seat_of(world, "Ordfører")
    with world.acting(world.north.slt):
        Seat.objects.filter(title="Varaordfører", council=world.north.council).update(deputy_for=mayor)
    client = world.client(world.north.slt)
    client.post(reverse("end_seat", args=[world.north.council.pk, mayor.pk]), {"on": "20.11.2026"})
    assert seat_of(world, "Varaordfører").valid_to == datetime.date(2026, 11, 20)
    page = reverse("council", args=[world.north.council.pk])
    assert "Olga Ordfører nordvik" not in client.get(page).content.decode()
    assert world.client(world.north.mayor).get(page).status_code == 404


def test_seats_are_put_in_order(world: World) -> None:
    client = world.client(world.north.slt)
    address = reverse("order_seats", args=[world.north.council.pk])
    chief = seat_of(world, "Politistasjonssjef")
    answer = client.post(address, {"item": str(chief.pk), "to": "1"})
    assert answer.status_code == 302
    with world.acting(world.north.slt):
        first = Seat.objects.filter(council=world.north.council).order_by("order").first()
    assert first is not None and first.pk == chief.pk
    assert (
        client.post(address, {"item": str(chief.pk), "to": "2"}, headers={"X-Reorder": "1"}).status_code
        == 204
    )
    assert client.post(address, {"item": "tull", "to": "1"}).status_code == 404
    bad = client.post(address, {"item": str(chief.pk), "to": "øverst"}, follow=True).content.decode()
    assert "Velg hvor plassen skal stå." in bad


def test_seat_page_costs_the_same_with_many_holders(world: World) -> None:
    office = office_of(world, "Direktør oppvekst")
    seat = seat_of(world, "Direktør oppvekst")
    client = world.client(world.north.slt)
    address = reverse("seat", args=[world.north.council.pk, seat.pk])
    few = asked(client, address)
    with world.acting(world.north.slt):
        for number in range(30):
            begins = datetime.date(1990 + number, 1, 1)
            appoint(
                office=office,
                user=person(f"f{number}", f"Forgjenger {number}"),
                valid_from=begins,
                valid_to=begins + datetime.timedelta(days=300),
                by=world.north.slt,
                today=world.today,
            )
    assert len(asked(client, address)) == len(few) <= MOST
    assert "Forgjenger 29" in client.get(address).content.decode()


def test_wall_refuses_appointment_to_an_office_of_a_foreign_council(world: World) -> None:
    with world.acting(world.south.slt):
        foreign = open_office(
            organization=world.south.municipality,
            role=Role.objects.get(code="member"),
            title="Sørviks egen",
            council=world.south.council,
            by=world.south.slt,
        )
        add_seat(
            council=world.south.council, title="Egen", office=foreign, by=world.south.slt, today=world.today
        )
    # The station chief sits in both councils, and sees the office, but the north secretary does not.
    with world.acting(world.north.slt), pytest.raises(PermissionDenied):
        appoint(office=foreign, user=world.north.slt, valid_from=BEGAN, by=world.north.slt, today=world.today)
