"""Print an agreement as one JSON object on standard output, and nothing else."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agreements.exporting import exported
from agreements.models import Agreement
from agreements.scope import owning_council
from politirad.tenancy import context


class Command(BaseCommand):
    """`manage.py export_agreement ID --format json`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=UUID, help="avtalens id")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        council_id = owning_council(options["id"])
        if council_id is None:
            raise CommandError(f"Ingen avtale har id {options['id']}.")
        with context.entered(context.of_council(council_id)):
            found = exported(Agreement.objects.get(pk=options["id"]), day=timezone.localdate())
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
