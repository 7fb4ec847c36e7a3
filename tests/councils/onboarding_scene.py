"""What the tests of this subject share."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Council, Onboarding
from politirad.tenancy.models import Organization, User
from tests.world import World

PEOPLE = {
    "slt_coordinator-name": "Siri Samordner",
    "slt_coordinator-email": "Siri@Heroy.kommune.no",
    "slt_coordinator-is_administrator": "on",
    "police_contact-name": "Per Politikontakt",
    "police_contact-email": "per@politiet.no",
    "mayor-name": "Oda Ordfører",
    "mayor-email": "oda@heroy.kommune.no",
    "extra": "1",
}


@pytest.fixture
def heroy(world: World) -> Organization:
    """The Herøy in Nordland, beside the one in Møre og Romsdal."""
    nordland = Organization.objects.create(kind="county", number="18", name="Nordland fylkeskommune")
    more = Organization.objects.create(kind="county", number="15", name="Møre og Romsdal fylkeskommune")
    Organization.objects.create(kind="municipality", number="1515", name="Herøy kommune", parent=more)
    return Organization.objects.create(
        kind="municipality",
        number="1818",
        name="Herøy kommune",
        parent=nordland,
        station_district=world.police_unit,
        note="Antatt ut fra navnet; sjekk med politiet.",
    )


@pytest.fixture
def client(world: World) -> Client:
    return world.client(world.system_administrator)


def begin(client: Client, municipality: Organization) -> str:
    """Start the flow; returns the address of its first step."""
    answer = client.post(reverse("start_onboarding"), {"municipality": str(municipality.pk)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def onboarding_of(world: World) -> Onboarding:
    with world.acting(world.system_administrator):
        return Onboarding.objects.select_related("organization", "police_unit").latest("started_at")


def walk(client: Client, municipality: Organization, **answers: dict[str, Any]) -> str:
    """Answer every step up to the check; returns the check's address."""
    forms = {
        "politi": {"which": "register"},
        "sprak": {"language": "nb", "archive": "municipality"},
        "personer": PEOPLE,
        "rad": {"starter": "police_council", "name": "Politirådet i Herøy"},
    }
    address = begin(client, municipality)
    for step, form in forms.items():
        assert address.endswith(f"/{step}/")
        answer = client.post(address, answers.get(step, form))
        assert answer.status_code == 302, answer.content.decode()
        address = answer["Location"]
    return address


def council_of(world: World, municipality: Organization) -> Council:
    """The politiråd that was made, seen with the municipality's eyes."""
    slt = User.objects.get(email="siri@heroy.kommune.no")
    with world.acting(slt):
        return Council.objects.get(owner=municipality, kind="police_council")
