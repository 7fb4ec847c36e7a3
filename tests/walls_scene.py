"""What the tests of this subject share."""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models

from meetings.models import AgendaItem, ItemMinutes, Meeting
from politirad.tenancy.checks import OUTSIDE, ROOMS
from tests.world import World


def walled_models() -> list[type[models.Model]]:
    """Every model of the rooms behind a wall."""
    return [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
        if model._meta.db_table not in OUTSIDE
    ]


def count(model: type[models.Model]) -> int:
    """How many rows the database shows now, past every manager."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
        return int(cursor.fetchone()[0])


def closed_item(world: World) -> AgendaItem:
    """A closed item of the north council, by its secretary."""
    with world.acting(world.north.slt):
        meeting = Meeting.objects.create(
            council=world.north.council, title="Møte", date=world.today, start="09:00", end="10:00"
        )
        item = AgendaItem.objects.create(
            council=world.north.council,
            meeting=meeting,
            part=2,
            title="Lukket",
            legal_basis="Offentleglova § 13",
            created_by=world.north.slt,
        )
        ItemMinutes.objects.create(council=world.north.council, item=item, html="<p>Lukket</p>")
    return item
