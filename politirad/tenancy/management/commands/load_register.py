"""Load the public register: municipalities, counties, police districts and stations, election days."""

from typing import Any

from django.core.management.base import BaseCommand

from politirad.tenancy import register


class Command(BaseCommand):
    """`manage.py load_register`; repeated: brings up to date, adds nothing twice."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        count = register.load()
        self.stdout.write(f"{count} organisasjoner i registeret.")
