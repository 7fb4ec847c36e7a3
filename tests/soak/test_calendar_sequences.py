"""Every life of a meeting, in calm and, for the nasty ones, with a mail server that says "later" to four of ten."""

from __future__ import annotations

import pytest

from tests.meetings.calendar_sequences import NASTY, SEQUENCES
from tests.meetings.test_calendar_sequences import live
from tests.post_office import PostOffice
from tests.world import World

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_calendar_is_right_in_the_end(world: World, post_office: PostOffice, sequence: str) -> None:
    assert live(world, post_office, sequence, refuses=0).letters > 0


@pytest.mark.parametrize("sequence", NASTY)
def test_calendar_is_right_though_letters_are_late(
    world: World, post_office: PostOffice, sequence: str
) -> None:
    assert live(world, post_office, sequence, refuses=4).letters > 0
