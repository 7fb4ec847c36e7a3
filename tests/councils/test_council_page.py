"""The list of councils, the council's page on a day, and its trail."""

from __future__ import annotations

import datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from councils.actions import (
    CadenceTerms,
    RulesTerms,
    add_seat,
    adopt_rules,
    appoint,
    found_council,
    open_office,
)
from councils.membership import members_on
from councils.models import Council, Role, Seat
from politirad.tenancy.models import User
from tests.queries import MOST, asked
from tests.world import BEGAN, World, person

#: Statements that a page makes for its own sake: what opens and closes the transaction is not counted.


def page(world: World, user: User, name: str = "council", **query: str) -> str:
    """The page of the north council as `user` sees it."""
    client = world.client(user)
    answer = client.get(reverse(name, args=[world.north.council.pk]), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_list_shows_own_councils_with_role(world: World) -> None:
    answer = world.client(world.north.mayor).get(reverse("councils"))
    text = answer.content.decode()
    assert "Politirådet i Nordvik" in text
    assert "Ordfører" in text
    assert "Sørvik" not in text


def test_list_of_station_chief_shows_both_councils(world: World) -> None:
    text = world.client(world.station_chief).get(reverse("councils")).content.decode()
    assert "Politirådet i Nordvik" in text
    assert "Politirådet i Sørvik" in text


def test_list_says_how_to_begin_for_one_without_councils(world: World) -> None:
    text = world.client(world.stranger).get(reverse("councils")).content.decode()
    assert "Du er ikke med i noe råd ennå" in text


def test_list_finds_by_word_and_says_when_nothing_is_found(world: World) -> None:
    client = world.client(world.station_chief)
    assert "Politirådet i Sørvik" not in client.get(reverse("councils"), {"q": "nord"}).content.decode()
    assert "Fant ingen råd" in client.get(reverse("councils"), {"q": "finnes ikke"}).content.decode()


def test_a_secretary_who_is_no_member_is_shown_and_not_counted(world: World) -> None:
    day = world.today
    with world.acting(world.north.administrator):
        before = {side.side: side.people for side in members_on(world.north.council, day)}
        add_seat(
            council=world.north.council,
            title="Rådets sekretær",
            side="municipality",
            kind=Seat.Kind.SECRETARY,
            is_secretary=True,
            listed=False,
            by=world.north.administrator,
            today=day,
        )
        after = {side.side: side.people for side in members_on(world.north.council, day)}
    assert before == after
    assert "Rådets sekretær" in page(world, world.north.administrator)


def test_children_stand_below_their_parent(world: World) -> None:
    with world.acting(world.north.administrator):
        child = found_council(
            owner=world.north.municipality,
            name="A-utvalget",
            participants=[],
            today=world.today,
            by=world.north.administrator,
            parent=world.north.council,
            kind=Council.Kind.WORKING_COMMITTEE,
        )
    text = world.client(world.north.administrator).get(reverse("councils")).content.decode()
    assert text.index("Politirådet i Nordvik") < text.index("A-utvalget")
    assert "council-row--1" in text
    own = page(world, world.north.administrator)
    assert reverse("council", args=[child.pk]) in own
    # A member of the council who has no seat in the child does not hear of it.
    assert "A-utvalget" not in page(world, world.north.mayor)


def test_page_shows_members_rules_and_organisations(world: World) -> None:
    text = page(world, world.north.member)
    for words in (
        "Olga Ordfører nordvik",
        "Stine Sjef",
        "Skal ha fire møter i året",
        "Senest én uke før møtet",
        "Nytt fra politiet",
        "Vik politistasjonsdistrikt",
        "Fast stedfortreder".lower(),
        "leder",
    ):
        assert words in text, words
    assert "Nytt medlem" not in text
    assert "Siste hendelser" not in text


def test_page_offers_secretary_what_only_the_secretary_may(world: World) -> None:
    text = page(world, world.north.slt)
    assert reverse("add_seat", args=[world.north.council.pk]) in text
    assert reverse("adopt_rules", args=[world.north.council.pk]) in text
    assert "Siste hendelser" in text


@pytest.mark.parametrize("who", ["stranger", "other_slt", "other_mayor", "system_administrator"])
def test_page_is_not_there_for_outsiders(world: World, who: str) -> None:
    client = world.client(world.everybody()[who])
    assert client.get(reverse("council", args=[world.north.council.pk])).status_code == 404
    assert client.get(reverse("council_trail", args=[world.north.council.pk])).status_code == 404
    assert client.get(reverse("council", args=[uuid4()])).status_code == 404


def test_page_sends_anonymous_to_login(world: World) -> None:
    answer = world.client().get(reverse("council", args=[world.north.council.pk]))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_page_shows_members_as_of_a_date(world: World) -> None:
    with world.acting(world.north.administrator):
        seat = Seat.objects.get(council=world.north.council, title="Ordfører")
        assert seat.office is not None
        successor = person("ny.ordforer", "Nils Etterfølger")
        appoint(
            office=seat.office,
            user=successor,
            valid_from=datetime.date(2026, 3, 1),
            succeeds=True,
            by=world.north.administrator,
            today=world.today,
        )
    before = page(world, world.north.member, dato="2026-02-28")
    after = page(world, world.north.member, dato="01.03.2026")
    assert "Olga Ordfører nordvik" in before and "Nils Etterfølger" not in before
    assert "Nils Etterfølger" in after and "Olga Ordfører nordvik" not in after
    assert "slik de gjelder 28. februar 2026" in before


def test_page_shows_rules_as_of_a_date(world: World) -> None:
    with world.acting(world.north.slt):
        adopt_rules(
            council=world.north.council,
            terms=RulesTerms(cadence=(CadenceTerms(kind="per_year", count=6),)),
            valid_from=datetime.date(2026, 1, 1),
            by=world.north.slt,
        )
    assert "Seks møter i året" in page(world, world.north.member)
    assert "Skal ha fire møter i året" in page(world, world.north.member, dato="31.12.2025")


def test_page_before_the_beginning_says_so(world: World) -> None:
    text = page(world, world.north.member, dato="1.1.2001")
    assert "Ingen regler er registrert 1. januar 2001" in text


@pytest.mark.parametrize("written", ["31.02.2026", "i fjor", "1.1.0026"])
def test_page_answers_bad_date_with_a_sentence(world: World, written: str) -> None:
    text = page(world, world.north.member, dato=written)
    assert "ds-error-summary" in text
    assert f'value="{written}"' in text
    assert "Olga Ordfører nordvik" in text


def test_vacant_seat_and_acting_holder_are_said(world: World) -> None:
    with world.acting(world.north.slt):
        council = world.north.council
        vacant = open_office(
            organization=world.north.municipality,
            role=Role.objects.get(code="member"),
            title="Leder for barnevernet",
            council=council,
            by=world.north.slt,
        )
        add_seat(council=council, title="Barnevernet", office=vacant, by=world.north.slt, today=world.today)
        mayor = Seat.objects.get(council=council, title="Ordfører").office
        assert mayor is not None
        appoint(
            office=mayor,
            user=world.north.deputy_mayor,
            valid_from=BEGAN,
            acting=True,
            by=world.north.slt,
            today=world.today,
        )
    text = page(world, world.north.member)
    assert "Ubesatt" in text
    assert "fungerende" in text


def test_trail_tells_deeds_in_words(world: World) -> None:
    with world.acting(world.north.slt):
        adopt_rules(
            council=world.north.council,
            terms=RulesTerms(),
            valid_from=datetime.date(2026, 2, 1),
            by=world.north.slt,
        )
    text = page(world, world.north.slt, "council_trail")
    assert "Nye regler gjelder fra 1. februar 2026" in text
    assert world.north.slt.name in text
    assert "adopt_rules" not in text


@pytest.mark.parametrize("who", ["member", "observer", "police_contact", "deputy_mayor"])
def test_trail_is_refused_to_those_without_the_right(world: World, who: str) -> None:
    client = world.client(world.everybody()[who])
    assert client.get(reverse("council_trail", args=[world.north.council.pk])).status_code == 403


def test_page_and_list_cost_the_same_with_many_rows(world: World) -> None:
    address = reverse("council", args=[world.north.council.pk])
    listing, trail = reverse("councils"), reverse("council_trail", args=[world.north.council.pk])
    client = world.client(world.north.slt)
    few = [len(asked(client, one)) for one in (address, listing, trail)]
    with world.acting(world.north.slt):
        for number in range(30):
            office = open_office(
                organization=world.north.municipality,
                role=Role.objects.get(code="member"),
                title=f"Leder {number}",
                council=world.north.council,
                by=world.north.slt,
            )
            add_seat(
                council=world.north.council,
                title=f"Leder {number}",
                office=office,
                by=world.north.slt,
                today=world.today,
            )
            user = person(f"leder{number}", f"Leder Nummer {number}")
            appoint(office=office, user=user, valid_from=BEGAN, by=world.north.slt, today=world.today)
    assert [len(asked(client, one)) for one in (address, listing, trail)] == few
    assert max(few) <= MOST
