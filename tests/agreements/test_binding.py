"""What binds a signature together: any fact changed gives another binding."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import datetime
from typing import Any

import pytest
from django.utils import timezone

from agreements.actions import sign
from agreements.binding import binding
from agreements.models import Round, SignatorySlot, SignOff
from tests.agreements.sign_scene import signing, slots  # noqa: F401  (signing is a fixture)
from tests.world import World


def test_binding_is_pinned() -> None:
    """A change of the format would unbind every signature there is."""
    facts = {"sha256": "a" * 64, "name": "Šárá Ødegård", "evidence": {"steps": [], "shown_at": "2027"}}
    assert binding(facts) == "a2b7b52f71ee1c0e8fb4ef3788317dc99488f4408ae43ff23cdb3a322345b97e"


def test_order_of_facts_does_not_matter() -> None:
    assert binding({"a": "1", "b": {"c": 2, "d": [3]}}) == binding({"b": {"d": [3], "c": 2}, "a": "1"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sha256", "0" * 64),
        ("name", "En annen"),
        ("capacity", "varaordfører"),
        ("authority", "law"),
        ("case_number", "24/1"),
        ("basis", "noe annet"),
        ("place", "Hamar"),
        ("method", "paper"),
        ("signed_on", datetime.date(2020, 1, 1)),
        ("recorded_at", datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)),
        ("evidence", {"steps": []}),
        ("user_id", None),
        ("slot_id", None),
    ],
)
def test_any_fact_changed_unbinds_the_signature(world: World, signing: Round, name: str, value: Any) -> None:
    slot = slots(world, signing)[0]
    with world.acting(world.north.mayor):
        made = sign(
            slot=SignatorySlot.objects.get(pk=slot.pk),
            sha256=signing.version.sha256,
            by=world.north.mayor,
            at=timezone.now(),
            today=world.today,
            evidence={"shown_at": "2027-01-01T10:00:00+00:00", "steps": [{"method": "password"}]},
        )
        one = SignOff.objects.get(pk=made.pk)
    assert one.bound == one.binding
    setattr(one, name, value)
    assert one.bound != one.binding
