"""Bring two texts together that were written from the same one: three-way, paragraph by paragraph.

What only one of the two changed is taken. Where both changed the same paragraph (list item, table row) in different
ways, that place is a clash, and a person chooses. Nothing that either wrote is ever left out of the answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from agreements import text_tree
from agreements.aligning import align
from agreements.text_tree import Node

Nodes = tuple[Node, ...]


class Choice(StrEnum):
    """What a person takes at a clash."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Agreed:
    """Blocks that the two texts do not disagree about."""

    nodes: Nodes


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both changed. `base`, `mine` and `theirs` are its blocks; none where it was taken out."""

    base: Nodes
    mine: Nodes
    theirs: Nodes

    def taken(self, choice: Choice) -> Nodes:
        """The blocks that the choice leaves. BOTH puts theirs first, and does not repeat what is alike."""
        if choice is Choice.MINE:
            return self.mine
        if choice is Choice.THEIRS:
            return self.theirs
        return _both(self.theirs, self.mine)


Piece = Agreed | Clash


@dataclass(frozen=True, slots=True)
class Merged:
    """The two texts brought together, in order."""

    pieces: tuple[Piece, ...]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The places where a person must choose, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Clash))

    def html(self, choices: Sequence[Choice] = ()) -> str:
        """The text with one choice for each clash. Raises ValueError when their numbers differ."""
        if len(choices) != len(self.clashes):
            raise ValueError(f"{len(self.clashes)} places to choose, {len(choices)} choices")
        chosen = iter(choices)
        parts = (
            piece.taken(next(chosen)) if isinstance(piece, Clash) else piece.nodes for piece in self.pieces
        )
        return text_tree.write(tuple(node for part in parts for node in part))


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge two cleaned texts that both began as `base`."""
    return Merged(tuple(_woven(text_tree.read(base), text_tree.read(mine), text_tree.read(theirs))))


def merge_line(base: str, mine: str, theirs: str) -> str | None:
    """The same for one line, a heading: the one that was changed, or None when both changed it differently."""
    if mine == theirs or theirs == base:
        return mine
    return theirs if mine == base else None


def holds(whole: str, part: str) -> bool:
    """Whether every run of words in `part` stands in `whole`, block by block, wherever it stands."""
    return set(_words(text_tree.read(part))) <= set(_words(text_tree.read(whole)))


def _words(nodes: Nodes) -> Iterator[tuple[text_tree.Run, ...]]:
    """What each block says, with its formatting."""
    for node in nodes:
        if node.children:
            yield from _words(node.children)
        elif node.text:
            yield node.runs


def _woven(base: Nodes, mine: Nodes, theirs: Nodes) -> Iterator[Piece]:
    """For each block of `base` what became of it, and after it what was added there; theirs before mine."""
    in_mine, in_theirs = _Fate(base, mine), _Fate(base, theirs)
    yield from _added(in_mine.added[-1], in_theirs.added[-1])
    for place, block in enumerate(base):
        yield from _one(block, in_mine.became.get(place), in_theirs.became.get(place))
        ours, others = in_mine.added[place], in_theirs.added[place]
        rewritten = place not in in_mine.became and place not in in_theirs.became
        if rewritten and ours and others and ours != others:
            yield Clash((), ours, others)
        else:
            yield from _added(ours, others)


class _Fate:
    """What became of each block of a text: `became` by its place, `added` what was written after it (-1: first)."""

    def __init__(self, base: Nodes, other: Nodes) -> None:
        self.became: dict[int, Node] = {}
        self.added: dict[int, Nodes] = dict.fromkeys(range(-1, len(base)), ())
        last = -1
        for before, after in align(base, other):
            if before is None and after is not None:
                self.added[last] += (other[after],)
                continue
            assert before is not None
            last = before
            if after is not None:
                self.became[before] = other[after]


def _added(mine: Nodes, theirs: Nodes) -> Iterator[Piece]:
    if both := _both(theirs, mine):
        yield Agreed(both)


def _both(first: Nodes, second: Nodes) -> Nodes:
    """The blocks of both; one that both have stands once."""
    left = Counter(first)
    more = []
    for node in second:
        if left[node]:
            left[node] -= 1
        else:
            more.append(node)
    return (*first, *more)


def _one(base: Node, mine: Node | None, theirs: Node | None) -> Iterator[Piece]:
    """One block: taken as whoever changed it left it, else a clash. None is a block that was taken out."""
    if mine == theirs or theirs == base:
        kept = mine
    elif mine == base:
        kept = theirs
    else:
        yield _inside(base, mine, theirs)
        return
    if kept is not None:
        yield Agreed((kept,))


def _inside(base: Node, mine: Node | None, theirs: Node | None) -> Piece:
    """A block that both changed. In a list or table only the items that both changed can clash."""
    if mine is None or theirs is None or not _same_container(base, mine, theirs):
        return Clash((base,), () if mine is None else (mine,), () if theirs is None else (theirs,))
    inner = list(_woven(base.children, mine.children, theirs.children))

    def whole(choice: Choice) -> Nodes:
        parts = (piece.taken(choice) if isinstance(piece, Clash) else piece.nodes for piece in inner)
        return (replace(base, children=tuple(node for part in parts for node in part)),)

    if any(isinstance(piece, Clash) for piece in inner):
        return Clash((base,), whole(Choice.MINE), whole(Choice.THEIRS))
    return Agreed(whole(Choice.MINE))


def _same_container(*nodes: Node) -> bool:
    return all(node.children for node in nodes) and len({(node.tag, node.attributes) for node in nodes}) == 1
