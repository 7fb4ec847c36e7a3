"""Two people sign at once, one says no, or the text is taken back while somebody signs."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from agreements.actions import decline, freeze, save_section, withdraw
from agreements.models import Decline, Round, Section, SignatorySlot, SignOff, StateChange
from councils.refusals import Refusal
from politirad.tenancy.models import OutgoingMessage, User
from tests.agreements.drafts import frozen
from tests.agreements.interleaved import consistent, job, signer
from tests.agreements.stepping import in_step
from tests.world import World

TAKEN = "Denne linjen er allerede signert."
CLOSED = "Avtalen er ikke sendt til signering."
OTHER_TEXT = "Teksten er endret siden du åpnet den. Les den nye versjonen før du signerer."
VOID = "Signaturen du ga, gjelder ikke lenger."


def two_signers(world: World, chance: random.Random) -> str:
    """Two people sign at once, the same line or one each; or one of them says no. The owner's job runs between."""
    with world.acting(world.north.slt):
        signing = frozen(world)
        lines = {
            slot.planned_user_id: slot for slot in SignatorySlot.objects.filter(agreement=signing.agreement)
        }
    mayor, deputy, chief = world.north.mayor, world.north.deputy_mayor, world.station_chief
    shown: dict[User, list[str]] = {mayor: [], deputy: [], chief: []}
    way = chance.choice(["one line", "a line each", "one says no"])
    deeds: dict[str, Callable[[], Any]] = {"mayor": signer(world, mayor, lines[mayor.pk], shown[mayor])}
    if way == "one line":
        deeds["other"] = signer(world, deputy, lines[mayor.pk], shown[deputy], stands_in=True)
    elif way == "a line each":
        deeds["other"] = signer(world, chief, lines[chief.pk], shown[chief])
    else:
        deeds["other"] = no(world, chief, lines[chief.pk])
    deeds["job"] = job(world, signing)
    told = in_step(deeds, chance)
    # The wake-up that each signature leaves brings the owner's job once more, twice at the same moment.
    again = in_step({"job": job(world, signing), "twin": job(world, signing)}, chance)
    with world.inside(world.north.council):
        agreement = consistent(world, signing.agreement_id, shown)
        stored = set(SignOff.objects.filter(version=signing.version_id).values_list("user", flat=True))
        refused = Decline.objects.filter(version=signing.version_id).count()
        states = Counter(StateChange.objects.filter(agreement=agreement).values_list("now", flat=True))
        letters = Counter(
            OutgoingMessage.objects.filter(subject_id=agreement.pk).values_list("kind", "recipient")
        )
    assert set(states.values()) == {1}, "a state was entered twice"
    assert set(letters.values()) == {1}, "somebody was told twice"
    first, other = told.answers["mayor"], told.answers["other"]
    given = {one.user_id for one in (first, other) if isinstance(one, SignOff)}
    assert stored == given, "what was told is not what is stored"
    if way == "one line":
        assert sorted(type(one).__name__ for one in (first, other)) == ["Refusal", "SignOff"]
        assert [str(one) for one in (first, other) if isinstance(one, Refusal)] == [TAKEN]
        assert agreement.state == "partly_signed"
        return (
            f"one line: the {'mayor' if isinstance(first, SignOff) else 'deputy'} signed, the other was told"
        )
    if way == "a line each":
        assert len(stored) == 2
        assert agreement.state == "in_force"
        assert ("agreement_in_force", mayor.pk) in letters
        assert ("agreement_in_force", chief.pk) in letters
        by_first = told.answers["job"] is True
        assert by_first + sum(answer is True for answer in again.answers.values()) == 1
        return "a line each: both signed, in force once"
    assert refused == 1
    assert agreement.state == "declined"
    assert {("agreement_declined", mayor.pk), ("agreement_declined", chief.pk)} <= set(letters)
    if isinstance(first, Refusal):
        assert str(first) == CLOSED
        return "one says no: the other was told that it is over"
    assert told.before("mayor", "other"), "signed after the no"
    return "one says no: the signature before it is void, and told so"


def no(world: World, user: User, slot: SignatorySlot) -> Callable[[], Decline]:
    def deed() -> Decline:
        with world.acting(user):
            return decline(
                slot=SignatorySlot.objects.get(pk=slot.pk),
                reason="Vi vil ha med mer",
                by=user,
                at=timezone.now(),
                today=world.today,
                evidence={},
            )

    return deed


def signature_during_withdrawal(world: World, chance: random.Random) -> str:
    """Somebody signs while the text is taken back; at times it is changed and sent out anew in the same breath."""
    slt, chief = world.north.slt, world.station_chief
    with world.acting(slt):
        signing = frozen(world)
        slot = SignatorySlot.objects.get(agreement=signing.agreement_id, planned_user=chief)
    anew = chance.random() < 0.5
    shown: dict[User, list[str]] = {chief: []}

    committed: list[str] = []
    put_name = signer(world, chief, slot, shown[chief])

    def take_back() -> Round:
        with world.acting(slt):
            taken = withdraw(agreement=signing.agreement, reason="Feil", by=slt, at=timezone.now())
        committed.append("withdrawn")
        if anew:
            with world.acting(slt):
                section = Section.objects.filter(agreement=signing.agreement).select_related("agreement")[0]
                save_section(
                    section=section, version=section.version, heading="Ny", html="<p>Nytt</p>", by=slt
                )
            with world.acting(slt):
                freeze(agreement=signing.agreement, by=slt, at=timezone.now(), today=world.today)
        return taken

    def sign_it() -> SignOff:
        given = put_name()
        committed.append("signed")
        return given

    told = in_step({"signer": sign_it, "owner": take_back, "job": job(world, signing)}, chance)
    job(world, signing)()
    taken, signed = told.answers["owner"], told.answers["signer"]
    assert isinstance(taken, Round)
    with world.inside(world.north.council):
        agreement = consistent(world, signing.agreement_id, shown)
        assert Round.objects.get(pk=signing.pk).outcome == Round.Outcome.WITHDRAWN
        given = list(SignOff.objects.filter(agreement=agreement))
        letter = OutgoingMessage.objects.get(
            subject_id=agreement.pk, kind="agreement_withdrawn", recipient=chief
        )
    assert [one.pk for one in given] == ([signed.pk] if isinstance(signed, SignOff) else [])
    old = isinstance(signed, SignOff) and signed.version_id == signing.version_id
    assert (VOID in letter.text) == old, "the letter does not say what became of the signature"
    if isinstance(signed, Refusal):
        assert agreement.state == ("frozen" if anew else "draft")
        assert str(signed) in {CLOSED, OTHER_TEXT}
        return f"refused: {'changed meanwhile' if str(signed) == OTHER_TEXT else 'no longer out'}"
    if old:
        assert agreement.state == ("frozen" if anew else "draft"), "a void signature counts"
        assert committed == ["signed", "withdrawn"], "signed in a round that was closed"
        return "signed before, void, and told so"
    assert anew
    assert agreement.state == "partly_signed"
    return "signed the new text, which counts"
