"""What `make bench` measures of a year's work: planning one council and a whole district, and calling forty people.

The councils are made for it among the demo's, in a transaction that is undone, with people whom they all share.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils.actions import (
    CadenceTerms,
    RulesTerms,
    add_seat,
    adopt_rules,
    appoint,
    found_council,
    open_office,
)
from councils.actions.people import person_by_email
from councils.models import Council, Office, Role, Seat
from councils.permissions import refresh_members
from meetings.actions.plans import propose_plan
from meetings.actions.together import propose_plans
from meetings.models import AgendaItem, Invitee, Meeting
from politirad.tenancy import context
from politirad.tenancy.models import User

Result = TypeVar("Result")
DISTRICT, MEMBERS, ITEMS = 30, 40, 30
FOUR_A_YEAR = RulesTerms(
    cadence=(CadenceTerms(kind="per_year", count=4),),
    preferred_weekdays=(2,),
    start_time=datetime.time(9),
    duration_minutes=120,
)


@contextmanager
def deeds(person: User) -> Iterator[dict[str, Callable[[], Any]]]:
    """The cases, each undone when it has run: `one` council's year, a `district` of 30 councils, `call` of 40 members on
    the page of the call."""
    now = timezone.now()
    today = timezone.localdate(now)
    year = today.year + 1
    with transaction.atomic():
        with context.entered(context.of_user(person.pk, today=today)) as own:
            model = Council.objects.filter(seats__office__holdings__user=person).order_by("name")[0]
            offices = list(Office.objects.filter(seats__council=model).distinct())
            district = [
                _council(model, f"Råd {number}", offices, person, today) for number in range(DISTRICT)
            ]
        with context.entered(replace(own, councils=own.councils | {one.pk for one in district})):
            meeting = _meeting(district[0], person, today)
            client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
            client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
            yield {
                "one": undone(lambda: propose_plan(council=district[1], year=year, by=person, at=now)),
                "district": undone(lambda: propose_plans(councils=district, year=year, by=person, at=now)),
                "call": undone(lambda: _called_on_its_page(client, meeting)),
            }
        transaction.set_rollback(True)


def _called_on_its_page(client: Client, meeting: Meeting) -> int:
    """Press «Send innkallingen», through every middleware; how many are called. Raises RuntimeError unless all are."""
    answer = client.post(reverse("meeting_call", args=[meeting.pk]), secure=settings.HTTPS)
    called = Invitee.objects.filter(meeting=meeting).count()
    if answer.status_code != 302 or called != MEMBERS:
        raise RuntimeError(f"Calling answers {answer.status_code}, and {called} of {MEMBERS} are called.")
    return called


def undone(deed: Callable[[], Result]) -> Callable[[], Result]:
    """The deed in a savepoint that is rolled back."""

    def case() -> Result:
        with transaction.atomic():
            result = deed()
            transaction.set_rollback(True)
        return result

    return case


def _council(model: Council, name: str, offices: list[Office], by: User, today: datetime.date) -> Council:
    council = found_council(owner=model.owner, name=name, participants=[], today=today, by=by)
    with context.joined(council.pk):
        Seat.objects.bulk_create(
            Seat(council=council, title=office.title, office=office, order=order)
            for order, office in enumerate(offices)
        )
        adopt_rules(council=council, terms=FOUR_A_YEAR, valid_from=today, by=by)
        refresh_members(council, today=today)
    return council


def _meeting(council: Council, by: User, today: datetime.date) -> Meeting:
    """A meeting with thirty items, for forty members."""
    member = Role.objects.get(code="member")
    for number in range(MEMBERS - council.seats.count()):
        user, _made = person_by_email(
            email=f"medlem.{number}@bench.example", name=f"Medlem {number}", language="nb"
        )
        office = open_office(
            organization=council.owner, role=member, title=f"Medlem {number}", council=council, by=by
        )
        add_seat(council=council, title=office.title, office=office, by=by, today=today)
        appoint(office=office, user=user, valid_from=today, by=by, today=today)
    meeting = Meeting.objects.create(
        council=council,
        title="Møte 1",
        date=today + datetime.timedelta(days=60),
        start=datetime.time(9),
        end=datetime.time(11),
        place="Rådhuset",
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(council=council, meeting=meeting, title=f"Sak {number}", order=number, created_by=by)
        for number in range(ITEMS)
    )
    return meeting
