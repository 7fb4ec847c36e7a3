"""What the tests of this subject share."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from meetings.actions.plans import propose_plan
from meetings.models import YearPlan
from tests.world import World

YEAR = timezone.localdate().year + 1


def at() -> datetime.datetime:
    return timezone.localtime()


def proposed(world: World) -> YearPlan:
    with world.acting(world.north.slt):
        return propose_plan(council=world.north.council, year=YEAR, by=world.north.slt, at=at())


def url(name: str, world: World, *more: Any) -> str:
    return reverse(name, args=[world.north.council.pk, YEAR, *more])


def page(world: World) -> str:
    return world.client(world.north.slt).get(url("year_plan", world)).content.decode()


POSTS = ["propose_plan", "copy_plan", "approve_plan", "add_planned_meeting", "add_year_activity"]
