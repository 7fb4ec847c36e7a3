"""What is different between two texts of an agreement: chapter by chapter, block by block, word by word.

Both sides come back whole, so that they can stand beside each other, with marks on what was taken out of the one,
put into the other, or moved. Identity of chapters goes by key where both texts have keys, else by heading and words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agreements import text_tree
from agreements.aligning import align, counted, likeness, longest_rise
from agreements.marking import Mark, Side, Words, marked, marked_whole, pair_words
from agreements.text_tree import Node

#: Chapters with another heading are the same one when they have this share of their words in common.
SAME_CHAPTER = 0.6
#: A shorter text is no proof that a chapter with another heading is the same.
FEWEST_WORDS = 5


class Kind(StrEnum):
    """What became of a chapter."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with its cleaned HTML. `key` tells which chapter it is through changes, "" when that is unknown;
    `part` what it belongs to, "" for the agreement itself."""

    heading: str
    html: str
    key: str = ""
    number: str = ""
    level: int = 1
    part: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks that stand beside each other, as HTML with marks; "" where a side has none."""

    left: str
    right: str
    same: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One chapter in both texts. `left` and `right` are None where it is not; headings are HTML with marks."""

    kind: Kind
    left: Chapter | None
    right: Chapter | None
    left_heading: str
    right_heading: str
    rows: tuple[Row, ...]
    has_moved: bool = False

    @property
    def chapter(self) -> Chapter:
        """The chapter as it is now, or as it was last."""
        found = self.right or self.left
        assert found is not None
        return found


def compare(left: Sequence[Chapter], right: Sequence[Chapter], words: Words) -> tuple[Change, ...]:
    """Every chapter of both, in the order of `right`, those taken out where they stood. `words` are read aloud."""
    pairs = _pairs(left, right)
    placed = sorted(pairs.items())
    still = longest_rise([other for _place, other in placed])
    moved = {one for number, (one, _other) in enumerate(placed) if number not in still}
    partner = {other: one for one, other in pairs.items()}
    return tuple(
        _change(
            None if one is None else left[one],
            None if other is None else right[other],
            words,
            has_moved=one in moved,
        )
        for one, other in _ordered(len(left), len(right), partner, moved)
    )


def compare_html(left: str, right: str, words: Words) -> tuple[Row, ...]:
    """The same for one text: its blocks side by side."""
    ours, others = text_tree.read(left), text_tree.read(right)
    pairs = align(ours, others)
    gone = {ours[one].text for one, other in pairs if other is None and one is not None}
    come = {others[other].text for one, other in pairs if one is None and other is not None}
    moved = {text for text in gone & come if text}
    return tuple(
        _row(None if one is None else ours[one], None if other is None else others[other], words, moved)
        for one, other in pairs
    )


def _ordered(
    left: int, right: int, partner: dict[int, int], moved: set[int]
) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of places: the order of `right`; what was taken out follows the chapter that stood before it."""
    following: dict[int | None, list[int]] = {}
    before: int | None = None
    paired = set(partner.values())
    for place in range(left):
        if place not in paired:
            following.setdefault(before, []).append(place)
        elif place not in moved:
            before = place
    yield from ((place, None) for place in following.get(None, []))
    for place in range(right):
        mate = partner.get(place)
        yield mate, place
        if mate is not None:
            yield from ((gone, None) for gone in following.get(mate, []))


def _pairs(left: Sequence[Chapter], right: Sequence[Chapter]) -> dict[int, int]:
    """Which chapter of `right` each of `left` became: by key, by heading in its part, by words."""
    pairs: dict[int, int] = {}
    if all(chapter.key for chapter in (*left, *right)):
        by_key = {chapter.key: place for place, chapter in enumerate(right)}
        return {place: by_key[chapter.key] for place, chapter in enumerate(left) if chapter.key in by_key}
    for name in (_full_name, _name):
        taken = set(pairs.values())
        free: dict[tuple[str, ...], list[int]] = {}
        for place, chapter in enumerate(right):
            if place not in taken:
                free.setdefault(name(chapter), []).append(place)
        for place, chapter in enumerate(left):
            if place not in pairs and free.get(name(chapter)):
                pairs[place] = free[name(chapter)].pop(0)
    _by_words(left, right, pairs)
    return pairs


def _full_name(chapter: Chapter) -> tuple[str, ...]:
    return (chapter.part, str(chapter.level), " ".join(chapter.heading.lower().split()))


def _name(chapter: Chapter) -> tuple[str, ...]:
    return _full_name(chapter)[2:]


def _by_words(left: Sequence[Chapter], right: Sequence[Chapter], pairs: dict[int, int]) -> None:
    """Add the chapters that have a new heading: the most alike first."""
    taken = set(pairs.values())
    ours = {place: _counted(one) for place, one in enumerate(left) if place not in pairs}
    others = {place: _counted(one) for place, one in enumerate(right) if place not in taken}
    alike = sorted(
        (
            (-likeness(one, other), place, mate)
            for place, one in ours.items()
            for mate, other in others.items()
            if min(one.total(), other.total()) >= FEWEST_WORDS
        )
    )
    for share, place, mate in alike:
        if -share >= SAME_CHAPTER and place not in pairs and mate not in taken:
            pairs[place] = mate
            taken.add(mate)


def _counted(chapter: Chapter) -> Counter[str]:
    return counted(" ".join(node.text for node in text_tree.read(chapter.html)))


def _change(left: Chapter | None, right: Chapter | None, words: Words, *, has_moved: bool) -> Change:
    if left is None or right is None:
        kind = Kind.ADDED if left is None else Kind.REMOVED
        rows = compare_html(left.html if left else "", right.html if right else "", words)
        one = marked_whole(left.heading, Mark.REMOVED, words) if left else ""
        other = marked_whole(right.heading, Mark.ADDED, words) if right else ""
        return Change(kind, left, right, one, other, rows)
    rows = compare_html(left.html, right.html, words)
    pair = pair_words(_line(left.heading), _line(right.heading))
    alike = left.heading == right.heading and left.level == right.level and all(row.same for row in rows)
    return Change(
        Kind.SAME if alike else Kind.CHANGED,
        left,
        right,
        marked(pair, Side.LEFT, words),
        marked(pair, Side.RIGHT, words),
        rows,
        has_moved=has_moved,
    )


def _line(text: str) -> Node:
    return Node(text_tree.LOOSE, runs=(text_tree.Run(text),))


def _row(left: Node | None, right: Node | None, words: Words, moved: set[str]) -> Row:
    if left is None or right is None:
        node = left or right
        assert node is not None
        mark = Mark.MOVED if node.text in moved else Mark.REMOVED if left else Mark.ADDED
        html = marked_whole(node, mark, words)
        return Row(html if left else "", "" if left else html, same=False)
    if left == right:
        html = text_tree.write((left,))
        return Row(html, html, same=True)
    pair = pair_words(left, right)
    return Row(marked(pair, Side.LEFT, words), marked(pair, Side.RIGHT, words), same=False)
