"""Numbers of agenda items, addenda, and running numbers by year.

Agenda numbers run without holes over both parts of a meeting, part 1 first: a reader who does not see part 2
sees no gap that would tell of it. Once the notice has left, numbers are frozen; what comes later gets a
number of its own (T1, T2) and moves nothing. Numbers given are never used again. Pure.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from councils.cadence_text import known_language

KeyT = TypeVar("KeyT", bound=Hashable)
LABELS = {
    "case": {"nb": "Sak {number}", "nn": "Sak {number}", "en": "Item {number}"},
    "decision": {
        "nb": "Vedtak {number}",
        "nn": "Vedtak {number}",
        "en": "Decision {number}",
    },
    "meeting": {"nb": "Møte {number}", "nn": "Møte {number}", "en": "Meeting {number}"},
}
ADDENDUM = re.compile(r"(?:2-)?T(\d+)")
ORIGINAL = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class AgendaEntry:
    """One line of an agenda, in the order it is shown.

    `parent`: the key of the item it belongs under, None at the top. `numbered` False: a heading or a break,
    without a number; so are the items under it. A sub-item always follows its parent's part.
    """

    key: Hashable
    part: int = 1
    parent: Hashable | None = None
    numbered: bool = True


def number_agenda(entries: Sequence[AgendaEntry], *, after: int = 0) -> dict[Hashable, str]:
    """Every entry's number: "1", "2", under it "2.1", and "" for what has none; part 2 goes on after part 1.

    `after`: the number that the first one follows. Raises `ValueError` for a parent that is not on the agenda, or that is itself a sub-item.
    """
    tops = {entry.key for entry in entries if entry.parent is None}
    numbers: dict[Hashable, str] = {}
    count = after
    for entry in sorted((e for e in entries if e.parent is None), key=lambda e: e.part):
        count += entry.numbered
        numbers[entry.key] = str(count) if entry.numbered else ""
    under: dict[Hashable, int] = {}
    for entry in entries:
        if entry.parent is None:
            continue
        if entry.parent not in tops:
            raise ValueError(
                f"Item {entry.key!r} lies under {entry.parent!r}, which is no item at the top level."
            )
        if not entry.numbered or not numbers[entry.parent]:
            numbers[entry.key] = ""
            continue
        under[entry.parent] = under.get(entry.parent, 0) + 1
        numbers[entry.key] = f"{numbers[entry.parent]}.{under[entry.parent]}"
    return numbers


def number_addenda(frozen: Mapping[KeyT, str], entries: Sequence[AgendaEntry]) -> dict[Hashable, str]:
    """Numbers after the notice has left: the frozen ones as they are, new items T1, T2 in the order given.

    Part 2 counts by itself (2-T1), so that an addendum there leaves no hole in part 1. A withdrawn item keeps
    its number in `frozen`, and no other item gets it. A new sub-item is an addendum to its parent: 3.T1 under 3, and
    under an addendum the next one, T1.2. Raises `ValueError` for a parent that is not on the agenda.
    """
    numbers: dict[Hashable, str] = {}
    for key, number in frozen.items():
        numbers[key] = number
    last = {1: 0, 2: 0}
    for number in frozen.values():
        if found := ADDENDUM.fullmatch(number):
            part = 2 if number.startswith("2-") else 1
            last[part] = max(last[part], int(found.group(1)))
    new = [entry for entry in entries if entry.key not in numbers]
    for entry in new:
        if entry.parent is not None:
            continue
        if not entry.numbered:
            numbers[entry.key] = ""
            continue
        part = 2 if entry.part == 2 else 1
        last[part] += 1
        numbers[entry.key] = f"{'2-' if part == 2 else ''}T{last[part]}"
    for entry in new:
        if entry.parent is None:
            continue
        if entry.parent not in numbers:
            raise ValueError(f"Item {entry.key!r} lies under {entry.parent!r}, which is not on the agenda.")
        above = numbers[entry.parent]
        numbers[entry.key] = _next_under(above, numbers.values()) if entry.numbered and above else ""
    return numbers


def is_original(number: str) -> bool:
    """Whether it is a number of the agenda's own, "3" or "3.1", and none of an addendum."""
    return bool(ORIGINAL.fullmatch(number))


def is_under(number: str) -> bool:
    """Whether it is the number of a sub-item: "3.1", "3.T1"."""
    return "." in number


def _next_under(above: str, given: Iterable[str]) -> str:
    """The number of the next sub-item of `above`, after all that have been given."""
    begins = f"{above}.T" if is_original(above) else f"{above}."
    rest = [number.removeprefix(begins) for number in given if number.startswith(begins)]
    return f"{begins}{max((int(one) for one in rest if one.isdecimal()), default=0) + 1}"


def next_sequence(used: Iterable[int], *, starts_at: int = 1) -> int:
    """The number after the highest one used; `starts_at` for a council that begins in the middle of a year.

    Holes are not filled: a deleted number stays deleted.
    """
    return max([starts_at, *(number + 1 for number in used)])


def year_number(sequence: int, year: int) -> str:
    """A running number of a year: "3/2027". Raises `ValueError` below 1."""
    if sequence < 1:
        raise ValueError("Running numbers begin at 1.")
    return f"{sequence}/{year}"


def decision_number(sequence: int, year: int, *, part: int = 1) -> str:
    """The number of a decision: "3/2027", and in the series of closed items "L3/2027"."""
    return f"{'L' if part == 2 else ''}{year_number(sequence, year)}"


def is_numbered_title(title: str) -> bool:
    """Whether a meeting's title is only its number in any of the languages: "Møte 3/2027"."""
    return any(
        re.fullmatch(re.escape(words).replace(re.escape("{number}"), r"\d+/\d{4}"), title.strip())
        for words in LABELS["meeting"].values()
    )


def label(kind: str, sequence: int, year: int, language: str = "nb") -> str:
    """The number with its word: "Sak 3/2027". `kind` is `case`, `decision` or `meeting`."""
    return LABELS[kind][known_language(language)].format(number=year_number(sequence, year))
