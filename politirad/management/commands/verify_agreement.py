"""Say whether a PDF is a genuine agreement from here.

Exit code 0: genuine and unchanged; 3: genuine, but replaced; 4: not from here; 5: sealed here, changed since.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agreements.verifying import examined
from politirad.seal import NotJudged


class Command(BaseCommand):
    """`manage.py verify_agreement FILE`: one sentence, and the outcome as exit code."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="PDF-filen")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"Kan ikke lese {options['file']}: {error.strerror}.") from error
        try:
            finding = examined(content)
        except NotJudged as error:
            raise CommandError(f"Kan ikke kontrollere {options['file']}: {error}") from error
        self.stdout.write(finding.sentence)
        if finding.outcome:
            sys.exit(int(finding.outcome))
