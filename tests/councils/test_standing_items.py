"""Standing items as people write them, with how long they take."""

from __future__ import annotations

import pytest
from django.forms import ValidationError

from councils.actions import StandingTerms
from councils.forms.standing_items import read


@pytest.mark.parametrize(
    ("line", "title", "minutes"),
    [
        ("Nytt fra politiet (15 min)", "Nytt fra politiet", 15),
        ("Nytt fra politiet (15 minutter)", "Nytt fra politiet", 15),
        ("Nytt frå politiet, 15 minutt", "Nytt frå politiet", 15),
        ("Nytt fra politiet – 15 min.", "Nytt fra politiet", 15),
        ("Nytt fra politiet: 15 min", "Nytt fra politiet", 15),
        ("  Nytt   fra politiet;15 ", "Nytt fra politiet", 15),
        ("Nytt fra politiet 15 min", "Nytt fra politiet", 15),
        ("Tema for året (1 time)", "Tema for året", 60),
        ("News from the police (15 minutes)", "News from the police", 15),
        ("Nytt (SLT) (10 min)", "Nytt (SLT)", 10),
        ("Nytt (SLT); 10", "Nytt (SLT)", 10),
        # A number without a word is the item's own.
        ("Handlingsplan 2027", "Handlingsplan 2027", None),
        ("Rus (15)", "Rus (15)", None),
        ("Trygg ved 15 minutters byen", "Trygg ved 15 minutters byen", None),
        ("15 min", "15 min", None),
    ],
)
def test_minutes_are_read_from_the_end_of_the_line(line: str, title: str, minutes: int | None) -> None:
    assert read(line) == (StandingTerms(title, minutes),)


@pytest.mark.parametrize(
    "line", ["Nytt (0 min)", "Nytt (481 min)", "Nytt; 0", "Nytt (9 timer)", "Nytt; 99999999"]
)
def test_minutes_no_meeting_has_are_refused_with_the_line(line: str) -> None:
    with pytest.raises(ValidationError, match=r"«Nytt.*en sak kan vare fra 1 til 480 minutter"):
        read(line)


def test_the_same_item_with_two_lengths_stands_twice() -> None:
    with pytest.raises(ValidationError, match="står to ganger"):
        read("Nytt (5 min)\nNytt (10 min)")
