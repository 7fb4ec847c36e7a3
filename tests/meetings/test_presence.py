"""Who came late, left, came back and was disqualified, item by item."""

from __future__ import annotations

import pytest

from meetings.presence import Kind, Movement, away_from, movements

FIVE = [(letter, str(number)) for number, letter in enumerate("abcde", start=1)]


@pytest.mark.parametrize(
    ("away", "said"),
    [
        ({}, ()),
        ({"a": "away"}, (Movement(Kind.CAME, "2", "2"),)),
        ({"a": "away", "b": "away"}, (Movement(Kind.CAME, "3", "3"),)),
        ({"e": "away"}, (Movement(Kind.LEFT, "4", "4"),)),
        ({"c": "away", "d": "away", "e": "away"}, (Movement(Kind.LEFT, "2", "2"),)),
        ({"c": "away"}, (Movement(Kind.AWAY, "3", "3"),)),
        ({"b": "away", "c": "away"}, (Movement(Kind.AWAY, "2", "3"),)),
        ({"a": "away", "e": "away"}, (Movement(Kind.CAME, "2", "2"), Movement(Kind.LEFT, "4", "4"))),
        ({"b": "away", "d": "away"}, (Movement(Kind.AWAY, "2", "2"), Movement(Kind.AWAY, "4", "4"))),
        (dict.fromkeys("abcde", "away"), (Movement(Kind.AWAY, "1", "5"),)),
        ({"a": "disqualified"}, (Movement(Kind.DISQUALIFIED, "1", "1"),)),
        ({"e": "disqualified"}, (Movement(Kind.DISQUALIFIED, "5", "5"),)),
        (
            {"c": "disqualified", "d": "away", "e": "away"},
            (Movement(Kind.DISQUALIFIED, "3", "3"), Movement(Kind.LEFT, "3", "3")),
        ),
        ({"hidden": "away"}, ()),
    ],
)
def test_movements(away: dict[str, str], said: tuple[Movement, ...]) -> None:
    assert movements(FIVE, away) == said


def test_no_items_no_movements() -> None:
    assert movements([], {"a": "away"}) == ()


@pytest.mark.parametrize(
    ("was", "mark", "now"),
    [
        ("", "away", "c"),
        ("", "left", "cde"),
        ("a", "left", "acde"),
        ("cde", "back", ""),
        ("acde", "back", "a"),
        ("cde", "present", "de"),
        ("c", "present", ""),
    ],
)
def test_marks_on_the_third_item(was: str, mark: str, now: str) -> None:
    assert away_from(list("abcde"), "c", frozenset(was), mark) == set(now)


def test_an_unknown_mark_and_an_unknown_item_are_refused() -> None:
    with pytest.raises(ValueError, match="no mark"):
        away_from(list("abc"), "a", frozenset(), "asleep")
    with pytest.raises(ValueError, match="not in list"):
        away_from(list("abc"), "z", frozenset(), "away")
