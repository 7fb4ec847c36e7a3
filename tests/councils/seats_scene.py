"""What the tests of this subject share."""

from __future__ import annotations

import datetime
from typing import Any

from councils.models import Office, OfficeHolding, Seat
from politirad.tenancy.models import OutgoingMessage
from tests.world import World

TITLE = "Leder for barnevernet"


#: Those who see the council and may not change its members.
READERS = [
    "member",
    "mayor",
    "deputy_mayor",
    "chief_executive",
    "observer",
    "police_contact",
    "station_chief",
]


OUTSIDERS = ["stranger", "other_slt", "other_mayor", "other_police_contact", "system_administrator"]


def seat_of(world: World, title: str) -> Seat:
    """A seat of the north council by its title."""
    with world.acting(world.north.slt):
        return Seat.objects.select_related("office").get(council=world.north.council, title=title)


def office_of(world: World, title: str) -> Office:
    """The office of a seat of the north council."""
    office = seat_of(world, title).office
    assert office is not None
    return office


def new_seat(**changes: Any) -> dict[str, Any]:
    """A filled-in form for a new seat."""
    return {"title": TITLE, "office": "new", "kind": "permanent", "listed": "on", **changes}


def new_person(**changes: Any) -> dict[str, Any]:
    """A filled-in form for a successor."""
    return {
        "manner": "succeed",
        "name": "Nils Ny",
        "email": "nils.ny@example.test",
        "valid_from": "1.12.2026",
        **changes,
    }


def holders(world: World, title: str) -> list[tuple[str, datetime.date, datetime.date | None, bool]]:
    """Who has held the seat's office: name, first and last day, acting."""
    with world.acting(world.north.slt):
        return [
            (one.user.name, one.valid_from, one.valid_to, one.acting)
            for one in OfficeHolding.objects.filter(office=office_of(world, title)).order_by(
                "valid_from", "pk"
            )
        ]


def letters(world: World) -> list[tuple[str, str]]:
    """Kind and address of what lies in the council's outbox."""
    with world.inside(world.north.council):
        return list(OutgoingMessage.objects.values_list("kind", "to_email"))
