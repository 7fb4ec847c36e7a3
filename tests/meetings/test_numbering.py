"""Agenda numbers, addenda and running numbers by year."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.numbering import (
    AgendaEntry,
    is_numbered_title,
    is_original,
    is_under,
    label,
    next_sequence,
    number_addenda,
    number_agenda,
    year_number,
)


def test_items_sub_items_and_headings() -> None:
    entries = [
        AgendaEntry("open"),
        AgendaEntry("pause", numbered=False),
        AgendaEntry("police"),
        AgendaEntry("theft", parent="police"),
        AgendaEntry("coffee", parent="police", numbered=False),
        AgendaEntry("traffic", parent="police"),
        AgendaEntry("close"),
    ]
    assert number_agenda(entries) == {
        "open": "1",
        "pause": "",
        "police": "2",
        "theft": "2.1",
        "coffee": "",
        "traffic": "2.2",
        "close": "3",
    }


def test_part_two_goes_on_after_part_one_wherever_it_was_added() -> None:
    entries = [
        AgendaEntry("a"),
        AgendaEntry("secret", part=2),
        AgendaEntry("b"),
        AgendaEntry("c", parent="b"),
    ]
    numbers = number_agenda(entries)
    assert numbers == {"a": "1", "b": "2", "c": "2.1", "secret": "3"}
    # Who does not see part 2 sees 1 and 2: nothing tells of a third.
    assert [numbers[key] for key in ("a", "b")] == ["1", "2"]


def test_items_under_an_unnumbered_heading_have_no_number() -> None:
    assert number_agenda([AgendaEntry("h", numbered=False), AgendaEntry("x", parent="h")]) == {
        "h": "",
        "x": "",
    }


@pytest.mark.parametrize(
    "entries",
    [
        [AgendaEntry("a", parent="gone")],
        [AgendaEntry("a"), AgendaEntry("b", parent="a"), AgendaEntry("c", parent="b")],
    ],
)
def test_impossible_parents_are_refused(entries: list[AgendaEntry]) -> None:
    with pytest.raises(ValueError, match="top level"):
        number_agenda(entries)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 2), st.booleans()), max_size=30))
def test_there_is_never_a_hole(shape: list[tuple[int, bool]]) -> None:
    entries = [AgendaEntry(i, part=part, numbered=numbered) for i, (part, numbered) in enumerate(shape)]
    given_numbers = sorted(int(number) for number in number_agenda(entries).values() if number)
    assert given_numbers == list(range(1, len(given_numbers) + 1))


def test_addenda_renumber_nothing() -> None:
    frozen = {"a": "1", "b": "2", "secret": "3"}
    first = number_addenda(frozen, [AgendaEntry("new"), AgendaEntry("a"), AgendaEntry("b")])
    assert first == {**frozen, "new": "T1"}
    second = number_addenda(
        first,
        [
            AgendaEntry("hidden", part=2),
            AgendaEntry("a"),
            AgendaEntry("new"),
            AgendaEntry("later"),
            AgendaEntry("break", numbered=False),
        ],
    )
    # Part 2 counts by itself: T1 and T2 follow each other for those who see part 1 only.
    assert second == {**first, "hidden": "2-T1", "later": "T2", "break": ""}


def test_number_of_a_withdrawn_item_is_not_given_again() -> None:
    frozen = number_addenda({"a": "1"}, [AgendaEntry("withdrawn")])
    assert number_addenda(frozen, [AgendaEntry("a"), AgendaEntry("next")])["next"] == "T2"


@pytest.mark.parametrize(
    ("used", "starts_at", "expected"),
    [([], 1, 1), ([1, 2, 3], 1, 4), ([1, 3], 1, 4), ([], 7, 7), ([7, 8], 7, 9), ([2], 7, 7)],
)
def test_next_number_never_fills_a_hole(used: list[int], starts_at: int, expected: int) -> None:
    assert next_sequence(used, starts_at=starts_at) == expected


def test_zero_is_no_running_number() -> None:
    with pytest.raises(ValueError, match="begin at 1"):
        year_number(0, 2027)


def test_labels_in_three_languages() -> None:
    assert [label("case", 3, 2027, lang) for lang in ("nb", "nn", "en")] == [
        "Sak 3/2027",
        "Sak 3/2027",
        "Item 3/2027",
    ]
    assert label("decision", 1, 2026) == "Vedtak 1/2026"
    assert label("meeting", 2, 2026) == "Møte 2/2026"


def test_sub_item_after_the_notice_is_an_addendum_to_its_parent_and_moves_nothing() -> None:
    frozen = {"a": "1", "b": "2", "b1": "2.1"}
    entries = [
        AgendaEntry("a"),
        AgendaEntry("a1", parent="a"),
        AgendaEntry("b"),
        AgendaEntry("b1", parent="b"),
        AgendaEntry("b2", parent="b"),
        AgendaEntry("b3", parent="b"),
        AgendaEntry("new"),
        AgendaEntry("new1", parent="new"),
    ]
    numbers = number_addenda(frozen, entries)
    assert numbers == {
        **frozen,
        "a1": "1.T1",
        "b2": "2.T1",
        "b3": "2.T2",
        "new": "T1",
        "new1": "T1.1",
    }
    # Told of, then withdrawn: their numbers stay theirs.
    later = [AgendaEntry("a"), AgendaEntry("b"), AgendaEntry("b4", parent="b"), AgendaEntry("new")]
    later += [
        AgendaEntry("new2", parent="new"),
        AgendaEntry("closed", part=2),
        AgendaEntry("c1", 2, "closed"),
    ]
    assert number_addenda(numbers, later) == {
        **numbers,
        "b4": "2.T3",
        "new2": "T1.2",
        "closed": "2-T1",
        "c1": "2-T1.1",
    }


def test_sub_item_of_what_has_no_number_has_none() -> None:
    entries = [AgendaEntry("pause", numbered=False), AgendaEntry("x", parent="pause")]
    assert number_addenda({}, entries) == {"pause": "", "x": ""}


def test_addendum_under_an_item_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="not on the agenda"):
        number_addenda({"a": "1"}, [AgendaEntry("x", parent="gone")])


@pytest.mark.parametrize(
    ("number", "original", "under"),
    [
        ("3", True, False),
        ("3.1", True, True),
        ("T1", False, False),
        ("3.T1", False, True),
        ("T1.1", False, True),
        ("2-T1", False, False),
        ("", False, False),
    ],
)
def test_what_a_number_tells(number: str, original: bool, under: bool) -> None:
    assert (is_original(number), is_under(number)) == (original, under)


def test_numbers_go_on_after_others() -> None:
    entries = [AgendaEntry("a"), AgendaEntry("a1", parent="a"), AgendaEntry("b")]
    assert number_agenda(entries, after=4) == {"a": "5", "a1": "5.1", "b": "6"}


@pytest.mark.parametrize(
    ("title", "numbered"),
    [
        ("Møte 3/2027", True),
        ("Meeting 12/2026", True),
        (" Møte 3/2027 ", True),
        ("Møte 3", False),
        ("Møte 3/2027: Rus", False),
        ("Fagdag om rus", False),
        ("", False),
    ],
)
def test_title_that_is_only_a_number_is_known_in_every_language(title: str, numbered: bool) -> None:
    assert is_numbered_title(title) is numbered
