"""Freezing, signing, standing in, paper, withdrawal, and what follows when all have signed."""

import hashlib
from collections.abc import Callable

import pytest
from django.utils import timezone

from agreements import canonical
from agreements.actions import attest_paper, change_head, freeze, keep_file, settle, sign, withdraw
from agreements.models import (
    Agreement,
    AgreementJob,
    Party,
    Round,
    Section,
    SignatorySlot,
    SignOff,
    Version,
)
from agreements.permissions import Right, may
from councils.refusals import Refusal
from politirad.tenancy.models import AuditEvent, OutgoingMessage, User
from tests.agreements.drafts import draft, frozen
from tests.world import World

PROOF = {"method": "password", "at": 1}


def sign_as(world: World, user: User, signing: Round, slot: SignatorySlot, **said: str) -> SignOff:
    """Sign as a request of that person would."""
    with world.acting(user):
        return sign(
            slot=SignatorySlot.objects.get(pk=slot.pk),
            sha256=said.pop("sha256", signing.version.sha256),
            by=user,
            at=timezone.now(),
            today=world.today,
            evidence=PROOF,
            **said,
        )


@pytest.fixture
def signing(world: World) -> Round:
    with world.acting(world.north.slt):
        return frozen(world)


@pytest.fixture
def slots(world: World, signing: Round) -> list[SignatorySlot]:
    with world.acting(world.north.slt):
        return list(SignatorySlot.objects.filter(agreement=signing.agreement_id).order_by("order"))


def settle_now(world: World, signing: Round) -> bool:
    with world.inside(world.north.council):
        agreement = Agreement.objects.get(pk=signing.agreement_id)
        return settle(agreement=agreement, at=timezone.now(), today=world.today)


def state(world: World, signing: Round) -> str:
    with world.inside(world.north.council):
        return Agreement.objects.get(pk=signing.agreement_id).state


def test_freezing_binds_the_canonical_text_to_its_fingerprint(world: World, signing: Round) -> None:
    with world.acting(world.north.slt):
        version = Version.objects.get(pk=signing.version_id)
        data = version.canonical.encode()
        assert version.sha256 == hashlib.sha256(data).hexdigest()
        text = canonical.read(data)
        assert [party.name for party in text.parties] == ["Nordvik kommune", "Vik politistasjonsdistrikt"]
        assert [one.capacity for one in text.signatories] == ["ordfører", "politistasjonssjef"]
        assert [section.heading for section in text.sections][-2:] == ["Møteplasser", "Politirådet i Nordvik"]
        assert "Senest én uke før møtet" in text.sections[-1].html
        assert signing.agreement.state == "frozen"


def test_freezing_asks_every_planned_signatory_once(world: World, signing: Round) -> None:
    with world.inside(world.north.council):
        letters = OutgoingMessage.objects.filter(kind="agreement_to_sign")
        assert sorted(letters.values_list("to_email", flat=True)) == sorted(
            [world.north.mayor.email, world.station_chief.email]
        )
        assert all(letter.waits_when_uncertain for letter in letters)
        assert "ordfører" in letters.get(recipient=world.north.mayor).text


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (lambda a: Party.objects.filter(agreement=a).last().delete(), "minst to parter"),
        (lambda a: SignatorySlot.objects.filter(agreement=a).last().delete(), "minst én signaturlinje"),
        (lambda a: Section.objects.filter(agreement=a).delete(), "ingen tekst"),
    ],
    ids=["one party", "party without line", "no text"],
)
def test_freezing_refuses_what_cannot_be_signed(
    world: World, break_it: Callable[[Agreement], object], sentence: str
) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
        break_it(agreement)
        with pytest.raises(Refusal, match=sentence):
            freeze(agreement=agreement, by=world.north.slt, at=timezone.now(), today=world.today)


def test_frozen_text_cannot_be_changed(world: World, signing: Round) -> None:
    with world.acting(world.north.slt), pytest.raises(Refusal, match="låst for signering"):
        change_head(agreement=signing.agreement, by=world.north.slt, title="Noe annet")


