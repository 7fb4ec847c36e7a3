"""Which block of one text became which block of another, in the order of both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

from agreements.text_tree import Node

#: Blocks with fewer words in common than this share are two blocks, not one that was changed.
ALIKE = 0.35
#: More comparisons than this at one place would take too long; there the blocks are paired by place alone.
MOST = 10_000
Pair = tuple[int | None, int | None]


def align(left: Sequence[Node], right: Sequence[Node]) -> list[Pair]:
    """Every block of both once, in order: (place, place) for one that stayed or changed, (place, None) for one
    that was taken out, (None, place) for one that was added."""
    found: list[Pair] = []
    done_left = done_right = 0
    for match in SequenceMatcher(a=left, b=right, autojunk=False).get_matching_blocks():
        for one, other in _gap(left[done_left : match.a], right[done_right : match.b]):
            found.append(
                (None if one is None else done_left + one, None if other is None else done_right + other)
            )
        found.extend((match.a + step, match.b + step) for step in range(match.size))
        done_left, done_right = match.a + match.size, match.b + match.size
    return found


def likeness(left: Counter[str], right: Counter[str]) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def counted(text: str) -> Counter[str]:
    """The words of a text, in lower case, with how often each stands there."""
    return Counter(re.findall(r"\w+", text.lower()))


def longest_rise(values: Sequence[int]) -> set[int]:
    """The places of a longest rising run among `values`: those that kept their order. The rest have moved."""
    best: list[list[int]] = []
    for place, value in enumerate(values):
        lower = [run for run in best if values[run[-1]] < value]
        longest = max(lower, key=lambda run: len(run)) if lower else []
        best.append([*longest, place])
    if not best:
        return set()
    longest = max(best, key=lambda run: len(run))
    return set(longest)


def _gap(left: Sequence[Node], right: Sequence[Node]) -> list[Pair]:
    """Pair blocks of which none is the same: by likeness, and what is left alone together by place."""
    pairs = _by_likeness(left, right) if 0 < len(left) * len(right) <= MOST else []
    found: list[Pair] = []
    before = (0, 0)
    for one, other in [*pairs, (len(left), len(right))]:
        found.extend(_between(left, right, before, (one, other)))
        if one < len(left):
            found.append((one, other))
        before = (one + 1, other + 1)
    return found


def _between(
    left: Sequence[Node], right: Sequence[Node], first: tuple[int, int], last: tuple[int, int]
) -> list[Pair]:
    """What stands between two pairs. As many on both sides, and of the same kinds: each became the other."""
    ours, others = range(first[0], last[0]), range(first[1], last[1])
    kinds = [[left[place].tag for place in ours], [right[place].tag for place in others]]
    if kinds[0] == kinds[1]:
        return list(zip(ours, others, strict=True))
    return [*((place, None) for place in ours), *((None, place) for place in others)]


def _by_likeness(left: Sequence[Node], right: Sequence[Node]) -> list[tuple[int, int]]:
    """The pairs, in order, that together have most in common."""
    ours, others = [counted(node.text) for node in left], [counted(node.text) for node in right]
    kin = {(one.tag, other.tag): _kin(one, other) for one in left for other in right}
    best = [[0.0] * (len(right) + 1) for _row in range(len(left) + 1)]
    like: dict[Hashable, float] = {}
    for one in range(len(left) - 1, -1, -1):
        for other in range(len(right) - 1, -1, -1):
            share = likeness(ours[one], others[other]) if kin[left[one].tag, right[other].tag] else 0.0
            like[one, other] = share if share >= ALIKE else 0.0
            best[one][other] = max(
                best[one + 1][other], best[one][other + 1], best[one + 1][other + 1] + like[one, other]
            )
    pairs, one, other = [], 0, 0
    while one < len(left) and other < len(right):
        if like[one, other] and best[one][other] == best[one + 1][other + 1] + like[one, other]:
            pairs.append((one, other))
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1
    return pairs


def _kin(one: Node, other: Node) -> bool:
    """Whether one can have become the other: the same element, or two that hold words."""
    return one.tag == other.tag or (one.is_block and other.is_block)
