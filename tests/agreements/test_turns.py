"""Who signs when: turns, equal turns side by side."""

import pytest

from agreements.turns import Place, current_turn, is_ordered, is_turn


@pytest.mark.parametrize(
    ("places", "now"),
    [
        ([], None),
        ([(1, False)], 1),
        ([(1, True)], None),
        ([(1, False), (1, False), (2, False)], 1),
        ([(1, True), (1, False), (2, False)], 1),
        ([(1, True), (1, True), (2, False)], 2),
        ([(3, False), (1, True), (2, True)], 3),
        ([(2, False), (5, False)], 2),
        ([(2, True), (5, False)], 5),
        # A paper that came in early does not let the next turn begin.
        ([(1, False), (2, True), (3, False)], 1),
    ],
)
def test_current_turn_is_the_lowest_that_waits(places: list[tuple[int, bool]], now: int | None) -> None:
    assert current_turn(Place(turn, signed) for turn, signed in places) == now


@pytest.mark.parametrize(
    ("turn", "places", "allowed"),
    [
        (1, [(1, False), (2, False)], True),
        (2, [(1, False), (2, False)], False),
        (2, [(1, True), (2, False)], True),
        (2, [(1, True), (1, False), (2, False)], False),
        (2, [(2, False), (2, False)], True),
        (1, [(1, True), (2, False)], True),
    ],
)
def test_turn_comes_when_nobody_earlier_waits(
    turn: int, places: list[tuple[int, bool]], allowed: bool
) -> None:
    assert is_turn(turn, [Place(one, signed) for one, signed in places]) is allowed


@pytest.mark.parametrize(("turns", "ordered"), [([], False), ([1], False), ([1, 1], False), ([1, 2], True)])
def test_order_needs_two_turns(turns: list[int], ordered: bool) -> None:
    assert is_ordered(turns) is ordered
