"""What the tests of this subject share."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from councils.models import Declaration
from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.closed_items import ClosedTerms
from meetings.models import AgendaItem, Meeting
from politirad.tenancy.models import User
from tests.world import World

BIRTH_NUMBER = "01010750160"


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def a_meeting(world: World, **facts: Any) -> Meeting:
    """A planned meeting of the north council, in a month."""
    with world.acting(world.north.slt):
        return Meeting.objects.create(
            council=world.north.council,
            title="Møte 1",
            date=world.today + datetime.timedelta(days=30),
            start=datetime.time(9),
            end=datetime.time(11),
            **facts,
        )


def closed_item(world: World, meeting: Meeting, *concerned: User, title: str = "Lukket sak") -> AgendaItem:
    with world.acting(world.north.slt):
        terms = ItemTerms(
            title=title,
            text="<p>Skjult tekst</p>",
            closed=ClosedTerms(
                legal_basis="politiregisterloven § 27", concerned=tuple(one.pk for one in concerned)
            ),
        )
        return add_item(meeting=meeting, terms=terms, by=world.north.slt, at=timezone.now())


def open_item(world: World, meeting: Meeting, title: str, minutes: int | None = None) -> AgendaItem:
    with world.acting(world.north.slt):
        return add_item(
            meeting=meeting,
            terms=ItemTerms(title=title, minutes=minutes),
            by=world.north.slt,
            at=timezone.now(),
        )


def titles(world: World, meeting: Meeting, user: User | None = None) -> list[str]:
    with world.acting(user or world.north.slt):
        return list(meeting.items.order_by("part", "order").values_list("title", flat=True))


def form(title: str = "Ungdomsmiljøet", **facts: Any) -> dict[str, Any]:
    return {"title": title, "kind": "discussion", "part": "1", **facts}


def undeclared(world: World, user: User) -> None:
    """The person has no declaration in force."""
    with world.acting(world.north.slt):
        Declaration.objects.filter(user=user).update(
            withdrawn_at=timezone.now(), withdrawn_by=world.north.slt
        )
