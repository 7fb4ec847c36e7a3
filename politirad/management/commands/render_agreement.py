"""Write an agreement's PDF as the application makes it, and print the SHA-256 of the canonical text."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agreements.documents import document_of
from agreements.making import sealed_bytes
from agreements.models import Agreement, AgreementPdf
from agreements.scope import owning_council
from politirad.pdf import UnprintableDocument
from politirad.seal import SealingFailed
from politirad.tenancy import context


class Command(BaseCommand):
    """`manage.py render_agreement ID --output FILE [--before-seal]`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=UUID, help="avtalens id")
        parser.add_argument("--output", type=Path, required=True, help="filen som skal skrives")
        parser.add_argument(
            "--before-seal", action="store_true", help="filen slik den er før seglet: den samme hver gang"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        council_id = owning_council(options["id"])
        if council_id is None:
            raise CommandError(f"Ingen avtale har id {options['id']}.")
        with context.entered(context.of_council(council_id)):
            agreement = Agreement.objects.get(pk=options["id"])
            document = document_of(agreement, today=timezone.localdate())
            kept = AgreementPdf.objects.filter(
                agreement=agreement, version=document.version_id, sealed=True
            ).last()
            has_kept = kept is not None and document.version_id and not options["before_seal"]
            content = bytes(kept.content) if kept and has_kept else None
        try:
            if content is None:
                content = document.render()
                if not (document.facts["draft"] or options["before_seal"]):
                    content = sealed_bytes(content, document)
            options["output"].write_bytes(content)
        except (UnprintableDocument, SealingFailed, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(document.content_sha256)
