"""Open offices, bind seats to them, appoint people and end their time."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from councils.models import Council, Office, OfficeHolding, Role, Seat
from councils.permissions import refresh_members
from politirad.tenancy.audit import record
from politirad.tenancy.models import Organization, User
from politirad.tenancy.tasks import wake


@transaction.atomic
def open_office(
    *,
    organization: Organization,
    role: Role,
    title: str,
    by: User | None,
    council: Council | None = None,
) -> Office:
    """Make an office, or find the one with this title; with `council` it serves that council alone."""
    office, made = Office.objects.get_or_create(
        organization=organization, council=council, title=title, defaults={"role": role}
    )
    if made:
        record(
            "open_office",
            office,
            by=by,
            council_id=council.pk if council else None,
            organization_id=None if council else organization.pk,
            role=role.code,
        )
    return office


@transaction.atomic
def add_seat(
    *,
    council: Council,
    title: str,
    by: User | None,
    today: datetime.date,
    office: Office | None = None,
    **facts: Any,
) -> Seat:
    """Add a seat at the end of the list; those who hold its office get its rights at once."""
    order = facts.pop("order", council.seats.count())
    organization = facts.pop("organization", office.organization if office else None)
    seat = Seat.objects.create(
        council=council,
        title=title,
        office=office,
        organization=organization,
        order=order,
        **facts,
    )
    record("add_seat", seat, by=by, office=office.pk if office else None, kind=seat.kind)
    refresh_members(council, today=today)
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, on: datetime.date, by: User | None, today: datetime.date) -> None:
    """Let a seat end on a day, that day included; its history stays."""
    seat.valid_to = on
    seat.save(update_fields=["valid_to"])
    record("end_seat", seat, by=by, on=on.isoformat())
    refresh_members(seat.council, today=today)


@transaction.atomic
def appoint(
    *,
    office: Office,
    user: User,
    valid_from: datetime.date,
    by: User | None,
    today: datetime.date,
    valid_to: datetime.date | None = None,
    acting: bool = False,
    succeeds: bool = False,
) -> OfficeHolding:
    """Let a person hold an office from a day on. Every seat bound to the office follows.

    With `succeeds`, whoever holds the office regularly ends the day before; an acting holder stands
    beside the regular one.
    """
    if succeeds:
        former = office.holdings.filter(valid_to__isnull=True, acting=False, valid_from__lt=valid_from)
        for holding in former.exclude(user=user):
            end_holding(
                holding=holding,
                on=valid_from - datetime.timedelta(days=1),
                by=by,
                today=today,
            )
    holding = OfficeHolding.objects.create(
        office=office,
        user=user,
        valid_from=valid_from,
        valid_to=valid_to,
        acting=acting,
    )
    _tell("appoint", holding, office, by=by, user=user.pk, acting=acting)
    _refresh(office, today=today)
    return holding


@transaction.atomic
def end_holding(*, holding: OfficeHolding, on: datetime.date, by: User | None, today: datetime.date) -> None:
    """Let a person's time in an office end on a day, that day included."""
    holding.valid_to = on
    holding.save(update_fields=["valid_to"])
    _tell("end_holding", holding, holding.office, by=by, on=on.isoformat())
    _refresh(holding.office, today=today)


def _tell(
    action: str,
    holding: OfficeHolding,
    office: Office,
    *,
    by: User | None,
    **facts: Any,
) -> None:
    """The audit row lies with the council that owns the office, else with the organisation."""
    record(
        action,
        holding,
        by=by,
        council_id=office.council_id,
        organization_id=None if office.council_id else office.organization_id,
        office=office.pk,
        **facts,
    )


def _refresh(office: Office, *, today: datetime.date) -> None:
    """Bring the rights in every visible council up to date now; a job does it in those we cannot see."""
    for seat in office.seats.select_related("council__owner"):
        refresh_members(seat.council, today=today)
    if office.council_id is None:
        wake("councils.refresh_all")
