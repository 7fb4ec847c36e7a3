"""Two people at once, with real commits: sections, signatures, a signature during a withdrawal, a save during freezing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from agreements.actions import Conflict, freeze, open_addendum, save_section, settle, sign, withdraw
from agreements.models import Agreement, Round, Section, SectionVersion, SignatorySlot, SignOff, Version
from councils.refusals import Refusal
from tests.agreements.drafts import draft, frozen, signed
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 12


def together(*deeds: Callable[[], Any]) -> list[Any]:
    """Do the deeds at the same moment, each over a connection of its own; what each answers, or its refusal."""
    start = threading.Barrier(len(deeds))
    answers: list[Any] = [None] * len(deeds)

    def run(number: int, deed: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            answers[number] = deed()
        except Refusal as refusal:
            answers[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    return answers


def signer(world: World, signing: Round, user: Any, slot_id: Any) -> Callable[[], SignOff]:
    def deed() -> SignOff:
        with world.acting(user):
            return sign(
                slot=SignatorySlot.objects.get(pk=slot_id),
                sha256=signing.version.sha256,
                by=user,
                at=timezone.now(),
                today=world.today,
                evidence={},
                capacity="stedfortreder",
                authority="absence",
                basis="permisjon",
            )

    return deed


def test_two_writers_of_one_section_lose_nothing(world: World) -> None:
    slt = world.north.slt
    with world.acting(slt):
        agreement = draft(world)
        section = Section.objects.filter(agreement=agreement).select_related("agreement")[0]

    def write(text: str, version: int) -> Callable[[], Any]:
        def deed() -> Any:
            with world.acting(slt):
                return save_section(section=section, version=version, heading="Felles", html=text, by=slt)

        return deed

    for number in range(1, TIMES + 1):
        answers = together(write(f"<p>en {number}</p>", number), write(f"<p>to {number}</p>", number))
        assert sorted(isinstance(one, Conflict) for one in answers) == [False, True]
    with world.acting(slt):
        assert Section.objects.get(pk=section.pk).version == TIMES + 1
        kept = SectionVersion.objects.filter(section=section)
        assert kept.filter(aside=False).count() == TIMES + 1
        assert kept.filter(aside=True).count() == TIMES
        sent = {f"<p>{word} {number}</p>" for word in ("en", "to") for number in range(1, TIMES + 1)}
        assert sent <= set(kept.values_list("html", flat=True))


def test_planned_signatory_and_deputy_at_once_leave_one_signature(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world)
        slot = SignatorySlot.objects.get(agreement=signing.agreement_id, planned_user=world.north.mayor)
    answers = together(
        signer(world, signing, world.north.mayor, slot.pk),
        signer(world, signing, world.north.deputy_mayor, slot.pk),
    )
    refused = [str(one) for one in answers if isinstance(one, Refusal)]
    assert refused == ["Denne linjen er allerede signert."]
    with world.inside(world.north.council):
        assert SignOff.objects.count() == 1


def test_signature_during_withdrawal_counts_for_nothing_or_is_told_as_void(world: World) -> None:
    slt = world.north.slt
    for _number in range(TIMES):
        with world.acting(slt):
            signing = frozen(world)
            slot = SignatorySlot.objects.get(agreement=signing.agreement_id, planned_user=world.station_chief)

        def take_back(signing: Round = signing) -> Any:
            with world.acting(slt):
                return withdraw(agreement=signing.agreement, reason="Feil", by=slt, at=timezone.now())

        signed, taken = together(signer(world, signing, world.station_chief, slot.pk), take_back)
        assert isinstance(taken, Round)
        with world.inside(world.north.council):
            agreement = Agreement.objects.get(pk=signing.agreement_id)
            assert settle(agreement=agreement, at=timezone.now(), today=world.today) is False
            assert agreement.state == "draft"
            kept = SignOff.objects.filter(version=signing.version_id).count()
        assert kept == (0 if isinstance(signed, Refusal) else 1)


def test_save_during_freezing_is_in_the_frozen_text_or_refused(world: World) -> None:
    slt = world.north.slt
    for number in range(TIMES):
        with world.acting(slt):
            agreement = draft(world)
            section = Section.objects.filter(agreement=agreement).select_related("agreement")[0]

        def write(section: Section = section, number: int = number) -> Any:
            with world.acting(slt):
                return save_section(
                    section=section, version=1, heading="Sist", html=f"<p>sent {number}</p>", by=slt
                )

        def send(agreement: Agreement = agreement) -> Any:
            with world.acting(slt):
                return freeze(agreement=agreement, by=slt, at=timezone.now(), today=world.today)

        saved, signing = together(write, send)
        assert isinstance(signing, Round)
        with world.acting(slt):
            text = Version.objects.get(pk=signing.version_id).canonical
        assert (f"sent {number}" in text) is not isinstance(saved, Refusal)


def test_two_addenda_begun_at_once_get_two_numbers(world: World) -> None:
    agreement = signed(world)

    def begin() -> int | None:
        with world.acting(world.north.slt):
            made = open_addendum(agreement=agreement, by=world.north.slt, today=world.today)
            return made.addendum_number

    for round_number in range(3):
        assert sorted(together(begin, begin)) == [2 * round_number + 1, 2 * round_number + 2]
