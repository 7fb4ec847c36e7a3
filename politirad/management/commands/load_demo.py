"""Load the demo: five real collaborations, told with invented people."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from politirad.demo.loading import load
from politirad.demo.loading.publishing import publish_agreements
from politirad.demo.reading import BadDemoFile, read_all


class Command(BaseCommand):
    """`manage.py load_demo`; repeated: changes nothing. Only where DEMO is on."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demoen lastes bare inn der DEMO er slått på.")
        try:
            demo = read_all()
        except BadDemoFile as error:
            raise CommandError(str(error)) from None
        now = timezone.now()
        with transaction.atomic():
            lines = load(demo, at=now, password=settings.DEMO_PASSWORD)
            publish_agreements(demo, at=now)
        for line in lines:
            self.stdout.write(line)
