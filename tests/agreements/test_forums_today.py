"""The frozen text keeps the councils' rules as they were, and says where they are others today."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse

from agreements.models import Agreement, Regulation, Version
from councils.actions import adopt_rules
from councils.models import Council, Rules
from tests.agreements.drafts import draft, put_in_state, signed
from tests.queries import MOST, asked
from tests.world import World, usual_rules

pytestmark = pytest.mark.django_db

DIFFERENT = "Annerledes i dag"


def changed(world: World, **facts: object) -> None:
    """The council adopts other rules, from today."""
    slt = world.north.slt
    with world.acting(slt):
        council = Council.objects.get(pk=world.north.council.pk)
        adopt_rules(council=council, terms=replace(usual_rules(), **facts), valid_from=world.today, by=slt)


def text(world: World, agreement: Agreement, user: object = None) -> str:
    client = world.client(user or world.north.slt)
    return client.get(reverse("agreement_text", args=[agreement.pk])).content.decode()


def test_signed_text_says_where_a_council_has_other_rules_today(world: World) -> None:
    agreement = signed(world)
    assert DIFFERENT not in text(world, agreement)
    changed(world, chair="Kommunedirektøren")
    page = text(world, agreement)
    assert "Regler eller medlemmer er endret etter at teksten ble låst." in page
    frozen, today = page.split(DIFFERENT)
    assert "Kommunedirektøren" not in frozen.split("<article")[1]
    assert "Kommunedirektøren" in today
    with world.inside(world.north.council):
        assert "Kommunedirektøren" not in Version.objects.get(agreement=agreement).canonical


def test_what_differs_stands_under_the_councils_own_heading_and_once(world: World) -> None:
    agreement = signed(world)
    with world.inside(world.north.council):
        regulation = Regulation.objects.get(agreement=agreement)
        heading = regulation.name_in_text or world.north.council.name
    changed(world, chair="Kommunedirektøren")
    page = text(world, agreement)
    assert page.count(DIFFERENT) == 1
    assert page.index(f"{heading}</h3>") < page.index(DIFFERENT)


def test_ended_agreement_and_draft_say_nothing_of_today(world: World) -> None:
    with world.acting(world.north.slt):
        writing = draft(world, "Ny avtale")
    agreement = signed(world)
    with world.inside(world.north.council):
        put_in_state(agreement, "expired")
    changed(world, chair="Kommunedirektøren")
    assert DIFFERENT not in text(world, agreement)
    assert DIFFERENT not in text(world, writing)


def test_reader_who_does_not_see_the_council_is_told_nothing_of_it(world: World) -> None:
    agreement = signed(world)
    changed(world, chair="Kommunedirektøren")
    for user, sees in ((world.station_chief, True), (world.north.observer, True)):
        assert (DIFFERENT in text(world, agreement, user)) is sees, user
    client = world.client(world.south.slt)
    assert client.get(reverse("agreement_text", args=[agreement.pk])).status_code == 404


def test_page_asks_the_same_for_one_difference_and_for_none(world: World) -> None:
    agreement = signed(world)
    address = reverse("agreement_text", args=[agreement.pk])
    client = world.client(world.north.slt)
    before = asked(client, address)
    changed(world, chair="Kommunedirektøren", agenda_deadline_days=21)
    with world.acting(world.north.slt):
        yesterday = world.today - datetime.timedelta(days=1)
        assert Rules.objects.filter(council=world.north.council, valid_to=yesterday).exists()
    assert len(asked(client, address)) == len(before) <= MOST
