"""`manage.py plan_year COUNCIL YEAR [--format json]`: the year plan as it would be proposed; stores nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from councils.models import Council
from meetings.day_check import FIRST_YEAR, LAST_YEAR
from meetings.explanations import explain, say_duty
from meetings.numbering import label
from meetings.plan_request import YearProposal
from meetings.planning import propose_year
from meetings.year_numbers import next_number
from meetings.year_request import YearFacts, year_facts
from politirad.dates import weekday_date
from politirad.tenancy import context


class Command(BaseCommand):
    """Prints the proposed meetings of one council's year; notes go to standard error."""

    help = "Foreslår møtene i et råds år uten å lagre noe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """COUNCIL is an id or a unique part of the name, whatever its case."""
        parser.add_argument("council", metavar="COUNCIL")
        parser.add_argument("year", metavar="YEAR", type=int)
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the council, ask the planner, print."""
        year: int = options["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise CommandError(f"Året må være mellom {FIRST_YEAR} og {LAST_YEAR}.")
        council = self._find(options["council"])
        seen = context.Context(councils=frozenset({council.pk}), organizations=frozenset({council.owner_id}))
        with context.entered(seen):
            facts = year_facts(council, year)
            proposal = propose_year(facts.request)
            first = next_number(council, year)
        for note in proposal.notes:
            self.stderr.write(explain(note, council.language, facts.names))
        rows = meetings_of(council, facts, proposal, first)
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row, meeting in zip(rows, proposal.meetings, strict=True):
            duties = f" – {'; '.join(row['duties'])}" if row["duties"] else ""
            day = weekday_date(meeting.day, council.language)
            self.stdout.write(f"{row['title']}: {day} kl. {row['start']}–{row['end']}{duties}")

    def _find(self, wanted: str) -> Council:
        """The council with this id, this name, or this part of a name.

        When a part fits several and one alone of them is a politiråd, that one is meant, and the others are
        named on standard error.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT sec.every_council()")
            ids = [row[0] for row in cursor.fetchall()]
        with context.entered(context.Context(councils=frozenset(ids))):
            councils = list(Council.objects.filter(pk__in=ids).order_by("name"))
        try:
            by_id = UUID(wanted)
        except ValueError:
            words = wanted.casefold()
            found = [one for one in councils if one.name.casefold() == words]
            found = found or [one for one in councils if words in one.name.casefold()]
        else:
            found = [one for one in councils if one.pk == by_id]
        if not found or not wanted.strip():
            raise CommandError(f"Ingen råd heter noe med «{wanted}».")
        if len(found) == 1:
            return found[0]
        names = "; ".join(one.name for one in found)
        main = [one for one in found if one.kind == Council.Kind.POLICE_COUNCIL]
        if len(main) != 1:
            raise CommandError(f"«{wanted}» passer på flere råd: {names}. Skriv mer av navnet.")
        self.stderr.write(f"«{wanted}» passer på flere råd: {names}. Planen gjelder {main[0].name}.")
        return main[0]


def meetings_of(
    council: Council, facts: YearFacts, proposal: YearProposal, first: int
) -> list[dict[str, Any]]:
    """The proposed meetings as JSON values: ISO date, times as HH:MM, the rest in the council's language.

    `first`: the number of the first one.
    """
    language = council.language
    return [
        {
            "date": one.day.isoformat(),
            "start": f"{one.starts_at:%H:%M}",
            "end": f"{one.ends_at:%H:%M}",
            "title": label("meeting", first + one.number - 1, proposal.year, language),
            "duties": [say_duty(duty.kind, duty.text, language) for duty in one.duties],
            "reasons": [explain(reason, language, facts.names) for reason in (*one.reasons, *one.warnings)],
        }
        for one in proposal.meetings
    ]
