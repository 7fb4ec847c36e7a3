"""Target groups, tasks of roles and expectations in words, in the active language, from rows as dictionaries."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from councils.cadence_text import list_of
from politirad import dates


def group_in_words(entry: Mapping[str, Any]) -> str:
    """A target group {text, age_from, age_to, concerns} with its ages and what it concerns."""
    said = str(entry["text"])
    ages = _ages(entry["age_from"], entry["age_to"])
    if ages and not _names_each(said, entry["age_from"], entry["age_to"]):
        said += f" ({ages})"
    return f"{said}: {entry['concerns']}" if entry["concerns"] else said


def _ages(first: int | None, last: int | None) -> str:
    """From one age to another, or only one of the two; "" for none."""
    if first is not None and last is not None:
        return _("%(first)s–%(last)s år") % {"first": first, "last": last}
    if first is not None:
        return _("fra %(first)s år") % {"first": first}
    return _("til og med %(last)s år") % {"last": last} if last is not None else ""


def _names_each(text: str, *ages: int | None) -> bool:
    """Whether the text says the ages itself, as numbers of their own: "12" is not in "2012"."""
    return {str(age) for age in ages if age is not None} <= set(re.findall(r"\d+", text))


@dataclass
class Role:
    """What the agreement says of one role, in its own order."""

    name: str
    position: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    duties: list[str] = field(default_factory=list)


def roles_of(rows: Iterable[Mapping[str, Any]]) -> list[Role]:
    """Rows {role, kind, text} gathered by role (in whatever case it is written), the roles as they first appear."""
    found: dict[str, Role] = {}
    for row in rows:
        role = found.setdefault(row["role"].casefold(), Role(row["role"]))
        {"position": role.position, "duty": role.duties}.get(row["kind"], role.tasks).append(row["text"])
    return list(found.values())


def expectation_in_words(entry: Mapping[str, Any], language: str) -> str:
    """An expectation {who, text, weekdays, starts, ends}: "politikontakten: Har kontortid (mandag, kl. 10.00–14.00)"."""
    said = f"{entry['who']}: {entry['text']}" if entry["who"] else str(entry["text"])
    hours = hours_in_words(entry, language)
    return f"{said} ({hours})" if hours else said


def hours_in_words(entry: Mapping[str, Any], language: str) -> str:
    """Days and times of {weekdays, starts, ends}; "" for none. Times may be text, as JSON has them."""
    days = [dates.weekday_name(day, language) for day in sorted(entry["weekdays"])]
    said = [list_of(days, language)] if days else []
    if entry["starts"] and entry["ends"]:
        first, last = (_time(entry[name]) for name in ("starts", "ends"))
        said.append(f"{dates.clock(first, language)}–{dates.clock(last, language).removeprefix('kl. ')}")
    return ", ".join(said)


def _time(value: datetime.time | str) -> datetime.time:
    return datetime.time.fromisoformat(value) if isinstance(value, str) else value
