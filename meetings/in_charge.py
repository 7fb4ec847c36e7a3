"""Which agreements a council's year follows: what they order is evaluated, revised and treated."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from agreements.models import Agreement
from agreements.register import IN_FORCE
from councils.models import Council

STATES = Agreement.State
UNDER_WAY = (
    STATES.FROZEN,
    STATES.PARTLY_SIGNED,
    STATES.POLITICAL_TREATMENT,
    STATES.HEARING,
    STATES.DRAFT,
)
Days = tuple[datetime.date, datetime.date]


def whole(year: int) -> Days:
    """The first and the last day of a year."""
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def agreements_in_charge(council: Council, days: Days) -> list[Agreement]:
    """The agreements the council itself owns that give its duties on some of `days` (the first and the last of them)."""
    return agreements_of_each([council.pk], days)[council.pk]


def agreements_of_each(councils: Iterable[UUID], days: Days) -> dict[UUID, list[Agreement]]:
    """The same for many councils by their ids, in one query; a council without any has an empty list."""
    owned = owned_by_each(councils, Agreement.objects.all())
    return {pk: first_in_charge(rows, days) for pk, rows in owned.items()}


def owned_by_each(councils: Iterable[UUID], rows: QuerySet[Any]) -> dict[UUID, list[Any]]:
    """Those of `rows` that each council owns, in one query; a council without any has an empty list."""
    owned: dict[UUID, list[Any]] = {pk: [] for pk in councils}
    for agreement in rows.filter(owner_council__in=list(owned)):
        owned[agreement.owner_council_id].append(agreement)
    return owned


def first_in_charge(owned: Iterable[Agreement], days: Days) -> list[Agreement]:
    """Those of one council's own agreements that are in charge on some of `days`. An addendum never is by itself.

    Those in force on one of the days; one that its successor replaces meanwhile leaves them to it. Where there is
    none: those under way, or signed for later; and at last those that are over, since the council goes on meeting, and
    the work is evaluated all the same.
    """
    first, last = days
    owned = [agreement for agreement in owned if agreement.amends_id is None]
    signed = [one for one in owned if one.state in IN_FORCE]
    later = [one for one in signed if one.in_force_from is not None and one.in_force_from > last]
    over = [one for one in signed if one.out_of_force_on is not None and one.out_of_force_on <= first]
    in_force = [one for one in signed if one not in later and one not in over]
    replaced = {one.predecessor_id for one in in_force}
    in_force = [one for one in in_force if one.pk not in replaced]
    under_way = [one for one in owned if one.state in UNDER_WAY] + later
    return in_force or under_way or over + [one for one in owned if one.state == STATES.EXPIRED]
