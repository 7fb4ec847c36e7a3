"""Join two writers' texts that began from the same one. Pure apart from `politirad.richtext`'s cutting into blocks.

The text is cut into its outermost blocks, and a list into its lines. What only one has changed is taken; what both
have added at the same place is kept, the other's first. Where both have changed the same block, their words are joined
the same way; only when they have changed the same words, the place is a clash, and both blocks are kept.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from html.parser import HTMLParser

from politirad.richtext import blocks, clean

_PARAGRAPH = re.compile(r"(?<=</p>)")
_LIST = re.compile(r"(<(?:ul|ol)[^>]*>)(.*)(</(?:ul|ol)>)", re.DOTALL)
_WORD = re.compile(r"<[^>]+>|[^<\s]+|\s+")


@dataclass(frozen=True)
class Clash:
    """One place where both have changed the same words: the HTML of each, "" for what one has taken out."""

    mine: str
    theirs: str


@dataclass(frozen=True)
class Merge:
    """The joined text. Where there are clashes it holds what was asked for, and unasked both versions."""

    html: str
    clashes: tuple[Clash, ...]


@dataclass(frozen=True)
class _Edit:
    """What one writer has done: blocks `start` to before `end` of the base have become `new`."""

    start: int
    end: int
    new: tuple[str, ...]


@dataclass(frozen=True)
class _Region:
    """A place where both have done something, or one of them: what stood there, and what each has made of it."""

    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


class Keep(StrEnum):
    """What stands where both have changed the same words."""

    BOTH = "both"
    MINE = "mine"
    THEIRS = "theirs"


def merge(base: str | None, mine: str, theirs: str, *, keep: Keep = Keep.BOTH) -> Merge:
    """Three-way merge of HTML as `richtext.clean` leaves it; a base of None is not known, and then all is a clash."""
    if base is None:
        return _whole(clean(mine), clean(theirs), keep)
    base, mine, theirs = clean(base), clean(mine), clean(theirs)
    if mine == theirs or theirs == base:
        return Merge(mine, ())
    if mine == base:
        return Merge(theirs, ())
    pieces, clashes = _join(tokens(base), tokens(mine), tokens(theirs), inside=_words, keep=keep)
    html = "".join(pieces)
    if not _is_balanced(html):
        # A list has been broken up on one side: no line of it can be trusted to the other's frame.
        return _whole(mine, theirs, keep)
    return Merge(clean(html), tuple(clashes))


def _whole(mine: str, theirs: str, keep: Keep) -> Merge:
    """The texts as one single clash."""
    html = {Keep.MINE: mine, Keep.THEIRS: theirs, Keep.BOTH: clean(theirs + mine)}[keep]
    return Merge(html, () if mine == theirs else (Clash(mine, theirs),))


def tokens(html: str) -> list[str]:
    """The outermost blocks, one a paragraph, and a list as its frame and its lines."""
    found: list[str] = []
    for block in blocks(html):
        if block.is_text:
            found += [piece for piece in _PARAGRAPH.split(block.html) if piece]
        elif match := _LIST.fullmatch(block.html):
            found += [match[1], *_lines(match[2]), match[3]]
        else:
            found.append(block.html)
    return found


def _lines(inside: str) -> list[str]:
    """The list's own lines, each with the lists inside it."""
    found, depth, begins = [], 0, 0
    for tag in re.finditer(r"<(/?)li[^>]*>", inside):
        depth += -1 if tag[1] else 1
        if depth == 0:
            found.append(inside[begins : tag.end()])
            begins = tag.end()
    return found


