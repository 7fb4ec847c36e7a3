"""The year's work as `make bench` does it: it does what it says, and leaves nothing behind."""

from __future__ import annotations

from politirad import benchmarked_year
from tests.walls_scene import count, walled_models
from tests.world import World


def rows(world: World) -> dict[str, int]:
    with world.acting(world.north.slt):
        return {model._meta.label: count(model) for model in walled_models()}


def test_years_work_is_done_and_undone(world: World) -> None:
    before = rows(world)
    with benchmarked_year.deeds(world.north.slt) as deeds:
        assert deeds["one"]().council.name == "Råd 1"
        assert len(deeds["district"]().plans) == 30
        assert deeds["call"]().meeting.title == "Møte 1"
    assert rows(world) == before
