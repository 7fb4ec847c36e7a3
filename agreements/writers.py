"""Who writes in a section now: marks in the cache that fade by themselves, so that nobody is ever kept out.

There is one row in the cache for each section. Two who begin in the same instant may hide each other until either of
them is marked again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.core.cache import cache
from django.utils.translation import gettext as _

from agreements.models import Section
from politirad.tenancy.models import User

#: So long after opening or saving somebody counts as writing.
LIFE = datetime.timedelta(seconds=30)


def note_writing(section: UUID, *, by: User, at: datetime.datetime) -> None:
    """Somebody has opened the section to write, or has written in it."""
    marks = {**_marks(section, at), str(by.pk): (by.name, at)}
    cache.set(_key(section), marks, timeout=int(LIFE.total_seconds()))


def note_left(section: UUID, *, by: User, at: datetime.datetime) -> None:
    """Somebody has saved and gone on to something else."""
    marks = {user: mark for user, mark in _marks(section, at).items() if user != str(by.pk)}
    cache.set(_key(section), marks, timeout=int(LIFE.total_seconds()))


def writers_of(sections: Iterable[UUID], *, reader: User, at: datetime.datetime) -> dict[UUID, str]:
    """Who else writes in each of the sections, in words; a section in which nobody does is left out."""
    keys = {_key(section): section for section in sections}
    found = {}
    for key, marks in cache.get_many(keys).items():
        names = [
            name for user, (name, since) in marks.items() if user != str(reader.pk) and at - since < LIFE
        ]
        if names:
            found[keys[key]] = _in_words(sorted(names))
    return found


def told_of(rows: Iterable[Section], *, reader: User, at: datetime.datetime) -> None:
    """Let each of the sections say who else writes there (`writers`)."""
    listed = list(rows)
    found = writers_of([row.pk for row in listed], reader=reader, at=at)
    for row in listed:
        row.writers = found.get(row.pk, "")


def _in_words(names: list[str]) -> str:
    if len(names) == 1:
        return _("%(name)s skriver her nå") % {"name": names[0]}
    return _("%(names)s og %(name)s skriver her nå") % {"names": ", ".join(names[:-1]), "name": names[-1]}


def _key(section: UUID) -> str:
    return f"writers:{section}"


def _marks(section: UUID, at: datetime.datetime) -> dict[str, tuple[str, datetime.datetime]]:
    """The marks of a section that have not faded, by user."""
    marks = cache.get(_key(section), {})
    return {user: (name, since) for user, (name, since) in marks.items() if at - since < LIFE}
