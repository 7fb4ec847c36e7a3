"""The text that follows from an agreement and its addenda. Numbers and order are written by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.canonical import Change, Section
from agreements.consolidation import Chapter, consolidated

#: Formål; Møter with Innkalling and Referat; Økonomi.
TEXT = (
    Section(1, "1", "Formål", "<p>Trygghet.</p>"),
    Section(1, "2", "Møter", "<p>Fire i året.</p>"),
    Section(2, "2.1", "Innkalling", "<p>En uke før.</p>"),
    Section(2, "2.2", "Referat", "<p>Sendes til alle.</p>"),
    Section(1, "3", "Økonomi", "<p>Hver dekker sitt.</p>"),
)


def change(
    effect: str, target: str, heading: str = "Nytt", html: str = "<p>Ny tekst.</p>", level: int = 1
) -> Section:
    return Section(1, "1", heading, html, Change(effect, target, level, "i ord"))


def text_of(addenda: list[tuple[int, list[Section]]]) -> list[Chapter]:
    found = consolidated(TEXT, addenda)
    assert found.left_out == []
    return found.chapters


def outline(chapters: list[Chapter]) -> list[str]:
    return [f"{one.number} {one.heading}{' (opphevet)' if one.repealed_by else ''}" for one in chapters]


def test_without_addenda_it_is_the_agreement() -> None:
    found = text_of([])
    assert outline(found) == ["1 Formål", "2 Møter", "2.1 Innkalling", "2.2 Referat", "3 Økonomi"]
    assert not any(one.is_changed for one in found)
    assert [one.key for one in found] == ["0.1", "0.2", "0.3", "0.4", "0.5"]


def test_replacing_changes_heading_and_text_of_that_chapter_alone() -> None:
    found = text_of([(1, [change("replaces", "0.2", "Møteplan", "<p>Fem i året.</p>")])])
    assert outline(found) == ["1 Formål", "2 Møteplan", "2.1 Innkalling", "2.2 Referat", "3 Økonomi"]
    assert [(one.html, one.written_by) for one in found if one.is_changed] == [("<p>Fem i året.</p>", 1)]


def test_repealing_takes_what_is_below_with_it_and_keeps_the_numbers() -> None:
    found = text_of([(1, [change("repeals", "0.2")])])
    assert outline(found) == [
        "1 Formål",
        "2 Møter (opphevet)",
        "2.1 Innkalling (opphevet)",
        "2.2 Referat (opphevet)",
        "3 Økonomi",
    ]


@pytest.mark.parametrize(
    ("target", "level", "expected"),
    [
        ("0.1", 1, ["1 Formål", "1 a Nytt", "2 Møter"]),  # between two: a letter, so that 2 stays 2
        ("0.2", 1, ["2.2 Referat", "2 a Nytt", "3 Økonomi"]),  # after all that stands below 2
        ("0.2", 2, ["2.2 Referat", "2.3 Nytt", "3 Økonomi"]),  # below 2, last: the next number
        ("0.3", 2, ["2.1 Innkalling", "2.1 a Nytt", "2.2 Referat"]),
        ("0.4", 2, ["2.2 Referat", "2.3 Nytt", "3 Økonomi"]),
        ("0.3", 1, ["2.2 Referat", "2 a Nytt", "3 Økonomi"]),  # chapter 2 is not cut in two
        ("0.4", 1, ["2.2 Referat", "2 a Nytt", "3 Økonomi"]),  # a main chapter after 2.2 comes after 2
        ("0.5", 1, ["3 Økonomi", "4 Nytt"]),
        ("", 1, ["3 Økonomi", "4 Nytt"]),
        ("", 2, ["3 Økonomi", "3.1 Nytt"]),
        ("0.1", 2, ["1 Formål", "1.1 Nytt", "2 Møter"]),
        ("0.1", 4, ["1 Formål", "1.1 Nytt", "2 Møter"]),  # no level is skipped
        ("0.3", 3, ["2.1 Innkalling", "2.1.1 Nytt", "2.2 Referat"]),
    ],
)
def test_new_chapter_gets_a_place_and_a_number_that_moves_nobody(
    target: str, level: int, expected: list[str]
) -> None:
    found = outline(text_of([(1, [change("inserts", target, level=level)])]))
    at = found.index(expected[0])
    assert found[at : at + len(expected)] == expected
    assert [one for one in found if "Nytt" not in one] == outline(text_of([]))


def test_new_chapters_after_the_same_one_follow_each_other() -> None:
    first = (1, [change("inserts", "0.1", "Én"), change("inserts", "0.1", "To")])
    later = (
        2,
        [change("inserts", "0.1", "Tre"), change("inserts", "", "Sist"), change("inserts", "", "Aller sist")],
    )
    assert outline(text_of([first, later])) == [
        "1 Formål",
        "1 a Én",
        "1 b To",
        "1 c Tre",
        "2 Møter",
        "2.1 Innkalling",
        "2.2 Referat",
        "3 Økonomi",
        "4 Sist",
        "5 Aller sist",
    ]


def test_later_addendum_changes_what_an_earlier_one_brought() -> None:
    first = (1, [Section(1, "1", "Bakgrunn", "<p>Hvorfor.</p>"), change("inserts", "0.1", "Ny")])
    second = (2, [change("replaces", "1.2", "Nyere")])
    found = text_of([first, second])
    assert outline(found)[:3] == ["1 Formål", "1 a Nyere", "2 Møter"]
    assert found[1].key == "1.2" and found[1].written_by == 2


def test_chapters_below_a_new_one_are_counted_on_and_lettered_as_others_are() -> None:
    new = (1, [change("inserts", "0.1", "Ny")])
    below = (2, [change("inserts", "1.1", heading, level=2) for heading in ("Én", "To", "Tre")])
    between = (3, [change("inserts", "2.3", heading, level=2) for heading in ("Mellom", "Mellom også")])
    assert outline(text_of([new, below, between]))[1:7] == [
        "1 a Ny",
        "1 a.1 Én",
        "1 a.2 To",
        "1 a.3 Tre",
        "1 a.4 Mellom",
        "1 a.5 Mellom også",
    ]
    between = (3, [change("inserts", "2.1", heading, level=2) for heading in ("Mellom", "Mellom også")])
    assert outline(text_of([new, below, between]))[2:7] == [
        "1 a.1 Én",
        "1 a.1 a Mellom",
        "1 a.1 b Mellom også",
        "1 a.2 To",
        "1 a.3 Tre",
    ]


def test_two_new_ones_after_the_last_come_in_the_order_they_were_written() -> None:
    both = [change("inserts", "0.5", heading) for heading in ("Én", "To")]
    found = text_of([(1, both)])
    assert outline(found)[-3:] == ["3 Økonomi", "4 Én", "5 To"]
    after_a_last_one = text_of([(1, [change("inserts", "", "Sist")]), (2, both)])
    assert outline(after_a_last_one)[-4:] == ["3 Økonomi", "3 a Én", "3 b To", "4 Sist"]


def test_replacing_what_was_repealed_brings_it_back() -> None:
    found = text_of([(1, [change("repeals", "0.5")]), (2, [change("replaces", "0.5", "Økonomi igjen")])])
    assert outline(found)[-1] == "3 Økonomi igjen"


def test_own_text_of_an_addendum_changes_nothing() -> None:
    found = text_of([(1, [Section(1, "1", "Bakgrunn", "<p>Hvorfor.</p>")])])
    assert found == text_of([])


def test_addendum_waits_for_the_one_that_it_changes() -> None:
    changing = (1, [change("replaces", "2.1", "Nyere")])
    assert outline(text_of([changing, (2, [change("inserts", "0.5", "Ny")])]))[-1] == "4 Nyere"


def test_addendum_to_what_is_not_there_is_left_out_and_told_of() -> None:
    found = consolidated(TEXT, [(1, [change("repeals", "0.1"), change("replaces", "9.9")])])
    assert found.left_out == [1]
    assert outline(found.chapters) == outline(text_of([]))


@given(st.data())
def test_no_number_is_given_twice_and_none_of_the_agreement_moves(data: st.DataObject) -> None:
    addenda: list[tuple[int, list[Section]]] = []
    for number in range(1, data.draw(st.integers(1, 4)) + 1):
        keys = [one.key for one in text_of(addenda)]
        sections: list[Section] = []
        for _ in range(data.draw(st.integers(1, 4))):
            effect = data.draw(st.sampled_from(["inserts", "inserts", "replaces", "repeals"]))
            choices = [*keys, ""] if effect == "inserts" else keys
            sections.append(
                change(effect, data.draw(st.sampled_from(choices)), level=data.draw(st.integers(1, 4)))
            )
        addenda.append((number, sections))
    found = text_of(addenda)
    numbers = [one.number for one in found if one.number]
    assert len(set(numbers)) == len(numbers)
    own = [(one.key, one.number, one.level) for one in found if one.key.startswith("0.")]
    assert own == [(one.key, one.number, one.level) for one in text_of([])]
    assert len({one.key for one in found}) == len(found)
