"""Seats: add, change, order, end; and the people in them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from councils.actions import add_seat, appoint, end_holding, open_office, seat_person
from councils.models import Office, OfficeHolding, Role, Seat
from councils.refusals import Refusal
from politirad.tenancy.models import OutgoingMessage, User
from tests.world import BEGAN, World, person

TITLE = "Leder for barnevernet"
#: Those who see the council and may not change its members.
READERS = [
    "member",
    "mayor",
    "deputy_mayor",
    "chief_executive",
    "observer",
    "police_contact",
    "station_chief",
]
OUTSIDERS = ["stranger", "other_slt", "other_mayor", "other_police_contact", "system_administrator"]


def seat_of(world: World, title: str) -> Seat:
    """A seat of the north council by its title."""
    with world.acting(world.north.slt):
        return Seat.objects.select_related("office").get(council=world.north.council, title=title)


def office_of(world: World, title: str) -> Office:
    """The office of a seat of the north council."""
    office = seat_of(world, title).office
    assert office is not None
    return office


def new_seat(**changes: Any) -> dict[str, Any]:
    """A filled-in form for a new seat."""
    return {"title": TITLE, "office": "new", "kind": "permanent", "listed": "on", **changes}


def new_person(**changes: Any) -> dict[str, Any]:
    """A filled-in form for a successor."""
    return {
        "manner": "succeed",
        "name": "Nils Ny",
        "email": "nils.ny@example.test",
        "valid_from": "1.12.2026",
        **changes,
    }


def holders(world: World, title: str) -> list[tuple[str, datetime.date, datetime.date | None, bool]]:
    """Who has held the seat's office: name, first and last day, acting."""
    with world.acting(world.north.slt):
        return [
            (one.user.name, one.valid_from, one.valid_to, one.acting)
            for one in OfficeHolding.objects.filter(office=office_of(world, title)).order_by(
                "valid_from", "pk"
            )
        ]


def letters(world: World) -> list[tuple[str, str]]:
    """Kind and address of what lies in the council's outbox."""
    with world.inside(world.north.council):
        return list(OutgoingMessage.objects.values_list("kind", "to_email"))


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


def test_seat_page_costs_the_same_with_many_holders(world: World, django_assert_max_num_queries: Any) -> None:
    office = office_of(world, "Direktør oppvekst")
    seat = seat_of(world, "Direktør oppvekst")
    client = world.client(world.north.slt)
    address = reverse("seat", args=[world.north.council.pk, seat.pk])
    client.get(address)
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
    with django_assert_max_num_queries(26):  # savepoints and the login's bookkeeping included
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
