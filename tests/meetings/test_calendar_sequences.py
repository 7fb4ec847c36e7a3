"""Mails that a real SMTP server took, replayed as a calendar program would: the calendar ends up right."""

from __future__ import annotations

import random

import pytest

from meetings.models import Meeting
from tests.meetings.calendar_scene import Scene
from tests.meetings.calendar_sequences import SEQUENCES, SHORT
from tests.post_office import PostOffice
from tests.world import World


def test_there_are_enough_sequences() -> None:
    assert len(set(SEQUENCES)) == len(SEQUENCES) >= 60
    assert set(SHORT) < set(SEQUENCES)


@pytest.mark.parametrize("refuses", [0, 4], ids=["calm", "trouble"])
@pytest.mark.parametrize("sequence", SHORT)
def test_calendar_is_right_in_the_end(
    world: World, post_office: PostOffice, sequence: str, refuses: int
) -> None:
    live(world, post_office, sequence, refuses=refuses)


def live(world: World, post_office: PostOffice, sequence: str, *, refuses: int) -> Scene:
    """Go through a sequence; where the post behaves, every calendar is right after every minute too."""
    scene = Scene(world, post_office, random.Random(sequence), refuses)
    for deed in sequence.split():
        scene.do(deed)
        if not refuses and deed in {"call", "tick", "cancel"}:
            assert scene.shown() == scene.truth(), deed
        if not refuses and deed in {"drop", "again", "guest", "unguest"}:
            assert set(scene.shown()) == set(scene.truth()), deed
    scene.finish()
    assert scene.shown() == scene.truth()
    with world.inside(world.north.council):
        sent = Meeting.objects.get(pk=scene.meeting.pk).sequence
    newest = [one.sequence for pair in scene.clients.values() for one in pair[0].entries.values()]
    assert max(newest, default=0) <= sent
    return scene
