"""Two texts written from the same one: what is merged, what clashes, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements import text_tree
from agreements.merging import Choice, merge, merge_line
from politirad import richtext

BASE = "<p>En</p><p>To</p><ul><li>a</li><li>b</li></ul>"


def test_text_tree_writes_what_it_read() -> None:
    html = (
        '<h2>Mål</h2><p>Rådet <strong>skal <em>møtes</em></strong> &amp; <a href="https://x.no" rel="noopener'
        ' noreferrer">lese</a>.<br>Linje to</p><ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>'
        '<table><tbody><tr><th scope="row">x</th><td colspan="2"><p>y</p><p>z</p></td></tr></tbody></table>'
        "<blockquote><p>sitat</p></blockquote>"
    )
    assert text_tree.write(text_tree.read(html)) == html


def test_text_tree_makes_paragraphs_of_loose_words() -> None:
    assert text_tree.write(text_tree.read("løst <p>fast</p> igjen")) == "<p>løst </p><p>fast</p><p> igjen</p>"


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (BASE, BASE, BASE),
        (BASE.replace("En", "Ein"), BASE, BASE.replace("En", "Ein")),
        (BASE, BASE.replace("To", "Tvo"), BASE.replace("To", "Tvo")),
        (BASE.replace("En", "Ein"), BASE.replace("To", "Tvo"), "<p>Ein</p><p>Tvo</p><ul><li>a</li><li>b</li></ul>"),
        (BASE.replace("En", "Ein"), BASE.replace("En", "Ein"), BASE.replace("En", "Ein")),
        (BASE.replace("<p>To</p>", ""), BASE + "<p>Ny</p>", "<p>En</p><ul><li>a</li><li>b</li></ul><p>Ny</p>"),
        (
            BASE.replace("<li>a</li>", "<li>A</li>"),
            BASE.replace("<li>b</li>", "<li>b</li><li>c</li>"),
            "<p>En</p><p>To</p><ul><li>A</li><li>b</li><li>c</li></ul>",
        ),
        ("", BASE, ""),
        (BASE + "<p>Min</p>", BASE + "<p>Din</p>", BASE + "<p>Din</p><p>Min</p>"),
        (BASE + "<p>Ny</p>", BASE + "<p>Ny</p>", BASE + "<p>Ny</p>"),
        (BASE.replace("En", "Ein"), "<p>Før</p>" + BASE, "<p>Før</p>" + BASE.replace("En", "Ein")),
    ],
)  # fmt: skip
def test_merge_takes_what_one_changed(mine: str, theirs: str, expected: str) -> None:
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert merged.html() == expected


def test_merge_leaves_a_paragraph_changed_twice_to_a_person() -> None:
    merged = merge(BASE, BASE.replace("En", "Min"), BASE.replace("En", "Din"))
    assert len(merged.clashes) == 1
    tail = BASE.removeprefix("<p>En</p>")
    assert merged.html([Choice.MINE]) == "<p>Min</p>" + tail
    assert merged.html([Choice.THEIRS]) == "<p>Din</p>" + tail
    assert merged.html([Choice.BOTH]) == "<p>Din</p><p>Min</p>" + tail
    with pytest.raises(ValueError, match="1 places to choose, 0 choices"):
        merged.html()


def test_merge_keeps_the_other_items_of_a_list_with_a_clash() -> None:
    base = "<ul><li>a</li><li>b</li><li>c</li></ul>"
    merged = merge(
        base, "<ul><li>A1</li><li>b</li><li>c</li></ul>", "<ul><li>A2</li><li>b</li><li>C</li></ul>"
    )
    assert merged.html([Choice.MINE]) == "<ul><li>A1</li><li>b</li><li>C</li></ul>"
    assert merged.html([Choice.THEIRS]) == "<ul><li>A2</li><li>b</li><li>C</li></ul>"


def test_merge_of_a_removed_and_a_changed_paragraph_asks() -> None:
    merged = merge(BASE, BASE.replace("<p>En</p>", ""), BASE.replace("En", "Ein"))
    assert [text_tree.write(clash.theirs) for clash in merged.clashes] == ["<p>Ein</p>"]
    assert merged.clashes[0].mine == ()


def test_merge_of_two_who_wrote_all_anew_asks() -> None:
    merged = merge(BASE, "<p>Helt mitt</p>", "<p>Noe annet</p>")
    assert len(merged.clashes) == 1
    assert merged.html([Choice.BOTH]) == "<p>Noe annet</p><p>Helt mitt</p>"


def test_merge_line() -> None:
    assert merge_line("a", "b", "a") == "b"
    assert merge_line("a", "a", "c") == "c"
    assert merge_line("a", "b", "b") == "b"
    assert merge_line("a", "b", "c") is None


words = st.sampled_from(["rådet", "møtes", "fire", "ganger", "politiet", "kommunen"])
paragraph = st.lists(words, min_size=1, max_size=3).map(lambda found: f"<p>{' '.join(found)}</p>")
items = st.lists(words, min_size=1, max_size=4).map(
    lambda found: "<ul>" + "".join(f"<li>{word}</li>" for word in found) + "</ul>"
)
texts = st.lists(st.one_of(paragraph, items), max_size=6).map("".join)


@settings(deadline=None)
@given(texts, texts, texts)
def test_merge_never_loses_what_somebody_wrote(base: str, mine: str, theirs: str) -> None:
    merged = merge(base, mine, theirs)
    count = len(merged.clashes)
    both = " ".join(richtext.plain(merged.html([choice] * count)) for choice in (Choice.MINE, Choice.THEIRS))
    for written in (mine, theirs):
        for line in set(richtext.plain(written).split("\n")) - set(richtext.plain(base).split("\n")):
            assert line in both


@settings(deadline=None)
@given(texts, texts)
def test_merge_with_one_writer_gives_that_text(base: str, written: str) -> None:
    whole = text_tree.write(text_tree.read(written))
    for merged in (merge(base, written, base), merge(base, base, written), merge(base, written, written)):
        assert merged.clashes == ()
        assert merged.html() == whole


@settings(deadline=None)
@given(texts, texts, texts)
def test_merge_asks_the_same_whoever_came_first(base: str, mine: str, theirs: str) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert len(one.clashes) == len(other.clashes)
    choices = [Choice.MINE] * len(one.clashes)
    texts = (one.html(choices), other.html([Choice.THEIRS] * len(choices)))
    assert sorted(richtext.plain(texts[0]).split("\n")) == sorted(richtext.plain(texts[1]).split("\n"))
