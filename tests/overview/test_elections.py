"""The system administrator keeps the table of election days; what follows from it is reckoned anew."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from agreements.actions import add_term
from agreements.models import Agreement, RevisionRule
from councils.refusals import Refusal
from politirad.overview.elections import enter_election, remove_election
from politirad.tenancy.models import ElectionDay
from politirad.tenancy.register import load
from tests.agreements.drafts import signed
from tests.queries import MOST, asked
from tests.world import World

DAY = datetime.date


def post(world: World, name: str, *keys: Any, user: Any = None, **said: Any) -> Any:
    return world.client(user or world.system_administrator).post(reverse(name, args=keys), said)


def days() -> list[tuple[str, bool]]:
    return [(f"{row.date}", row.confirmed) for row in ElectionDay.objects.order_by("date")]


@pytest.fixture
def table(world: World) -> World:
    """Two elections: one held, one expected."""
    ElectionDay.objects.all().delete()
    ElectionDay.objects.create(date=DAY(2023, 9, 11), confirmed=True, basis="Holdt")
    ElectionDay.objects.create(date=DAY(2027, 9, 13), basis="Ventet")
    return world


def test_day_is_entered_moved_and_taken_out(table: World) -> None:
    world = table
    assert post(world, "election_add", day="8.9.2031", basis="").status_code == 302
    moved = post(
        world, "election_edit", "2027-09-13", day="20.09.2027", confirmed="on", basis="Statsråd 3.4."
    )
    assert moved.status_code == 302
    assert days() == [("2023-09-11", True), ("2027-09-20", True), ("2031-09-08", False)]
    page = world.client(world.system_administrator).get(reverse("elections")).content.decode()
    assert "mandag 20. september 2027" in page and "Fastsatt" in page and "Ventet" in page and "Holdt" in page
    assert post(world, "election_remove", "2031-09-08").status_code == 302
    assert days() == [("2023-09-11", True), ("2027-09-20", True)]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": "5.9.2027"}, "alt lagt inn et kommunevalg i 2027"),
        ({"day": "12.9.2099999"}, "dato"),
        ({"day": "12.9.2120"}, "Året må være mellom"),
        ({"day": "9.9.2019"}, "Et valg som er holdt, er også fastsatt"),
        ({"day": ""}, "må fylles ut"),
    ],
)
def test_what_cannot_be_is_refused_in_words(table: World, said: dict[str, str], sentence: str) -> None:
    before = days()
    answer = post(table, "election_add", basis="Brevet fra KDD", **said)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert sentence.lower() in text.lower() and "Brevet fra KDD" in text
    assert days() == before


def test_held_election_stays(table: World) -> None:
    assert post(table, "election_remove", "2023-09-11").status_code == 302
    answer = post(table, "election_edit", "2023-09-11", day="10.9.2035", confirmed="on")
    assert "kan ikke flyttes fram i tid" in answer.content.decode()
    assert days()[0] == ("2023-09-11", True)
    corrected = post(table, "election_edit", "2023-09-11", day="11.9.2023", confirmed="on", basis="Valgloven")
    assert corrected.status_code == 302
    assert ElectionDay.objects.get(date=DAY(2023, 9, 11)).basis == "Valgloven"


@pytest.mark.parametrize("who", ["slt", "mayor", "administrator"])
def test_others_are_refused(table: World, who: str) -> None:
    user = getattr(table.north, who)
    client = table.client(user)
    assert client.get(reverse("elections")).status_code == 403
    assert client.get(reverse("election_add")).status_code == 403
    assert post(table, "election_edit", "2027-09-13", user=user, day="20.9.2027").status_code == 403
    assert post(table, "election_remove", "2027-09-13", user=user).status_code == 403
    assert table.client(None).get(reverse("elections")).status_code == 302
    assert len(days()) == 2


@pytest.mark.parametrize("day", ["2026-01-01", "tull", "2027-13-40"])
def test_day_that_is_not_there_is_not_found(table: World, day: str) -> None:
    address = reverse("election_edit", args=[day])
    assert table.client(table.system_administrator).get(address).status_code == 404


def test_revision_follows_the_day_at_once(table: World) -> None:
    world = table
    agreement = signed(world)
    with world.acting(world.north.slt):
        facts = {"valid_to": "", "open_ended": True, "signed_on": "2026-02-01"}
        Agreement.objects.filter(pk=agreement.pk).update(state="draft", **facts)
        add_term(
            RevisionRule,
            agreement=agreement,
            by=world.north.slt,
            today=world.today,
            kind="after_municipal_election",
            grace_months=6,
        )
        Agreement.objects.filter(pk=agreement.pk).update(state="in_force")
    address = reverse("agreement", args=[agreement.pk])
    assert "13. mars 2028" in world.client(world.north.slt).get(address).content.decode()
    post(world, "election_edit", "2027-09-13", day="20.9.2027", confirmed="on")
    assert "20. mars 2028" in world.client(world.north.slt).get(address).content.decode()


def test_missing_day_is_asked_for(table: World) -> None:
    client = table.client(table.system_administrator)
    assert "Legg inn datoen for neste kommunevalg" not in client.get(reverse("overview")).content.decode()
    ElectionDay.objects.filter(date__gte=table.today).delete()
    assert "Legg inn datoen for neste kommunevalg" in client.get(reverse("overview")).content.decode()
    assert "er ikke lagt inn" in client.get(reverse("elections")).content.decode()
    assert "neste kommunevalg" not in table.client(table.north.slt).get(reverse("overview")).content.decode()
    assert len(asked(client, reverse("overview"))) <= MOST


def test_register_does_not_bring_a_moved_day_back(table: World) -> None:
    with table.acting(table.system_administrator):
        enter_election(
            day=DAY(2027, 9, 20),
            confirmed=True,
            basis="",
            by=table.system_administrator,
            today=table.today,
            former=ElectionDay.objects.get(date=DAY(2027, 9, 13)),
        )
    with transaction.atomic():
        load()
    assert [day for day, _fixed in days() if day.startswith("2027")] == ["2027-09-20"]


def test_deeds_refuse_without_the_page_too(table: World) -> None:
    held = ElectionDay.objects.get(date=DAY(2023, 9, 11))
    with table.acting(table.system_administrator), pytest.raises(Refusal, match="må bli stående"):
        remove_election(election=held, by=table.system_administrator, today=table.today)
