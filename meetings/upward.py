"""What the council above is told of approved minutes: what was decided and agreed to do, item by item. Pure.

It is written from the version that was approved (`meetings.minutes_snapshot`), in which a closed item stands by its
number and basis alone; those lines are left out too, so that nothing of the closed part travels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LONGEST_TITLE = 250


@dataclass(frozen=True)
class Words:
    """The words around it, in the language of the council above; each with the place of what is put in."""

    title: str  # %(council)s, %(date)s
    lead: str  # %(meeting)s, %(date)s
    decision: str  # %(number)s, %(text)s
    task: str  # %(text)s, %(who)s
    nothing: str


def report_title(content: Mapping[str, Any], date: str, words: Words) -> str:
    """What the proposed item is called, within what a title may hold."""
    title = words.title % {"council": content["council"], "date": date}
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def report_text(content: Mapping[str, Any], date: str, words: Words) -> str:
    """The text, plain, with an empty line between items. Items without decision or task are named by their title."""
    items = ["\n".join(_item(item, words)) for item in content["items"]]
    lead = words.lead % {"meeting": content["meeting"]["title"], "date": date}
    return "\n\n".join([lead, *(items or [words.nothing])])


def _item(item: Mapping[str, Any], words: Words) -> Iterator[str]:
    yield f"{item['number']} {item['title']}".strip()
    for decision in item["decisions"]:
        yield words.decision % decision
    for task in item["tasks"]:
        yield words.task % {"text": task["text"], "who": task["who"] or "–"}
