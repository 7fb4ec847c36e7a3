"""The pages of an organisation's administrators: people, other administrators, offices, language."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.actions import affiliate, end_affiliation, set_administrator
from councils.models import Office, OfficeHolding
from councils.permissions import administrators_of
from councils.refusals import Refusal
from politirad.tenancy import context
from politirad.tenancy.models import Affiliation, AuditEvent, Organization, OutgoingMessage, User
from tests.world import BEGAN, World, person


def make_station_administrator(world: World) -> None:
    """Let the station chief administer the police unit."""
    with context.entered(context.of_organization(world.police_unit.pk)):
        Affiliation.objects.filter(user=world.station_chief).update(is_administrator=True)


def affiliations(organization: Organization) -> dict[str, tuple[bool, datetime.date | None]]:
    """Who works for an organisation: administrator, last day."""
    with context.entered(context.of_organization(organization.pk)):
        rows = Affiliation.objects.filter(organization=organization).select_related("user")
        return {row.user.name: (row.is_administrator, row.valid_to) for row in rows}


def affiliation_of(user: User, organization: Organization) -> Affiliation:
    with context.entered(context.of_organization(organization.pk)):
        return Affiliation.objects.select_related("user", "organization").get(
            user=user, organization=organization
        )


def new_person(**changes: Any) -> dict[str, Any]:
    return {"name": "Nils Ny", "email": "nils.ny@example.test", "valid_from": "22.11.2026", **changes}


def test_administrator_comes_straight_to_the_only_organisation(world: World) -> None:
    client = world.client(world.north.administrator)
    answer = client.get(reverse("administration"))
    assert answer["Location"] == reverse("organization", args=[world.north.municipality.pk])
    text = client.get(answer["Location"]).content.decode()
    assert "Ada Administrator nordvik" in text and "Olga Ordfører nordvik" in text
    assert "sorvik" not in text


def test_others_are_told_that_they_are_no_administrators(world: World) -> None:
    for who in ("slt", "stranger", "system_administrator"):
        answer = world.client(world.everybody()[who]).get(reverse("administration"))
        assert answer.status_code == 200
        assert "Du er ikke administrator" in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("slt", 403),
        ("mayor", 403),
        ("member", 403),
        ("police_contact", 404),
        ("station_chief", 404),
        ("stranger", 404),
        ("other_slt", 404),
        ("system_administrator", 404),
        ("anonymous", 302),
    ],
)
def test_organisation_is_open_to_its_administrators_only(world: World, who: str, status: int) -> None:
    client = world.client(world.everybody()[who])
    organization = world.north.municipality
    affiliation = affiliation_of(world.north.slt, organization)
    assert client.get(reverse("organization", args=[organization.pk])).status_code == status
    assert client.post(reverse("affiliate", args=[organization.pk]), new_person()).status_code == status
    assert (
        client.post(reverse("choose_language", args=[organization.pk]), {"language": "nn"}).status_code
        == status
    )
    assert client.get(reverse("open_office", args=[organization.pk])).status_code == status
    for name in ("end_affiliation", "set_administrator", "invite_affiliated"):
        address = reverse(name, args=[organization.pk, affiliation.pk])
        assert client.post(address, {"to": "yes", "on": "22.11.2026"}).status_code == status, name
    assert affiliations(organization)["Sindre Samordner nordvik"] == (False, None)


def test_administrator_adds_person_and_the_invitation_leaves(world: World) -> None:
    organization = world.north.municipality
    client = world.client(world.north.administrator)
    answer = client.post(reverse("affiliate", args=[organization.pk]), new_person(is_administrator="on"))
    assert answer.status_code == 302
    assert affiliations(organization)["Nils Ny"] == (True, None)
    with context.entered(context.of_organization(organization.pk)):
        letter = OutgoingMessage.objects.get()
        deeds = set(AuditEvent.objects.values_list("action", flat=True))
    assert (letter.kind, letter.to_email, letter.council_id) == ("invitation", "nils.ny@example.test", None)
    assert "affiliate" in deeds
    # The new administrator has an administrator's rights in the council that the municipality owns.
    new = User.objects.get(email="nils.ny@example.test")
    page = reverse("adopt_rules", args=[world.north.council.pk])
    assert world.client(new).get(page).status_code == 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "nils"}, "ds-error-summary"),
        ({"name": " "}, "ds-error-summary"),
        ({"valid_from": "før jul"}, "Skriv datoen som"),
        ({"email": "slt.nordvik@example.test"}, "er allerede knyttet til Nordvik kommune"),
    ],
)
def test_bad_person_is_answered_with_a_sentence(world: World, changes: dict[str, Any], sentence: str) -> None:
    organization = world.north.municipality
    before = affiliations(organization)
    answer = world.client(world.north.administrator).post(
        reverse("affiliate", args=[organization.pk]), new_person(**changes)
    )
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert affiliations(organization) == before


def test_ended_affiliation_closes_the_organisation_and_can_begin_again(world: World) -> None:
    organization = world.north.municipality
    client = world.client(world.north.administrator)
    affiliation = affiliation_of(world.north.slt, organization)
    address = reverse("end_affiliation", args=[organization.pk, affiliation.pk])
    assert "Siste dag kan ikke være" in client.post(address, {"on": "1.1.2000"}).content.decode()
    assert client.post(address, {"on": "21.11.2026"}).status_code == 302
    assert affiliations(organization)["Sindre Samordner nordvik"] == (False, datetime.date(2026, 11, 21))
    again = new_person(email=world.north.slt.email)
    assert client.post(reverse("affiliate", args=[organization.pk]), again).status_code == 302


def test_last_administrator_stays(world: World) -> None:
    organization = world.north.municipality
    client = world.client(world.north.administrator)
    affiliation = affiliation_of(world.north.administrator, organization)
    take = reverse("set_administrator", args=[organization.pk, affiliation.pk])
    assert "den eneste administratoren" in client.post(take, {"to": "no"}, follow=True).content.decode()
    end = reverse("end_affiliation", args=[organization.pk, affiliation.pk])
    assert "den eneste administratoren" in client.post(end, {"on": "1.12.2026"}).content.decode()
    assert affiliations(organization)["Ada Administrator nordvik"] == (True, None)


def test_second_administrator_may_take_over_and_the_first_loses_the_council(world: World) -> None:
    organization = world.north.municipality
    client = world.client(world.north.administrator)
    second = affiliation_of(world.north.chief_executive, organization)
    first = affiliation_of(world.north.administrator, organization)
    client.post(reverse("set_administrator", args=[organization.pk, second.pk]), {"to": "yes"})
    answer = client.post(reverse("set_administrator", args=[organization.pk, first.pk]), {"to": "no"})
    assert answer["Location"] == reverse("administration")
    assert client.get(reverse("council", args=[world.north.council.pk])).status_code == 404
    assert client.get(reverse("organization", args=[organization.pk])).status_code == 403


def test_of_two_administrators_who_remove_each_other_one_stays(world: World) -> None:
    organization = world.north.municipality
    second = affiliation_of(world.north.chief_executive, organization)
    first = affiliation_of(world.north.administrator, organization)
    with world.acting(world.north.administrator):
        by = world.north.administrator
        set_administrator(affiliation=second, to=True, by=by, today=world.today)
        set_administrator(affiliation=first, to=False, by=by, today=world.today)
        with pytest.raises(Refusal, match="den eneste administratoren"):
            set_administrator(affiliation=second, to=False, by=by, today=world.today)
        with pytest.raises(Refusal, match="den eneste administratoren"):
            end_affiliation(affiliation=second, on=world.today, by=by, today=world.today)


def test_language_is_chosen_and_a_foreign_one_refused(world: World) -> None:
    organization = world.north.municipality
    client = world.client(world.north.administrator)
    address = reverse("choose_language", args=[organization.pk])
    assert client.post(address, {"language": "en"}).status_code == 200
    assert client.post(address, {"language": "nn"}).status_code == 302
    organization.refresh_from_db()
    assert organization.language == "nn"


def test_new_station_chief_follows_into_every_council(world: World) -> None:
    make_station_administrator(world)
    client = world.client(world.station_chief)
    with context.entered(context.of_organization(world.police_unit.pk)):
        office = Office.objects.get(organization=world.police_unit, council__isnull=True)
    new = person("ny.sjef", "Nora Nysjef")
    page = reverse("organization_office", args=[world.police_unit.pk, office.pk])
    text = client.get(page).content.decode()
    assert "Politirådet i Nordvik" in text and "Politirådet i Sørvik" in text
    form = {**new_person(email=new.email), "manner": "succeed"}
    answer = client.post(reverse("appoint_in_organization", args=[world.police_unit.pk, office.pk]), form)
    assert answer["Location"] == page
    for place in (world.north, world.south):
        council = reverse("council", args=[place.council.pk])
        assert world.client(new).get(council).status_code == 200
        assert world.client(world.station_chief).get(council).status_code == 404
    assert affiliations(world.police_unit)["Nora Nysjef"] == (False, None)


def test_seat_names_the_administrators_who_fill_its_office(world: World) -> None:
    make_station_administrator(world)
    with world.acting(world.north.slt):
        office = Office.objects.get(organization=world.police_unit, council__isnull=True)
        seat = office.seats.get(council=world.north.council)
        assert list(administrators_of(world.police_unit.pk, day=world.today)) == [world.station_chief]
        # An organisation that takes part in none of one's councils keeps its administrators to itself.
        assert list(administrators_of(world.south.municipality.pk, day=world.today)) == []
    text = (
        world.client(world.north.slt)
        .get(reverse("seat", args=[world.north.council.pk, seat.pk]))
        .content.decode()
    )
    assert f"mailto:{world.station_chief.email}" in text


def test_office_is_made_and_filled(world: World) -> None:
    organization = world.north.municipality
    client = world.client(world.north.administrator)
    address = reverse("open_office", args=[organization.pk])
    answer = client.post(address, {"title": "Beredskapsleder", "role": "member"})
    with context.entered(context.of_organization(organization.pk)):
        office = Office.objects.get(title="Beredskapsleder")
    page = reverse("organization_office", args=[organization.pk, office.pk])
    assert answer["Location"] == page
    assert (
        "Denne stillingen finnes allerede."
        in client.post(address, {"title": "beredskapsleder", "role": "member"}).content.decode()
    )
    assert client.post(address, {"title": "Sjef", "role": "system_administrator"}).status_code == 200
    form = {**new_person(), "manner": "beside"}
    client.post(reverse("appoint_in_organization", args=[organization.pk, office.pk]), form)
    with context.entered(context.of_organization(organization.pk)):
        holding = OfficeHolding.objects.get(office=office)
    assert "Invitert, ikke logget inn ennå" in client.get(page).content.decode()
    again = reverse("invite_again_in_organization", args=[organization.pk, office.pk, holding.pk])
    assert "for et øyeblikk siden" in client.post(again, follow=True).content.decode()
    end = reverse("end_holding_in_organization", args=[organization.pk, office.pk, holding.pk])
    assert client.post(end, {"on": "23.11.2026"}).status_code == 302
    withdrawn = reverse("withdraw_in_organization", args=[organization.pk, office.pk, holding.pk])
    assert "Perioden har begynt" in client.post(withdrawn, follow=True).content.decode()


def test_office_of_another_organisation_is_not_there(world: World) -> None:
    with context.entered(context.of_organization(world.police_unit.pk)):
        office = Office.objects.get(organization=world.police_unit, council__isnull=True)
    client = world.client(world.north.administrator)
    assert (
        client.get(reverse("organization_office", args=[world.north.municipality.pk, office.pk])).status_code
        == 404
    )
    assert (
        client.get(reverse("organization_office", args=[world.police_unit.pk, office.pk])).status_code == 404
    )


def test_organisation_page_costs_the_same_with_many_people(world: World) -> None:
    organization = world.north.municipality
    client = world.client(world.north.administrator)
    address = reverse("organization", args=[organization.pk])

    def cost() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    few = cost()
    with world.acting(world.north.administrator):
        for number in range(30):
            affiliate(
                organization=organization,
                email=f"p{number}@example.test",
                name=f"Person {number}",
                valid_from=BEGAN,
                at=timezone.now(),
                today=world.today,
                by=world.north.administrator,
            )
    assert cost() == few
