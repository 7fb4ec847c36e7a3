"""The text that follows from an agreement and its addenda: for reading, never signed as a whole.

Each chapter of the agreement has a key that does not change: "0.3" is the third one of the agreement itself, "2.1" the
first of addendum 2. Numbers never change either, since other texts refer to them: what comes in between two chapters is
"3 a", and what is repealed keeps its place.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from agreements.canonical import Section

#: How the keys of the agreement's own chapters begin.
OF_THE_AGREEMENT = "0."

#: Chapters of deeper levels have no number; see `agreements.composition.numbered`.
MOST_NUMBERED = 3


class Effect(StrEnum):
    """What a chapter of an addendum does to the agreement. One without an effect is the addendum's own text."""

    INSERTS = "inserts"
    REPLACES = "replaces"
    REPEALS = "repeals"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of the consolidated text. `written_by` is the addendum its words are from, 0 for the agreement;
    `repealed_by` the one that took it out, None while it stands; `follows` the key of the chapter that it was put
    after, "" for one of the agreement's own and one that came last of all."""

    key: str
    number: str
    level: int
    heading: str
    html: str
    written_by: int = 0
    repealed_by: int | None = None
    follows: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether an addendum wrote it or took it out."""
        return self.written_by > 0 or self.repealed_by is not None


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The chapters in order, and the numbers of the addenda that change what is not there."""

    chapters: list[Chapter]
    left_out: list[int]


def consolidated(
    agreement: Sequence[Section], addenda: Iterable[tuple[int, Sequence[Section]]]
) -> Consolidated:
    """The agreement's chapters with those of each addendum (its number, its sections) worked in, in the order given.

    A later addendum wins. One that replaces a repealed chapter brings it back. One that changes a chapter of another
    addendum waits for that; where it never comes, the addendum is left out as a whole.
    """
    text = [
        Chapter(key_of(0, place), one.number, one.level, one.heading, one.html)
        for place, one in enumerate(agreement, start=1)
    ]
    waiting = list(addenda)
    while waiting:
        fitting = next((one for one in waiting if _fits(text, one[1])), None)
        if fitting is None:
            break
        waiting.remove(fitting)
        number, sections = fitting
        for place, section in enumerate(sections, start=1):
            if section.change is not None:
                text = _worked_in(text, section, number, key_of(number, place))
    return Consolidated(text, [number for number, _sections in waiting])


def _fits(text: Sequence[Chapter], sections: Sequence[Section]) -> bool:
    """Whether all that an addendum changes is there."""
    known = {"", *(one.key for one in text)}
    return all(one.change is None or one.change.target in known for one in sections)


def key_of(addendum: int, place: int) -> str:
    """The key of a chapter: the addendum's number (0 for the agreement itself), and its place there from 1."""
    return f"{addendum}.{place}"


def _worked_in(text: list[Chapter], section: Section, addendum: int, key: str) -> list[Chapter]:
    assert section.change is not None
    effect, target = Effect(section.change.effect), section.change.target
    if effect is Effect.INSERTS:
        at, level, number, follows = _room(text, target, section.change.level)
        made = Chapter(
            key, number, level, section.heading, section.html, written_by=addendum, follows=follows
        )
        return [*text[:at], made, *text[at:]]
    place = _place(text, target)
    if effect is Effect.REPLACES:
        changed = replace(
            text[place],
            heading=section.heading,
            html=section.html,
            written_by=addendum,
            repealed_by=None,
        )
        return [*text[:place], changed, *text[place + 1 :]]
    end = _end(text, place)
    gone = [replace(one, repealed_by=addendum) for one in text[place:end]]
    return [*text[:place], *gone, *text[end:]]


def _place(text: Sequence[Chapter], key: str) -> int:
    return next(place for place, one in enumerate(text) if one.key == key)


def _above(text: Sequence[Chapter], place: int) -> int:
    """The chapter that one belongs to."""
    return next(one for one in reversed(range(place)) if text[one].level < text[place].level)


def _end(text: Sequence[Chapter], place: int) -> int:
    """The place after a chapter and all that stands below it."""
    end = place + 1
    while end < len(text) and text[end].level > text[place].level:
        end += 1
    return end


def _room(text: Sequence[Chapter], target: str, level: int) -> tuple[int, int, str, str]:
    """Where a new chapter comes, after `target` ("" for last of all), its level, its number, and what it follows.

    It follows what stands below the target, and what came in after it earlier. Last among its equals it takes the
    next number, else a letter behind the one before.
    """
    at, follows = len(text), ""
    if target:
        after = _place(text, target)
        while text[after].level > level:  # a new main chapter after 2.1 comes after all of 2
            after = _above(text, after)
        at, follows = _end(text, after), text[after].key
    level = min(level, text[at - 1].level + 1 if at else 1)
    parent = next((place for place in reversed(range(at)) if text[place].level < level), None)
    above = text[parent].number if parent is not None else ""
    while at < len(text) and text[at].level == level:
        earlier = follows and text[at].follows == follows
        if not (earlier or _lettered(text[at].number, above)[1]):
            break
        at = _end(text, at)
    if level > MOST_NUMBERED or (parent is not None and not above):
        return at, level, "", follows
    first, last = (0, len(text)) if parent is None else (parent + 1, _end(text, parent))
    equals = [place for place in range(first, last) if text[place].level == level]
    before = [_lettered(text[place].number, above) for place in equals if place < at]
    if before and len(before) < len(equals):
        stem = before[-1][0]
        taken = {letter for number, letter in before if number == stem}
        return at, level, f"{stem} {next(one for one in _letters() if one not in taken)}", follows
    numbers = [int(number.rpartition(".")[2]) for number, _letter in before]
    return at, level, ".".join(filter(None, (above, str(max(numbers, default=0) + 1)))), follows


def _lettered(number: str, above: str) -> tuple[str, str]:
    """A chapter's number without its own letter, and that letter: "3 a.2 b" under "3 a" is ("3 a.2", "b")."""
    start = len(above) + 1 if above and number.startswith(f"{above}.") else 0
    figure, _space, letter = number[start:].partition(" ")
    return number[:start] + figure, letter


def _letters() -> Iterable[str]:
    """a, b, ... z, aa, ab, ..."""
    yield from string.ascii_lowercase
    yield from (one + two for one in string.ascii_lowercase for two in string.ascii_lowercase)
