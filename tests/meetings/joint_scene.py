"""The north council with the south municipality in it: two planners, each of a municipality of their own."""

from __future__ import annotations

import datetime

from councils.actions import add_seat, appoint, open_office
from councils.actions.participants import add_participant
from councils.models import Role
from meetings.models import SchoolHoliday
from politirad.tenancy import context
from politirad.tenancy.models import Organization, User
from tests.world import BEGAN, World


def joint(world: World) -> User:
    """The planner that the south municipality sends to the north council."""
    north, south = world.north, world.south
    both = frozenset({north.municipality.pk, south.municipality.pk})
    with context.entered(context.Context(organizations=both, councils=frozenset({north.council.pk}))):
        add_participant(
            council=north.council,
            organization=south.municipality,
            side="municipality",
            valid_from=BEGAN,
            by=None,
            today=world.today,
        )
        office = open_office(
            organization=south.municipality,
            role=Role.objects.get(code="slt_coordinator"),
            title="SLT-koordinator i Sørvik",
            council=north.council,
            by=None,
        )
        add_seat(
            council=north.council,
            title="SLT-koordinator i Sørvik",
            side="municipality",
            office=office,
            by=None,
            today=world.today,
        )
        appoint(office=office, user=south.member, valid_from=BEGAN, by=None, today=world.today)
    return south.member


def closed(organization: Organization, name: str, first: datetime.date, days: int = 5) -> SchoolHoliday:
    """A school holiday of the organisation."""
    with context.entered(context.of_organization(organization.pk)):
        return SchoolHoliday.objects.create(
            organization=organization,
            name=name,
            first_day=first,
            last_day=first + datetime.timedelta(days=days - 1),
        )