def test_everybody_signing_brings_the_agreement_into_force(
    world: World, signing: Round, slots: list[SignatorySlot]
) -> None:
    sign_as(world, world.north.mayor, signing, slots[0])
    assert (settle_now(world, signing), state(world, signing)) == (False, "partly_signed")
    one = sign_as(world, world.station_chief, signing, slots[1])
    assert (settle_now(world, signing), state(world, signing)) == (True, "in_force")
    assert settle_now(world, signing) is False
    with world.inside(world.north.council):
        assert (one.sha256, one.evidence, one.capacity) == (
            signing.version.sha256,
            PROOF,
            "politistasjonssjef",
        )
        assert Round.objects.get(pk=signing.pk).outcome == "signed"
        assert AgreementJob.objects.filter(kind="sealed_pdf").count() == 1
        told = OutgoingMessage.objects.filter(kind="agreement_in_force").values_list("to_email", flat=True)
        assert set(told) == {world.north.mayor.email, world.station_chief.email, world.north.slt.email}
        assert AuditEvent.objects.filter(action="sign").count() == 2


def test_slot_can_be_signed_once(world: World, signing: Round, slots: list[SignatorySlot]) -> None:
    sign_as(world, world.north.mayor, signing, slots[0])
    with pytest.raises(Refusal, match="allerede signert"):
        sign_as(world, world.north.mayor, signing, slots[0])


def test_who_sent_the_agreement_cannot_sign_it(
    world: World, signing: Round, slots: list[SignatorySlot]
) -> None:
    with pytest.raises(Refusal, match="bare signere din egen linje"):
        sign_as(
            world,
            world.north.slt,
            signing,
            slots[0],
            capacity="ordfører",
            authority="law",
            basis="sendte den",
        )


@pytest.mark.parametrize("slot", [0, 1], ids=["own party's", "other party's"])
def test_mayor_of_another_municipality_cannot_sign(
    world: World, signing: Round, slots: list[SignatorySlot], slot: int
) -> None:
    with pytest.raises(SignatorySlot.DoesNotExist):
        sign_as(world, world.south.mayor, signing, slots[slot])


