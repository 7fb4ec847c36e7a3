"""What the interleavings share: how people act on an agreement, and what its rows must say however it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from agreements.actions import settle, sign
from agreements.models import (
    Agreement,
    Round,
    Section,
    SectionVersion,
    SignatorySlot,
    SignOff,
    StateChange,
    Version,
)
from politirad.tenancy.models import User
from tests.world import World


def signer(
    world: World, user: User, slot: SignatorySlot, shown: list[str], *, stands_in: bool = False
) -> Callable[[], SignOff]:
    """Read what is out for signing, then sign just that in a request of its own; what was shown goes into `shown`."""
    claim = {"capacity": "varaordfører", "authority": "absence", "basis": "permisjon"} if stands_in else {}

    def deed() -> SignOff:
        with world.acting(user):
            out = Version.objects.filter(agreement=slot.agreement_id).order_by("-number")[0]
            shown.append(out.sha256)
        with world.acting(user):
            return sign(
                slot=SignatorySlot.objects.get(pk=slot.pk),
                sha256=out.sha256,
                by=user,
                at=timezone.now(),
                today=world.today,
                evidence={"method": "password"},
                **claim,
            )

    return deed


def job(world: World, signing: Round) -> Callable[[], bool]:
    def deed() -> bool:
        with world.inside(world.north.council):
            agreement = Agreement.objects.get(pk=signing.agreement_id)
            return settle(agreement=agreement, at=timezone.now(), today=world.today)

    return deed


def consistent(world: World, agreement_id: Any, shown: dict[User, list[str]]) -> Agreement:
    """The rows of an agreement agree with each other, and nobody has signed what was not shown. Inside the council."""
    agreement = Agreement.objects.get(pk=agreement_id)
    changes = list(StateChange.objects.filter(agreement=agreement))
    assert [change.former for change in changes] == ["", *(change.now for change in changes[:-1])]
    assert changes[-1].now == agreement.state
    rounds = list(Round.objects.filter(agreement=agreement).order_by("opened_at"))
    assert sum(change.now == "frozen" for change in changes) == len(rounds)
    outcomes = [one.outcome for one in rounds]
    assert "open" not in outcomes[:-1], "a round was left open behind another"
    ended = {"frozen": "open", "partly_signed": "open", "in_force": "signed", "declined": "declined"}
    if agreement.state in ended:
        assert outcomes[-1] == ended[agreement.state]
    else:
        assert "open" not in outcomes
    for one in rounds:
        assert (one.closed_at is None) == (one.outcome == "open")
    for given in SignOff.objects.filter(agreement=agreement).select_related("version", "user"):
        assert given.sha256 == given.version.sha256
        assert given.user is not None
        assert given.sha256 in shown[given.user], "signed a text that was not shown"
        assert given.bound == given.binding
    per_line = Counter(SignOff.objects.filter(agreement=agreement).values_list("version", "slot"))
    assert set(per_line.values()) <= {1}
    return agreement


def kept(section: Section) -> list[SectionVersion]:
    """Every version of a section that stood there, numbered without a gap; the last is what stands there now."""
    kept = list(SectionVersion.objects.filter(section=section, aside=False).order_by("number"))
    now = Section.objects.get(pk=section.pk)
    assert [one.number for one in kept] == list(range(1, now.version + 1))
    assert (kept[-1].heading, kept[-1].html) == (now.heading, now.html)
    return kept
