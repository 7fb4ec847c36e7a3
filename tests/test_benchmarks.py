"""The year's work as `make bench` does it: it does what it says, and leaves nothing behind."""

from __future__ import annotations

from politirad import benchmarked_year
from politirad.benchmarks import BARS, Result
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
        assert deeds["call"]() == 40
    assert rows(world) == before


def test_promises_are_of_cases_that_are_measured(world: World) -> None:
    with benchmarked_year.deeds(world.north.slt) as deeds:
        assert {case for group, case in BARS if group == "year"} <= set(deeds)


def test_case_over_its_bar_is_told() -> None:
    assert [Result("paper", "seal", 9, ms, ms, 1.0).holds for ms in (99.0, 100.0, 100.1)] == [
        True,
        True,
        False,
    ]
    assert [Result("paper", "PDF", 9, 1.0, 1.0, ratio).holds for ratio in (1.15, 1.16)] == [True, False]
    assert Result("page", "meetings", 9, 9000.0, 9000.0, 90.0).holds
