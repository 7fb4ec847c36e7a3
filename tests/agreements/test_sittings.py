"""Saves gathered by person and time."""

from __future__ import annotations

import datetime

from agreements.sittings import Save, sittings

START = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


def save(number: int, minutes: int, who: str) -> Save:
    return Save(number, START + datetime.timedelta(minutes=minutes), who)


def told(*saves: Save) -> list[tuple[int, int, str]]:
    return [(one.first.number, one.last.number, one.last.who) for one in sittings(saves)]


def test_saves_of_one_person_shortly_after_each_other_are_one_sitting() -> None:
    found = told(save(1, 0, "Pia"), save(2, 1, "Pia"), save(3, 10, "Pia"), save(4, 26, "Pia"))
    assert found == [(1, 1, "Pia"), (2, 3, "Pia"), (4, 4, "Pia")]


def test_another_person_begins_another_sitting() -> None:
    found = told(save(2, 1, "Pia"), save(3, 2, "Odd"), save(4, 3, "Pia"))
    assert found == [(2, 2, "Pia"), (3, 3, "Odd"), (4, 4, "Pia")]


def test_no_saves_are_no_sittings() -> None:
    assert told() == []
