"""Marks in a text: which words were taken out, put in, moved, or set in another way, as HTML that can be read aloud.

A mark is never colour alone: `ins` and `del` carry words for screen readers, and a whole block carries a word for
everybody.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from agreements import text_tree
from agreements.aligning import align
from agreements.text_tree import Node, Run

_WORD = re.compile(r"\w+(?:[-’'.:/]\w+)*|\s+|[^\w\s]")
#: Longer than this, frequent words are left out of the search for what stayed, or it would take too long.
LONG = 1_500


class Mark(StrEnum):
    """What happened to a piece of text."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RESET = "reset"


class Side(StrEnum):
    """Which of two texts is written."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said around marks, in the reader's language."""

    added: str
    added_end: str
    removed: str
    removed_end: str
    moved: str
    reset: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one block side by side: as they stand left and right, with the mark of their difference (None: the same)."""

    left: tuple[Run, ...]
    right: tuple[Run, ...]
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Paired:
    """One block or container in both texts: its `pieces`, or its `children` with those that only one side has."""

    left: Node
    right: Node
    pieces: tuple[Piece, ...] = ()
    children: tuple[Paired | Lone, ...] = ()


@dataclass(frozen=True, slots=True)
class Lone:
    """A block that only one side has."""

    node: Node
    side: Side


def pair_words(left: Node, right: Node) -> Paired:
    """Two versions of one block, taken apart to what is the same and what is not."""
    if left.is_block and right.is_block:
        return Paired(left, right, pieces=tuple(_pieces(left.runs, right.runs)))
    ours, others = _children(left), _children(right)
    children: list[Paired | Lone] = []
    for one, other in align(ours, others):
        if one is not None and other is not None:
            children.append(pair_words(ours[one], others[other]))
        elif one is not None:
            children.append(Lone(ours[one], Side.LEFT))
        elif other is not None:
            children.append(Lone(others[other], Side.RIGHT))
    return Paired(left, right, children=tuple(children))


def marked(pair: Paired, side: Side, words: Words) -> str:
    """One side of a pair as HTML, with marks on what the other side lacks or says in another way."""
    node = pair.left if side is Side.LEFT else pair.right
    if pair.children:
        parts = []
        for child in pair.children:
            if isinstance(child, Paired):
                parts.append(marked(child, side, words))
            elif child.side is side:
                mark = Mark.REMOVED if side is Side.LEFT else Mark.ADDED
                parts.append(marked_whole(child.node, mark, words))
        inner = "".join(parts)
    else:
        inner = "".join(_piece(piece, side, words) for piece in pair.pieces)
    if (
        side is Side.RIGHT
        and pair.left.tag != pair.right.tag
        and text_tree.LOOSE not in {pair.left.tag, node.tag}
    ):
        inner = _told(words.reset) + inner
    return _within(node, inner)


def marked_whole(text: Node | str, mark: Mark, words: Words) -> str:
    """A block that stands on one side only, with the mark on all its words and the word for it before them."""
    node = Node(text_tree.LOOSE, runs=(Run(text),)) if isinstance(text, str) else text
    if node.children:
        return _within(node, "".join(marked_whole(child, mark, words) for child in node.children))
    runs = tuple(run for run in node.runs)
    return _within(node, _wrapped(text_tree.inline(runs), mark, words) if node.text else "")


def _children(node: Node) -> Sequence[Node]:
    """What stands in a container; a block that meets a container stands in it alone."""
    if node.children or node.tag in text_tree.CONTAINERS:
        return node.children
    return (replace(node, tag=text_tree.LOOSE, attributes=""),)


def _within(node: Node, inner: str) -> str:
    if node.tag == text_tree.LOOSE:
        return inner
    start = f"{node.tag} {node.attributes}" if node.attributes else node.tag
    return f"{text_tree.opening(start)}{inner}{text_tree.closing(node.tag)}"


def _told(word: str) -> str:
    return f'<span class="compare__word">{entities.escape(word)}</span> '


def _wrapped(inner: str, mark: Mark, words: Words) -> str:
    """Words with their mark, and what a screen reader says before and after them."""
    if mark is Mark.MOVED:
        return f'<span class="compare__moved">{_told(words.moved)}{inner}</span>'
    if mark is Mark.RESET:
        return f'<span class="compare__reset"><span class="sr-only">{entities.escape(words.reset)} </span>{inner}</span>'
    tag, first, last = (
        ("ins", words.added, words.added_end)
        if mark is Mark.ADDED
        else ("del", words.removed, words.removed_end)
    )
    return (
        f'<{tag}><span class="sr-only">{entities.escape(first)} </span>{inner}'
        f'<span class="sr-only"> {entities.escape(last)}</span></{tag}>'
    )


def _piece(piece: Piece, side: Side, words: Words) -> str:
    inner = text_tree.inline(piece.left if side is Side.LEFT else piece.right)
    if piece.mark is None or not inner:
        return inner
    if piece.mark is Mark.RESET:
        return _wrapped(inner, Mark.RESET, words) if side is Side.RIGHT else inner
    return _wrapped(inner, Mark.REMOVED if side is Side.LEFT else Mark.ADDED, words)


def _pieces(left: tuple[Run, ...], right: tuple[Run, ...]) -> Iterator[Piece]:
    """Two versions of a block's words, cut where they begin and cease to be the same."""
    ours, others = _tokens(left), _tokens(right)
    codes = _codes([token.text for token in ours], [token.text for token in others])
    for first, last, start, stop, same in codes:
        if not same:
            yield Piece(tuple(ours[first:last]), tuple(others[start:stop]), Mark.ADDED)
            continue
        for one, other in _by_setting(ours[first:last], others[start:stop]):
            mark = None if [run.marks for run in one] == [run.marks for run in other] else Mark.RESET
            yield Piece(tuple(one), tuple(other), mark)


def _tokens(runs: tuple[Run, ...]) -> list[Run]:
    """One run for each word, space and sign."""
    return [Run(text, run.marks) for run in runs for text in _WORD.findall(run.text)]


def _codes(left: list[str], right: list[str]) -> list[tuple[int, int, int, int, bool]]:
    """Stretches that are the same or not. A lone space or sign between two changes belongs to them: nobody can
    read a text where every second word is marked."""
    junk = max(len(left), len(right)) > LONG
    found: list[tuple[int, int, int, int, bool]] = []
    codes = SequenceMatcher(a=left, b=right, autojunk=junk).get_opcodes()
    for number, (code, first, last, start, stop) in enumerate(codes):
        between = 0 < number < len(codes) - 1
        same = code == "equal" and not (between and not re.search(r"\w", "".join(left[first:last])))
        if found and not same and not found[-1][4]:
            found[-1] = (found[-1][0], last, found[-1][2], stop, False)
        else:
            found.append((first, last, start, stop, same))
    return found


def _by_setting(left: list[Run], right: list[Run]) -> Iterator[tuple[list[Run], list[Run]]]:
    """The same words on both sides, cut where their bold, italic or link begins or ceases to differ."""
    begun = 0
    for place in range(1, len(left) + 1):
        differs = left[begun].marks != right[begun].marks
        if place == len(left) or (left[place].marks != right[place].marks) is not differs:
            yield left[begun:place], right[begun:place]
            begun = place
