"""Organisations that take part: found, added and taken back, and who may do it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from councils.models import Participant, Seat
from politirad.tenancy.models import AuditEvent, Organization
from tests.councils.participants_scene import DAY, add, end_page, no, participation, seated, sees, sees_on
from tests.councils.seats_scene import OUTSIDERS, READERS, new_seat
from tests.world import World, person


def test_search_finds_every_kind_and_says_who_is_there(world: World) -> None:
    client = world.client(world.north.administrator)
    address = reverse("add_participant", args=[world.north.council.pk])
    for words, found in (("viken", "Viken testfylkeskommune"), ("9902", "Sørvik kommune")):
        assert found in client.get(address, {"q": words}).content.decode()
    police = client.get(address, {"q": "Vik", "type": "police_station_district"}).content.decode()
    assert "er med" in police and "Viken" not in police
    assert "Ingen i registeret har «Atlantis»" in client.get(address, {"q": "Atlantis"}).content.decode()


def test_added_organisation_takes_part_and_its_people_see_the_council_with_a_seat(world: World) -> None:
    page = add(world, world.county).content.decode()
    assert "Viken testfylkeskommune er lagt til." in page
    newcomer = person("fylke", "Fia Fylke")
    assert sees(world, newcomer) == 404
    director = seated(world, world.county)
    assert sees(world, director) == 200
    council = world.client(world.north.member).get(reverse("council", args=[world.north.council.pk]))
    assert "Viken testfylkeskommune" in council.content.decode()
    with world.acting(world.north.administrator):
        event = AuditEvent.objects.get(action="add_participant")
        assert (event.subject_name, event.facts["side"]) == ("Viken testfylkeskommune", "county")


def test_seats_of_a_coming_participant_open_the_council_from_its_first_day(world: World) -> None:
    begins = world.today + 30 * DAY
    add(world, world.county, valid_from=no(begins))
    director = seated(world, world.county)
    assert [sees_on(director, begins - DAY, world), sees_on(director, begins, world)] == [False, True]
    client = world.client(world.north.administrator)
    form = new_seat(organization=world.county.pk, role="member", title="Rådgiver", valid_from=no(world.today))
    answer = client.post(reverse("add_seat", args=[world.north.council.pk]), form)
    assert "La plassen gjelde fra den dagen eller senere." in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"valid_from": "i morgen"}, "Skriv datoen som"),
        ({"valid_from": ""}, "Fra og med"),
        ({"valid_from": "1.1.1066"}, "Skriv et år mellom"),
        ({"side": "venstre"}, "Side av bordet"),
    ],
)
def test_bad_addition_is_answered_with_a_sentence(
    world: World, changes: dict[str, str], sentence: str
) -> None:
    text = add(world, world.county, **changes).content.decode()
    assert "ds-error-summary" in text and sentence in text
    for value in changes.values():
        assert value == "venstre" or f'value="{value}"' in text or not value
    with world.acting(world.north.administrator):
        assert not Participant.objects.filter(organization=world.county).exists()


def test_mistaken_addition_is_taken_back_and_one_with_seats_is_not(world: World) -> None:
    add(world, world.south.municipality, side="municipality")
    client = world.client(world.north.administrator)
    mistake = participation(world, world.south.municipality)
    address, _form = end_page(world, world.south.municipality)
    assert "Ble den lagt til ved en feil?" in client.get(address).content.decode()
    gone = client.post(
        reverse("remove_participant", args=[world.north.council.pk, mistake.pk]), follow=True
    ).content.decode()
    assert "Sørvik kommune er tatt ut igjen." in gone
    unit = participation(world, world.police_unit)
    kept = client.post(
        reverse("remove_participant", args=[world.north.council.pk, unit.pk]), follow=True
    ).content.decode()
    assert "har hatt plasser i rådet" in kept
    with world.acting(world.north.administrator):
        assert not Participant.objects.filter(organization=world.south.municipality).exists()
        assert Participant.objects.filter(pk=unit.pk).exists()
        assert AuditEvent.objects.get(action="remove_participant").subject_name == "Sørvik kommune"


def test_organisation_outside_the_register_is_entered_once(world: World) -> None:
    client = world.client(world.north.administrator)
    address = reverse("add_unregistered", args=[world.north.council.pk])
    form = {"name": " Natteravnene   Nordvik ", "side": "other", "valid_from": no(world.today)}
    assert "Natteravnene Nordvik er lagt til." in client.post(address, form, follow=True).content.decode()
    assert (
        "er med i rådet allerede"
        in client.post(address, form | {"name": "natteravnene nordvik"}).content.decode()
    )
    assert Organization.objects.filter(kind="other", name__iexact="natteravnene nordvik").count() == 1
    for name, sentence in (("Vi", "Skriv hva organisasjonen heter."), ("Sørvik kommune", "Søk etter den")):
        text = client.post(address, form | {"name": name}).content.decode()
        assert sentence in text and f'value="{name}"' in text


def test_side_of_the_table_follows_to_the_seats(world: World) -> None:
    add(world, world.county, side="municipality")
    client = world.client(world.north.administrator)
    client.post(
        reverse("add_seat", args=[world.north.council.pk]),
        new_seat(organization=world.county.pk, role="member", title="Rådgiver"),
    )
    with world.acting(world.north.administrator):
        assert Seat.objects.get(title="Rådgiver").side == "municipality"


def test_database_keeps_an_organisations_periods_apart(world: World) -> None:
    add(world, world.county)
    with (
        world.acting(world.north.administrator),
        pytest.raises(IntegrityError, match="participant_periods_apart"),
        transaction.atomic(),
    ):
        Participant.objects.create(
            council=world.north.council, organization=world.county, valid_from=world.today + 90 * DAY
        )
    with (
        world.acting(world.north.administrator),
        pytest.raises(IntegrityError, match="participant_period"),
        transaction.atomic(),
    ):
        Participant.objects.create(
            council=world.north.council,
            organization=world.south.municipality,
            valid_from=world.today,
            valid_to=world.today - DAY,
        )


@pytest.mark.parametrize("who", ["slt", *READERS, *OUTSIDERS])
def test_nobody_else_adds_ends_or_takes_back(world: World, who: str) -> None:
    code = 404 if who in OUTSIDERS else 403
    council, unit = world.north.council.pk, participation(world, world.police_unit)
    client = world.client(world.everybody()[who])
    for name, arguments, form in (
        ("add_registered", [council, world.county.pk], {"side": "county", "valid_from": no(world.today)}),
        ("add_unregistered", [council], {"name": "Ny", "side": "other", "valid_from": no(world.today)}),
        ("end_participation", [council, unit.pk], {"on": no(world.today), "seen": "x"}),
        ("remove_participant", [council, unit.pk], {}),
    ):
        assert client.post(reverse(name, args=arguments), form).status_code == code, name
    assert participation(world, world.police_unit).valid_to is None
    assert client.get(reverse("participants", args=[council])).status_code == (404 if code == 404 else 200)


def test_participant_of_another_council_is_not_found(world: World) -> None:
    with world.acting(world.south.administrator):
        other = Participant.objects.filter(council=world.south.council)[0]
    client = world.client(world.north.administrator)
    for name in ("end_participation", "remove_participant"):
        address = reverse(name, args=[world.north.council.pk, other.pk])
        assert client.post(address).status_code == 404


def in_order(world: World) -> list[str]:
    """Those who take part, in the order the page lists them."""
    with world.acting(world.north.administrator):
        rows = Participant.objects.filter(council=world.north.council).order_by("order")
        return [str(one) for one in rows.select_related("organization")]


def test_participants_are_put_in_order_by_buttons(world: World) -> None:
    add(world, world.south.municipality)
    south = participation(world, world.south.municipality)
    client = world.client(world.north.administrator)
    address = reverse("order_participants", args=[world.north.council.pk])
    page = client.get(reverse("participants", args=[world.north.council.pk])).content.decode()
    assert address in page and "Flytt «Sørvik kommune» opp" in page
    answer = client.post(address, {"item": str(south.pk), "to": "1"}, follow=True).content.decode()
    assert "«Sørvik kommune» er flyttet til plass 1 av 3." in answer
    assert in_order(world) == ["Sørvik kommune", "Nordvik kommune", "Vik politistasjonsdistrikt"]
    script = client.post(address, {"item": str(south.pk), "to": "99"}, headers={"X-Reorder": "1"})
    assert script.status_code == 204
    assert in_order(world)[-1] == "Sørvik kommune"
    bad = client.post(address, {"item": str(south.pk), "to": "øverst"}, follow=True).content.decode()
    assert "Velg hvor organisasjonen skal stå." in bad
    assert client.post(address, {"item": "tull", "to": "1"}).status_code == 404
    with world.acting(world.north.administrator):
        assert AuditEvent.objects.filter(action="move_participant").count() == 2


def test_reader_sees_the_order_without_buttons(world: World) -> None:
    page = world.client(world.north.member).get(reverse("participants", args=[world.north.council.pk]))
    assert "Flytt «" not in page.content.decode()
    foreign = participation(world, world.police_unit)
    for user, status in ((world.north.member, 403), (world.south.administrator, 404)):
        address = reverse("order_participants", args=[world.north.council.pk])
        assert world.client(user).post(address, {"item": str(foreign.pk), "to": "1"}).status_code == status
