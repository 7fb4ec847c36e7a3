"""Seats: add, change, order, end; and the people in them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse

from councils.models import Office, Seat
from politirad.tenancy.models import User
from tests.councils.seats_scene import (
    OUTSIDERS,
    READERS,
    TITLE,
    holders,
    letters,
    new_person,
    new_seat,
    office_of,
    seat_of,
)
from tests.world import BEGAN, World, person


def test_secretary_adds_seat_with_new_office(world: World) -> None:
    client = world.client(world.north.slt)
    address = reverse("add_seat", args=[world.north.council.pk])
    form = new_seat(
        organization=str(world.north.municipality.pk), role="member", count="3", represents="tjenesten"
    )
    answer = client.post(address, form)
    made = seat_of(world, TITLE)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("seat", args=[world.north.council.pk, made.pk])
    assert made.office is not None
    assert (made.office.role_id, made.office.council_id) == ("member", world.north.council.pk)
    assert (made.side, made.count, made.represents) == ("municipality", 3, "tjenesten")


def test_secretary_binds_seat_to_office_that_serves_many_councils(world: World) -> None:
    station = office_of(world, "Politistasjonssjef")
    form = new_seat(title="Sjef, stedfortreder", office=str(station.pk), kind="deputy")
    world.client(world.north.slt).post(reverse("add_seat", args=[world.north.council.pk]), form)
    made = seat_of(world, "Sjef, stedfortreder")
    assert made.office_id == station.pk
    assert (made.side, made.organization_id) == ("police", world.police_unit.pk)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "ds-error-summary"),
        ({"office": "new"}, "Velg hva rollen gir rett til."),
        ({"office": "11111111-1111-1111-1111-111111111111"}, "ds-error-summary"),
        ({"office": "none", "is_chair": "on"}, "Lederen og sekretæren må være en stilling"),
        ({"office": "none", "kind": "named_months"}, "Velg minst én måned."),
        ({"office": "none", "count": "0"}, "ds-error-summary"),
        ({"office": "none", "kind": "named_months", "months": ["13"]}, "ds-error-summary"),
        ({"office": "none", "valid_from": "32.1.2026"}, "Skriv datoen som"),
    ],
)
def test_bad_seat_is_answered_with_a_sentence(world: World, changes: dict[str, Any], sentence: str) -> None:
    answer = world.client(world.north.slt).post(
        reverse("add_seat", args=[world.north.council.pk]), new_seat(**changes)
    )
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    with world.acting(world.north.slt):
        assert not Seat.objects.filter(title=TITLE).exists()


def test_second_chair_is_refused_and_former_chair_seat_does_not_count(world: World) -> None:
    client = world.client(world.north.slt)
    address = reverse("add_seat", args=[world.north.council.pk])
    form = new_seat(organization=str(world.north.municipality.pk), role="mayor", is_chair="on")
    assert "Rådet har allerede en leder." in client.post(address, form).content.decode()
    mayor = seat_of(world, "Ordfører")
    client.post(reverse("end_seat", args=[world.north.council.pk, mayor.pk]), {"on": "21.11.2026"})
    assert client.post(address, form).status_code == 302


@pytest.mark.parametrize("role", ["tenant_administrator", "system_administrator"])
def test_seat_cannot_give_an_administrators_rights(world: World, role: str) -> None:
    form = new_seat(organization=str(world.north.municipality.pk), role=role)
    answer = world.client(world.north.slt).post(reverse("add_seat", args=[world.north.council.pk]), form)
    assert answer.status_code == 200
    with world.acting(world.north.slt):
        assert not Office.objects.filter(role_id=role).exists()


@pytest.mark.parametrize(
    ("who", "status"), [*((one, 403) for one in READERS), *((one, 404) for one in OUTSIDERS)]
)
def test_members_are_changed_by_secretary_and_administrator_only(world: World, who: str, status: int) -> None:
    client = world.client(world.everybody()[who])
    council, seat = world.north.council.pk, seat_of(world, "Direktør oppvekst")
    with world.acting(world.north.slt):
        assert seat.office is not None
        holding = seat.office.holdings.get()
    assert client.post(reverse("add_seat", args=[council]), new_seat()).status_code == status
    assert client.get(reverse("order_seats", args=[council])).status_code == status
    for name in ("seat", "edit_seat", "end_seat", "appoint"):
        assert client.get(reverse(name, args=[council, seat.pk])).status_code == status, name
    for name in ("end_holding", "withdraw_appointment", "invite_again"):
        address = reverse(name, args=[council, seat.pk, holding.pk])
        assert client.post(address, {"on": "1.12.2026"}).status_code == status, name


@pytest.mark.parametrize("who", ["slt", "administrator"])
def test_secretary_and_administrator_open_the_pages(world: World, who: str) -> None:
    client = world.client(world.everybody()[who])
    seat = seat_of(world, "Direktør oppvekst")
    for name in ("seat", "edit_seat", "end_seat", "appoint"):
        assert client.get(reverse(name, args=[world.north.council.pk, seat.pk])).status_code == 200, name
    assert client.get(reverse("order_seats", args=[world.north.council.pk])).status_code == 200


def test_seat_of_another_council_is_not_there(world: World) -> None:
    with world.acting(world.south.slt):
        foreign = Seat.objects.get(council=world.south.council, title="Ordfører")
    client = world.client(world.north.slt)
    assert client.get(reverse("seat", args=[world.north.council.pk, foreign.pk])).status_code == 404


def test_successor_takes_over_from_a_date(world: World) -> None:
    seat = seat_of(world, "Ordfører")
    client = world.client(world.north.slt)
    answer = client.post(reverse("appoint", args=[world.north.council.pk, seat.pk]), new_person())
    assert answer.status_code == 302
    assert holders(world, "Ordfører") == [
        ("Olga Ordfører nordvik", BEGAN, datetime.date(2026, 11, 30), False),
        ("Nils Ny", datetime.date(2026, 12, 1), None, False),
    ]
    assert letters(world) == [("invitation", "nils.ny@example.test")]
    made = User.objects.get(email="nils.ny@example.test")
    assert not made.has_usable_password()
    assert (
        "Nils Ny fra 1. desember 2026"
        in client.get(reverse("council", args=[world.north.council.pk])).content.decode()
    )


def test_successor_sees_the_council_only_when_the_time_has_come(world: World) -> None:
    seat = seat_of(world, "Ordfører")
    new = person("ny", "Nora Ny")
    form = new_person(email=new.email, valid_from=f"{world.today:%d.%m.%Y}")
    world.client(world.north.slt).post(reverse("appoint", args=[world.north.council.pk, seat.pk]), form)
    page = reverse("council", args=[world.north.council.pk])
    assert world.client(new).get(page).status_code == 200
    assert world.client(world.north.mayor).get(page).status_code == 404
    assert letters(world) == [("added", new.email)]


def test_person_is_found_by_exact_address_whatever_its_case_and_keeps_the_name(world: World) -> None:
    known = person("kjent", "Kjersti Kjent")
    seat = seat_of(world, "Ordfører")
    form = new_person(email=" KJENT@Example.test ", name="En Annen")
    world.client(world.north.slt).post(reverse("appoint", args=[world.north.council.pk, seat.pk]), form)
    assert holders(world, "Ordfører")[-1][0] == "Kjersti Kjent"
    assert User.objects.filter(email=known.email).count() == 1


def test_acting_holder_stands_beside_the_regular_one(world: World) -> None:
    seat = seat_of(world, "Ordfører")
    form = new_person(manner="acting", email=world.north.deputy_mayor.email, valid_to="31.1.2027")
    world.client(world.north.slt).post(reverse("appoint", args=[world.north.council.pk, seat.pk]), form)
    assert holders(world, "Ordfører") == [
        ("Olga Ordfører nordvik", BEGAN, None, False),
        ("Vera Vara nordvik", datetime.date(2026, 12, 1), datetime.date(2027, 1, 31), True),
    ]