def test_party_cannot_sign_the_other_partys_line(
    world: World, signing: Round, slots: list[SignatorySlot]
) -> None:
    with pytest.raises(Refusal, match="bare signere din egen linje"):
        sign_as(
            world, world.north.mayor, signing, slots[1], capacity="ordfører", authority="law", basis="loven"
        )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"capacity": "varaordfører"}, "gir deg fullmakt"),
        ({"authority": "absence", "basis": "permisjon"}, "hva du signerer som"),
        ({"capacity": "varaordfører", "authority": "delegation"}, "saksnummeret"),
        ({"capacity": "varaordfører", "authority": "absence"}, "hvem som er borte"),
    ],
)
def test_deputy_must_say_in_which_capacity_and_on_what_authority(
    world: World, signing: Round, slots: list[SignatorySlot], said: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        sign_as(world, world.north.deputy_mayor, signing, slots[0], **said)


@pytest.mark.parametrize(
    ("said", "basis"),
    [
        (
            {"authority": "absence", "basis": "ordføreren har permisjon"},
            "ved fravær: ordføreren har permisjon",
        ),
        ({"authority": "delegation", "case_number": "24/118"}, "delegasjonsvedtak, sak 24/118"),
        ({"authority": "law", "basis": "kommuneloven § 6-1"}, "etter lov: kommuneloven § 6-1"),
    ],
)
def test_deputy_signs_as_deputy_on_stated_authority(
    world: World, signing: Round, slots: list[SignatorySlot], said: dict[str, str], basis: str
) -> None:
    one = sign_as(world, world.north.deputy_mayor, signing, slots[0], capacity="varaordfører", **said)
    assert (one.name, one.capacity, one.basis, one.authority, one.slot.capacity, one.slot.planned_user) == (
        world.north.deputy_mayor.name,
        "varaordfører",
        basis,
        said["authority"],
        "ordfører",
        world.north.mayor,
    )


def test_signing_another_text_than_the_one_shown_is_refused(
    world: World, signing: Round, slots: list[SignatorySlot]
) -> None:
    with pytest.raises(Refusal, match="Teksten er endret"):
        sign_as(world, world.north.mayor, signing, slots[0], sha256="0" * 64)


def test_withdrawal_voids_signatures_and_tells_earlier_signers(
    world: World, signing: Round, slots: list[SignatorySlot]
) -> None:
    sign_as(world, world.north.mayor, signing, slots[0])
    with world.acting(world.north.slt):
        agreement = Agreement.objects.get(pk=signing.agreement_id)
        with pytest.raises(Refusal, match="Skriv hvorfor"):
            withdraw(agreement=agreement, reason=" ", by=world.north.slt, at=timezone.now())
        withdraw(agreement=agreement, reason="Feil periode", by=world.north.slt, at=timezone.now())
        letters = OutgoingMessage.objects.filter(kind="agreement_withdrawn")
        assert "gjelder ikke lenger" in letters.get(recipient=world.north.mayor).text
        assert "Feil periode" in letters.get(recipient=world.station_chief).text
    assert state(world, signing) == "draft"
    with pytest.raises(Refusal, match="ikke sendt til signering"):
        sign_as(world, world.station_chief, signing, slots[1])
    with world.acting(world.north.slt):
        again = freeze(
            agreement=Agreement.objects.get(pk=signing.agreement_id),
            by=world.north.slt,
            at=timezone.now(),
            today=world.today,
        )
        assert again.version.number == 2
    sign_as(world, world.north.mayor, again, slots[0])


def test_paper_signature_needs_a_witness_and_a_day_after_the_freezing(
    world: World, signing: Round, slots: list[SignatorySlot]
) -> None:
    with world.acting(world.north.slt):
        scan = keep_file(
            agreement=signing.agreement,
            name="signert.pdf",
            content_type="application/pdf",
            content=b"%PDF-1.4 skannet",
            by=world.north.slt,
        )
        said = {"slot": slots[0], "scan": scan, "by": world.north.slt, "at": timezone.now()}
        with pytest.raises(Refusal, match="Datoen må være"):
            attest_paper(**said, name="Olga", signed_on=world.today.replace(year=2020), today=world.today)
        with pytest.raises(Refusal, match="navnet"):
            attest_paper(**said, name=" ", signed_on=world.today, today=world.today)
        one = attest_paper(
            **said, name="Olga Ordfører", signed_on=world.today, today=world.today, place="Nordvik"
        )
    assert (one.method, one.user, one.attested_by) == ("paper", None, world.north.slt)
    sign_as(world, world.station_chief, signing, slots[1])
    assert (settle_now(world, signing), state(world, signing)) == (True, "in_force")


def test_rights_follow_the_role(world: World, signing: Round) -> None:
    expected = {
        "slt": {Right.VIEW, Right.COMMENT, Right.EDIT, Right.FREEZE, Right.ATTEST, Right.REVISE},
        "mayor": {Right.VIEW, Right.COMMENT, Right.SIGN, Right.REVISE},
        "deputy_mayor": {Right.VIEW, Right.COMMENT, Right.SIGN},
        "police_contact": {Right.VIEW, Right.COMMENT},
        "observer": {Right.VIEW},
        "administrator": {Right.VIEW},
        "other_slt": set(),
        "other_police_contact": set(),
        "stranger": set(),
    }
    people = world.everybody()
    found = {}
    for name in expected:
        user = people[name]
        assert user is not None
        with world.acting(user):
            found[name] = {right for right in Right if may(user, signing.agreement, right)}
    with world.acting(world.station_chief):
        assert may(world.station_chief, signing.agreement, Right.SIGN)
    assert found == expected
