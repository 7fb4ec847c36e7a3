"""The item by which a meeting follows up the open tasks of earlier meetings: what it says, and what is new since.

`AgendaItem.carried` keeps what we wrote there: the line of each task by its id, and a digest of the whole text, by
which one knows whether a person has written in it since. The rest here is pure.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from councils.models import Council
from meetings.models import Action, AgendaItem
from politirad.dates import short_date
from politirad.richtext import from_plain, plain

#: One point of a list without a list of its own.
POINT = re.compile(r"<li>((?:(?!</?li>).)*)</li>", re.DOTALL)
EMPTY_LIST = re.compile(r"<(ul|ol)>\s*</\1>")

#: What a task says on the agenda, by the task's id, in order.
Lines = Mapping[str, str]


@dataclass(frozen=True)
class OpenTasks:
    """The council's open tasks as their reader sees them: the lines of the open part, and those of closed items."""

    lines: Lines
    closed: tuple[tuple[AgendaItem, tuple[Action, ...]], ...]


@dataclass(frozen=True)
class Since:
    """How many tasks have come, been closed and been changed since the item was written."""

    come: int
    closed: int
    changed: int

    def __bool__(self) -> bool:
        return bool(self.come or self.closed or self.changed)


def open_tasks(council: Council) -> OpenTasks:
    """One question. What follows from closed items is kept by item, and never comes into the text of an open one."""
    rows = Action.objects.filter(council=council, state=Action.State.OPEN).select_related(
        "responsible", "item__meeting"
    )
    lines: dict[str, str] = {}
    closed: dict[UUID, tuple[AgendaItem, list[Action]]] = {}
    with translation.override(council.language):
        for action in rows:
            item = action.item
            if item is not None and item.is_closed:
                closed.setdefault(item.pk, (item, []))[1].append(action)
            else:
                lines[str(action.pk)] = said(action)
    return OpenTasks(lines, tuple((item, tuple(actions)) for item, actions in closed.values()))


def tasks_of(item: AgendaItem) -> str:
    """The open tasks of one item as a list, in the council's language, as HTML."""
    rows = item.actions.filter(state=Action.State.OPEN).select_related("responsible")
    with translation.override(item.council.language):
        return format_html("<ul>{}</ul>", listed({str(action.pk): said(action) for action in rows}))


def said(action: Action) -> str:
    """The task in one line, in the active language."""
    who = action.responsible.name if action.responsible else action.responsible_text
    facts = [who, _("frist %s") % short_date(action.due_on) if action.due_on else ""]
    told = ", ".join(fact for fact in facts if fact)
    return f"{action.text} ({told})" if told else action.text


def text_of(lines: Lines, language: str) -> str:
    """The item's text, as HTML."""
    if not lines:
        with translation.override(language):
            return from_plain(_("Ingen oppgaver fra tidligere møter er åpne nå."))
    return format_html("<ul>{}</ul>", listed(lines))


def listed(lines: Lines) -> str:
    """The tasks as points of a list, as HTML."""
    return format_html_join("", "<li>{}</li>", ((line,) for line in lines.values()))


def mark(lines: Lines, text: str = "") -> dict[str, Any]:
    """What `AgendaItem.carried` keeps. Without `text` the text is a person's and never follows by itself again."""
    return {"lines": dict(lines), "words": digest(text) if text else ""}


def digest(text: str) -> str:
    """The words of an HTML text; the editor may have set other markup round them."""
    return hashlib.sha256(" ".join(plain(text).split()).encode()).hexdigest()


def is_ours(item: AgendaItem) -> bool:
    """Whether the item's text is what we wrote."""
    return item.carried is not None and item.carried["words"] == digest(item.text)


def since(carried: Mapping[str, Any], lines: Lines) -> Since:
    """What is new since the item was written."""
    former: Lines = carried.get("lines", {})
    return Since(
        come=sum(key not in former for key in lines),
        closed=sum(key not in lines for key in former),
        changed=sum(key in lines and lines[key] != line for key, line in former.items()),
    )


def merged(text: str, former: Lines, lines: Lines) -> tuple[str, int]:
    """A person's text with the tasks as they are now, and how many closed ones we could not find in it.

    Only points that still say what we wrote are changed or taken out: everything that a person has written stands.
    """
    gone = {
        " ".join(line.split()): lines.get(key, "") for key, line in former.items() if lines.get(key) != line
    }
    found: set[str] = set()

    def now(point: re.Match[str]) -> str:
        line = " ".join(plain(point[1]).split())
        if line not in gone:
            return point[0]
        found.add(line)
        return format_html("<li>{}</li>", gone[line]) if gone[line] else ""

    kept = EMPTY_LIST.sub("", POINT.sub(now, text))
    new = listed({key: line for key, line in lines.items() if key not in former})
    if new:
        head, end, tail = kept.rpartition("</ul>")
        kept = f"{head}{new}{end}{tail}" if end else f"{kept}<ul>{new}</ul>"
    return kept, sum(not became and line not in found for line, became in gone.items())
