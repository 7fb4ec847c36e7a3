"""Every page of an agreement for every kind of reader, and how many questions a page asks."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.actions import add_section, add_term, change_head, freeze, put_attachment, request_pdf
from agreements.models import (
    Agreement,
    AgreementJob,
    FocusArea,
    Party,
    Reference,
    RevisionRule,
    Round,
    SignatorySlot,
)
from politirad.tenancy.models import OutgoingMessage
from tests.agreements.drafts import draft, frozen, signed
from tests.queries import MOST, asked
from tests.world import World

READING = ("agreement", "agreement_text", "agreement_history")
WRITING = ("agreement_edit", "agreement_terms", "agreement_head")


@pytest.fixture
def written(world: World) -> Agreement:
    with world.acting(world.north.slt):
        return draft(world)


@pytest.fixture
def sent(world: World) -> Round:
    with world.acting(world.north.slt):
        return frozen(world)


def status(world: World, who: str, name: str, agreement_id: Any) -> int:
    return world.client(world.everybody()[who]).get(reverse(name, args=[agreement_id])).status_code


@pytest.mark.parametrize("name", READING)
def test_reading_pages_open_for_those_concerned(world: World, written: Agreement, name: str) -> None:
    expected = dict.fromkeys(world.everybody(), 404) | {
        "anonymous": 302,
        "slt": 200,
        "mayor": 200,
        "deputy_mayor": 200,
        "chief_executive": 200,
        "member": 200,
        "observer": 200,
        "administrator": 200,
        "police_contact": 200,
        "station_chief": 200,
    }
    assert {who: status(world, who, name, written.pk) for who in expected} == expected


@pytest.mark.parametrize("name", WRITING)
def test_writing_pages_open_for_writers_alone(world: World, written: Agreement, name: str) -> None:
    expected = {
        "anonymous": 302,
        "slt": 200,
        "mayor": 403,
        "police_contact": 403,
        "station_chief": 403,
        "other_slt": 404,
        "stranger": 404,
    }
    assert {who: status(world, who, name, written.pk) for who in expected} == expected


@pytest.mark.parametrize("name", [*READING, *WRITING, "agreement_freeze", "agreement_sign"])
def test_missing_agreement_and_foreign_agreement_look_the_same(
    world: World, written: Agreement, name: str
) -> None:
    client = world.client(world.south.slt)
    foreign = client.get(reverse(name, args=[written.pk]))
    missing = client.get(reverse(name, args=[uuid4()]))
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert len(foreign.content) == len(missing.content)


def test_overview_tells_parties_lines_validity_and_areas(world: World, written: Agreement) -> None:
    page = world.client(world.north.police_contact).get(reverse("agreement", args=[written.pk]))
    text = page.content.decode()
    for said in (
        "Nordvik kommune",
        "Vik politistasjonsdistrikt",
        "ordfører",
        world.station_chief.name,
        f"{world.today.year}–{world.today.year + 3}",
        "Ungdom og rus",
        "Hver av partene kan si opp avtalen",
        "Avtalen er ikke signert ennå.",
        "Politirådet i Nordvik",
    ):
        assert said in text
    assert reverse("agreement_edit", args=[written.pk]) not in text


@pytest.mark.parametrize(
    ("language", "period"),
    [
        ("nb", "fra 1. februar 2025 til den sies opp"),
        ("nn", "frå 1. februar 2025 til han blir sagd opp"),
        ("en", "from 1 February 2025 until notice is given"),
    ],
)
def test_period_stands_in_the_readers_language(
    world: World, written: Agreement, language: str, period: str
) -> None:
    with world.acting(world.north.slt):
        head = {"valid_from": "2025-02-01", "valid_to": "", "open_ended": True}
        change_head(agreement=written, by=world.north.slt, **head)
    world.north.member.language = language
    world.north.member.save()
    page = world.client(world.north.member).get(reverse("agreement", args=[written.pk]))
    assert period in page.content.decode()


def test_buttons_stand_only_where_the_reader_may(world: World, written: Agreement) -> None:
    addresses = {
        name: reverse(name, args=[written.pk])
        for name in ("agreement_edit", "agreement_freeze", "agreement_sign")
    }
    shown = world.client(world.north.slt).get(reverse("agreement", args=[written.pk])).content.decode()
    assert {name for name, address in addresses.items() if address in shown} == {
        "agreement_edit",
        "agreement_freeze",
    }


def test_contradiction_between_rule_and_period_is_shown(world: World, written: Agreement) -> None:
    with world.acting(world.north.slt):
        add_term(RevisionRule, agreement=written, by=world.north.slt, today=world.today, kind="yearly")
    page = world.client(world.north.mayor).get(reverse("agreement", args=[written.pk]))
    assert "skal revideres hvert år, men gjelder for flere år" in page.content.decode()


def test_frozen_text_page_says_which_version(world: World, sent: Round) -> None:
    page = world.client(world.station_chief).get(reverse("agreement_text", args=[sent.agreement_id]))
    assert "Dette er versjon 1" in page.content.decode()
    edit = world.client(world.north.slt).get(reverse("agreement_edit", args=[sent.agreement_id]))
    assert "Teksten er låst for signering" in edit.content.decode()


def test_list_shows_own_agreements_by_state(world: World, written: Agreement, sent: Round) -> None:
    client = world.client(world.north.member)
    assert len(client.get(reverse("agreements")).context["entries"]) == 2
    waiting = client.get(reverse("agreements"), {"vis": "signering"}).context["entries"]
    assert [entry["agreement"].pk for entry in waiting] == [sent.agreement_id]
    assert client.get(reverse("agreements"), {"q": "finnes ikke\x00"}).context["entries"] == []
    assert world.client(world.south.member).get(reverse("agreements")).context["entries"] == []


def crowd(world: World, agreement: Agreement) -> None:
    """Thirty of everything."""
    slt, today = world.north.slt, world.today
    party = Party.objects.filter(agreement=agreement).first()
    for number in range(30):
        said = {"agreement": agreement, "by": slt, "today": today}
        add_term(FocusArea, **said, kind="focus", text=f"Område {number}")
        add_term(Reference, **said, title=f"Rundskriv {number}")
        add_term(SignatorySlot, **said, party=party, capacity=f"direktør {number}", planned_name="Kari")
        add_section(agreement=agreement, heading=f"Avsnitt {number}", html="<p>Tekst</p>", by=slt)
        put_attachment(agreement=agreement, title=f"Vedlegg {number}", by=slt)


@pytest.mark.parametrize("name", [*READING, "agreement_edit", "agreement_terms"])
def test_page_asks_the_same_number_of_questions_for_one_and_thirty(world: World, name: str) -> None:
    with world.acting(world.north.slt):
        small, large = draft(world, "Liten"), draft(world, "Stor")
        crowd(world, large)
    found = [
        len(asked(world.client(world.north.slt), reverse(name, args=[one.pk]))) for one in (small, large)
    ]
    assert found[0] == found[1] <= MOST


def test_sign_page_asks_few_questions_however_many_lines(world: World) -> None:
    with world.acting(world.north.slt):
        large = draft(world)
        crowd(world, large)
        freeze(agreement=large, by=world.north.slt, at=timezone.now(), today=world.today)
    for who in (world.north.mayor, world.north.deputy_mayor):
        assert len(asked(world.client(who), reverse("agreement_sign", args=[large.pk]))) <= MOST


def test_history_of_a_signed_agreement_asks_few_questions(world: World) -> None:
    agreement = signed(world)
    for name in READING:
        assert len(asked(world.client(world.north.slt), reverse(name, args=[agreement.pk]))) <= MOST
    page = (
        world.client(world.north.slt).get(reverse("agreement_history", args=[agreement.pk])).content.decode()
    )
    assert world.north.mayor.name in page
    assert "er signert i egenskap av" in page


def test_list_asks_the_same_number_of_questions_for_one_and_thirty(world: World) -> None:
    with world.acting(world.north.slt):
        draft(world)
    one = len(asked(world.client(world.north.slt), reverse("agreements")))
    with world.acting(world.north.slt):
        for number in range(29):
            draft(world, f"Avtale {number}")
    assert one == len(asked(world.client(world.north.slt), reverse("agreements"))) <= MOST


def test_ordered_pdf_is_watched_and_fetched(world: World, written: Agreement) -> None:
    client = world.client(world.north.member)
    ordered = client.post(reverse("agreement_order_pdf", args=[written.pk]), headers={"HX-Request": "true"})
    assert "Venter på tur" in ordered.content.decode()
    with world.acting(world.north.member):
        job = AgreementJob.objects.get(agreement=written)
    watched = client.get(reverse("agreement_job", args=[written.pk, job.pk]))
    assert "data-hx-get" in watched.content.decode()
    assert (
        world.client(world.south.slt).get(reverse("agreement_job", args=[written.pk, job.pk])).status_code
        == 404
    )
    assert client.get(reverse("agreement_pdf", args=[written.pk, uuid4()])).status_code == 404


def test_agreement_in_force_offers_revision_to_those_who_may(world: World) -> None:
    agreement = signed(world)
    address = reverse("agreement_revise", args=[agreement.pk])
    shown: Callable[[Any], bool] = lambda who: (  # noqa: E731
        address in world.client(who).get(reverse("agreement", args=[agreement.pk])).content.decode()
    )
    assert [shown(world.north.slt), shown(world.north.mayor), shown(world.north.member)] == [
        True,
        True,
        False,
    ]
    assert world.client(world.north.member).post(address, {"reason": "Valg"}).status_code == 403
    mayor = world.client(world.north.mayor)
    assert "Skriv kort hvorfor." in mayor.post(address, {"reason": " "}).content.decode()
    answer = mayor.post(address, {"reason": "Revisjon etter kommunevalget"})
    with world.inside(world.north.council):
        successor = Agreement.objects.get(predecessor=agreement)
        assert successor.state_changes.get().reason == "Revisjon etter kommunevalget"
        letters = OutgoingMessage.objects.filter(kind="agreement_draft_opened")
        told = {one.to_email: one.text for one in letters}
        assert set(told) == {world.north.slt.email, world.station_chief.email}
        assert all("Revisjon etter kommunevalget" in text for text in told.values())
        assert answer.url == reverse("agreement", args=[successor.pk])  # type: ignore[attr-defined]
        assert (successor.state, successor.valid_from, successor.slots.count()) == ("draft", "", 2)
        assert successor.sections.count() == agreement.sections.count() > 0


def test_request_pdf_is_for_readers(world: World, written: Agreement) -> None:
    assert (
        world.client(world.south.slt).post(reverse("agreement_order_pdf", args=[written.pk])).status_code
        == 404
    )
    with world.acting(world.north.member):
        assert request_pdf(agreement=written, by=world.north.member).state == "waiting"
