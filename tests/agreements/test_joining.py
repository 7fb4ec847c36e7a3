"""What there is to choose when two have changed the same in a section, and what each choice leaves."""

from __future__ import annotations

import pytest

from agreements.joining import HEADING, LONGEST, Joined, Written
from agreements.merging import Choice

BASE = "<p>En</p><p>To</p><p>Tre</p><p>Fire</p>"


def joined(mine: str, theirs: str, heads: tuple[str, str, str] = ("Mål", "Mål", "Mål")) -> Joined:
    base, own, other = heads
    return Joined(Written(base, BASE), Written(own, mine), Written(other, theirs))


TWO = joined(
    BASE.replace("En", "Ein").replace("Tre", "Tri"),
    BASE.replace("En", "One").replace("Tre", "Three").replace("Fire", "Four"),
)


def test_each_place_that_both_changed_is_asked_about_and_the_rest_is_taken() -> None:
    assert [(one.base, one.mine, one.theirs) for one in TWO.places] == [
        ("<p>En</p>", "<p>Ein</p>", "<p>One</p>"),
        ("<p>Tre</p>", "<p>Tri</p>", "<p>Three</p>"),
    ]
    first, second = (one.key for one in TWO.places)
    taken = TWO.taken({first: Choice.MINE, second: Choice.THEIRS})
    assert taken == Written("Mål", "<p>Ein</p><p>To</p><p>Three</p><p>Four</p>")


def test_what_is_not_chosen_is_kept_from_both() -> None:
    both = "<p>One</p><p>Ein</p><p>To</p><p>Three</p><p>Tri</p><p>Four</p>"
    assert TWO.taken({}) == Written("Mål", both)
    assert TWO.taken({"noe annet": Choice.MINE}).html == both


def test_keys_stay_when_either_writes_on() -> None:
    keys = [one.key for one in TWO.places]
    later = joined(TWO.mine.html.replace("Ein", "Ein og ein"), TWO.theirs.html.replace("Three", "3"))
    assert [one.key for one in later.places] == keys
    assert len(set(keys)) == 2


def test_the_same_words_twice_have_a_key_each() -> None:
    base = "<p>Likt</p><p>Mellom</p><p>Likt</p>"
    twice = Joined(
        Written("A", base),
        Written("A", base.replace("Likt", "Likt nok")),
        Written("A", base.replace("Likt", "Likt igjen")),
    )
    first, last = (one.key for one in twice.places)
    assert twice.taken({first: Choice.MINE, last: Choice.THEIRS}).html == (
        "<p>Likt nok</p><p>Mellom</p><p>Likt igjen</p>"
    )


@pytest.mark.parametrize(
    ("choice", "heading"), [("mine", "Mine"), ("theirs", "Hennes"), ("both", "Hennes / Mine")]
)
def test_a_heading_that_both_changed_is_asked_about_first(choice: str, heading: str) -> None:
    clash = joined(BASE.replace("En", "Ein"), BASE.replace("En", "One"), ("Mål", "Mine", "Hennes"))
    place = clash.places[0]
    assert (place.key, place.base, place.mine, place.theirs) == (HEADING, "Mål", "Mine", "Hennes")
    assert place.is_heading
    assert not clash.places[1].is_heading
    assert clash.taken({HEADING: Choice(choice)}).heading == heading


def test_a_heading_that_one_changed_is_taken() -> None:
    assert joined(BASE, BASE, ("Mål", "Mål", "Hennes")).taken({}) == Written("Hennes", BASE)
    assert joined(BASE, BASE, ("Mål", "Mine", "Mål")).places == ()


def test_headings_that_do_not_fit_on_one_line_are_not_joined() -> None:
    (place,) = joined(BASE, BASE, ("Mål", "m" * 200, "t" * (LONGEST - 202))).places
    assert place.choices == (Choice.MINE, Choice.THEIRS)
    assert place.usual is Choice.MINE
    (fits,) = joined(BASE, BASE, ("Mål", "m" * 200, "t" * (LONGEST - 203))).places
    assert fits.usual is Choice.BOTH


def test_a_beginning_that_nobody_knows_is_one_place() -> None:
    unknown = Joined(None, Written("Mål", "<p>Mitt</p>"), Written("Mål", "<p>Hennes</p><p>Mer</p>"))
    (place,) = unknown.places
    assert (place.base, place.mine, place.theirs) == ("", "<p>Mitt</p>", "<p>Hennes</p><p>Mer</p>")
    assert unknown.taken({place.key: Choice.MINE}).html == "<p>Mitt</p>"
    assert unknown.taken({}).html == "<p>Hennes</p><p>Mer</p><p>Mitt</p>"
    heads = Joined(None, Written("Mine", "<p>Likt</p>"), Written("Hennes", "<p>Likt</p>"))
    assert [one.key for one in heads.places] == [HEADING]
    assert heads.taken({HEADING: Choice.THEIRS}) == Written("Hennes", "<p>Likt</p>")
