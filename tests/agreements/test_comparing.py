"""What is told of the difference between two texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.comparing import Chapter, Kind, compare, compare_html
from agreements.marking import Words
from politirad import richtext

WORDS = Words("[+", "+]", "[-", "-]", "[flyttet]", "[form]")


def told(html: str) -> str:
    """The text as it is read aloud."""
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def rows(left: str, right: str) -> list[tuple[str, str]]:
    return [(told(row.left), told(row.right)) for row in compare_html(left, right, WORDS)]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("<p>Likt</p>", "<p>Likt</p>", [("Likt", "Likt")]),
        (
            "<p>Rådet møtes fem ganger i året.</p>",
            "<p>Rådet møtes fire ganger i året.</p>",
            [("Rådet møtes [- fem -] ganger i året.", "Rådet møtes [+ fire +] ganger i året.")],
        ),
        (
            "<p>En</p>",
            "<p>En</p><p>To tre</p>",
            [("En", "En"), ("", "[+ To tre +]")],
        ),
        (
            "<p>En to</p><p>Tre fire</p>",
            "<p>Tre fire</p>",
            [("[- En to -]", ""), ("Tre fire", "Tre fire")],
        ),
        (
            "<p>Ordføreren leder</p><p>Sekretæren skriver</p><p>Alle møter</p>",
            "<p>Sekretæren skriver</p><p>Alle møter</p><p>Ordføreren leder</p>",
            [
                ("[flyttet] Ordføreren leder", ""),
                ("Sekretæren skriver", "Sekretæren skriver"),
                ("Alle møter", "Alle møter"),
                ("", "[flyttet] Ordføreren leder"),
            ],
        ),
        (
            "<ul><li>ordfører</li><li>politikontakt</li></ul>",
            "<ul><li>ordfører</li><li>varaordfører</li><li>politikontakt</li></ul>",
            [("ordførerpolitikontakt", "ordfører[+ varaordfører +]politikontakt")],
        ),
        (
            "<p>Rådet skal møtes</p>",
            "<p>Rådet <strong>skal</strong> møtes</p>",
            [("Rådet skal møtes", "Rådet [form] skal møtes")],
        ),
        ("<p>Mål for året</p>", "<h2>Mål for året</h2>", [("Mål for året", "[form] Mål for året")]),
        (
            "<p>a &lt;b&gt; c</p>",
            "<p>a &lt;i&gt; c</p>",
            [("a &lt;[- b -]&gt; c", "a &lt;[+ i +]&gt; c")],
        ),
        ("", "", []),
    ],
)  # fmt: skip
def test_compare_html_tells_what_changed(left: str, right: str, expected: list[tuple[str, str]]) -> None:
    assert rows(left, right) == expected


def test_compare_html_marks_cells_and_keeps_the_table() -> None:
    before = "<table><tbody><tr><th>Tiltak</th><td>Utekontakt hver fredag</td></tr></tbody></table>"
    [row] = compare_html(before, before.replace("hver", "annenhver"), WORDS)
    assert row.right == (
        "<table><tbody><tr><th>Tiltak</th><td>Utekontakt "
        '<ins><span class="sr-only">[+ </span>annenhver<span class="sr-only"> +]</span></ins>'
        " fredag</td></tr></tbody></table>"
    )


def chapter(heading: str, html: str = "<p>Tekst</p>", key: str = "", part: str = "") -> Chapter:
    return Chapter(heading=heading, html=html, key=key, part=part)


def kinds(left: list[Chapter], right: list[Chapter]) -> list[tuple[str, str, bool]]:
    return [(one.chapter.heading, one.kind.value, one.has_moved) for one in compare(left, right, WORDS)]


def test_compare_finds_chapters_by_key_whatever_they_are_called() -> None:
    left = [chapter("Mål", key="1"), chapter("Roller", "<p>Gammelt</p>", key="2")]
    right = [chapter("Roller", "<p>Helt nytt</p>", key="1"), chapter("Mål", key="3")]
    assert kinds(left, right) == [
        ("Roller", "changed", False),
        ("Roller", "removed", False),
        ("Mål", "added", False),
    ]


def test_compare_finds_chapters_by_heading_and_then_by_words() -> None:
    text = "<p>Politikontakten er bindeleddet mellom kommunen og politiet hver dag</p>"
    left = [chapter("Innledning"), chapter("Politikontakten", text), chapter("Kort", "<p>Nei</p>")]
    right = [chapter("Innledning"), chapter("Politikontaktens rolle", text), chapter("Annet", "<p>Nei</p>")]
    assert kinds(left, right) == [
        ("Innledning", "same", False),
        ("Politikontaktens rolle", "changed", False),
        ("Kort", "removed", False),
        ("Annet", "added", False),
    ]


def test_compare_tells_what_has_moved_and_nothing_else() -> None:
    names = ["A", "B", "C", "D", "E"]
    left = [chapter(name, key=name) for name in names]
    right = [chapter(name, key=name) for name in ["B", "C", "D", "A", "E"]]
    assert kinds(left, right) == [
        ("B", "same", False),
        ("C", "same", False),
        ("D", "same", False),
        ("A", "same", True),
        ("E", "same", False),
    ]


def test_compare_keeps_the_same_heading_in_two_attachments_apart() -> None:
    left = [
        chapter("Formål", "<p>en</p>", part="Vedlegg 1"),
        chapter("Formål", "<p>to</p>", part="Vedlegg 2"),
    ]
    right = [chapter("Formål", "<p>to</p>", part="Vedlegg 2")]
    assert [(one.kind, one.chapter.part) for one in compare(left, right, WORDS)] == [
        (Kind.REMOVED, "Vedlegg 1"),
        (Kind.SAME, "Vedlegg 2"),
    ]


words = st.sampled_from(["rådet", "møtes", "fire", "ganger", "politiet", "<b>"])
blocks = st.tuples(st.sampled_from(["p", "h2", "ul"]), st.lists(words, min_size=1, max_size=4)).map(
    lambda found: (
        richtext.from_plain(" ".join(found[1]))
        if found[0] != "ul"
        else richtext.clean("<ul>" + "".join(f"<li>{word.strip('<>')}</li>" for word in found[1]) + "</ul>")
    )
)
texts = st.lists(blocks, max_size=6).map("".join)


@settings(deadline=None)
@given(texts, texts)
def test_both_sides_are_whole_whatever_is_marked(left: str, right: str) -> None:
    found = compare_html(left, right, WORDS)
    for side, whole in (("left", left), ("right", right)):
        shown = "".join(getattr(row, side) for row in found)
        bare = re.sub(r'<span class="sr-only">.*?</span>|<span class="compare__word">.*?</span> ', "", shown)
        bare = re.sub(r"</?(?:ins|del|span)[^>]*>", "", bare)
        assert bare == whole


@settings(deadline=None)
@given(texts)
def test_a_text_beside_itself_has_no_mark(text: str) -> None:
    assert all(row.same for row in compare_html(text, text, WORDS))
