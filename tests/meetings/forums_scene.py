"""Forums of the north municipality, and the page on which they are planned together."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse

from councils.actions import CadenceTerms, RulesTerms, add_seat, adopt_rules, found_council
from councils.models import Council, Office
from councils.permissions import refresh_members
from tests.meetings.year_plan_scene import YEAR
from tests.world import World

NINE, ELEVEN = datetime.time(9), datetime.time(11)
PAGE = f"/arshjul/samlet/{YEAR}/"


def forum(world: World, name: str, *cadence: CadenceTerms, chief: bool = False) -> Council:
    """One more forum of the north municipality, with its SLT coordinator as secretary and, if asked, the chief."""
    north = world.north
    with world.acting(north.slt):
        office = Office.objects.get(council=north.council, title="SLT-koordinator")
        station = Office.objects.get(title="Politistasjonssjef")
        council = found_council(
            owner=north.municipality,
            name=name,
            participants=[world.police_unit],
            today=world.today,
            by=north.slt,
        )
        with world.inside(council):
            facts: dict[str, Any] = {"council": council, "by": None, "today": world.today}
            add_seat(title="SLT-koordinator", side="municipality", office=office, is_secretary=True, **facts)
            if chief:
                add_seat(title="Politistasjonssjef", side="police", office=station, **facts)
            terms = RulesTerms(
                cadence=cadence, preferred_weekdays=(2,), start_time=NINE, duration_minutes=120
            )
            adopt_rules(council=council, terms=terms, valid_from=datetime.date(2024, 1, 1), by=None)
            refresh_members(council, today=world.today)
    return council


def monthly(world: World) -> Council:
    return forum(world, "SLT-møtet i Nordvik", CadenceTerms(kind="monthly"))


def silent(world: World) -> Council:
    return forum(world, "Nettverket i Nordvik", CadenceTerms(kind="vague"))


def post(world: World, name: str, user: Any = None, **data: Any) -> Any:
    return world.client(user or world.north.slt).post(reverse(name, args=[YEAR]), data, follow=True)


def page(world: World, user: Any = None) -> str:
    return world.client(user or world.north.slt).get(PAGE).content.decode()
