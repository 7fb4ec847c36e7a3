"""Two writers of one text: what each wrote is there afterwards, and only real clashes are asked about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.merging import Clash, merge, tokens

BASE = "<p>En.</p><p>To.</p><p>Tre.</p>"


@pytest.mark.parametrize(
    ("mine", "theirs", "joined"),
    [
        ("<p>En.</p><p>To.</p><p>Tre.</p>", "<p>Ny.</p>", "<p>Ny.</p>"),
        ("<p>Ny.</p>", "<p>En.</p><p>To.</p><p>Tre.</p>", "<p>Ny.</p>"),
        # Each adds at an end of their own.
        ("<p>Null.</p>" + BASE, BASE + "<p>Fire.</p>", "<p>Null.</p>" + BASE + "<p>Fire.</p>"),
        # Both add at the same end: the other's first.
        (BASE + "<p>Min.</p>", BASE + "<p>Din.</p>", BASE + "<p>Din.</p><p>Min.</p>"),
        # The same addition twice is one.
        (BASE + "<p>Ny.</p>", BASE + "<p>Ny.</p>", BASE + "<p>Ny.</p>"),
        # Two paragraphs apart.
        (
            "<p>Én.</p><p>To.</p><p>Tre.</p>",
            "<p>En.</p><p>To.</p><p>Tre og.</p>",
            "<p>Én.</p><p>To.</p><p>Tre og.</p>",
        ),
        # One takes out what the other has not touched.
        ("<p>En.</p><p>Tre.</p>", "<p>Én.</p><p>To.</p><p>Tre.</p>", "<p>Én.</p><p>Tre.</p>"),
        # Both take out the same.
        ("<p>En.</p><p>Tre.</p>", "<p>En.</p><p>Tre.</p>", "<p>En.</p><p>Tre.</p>"),
    ],
)
def test_changes_apart_are_joined(mine: str, theirs: str, joined: str) -> None:
    found = merge(BASE, mine, theirs)
    assert (found.html, found.clashes) == (joined, ())


def test_words_of_one_paragraph_are_joined() -> None:
    base = "<p>Politiet fortalte om natteravnene og russetiden.</p>"
    mine = "<p>Politiet orienterte om natteravnene og russetiden.</p>"
    theirs = "<p>Politiet fortalte om natteravnene og russetiden i mai.</p>"
    assert merge(base, mine, theirs).html == "<p>Politiet orienterte om natteravnene og russetiden i mai.</p>"


def test_bold_in_one_end_and_a_word_in_the_other() -> None:
    base = "<p>Rådet ber kommunen lage en plan.</p>"
    mine = "<p><strong>Rådet</strong> ber kommunen lage en plan.</p>"
    theirs = "<p>Rådet ber kommunen lage en ny plan.</p>"
    assert merge(base, mine, theirs).html == "<p><strong>Rådet</strong> ber kommunen lage en ny plan.</p>"


def test_the_same_words_clash_and_both_are_kept() -> None:
    found = merge("<p>Fristen er mai.</p>", "<p>Fristen er juni.</p>", "<p>Fristen er april.</p>")
    assert found.clashes == (Clash("<p>Fristen er juni.</p>", "<p>Fristen er april.</p>"),)
    assert found.html == "<p>Fristen er april.</p><p>Fristen er juni.</p>"


def test_taken_out_by_one_and_changed_by_the_other_is_a_clash_and_is_kept() -> None:
    found = merge(BASE, "<p>En.</p><p>Tre.</p>", "<p>En.</p><p>To og to.</p><p>Tre.</p>")
    assert found.clashes == (Clash("", "<p>To og to.</p>"),)
    assert found.html == "<p>En.</p><p>To og to.</p><p>Tre.</p>"


def test_lines_of_a_list_are_joined_one_by_one() -> None:
    base = "<p>Sagt:</p><ul><li>a</li><li>b</li></ul>"
    mine = "<p>Sagt:</p><ul><li>a</li><li>b</li><li>min</li></ul>"
    theirs = "<p>Sagt:</p><ul><li>først</li><li>a</li><li>b</li></ul>"
    found = merge(base, mine, theirs)
    assert found.html == "<p>Sagt:</p><ul><li>først</li><li>a</li><li>b</li><li>min</li></ul>"
    assert found.clashes == ()


def test_a_list_that_one_has_broken_up_is_a_clash_and_loses_nothing() -> None:
    base = "<ul><li>a</li><li>b</li></ul>"
    found = merge(base, "<p>a</p><p>b</p>", "<ul><li>a</li><li>b</li><li>c</li></ul>")
    assert len(found.clashes) == 1
    assert all(piece in found.html for piece in ("<p>a</p>", "<li>c</li>"))


def test_tokens_cut_lists_into_lines_with_what_hangs_under_them() -> None:
    html = "<p>x</p><p>y</p><ul><li><p>a</p><ul><li>a1</li></ul></li><li>b</li></ul><h2>z</h2>"
    assert tokens(html) == [
        "<p>x</p>",
        "<p>y</p>",
        "<ul>",
        "<li><p>a</p><ul><li>a1</li></ul></li>",
        "<li>b</li>",
        "</ul>",
        "<h2>z</h2>",
    ]


def texts(letters: str) -> st.SearchStrategy[str]:
    """Texts of a few paragraphs of these letters as words."""
    words = st.lists(st.sampled_from(letters), min_size=1, max_size=4).map(" ".join)
    return st.lists(words, max_size=6).map(lambda found: "".join(f"<p>{text}</p>" for text in found))


@settings(deadline=None)
@given(base=texts("abcd"), mine=texts("abcdmn"), theirs=texts("abcdxy"))
def test_nothing_that_either_wrote_is_lost(base: str, mine: str, theirs: str) -> None:
    """Every word that only one of them can have written is there afterwards, joined or side by side."""
    found = merge(base, mine, theirs).html
    assert {word for word in "mn" if word in mine} | {word for word in "xy" if word in theirs} == {
        word for word in "mnxy" if word in found
    }


@settings(deadline=None)
@given(base=texts("abcd"), mine=texts("abcdmn"))
def test_one_writer_alone_gets_the_own_text(base: str, mine: str) -> None:
    assert merge(base, mine, base).html == merge(base, base, mine).html == mine
