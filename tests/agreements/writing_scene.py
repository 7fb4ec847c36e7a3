"""What the tests of this subject share."""

from typing import Any

import pytest
from django.urls import reverse

from agreements.models import (
    Agreement,
    Section,
)
from tests.agreements.drafts import draft
from tests.world import World


@pytest.fixture
def written(world: World) -> Agreement:
    with world.acting(world.north.slt):
        return draft(world)


@pytest.fixture
def section(world: World, written: Agreement) -> Section:
    with world.acting(world.north.slt):
        return Section.objects.filter(agreement=written).select_related("agreement").order_by("order")[1]


def now(world: World, section: Section) -> Section:
    with world.inside(world.north.council):
        return Section.objects.get(pk=section.pk)


def post(world: World, user: Any, name: str, *keys: Any, **values: Any) -> Any:
    return world.client(user).post(reverse(name, args=keys), values)
