"""The trail of events has words for every deed of the rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from councils.trail import WORDS
from tests.test_house import python_files

ROOMS = {"councils", "agreements", "meetings"}


def _verbs(path: Path) -> Iterator[str]:
    """The first argument of each call of `record` and its like, where it is written out."""
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id.startswith("record")
        ):
            match node.args[:1]:
                case [ast.Constant(value=str(verb))]:
                    yield verb


def test_every_deed_has_words_in_the_trail(at_root: Path) -> None:
    verbs = {
        verb: str(path)
        for path in python_files(at_root)
        if path.parts[0] in ROOMS
        for verb in _verbs(at_root / path)
    }
    assert len(verbs) > 60
    assert {verb: place for verb, place in verbs.items() if verb not in WORDS} == {}
