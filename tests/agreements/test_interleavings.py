"""Two people at one agreement, statement by statement: twenty orders here, above two hundred in `make soak`."""

from __future__ import annotations

import pytest

from tests.agreements.interleavings import KINDS, run
from tests.world import World


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", KINDS)
def test_five_interleavings(world: World, kind: str) -> None:
    assert run(world, kind, 5).total() == 5
