"""Take a mail that came back: for a mail server that hands each mail to a program."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from meetings.replying import receive_mail

TRY_LATER = 75  # EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again


class Command(BaseCommand):
    """Reads one mail from standard input and says what became of it."""

    help = "Read one mail from standard input and take it as an answer to a notice."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 75 when the database does not answer, so that the mail comes again."""
        try:
            outcome = receive_mail(sys.stdin.buffer.read(), at=timezone.now())
        except DatabaseError as error:
            self.stderr.write(str(error))
            sys.exit(TRY_LATER)
        self.stdout.write(outcome.value if outcome is not None else "unknown")
