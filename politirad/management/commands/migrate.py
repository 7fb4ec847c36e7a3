"""Django's `migrate`, as the role that owns the tables."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as DjangoCommand


class Command(DjangoCommand):
    """The serving role may create nothing, so the default connection is the owner's."""

    def add_arguments(self, parser: CommandParser | ArgumentParser) -> None:
        super().add_arguments(parser)  # type: ignore[arg-type]
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; asked to do it on the serving connection, do it on the owner's."""
        if options["database"] == "default":
            options["database"] = "owner"
        super().handle(*args, **options)
