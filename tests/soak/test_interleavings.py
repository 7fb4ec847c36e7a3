"""Two people at one agreement, statement by statement, in above two hundred orders, each known by its seed."""

from __future__ import annotations

import pytest

from tests.agreements.interleavings import KINDS, run
from tests.world import World

pytestmark = pytest.mark.soak
TIMES = 60


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", KINDS)
def test_interleavings(world: World, kind: str) -> None:
    assert run(world, kind, TIMES).total() == TIMES
