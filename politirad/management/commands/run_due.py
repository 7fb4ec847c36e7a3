"""Do everything the clock owes at a time, once; repeated: sends nothing twice."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from politirad import clock


class Command(BaseCommand):
    """`manage.py run_due [--at ISO-TIME]`: a line per job with its count."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at", default="", help="ISO time, local when it names no zone; now when left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for done in clock.run(moment(options["at"])):
            self.stdout.write(f"{done.name:<24}{done.count:>6}")


def moment(text: str) -> datetime.datetime:
    """The aware moment that an ISO text names; CommandError in words when it names none."""
    if not text:
        return timezone.now()
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"«{text}» er ikke et tidspunkt. Skriv for eksempel 2027-01-15T08:00.") from error
    return at if timezone.is_aware(at) else timezone.make_aware(at)
