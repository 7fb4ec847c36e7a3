"""An agreement in force with a measure that the police contact answers for, and the page where it is told of."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from agreements.actions import add_measure
from agreements.models import Agreement, FocusArea, Measure
from tests.agreements.drafts import signed
from tests.agreements.writing_scene import post
from tests.world import World


def now(world: World) -> dict[str, Any]:
    return {"at": timezone.now(), "today": world.today}


def planned(world: World, agreement: Agreement, text: str = "Foreldremøter om rus", **plan: Any) -> Measure:
    """A measure that the coordinator has planned, in his context."""
    plan.setdefault("focus_area", FocusArea.objects.filter(agreement=agreement).first())
    return add_measure(agreement=agreement, by=world.north.slt, text=text, **now(world), **plan)


@pytest.fixture
def agreed(world: World) -> Agreement:
    return signed(world)


@pytest.fixture
def measure(world: World, agreed: Agreement) -> Measure:
    with world.acting(world.north.slt):
        return planned(world, agreed, responsible=world.north.police_contact, due="2020")


def fresh(world: World, measure: Measure) -> Measure:
    with world.inside(world.north.council):
        return Measure.objects.get(pk=measure.pk)


def tell(world: World, user: Any, measure: Measure, progress: str, result: str = "", seen: int = 1) -> Any:
    said = {"progress": progress, "result": result, "seen": seen}
    return post(world, user, "measure", measure.agreement_id, measure.pk, **said)
