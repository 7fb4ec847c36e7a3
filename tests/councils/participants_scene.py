"""What the tests of participants share."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse

from councils.actions import add_seat, appoint, open_office
from councils.models import Participant, Role
from politirad.tenancy import context
from politirad.tenancy.models import Organization, User
from tests.world import World, person

DAY = datetime.timedelta(days=1)


def no(day: datetime.date) -> str:
    """A date as people write it."""
    return f"{day:%d.%m.%Y}"


def participation(world: World, organization: Organization) -> Participant:
    """The organisation's latest time in the north council."""
    with world.acting(world.north.administrator):
        found = Participant.objects.select_related("organization").filter(
            council=world.north.council, organization=organization
        )
        return found.order_by("-valid_to", "-valid_from")[0]


def add(world: World, organization: Organization, **changes: Any) -> Any:
    """Post the form of an organisation in the register, as the administrator."""
    address = reverse("add_registered", args=[world.north.council.pk, organization.pk])
    form = {"side": "county", "valid_from": no(world.today), **changes}
    return world.client(world.north.administrator).post(address, form, follow=True)


def seated(world: World, organization: Organization, title: str = "Fylkesdirektør") -> User:
    """Somebody of the organisation with a seat in the north council."""
    newcomer = person(f"ny{organization.number}", "Nora Ny")
    with world.acting(world.north.administrator):
        office = open_office(
            organization=organization,
            council=world.north.council,
            role=Role.objects.get(code="county_director"),
            title=title,
            by=world.north.administrator,
        )
        add_seat(
            council=world.north.council,
            title=title,
            office=office,
            valid_from=participation(world, organization).valid_from,
            by=world.north.administrator,
            today=world.today,
        )
        appoint(
            office=office,
            user=newcomer,
            valid_from=world.today,
            by=world.north.administrator,
            today=world.today,
        )
    return newcomer


def end_page(world: World, organization: Organization) -> tuple[str, Any]:
    """The page that ends the organisation's time, and its form's values as a browser would send them."""
    one = participation(world, organization)
    address = reverse("end_participation", args=[world.north.council.pk, one.pk])
    form = world.client(world.north.administrator).get(address).context["form"]
    return address, {"on": no(world.today), "seen": form["seen"].value()}


def sees(world: World, user: User) -> int:
    """How the council's page answers the person."""
    return world.client(user).get(reverse("council", args=[world.north.council.pk])).status_code


def sees_on(user: User, day: datetime.date, world: World) -> bool:
    """Whether the database opens the council to the person on a day."""
    return world.north.council.pk in context.of_user(user.pk, today=day).councils
