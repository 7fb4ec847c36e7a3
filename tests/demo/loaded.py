"""The demo as tests find it in the database."""

import datetime
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction

from politirad.demo.loading import load
from politirad.demo.reading import Demo, read_all
from politirad.tenancy import context
from politirad.tenancy.models import User

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Oslo"))


@dataclass(frozen=True)
class Loaded:
    """The files, the lines that the loading gave, and the day it was done on."""

    demo: Demo
    lines: list[str]
    today: datetime.date

    def user(self, key: str) -> User:
        """The person with this key."""
        return User.objects.get(email=f"{key}@politirad.example")

    def acting(self, key: str) -> AbstractContextManager[context.Context]:
        """What that person sees."""
        return context.entered(context.of_user(self.user(key).pk, today=self.today))


@contextmanager
def loaded_and_rolled_back() -> Iterator[Loaded]:
    """The demo in one transaction that is never committed."""
    with transaction.atomic():
        demo = read_all()
        yield Loaded(demo, load(demo, at=NOW, password="politirad-demo"), NOW.date())
        transaction.set_rollback(True)
