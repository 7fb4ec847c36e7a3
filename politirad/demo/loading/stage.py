"""What the loading carries from step to step: who and what has been made, and in whose name things are done."""

from __future__ import annotations

import datetime
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from councils.models import Council, Office
from politirad.demo.dates import resolve
from politirad.demo.forums import Forum
from politirad.demo.people import Person
from politirad.demo.reading import Demo
from politirad.tenancy import context
from politirad.tenancy.models import Organization, User

OSLO = ZoneInfo("Europe/Oslo")


@dataclass
class Stage:
    """The demo being built at the moment `at`. Councils are known by file and the agreement's name of the forum."""

    demo: Demo
    at: datetime.datetime
    organizations: dict[str, Organization] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    councils: dict[tuple[str, str], Council] = field(default_factory=dict)
    #: Members who have not declared confidentiality, by the council's id.
    undeclared: dict[UUID, set[UUID]] = field(default_factory=dict)

    @property
    def today(self) -> datetime.date:
        """The local day from which the files' dates are reckoned."""
        return timezone.localdate(self.at, OSLO)

    def day(self, rule: str) -> datetime.date:
        """The day that a date rule means."""
        return resolve(rule, today=self.today)

    def moment(self, day: datetime.date, hour: int = 10) -> datetime.datetime:
        """A moment on a day, never later than now."""
        return min(datetime.datetime.combine(day, datetime.time(hour), tzinfo=OSLO), self.at)

    def acting(self, user: User | None = None) -> AbstractContextManager[context.Context]:
        """The context of the loading: all that the demo has made, in the name of `user` or of nobody."""
        return context.entered(
            context.Context(
                user_id=user.pk if user else None,
                organizations=frozenset(one.pk for one in self.organizations.values()),
                councils=frozenset(one.pk for one in self.councils.values()),
            )
        )

    def person(self, key: str) -> Person:
        """The person of the people file. Raises KeyError."""
        return self.demo.person(key)

    def writer(self, file: str) -> User:
        """The SLT coordinator who keeps the file's agreement: of the municipality that owns it."""
        owner = self.demo.agreements[file].agreement.owner
        key = next(
            person.key
            for person in self.demo.people.people
            if person.organization == owner and person.role == "SLT-koordinator"
        )
        return self.users[key]

    def administrator(self, file: str) -> User:
        """An administrator of the organisation that owns the file's agreement."""
        owner = self.demo.agreements[file].agreement.owner
        people = self.demo.people.people
        key = next(one.key for one in people if one.organization == owner and one.tenant_administrator)
        return self.users[key]

    def forums(self, file: str) -> list[tuple[Forum, Council]]:
        """The file's forums with the councils made of them, in the file's order."""
        forums = self.demo.agreements[file].forums
        return [(forum, self.councils[file, forum.name]) for forum in forums]
