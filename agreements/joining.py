"""A section as two people have left it, heading and text, and what the second of them chooses between.

What only one of them changed is taken; each place that both changed has a key, which stays the same when either of
them writes on, so that a choice once made is not asked for again. Without a choice both are kept.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from agreements import text_tree
from agreements.merging import Agreed, Choice, Clash, Merged, merge, merge_line

#: The key of the heading's place.
HEADING = "overskrift"
#: The longest heading that a section has room for.
LONGEST = 250


@dataclass(frozen=True, slots=True)
class Written:
    """A heading, and the cleaned HTML under it."""

    heading: str
    html: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place that both changed: what it was, and what each made of it, as cleaned HTML ("" where it was taken out).

    The heading's is plain words.
    """

    key: str
    base: str
    mine: str
    theirs: str
    choices: tuple[Choice, ...] = tuple(Choice)

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading."""
        return self.key == HEADING

    @property
    def usual(self) -> Choice:
        """What is taken when nothing is chosen: both, where there is room for both."""
        return Choice.BOTH if Choice.BOTH in self.choices else Choice.MINE


@dataclass(frozen=True, slots=True)
class Joined:
    """What two made of the same section. `base` is None when nobody knows what the first began from."""

    base: Written | None
    mine: Written
    theirs: Written

    @property
    def places(self) -> tuple[Place, ...]:
        """What there is to choose, from the top."""
        heading = () if self._line is not None else (self._heading,)
        return (*heading, *(_place(key, clash) for key, clash in _keyed(self._merged.clashes)))

    def taken(self, choices: Mapping[str, Choice]) -> Written:
        """Heading and text with a choice for each place, by its key; the usual one for those that are missing."""
        heading = self._line
        if heading is None:
            heading = _one_line(self._heading, choices.get(HEADING, self._heading.usual))
        merged = self._merged
        wanted = [choices.get(key, Choice.BOTH) for key, _clash in _keyed(merged.clashes)]
        return Written(heading, merged.html(wanted))

    @property
    def _merged(self) -> Merged:
        if self.base is not None:
            return merge(self.base.html, self.mine.html, self.theirs.html)
        mine, theirs = text_tree.read(self.mine.html), text_tree.read(self.theirs.html)
        return Merged((Agreed(mine) if mine == theirs else Clash((), mine, theirs),))

    @property
    def _line(self) -> str | None:
        if self.base is not None:
            return merge_line(self.base.heading, self.mine.heading, self.theirs.heading)
        return self.mine.heading if self.mine.heading == self.theirs.heading else None

    @property
    def _heading(self) -> Place:
        base = self.base.heading if self.base else ""
        place = Place(HEADING, base, self.mine.heading, self.theirs.heading)
        if len(_one_line(place, Choice.BOTH)) <= LONGEST:
            return place
        return Place(HEADING, base, place.mine, place.theirs, choices=(Choice.MINE, Choice.THEIRS))


def _place(key: str, clash: Clash) -> Place:
    base, mine, theirs = (text_tree.write(nodes) for nodes in (clash.base, clash.mine, clash.theirs))
    return Place(key, base, mine, theirs)


def _one_line(place: Place, choice: Choice) -> str:
    """The heading that a choice leaves; both stand after each other, theirs first."""
    if choice is Choice.MINE:
        return place.mine
    return place.theirs if choice is Choice.THEIRS else f"{place.theirs} / {place.mine}"


def _keyed(clashes: tuple[Clash, ...]) -> list[tuple[str, Clash]]:
    """Each clash with a key made of what stood there before; the same words a second time have a number of their own."""
    seen: Counter[str] = Counter()
    found = []
    for clash in clashes:
        mark = hashlib.sha256(text_tree.write(clash.base).encode()).hexdigest()[:12]
        seen[mark] += 1
        found.append((f"{mark}-{seen[mark]}", clash))
    return found
