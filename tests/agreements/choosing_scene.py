"""A section that another has changed while the secretary wrote."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

import pytest

from agreements.actions import save_section
from agreements.models import Section
from politirad.tenancy.models import User
from tests.agreements.test_merging_saves import begun  # noqa: F401  (fixture)
from tests.meetings.minutes_scene import second_writer
from tests.world import World

THEIRS = "<p>En hos henne</p><p>To hos henne</p><p>Tre</p>"
MINE = "<p>En hos meg</p><p>To hos meg</p><p>Tre hos meg</p>"


def save(section: Section, html: str, by: User, *, version: int, heading: str = "Mål") -> None:
    assert isinstance(
        save_section(section=section, version=version, heading=heading, html=html, by=by), Section
    )


@pytest.fixture
def other(world: World) -> User:
    return second_writer(world)


@pytest.fixture
def changed(world: World, begun: Section, other: User) -> Section:
    """Another has saved version 3, with two paragraphs and the heading changed."""
    with world.acting(other):
        save(begun, THEIRS, other, version=2, heading="Hennes mål")
    return begun