def _join(
    base: Sequence[str],
    mine: Sequence[str],
    theirs: Sequence[str],
    *,
    inside: Callable[[_Region], str | None],
    keep: Keep = Keep.BOTH,
    keep_both_additions: bool = True,
) -> tuple[list[str], list[Clash]]:
    """The joined pieces; `inside` may join a region that both have changed, or give None: then it is a clash."""
    joined: list[str] = []
    clashes: list[Clash] = []
    at = 0
    for start, end, region in _regions(base, _edits(base, mine), _edits(base, theirs)):
        joined += base[at:start]
        at = end
        if region.mine == region.theirs or region.theirs == region.base:
            joined += region.mine
        elif region.mine == region.base:
            joined += region.theirs
        elif not region.base and keep_both_additions:
            joined += _both(region)
        elif (words := inside(region)) is not None:
            joined.append(words)
        else:
            joined += {Keep.MINE: region.mine, Keep.THEIRS: region.theirs, Keep.BOTH: _both(region)}[keep]
            clashes.append(Clash("".join(region.mine), "".join(region.theirs)))
    joined += base[at:]
    return joined, clashes


def _both(region: _Region) -> list[str]:
    return [*region.theirs, *(piece for piece in region.mine if piece not in region.theirs)]


def _edits(base: Sequence[str], changed: Sequence[str]) -> list[_Edit]:
    """What has been done, in order; as many blocks for as many others count one by one."""
    found: list[_Edit] = []
    for kind, start, end, first, last in SequenceMatcher(None, base, changed, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        new = tuple(changed[first:last])
        if end - start == len(new):
            found += [_Edit(start + place, start + place + 1, (piece,)) for place, piece in enumerate(new)]
        else:
            found.append(_Edit(start, end, new))
    return found


def _regions(
    base: Sequence[str], mine: list[_Edit], theirs: list[_Edit]
) -> Iterator[tuple[int, int, _Region]]:
    """Every place with an edit, from and to in the base; edits of both that share a block, or a place to add, are one."""
    edits = sorted([*mine, *theirs], key=lambda edit: (edit.start, edit.end))
    cluster: list[_Edit] = []
    for edit in edits:
        if cluster and not any(_meet(edit, other) for other in cluster):
            yield _region(base, cluster, mine, theirs)
            cluster = []
        cluster.append(edit)
    if cluster:
        yield _region(base, cluster, mine, theirs)


def _meet(one: _Edit, other: _Edit) -> bool:
    """Whether two edits touch the same block, or add at the same place."""
    if one.start == one.end or other.start == other.end:
        if (one.start, one.end) == (other.start, other.end):
            return True
        return other.start < one.start < other.end or one.start < other.start < one.end
    return max(one.start, other.start) < min(one.end, other.end)


def _region(
    base: Sequence[str], cluster: list[_Edit], mine: list[_Edit], theirs: list[_Edit]
) -> tuple[int, int, _Region]:
    start, end = min(edit.start for edit in cluster), max(edit.end for edit in cluster)
    members = {id(edit) for edit in cluster}

    def done(edits: list[_Edit]) -> tuple[str, ...]:
        at, pieces = start, list[str]()
        for edit in edits:
            if id(edit) in members:
                pieces += [*base[at : edit.start], *edit.new]
                at = edit.end
        return (*pieces, *base[at:end])

    return start, end, _Region(tuple(base[start:end]), done(mine), done(theirs))


def _words(region: _Region) -> str | None:
    """The words of one block joined, when each side still has just that block and no word was changed by both."""
    if not len(region.base) == len(region.mine) == len(region.theirs) == 1:
        return None
    texts = [_WORD.findall(side[0]) for side in (region.base, region.mine, region.theirs)]
    if len({text[0] for text in texts}) > 1:
        return None  # a paragraph has become a heading
    pieces, clashes = _join(*texts, inside=lambda _region: None, keep_both_additions=False)
    html = "".join(pieces)
    return None if clashes or not _is_balanced(html) else html


class _Balance(HTMLParser):
    """Whether every element that begins also ends, inside the one it began in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.holds = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.holds = False


def _is_balanced(html: str) -> bool:
    balance = _Balance()
    balance.feed(html)
    balance.close()
    return balance.holds and not balance.open
