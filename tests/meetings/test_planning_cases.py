"""The tables of planned years hold as many cases as the product promises: each with days written by hand, and why."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROMISED = 120
#: A day as the tables write it, with or without its year.
DAY = re.compile(r"\b(?:20\d\d-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")
EXPECTED, REASON = "expected", "why"


def tables() -> Iterator[tuple[str, list[str], list[Any]]]:
    """Every table of the tests of planning: the test's name, the names of the columns, the rows."""
    for path in sorted(Path(__file__).parent.glob("test_planning*.py")):
        module = importlib.import_module(f"tests.meetings.{path.stem}")
        for name, function in vars(module).items():
            for mark in getattr(function, "pytestmark", []):
                if mark.name == "parametrize" and not isinstance(mark.args[0], str):
                    yield f"{path.stem}.{name}", list(mark.args[0]), list(mark.args[1])


def cases() -> list[tuple[str, str, str]]:
    """Each case that expects days: the table, all that is given with the days, and the reason."""
    found = []
    for name, columns, rows in tables():
        if EXPECTED not in columns or REASON not in columns:
            continue
        for row in rows:
            said = dict(zip(columns, getattr(row, "values", row), strict=True))
            if DAY.search(str(said[EXPECTED])):
                found.append((name, repr(said | {REASON: ""}), str(said[REASON])))
    return found


def test_tables_hold_the_cases_that_are_promised_each_once() -> None:
    found = cases()
    assert len({(name, given) for name, given, _why in found}) == len(found)
    assert len(found) >= PROMISED


def test_every_case_says_why_in_words() -> None:
    silent = [(name, given) for name, given, why in cases() if len(why.split()) < 2]
    assert silent == []
