"""Signing through the pages, as the tests of this subject share it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.actions import set_policy
from agreements.models import Round, SignatorySlot, SignOff
from tests.agreements.drafts import frozen
from tests.world import PASSWORD, World


@pytest.fixture
def signing(world: World) -> Round:
    """A round of a council that lets the password alone do for those who have no second factor."""
    with world.acting(world.north.slt):
        password_alone(world)
        return frozen(world)


def password_alone(world: World) -> None:
    """The council chooses so. Call in its writer's context."""
    set_policy(council=world.north.council, second_factor=False, reminder_months=[6], by=world.north.slt)


def logged_in(world: World, user: Any) -> Client:
    """A browser whose person has typed the password, as allauth records it."""
    client = Client()
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def slots(world: World, signing: Round) -> list[SignatorySlot]:
    with world.inside(world.north.council):
        return list(SignatorySlot.objects.filter(agreement=signing.agreement_id).order_by("order"))


def signed(world: World) -> list[SignOff]:
    with world.inside(world.north.council):
        return list(SignOff.objects.order_by("recorded_at"))


def shown(client: Client, address: str) -> dict[str, str]:
    """What the page carries to say which text was shown."""
    context = client.get(address).context
    return {"shown": context["shown"], "sha256": context["version"].sha256}


def sign_through_page(client: Client, signing: Round, slot: SignatorySlot, **said: str) -> Any:
    """Read the page, press sign, and type the password again when asked."""
    address = reverse("agreement_sign_line", args=[signing.agreement_id, slot.pk])
    answer = client.post(address, {**shown(client, address), "read": "on", **said})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))  # type: ignore[attr-defined]
    return client.post(answer.url, {"password": PASSWORD})  # type: ignore[attr-defined]
