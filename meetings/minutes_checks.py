"""What may be missing in minutes before they are sent. It is said, and never hinders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.attendance import Attendance
from meetings.minutes_reading import Entry
from meetings.models import AgendaItem
from meetings.quorum import Quorum


@dataclass(frozen=True)
class Gap:
    """One sentence, with the numbers of the items it is about."""

    text: str
    numbers: tuple[str, ...] = ()


def gaps_of(people: Attendance, entries: Sequence[Entry], quorum: Quorum | None = None) -> list[Gap]:
    """Everything that looks forgotten, and that there were too few."""
    found: list[Gap] = []
    if people.unknown:
        count = len(people.unknown)
        said = ngettext(
            "%(count)d person er ikke ført i oppmøtet.", "%(count)d personer er ikke ført i oppmøtet.", count
        )
        found.append(Gap(said % {"count": count}))
    if not people.present:
        found.append(Gap(_("Ingen er ført som til stede.")))
    elif quorum is not None and quorum.is_short:
        found.append(Gap(quorum.minuted))
    single = [one for one in entries if not one.line.subs]  # what is said may stand under it
    silent = [
        one for one in single if not (one.said and one.said.html) and not one.decisions and not one.tasks
    ]
    undecided = [
        one
        for one in single
        if one.item.kind == AgendaItem.Kind.DECISION and not one.decisions and one not in silent
    ]
    nobody = [one for one in entries if any(not task.who for task in one.tasks)]
    for rows, said in (
        (silent, _("Ingenting er skrevet i sak")),
        (undecided, _("Vedtakssak uten vedtak: sak")),
        (nobody, _("Oppfølgingspunkt uten ansvarlig i sak")),
    ):
        if rows:
            found.append(Gap(said, tuple(one.line.number for one in rows)))
    return found
