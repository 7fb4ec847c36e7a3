"""Who sees a closed item, and why: for those who may build the agenda and see the item themselves."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from councils.models import Declaration, OfficeHolding
from councils.procedure import in_force
from meetings.models import AgendaItem
from meetings.permissions import readers_of
from politirad.tenancy.models import User


@dataclass(frozen=True)
class Reader:
    """One person, in which seats of the council, and by what the item is open to them."""

    name: str
    seats: str
    why: str


def closed_readers(item: AgendaItem) -> list[Reader]:
    """By name: two questions. A sub-item has the readers of the item above it. Empty to who does not see the item."""
    above = item.parent or item
    held = OfficeHolding.objects.filter(
        in_force(item.meeting.date), user=OuterRef("pk"), office__seats__council=item.council_id
    )
    declared = Declaration.objects.filter(
        council=item.council_id, user=OuterRef("pk"), withdrawn_at__isnull=True
    )
    people = User.objects.filter(pk__in=readers_of(above)).annotate(
        seats=ArraySubquery(held.order_by("office__seats__order").values("office__seats__title")),
        declared=Exists(declared),
    )
    return [
        Reader(one.name, ", ".join(one.seats), _why(above, one, declared=one.declared))
        for one in people.order_by("name")
    ]


def _why(item: AgendaItem, person: User, *, declared: bool) -> str:
    why = _("laget saken") if item.created_by_id == person.pk else _("saken gjelder vedkommende")
    if not declared:
        return _("%s, men ser den først når taushetserklæringen er gitt") % why
    return why
