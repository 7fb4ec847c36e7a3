"""Which tests begin first, and which stay together in one process."""

from __future__ import annotations

from pathlib import Path

from xdist.scheduler import LoadFileScheduling

#: The suites of long tests begin first, so that no process is left alone with one at the end.
LONGEST = ("browser", "demo", "house")
#: The tests that share one loaded demo.
DEMO_IN_PLACE = "tests/demo/in_place/"


def suite_of(nodeid: str) -> str:
    """The folder that a test lies in."""
    parts = Path(nodeid.split("::")[0]).parts[1:]
    return parts[0] if len(parts) > 1 else "house"


def turn(nodeid: str) -> list[bool]:
    """What tests are sorted by."""
    return [suite_of(nodeid) != suite for suite in LONGEST]


class ByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    """One process takes a whole file, and one the whole folder that shares the demo."""

    def _split_scope(self, nodeid: str) -> str:
        return DEMO_IN_PLACE if nodeid.startswith(DEMO_IN_PLACE) else str(super()._split_scope(nodeid))
