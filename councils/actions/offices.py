"""Open offices, bind seats to them, appoint people and end their time."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from councils.models import Council, Office, OfficeHolding, Role, Seat
from councils.permissions import refresh_members
from councils.refusals import Refusal
from politirad import dates
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
    """Make an office, or find the one with this title; with `council` it serves that council alone.

    Raises Refusal when there is one of this title that gives other rights: nobody is to get them by a name.
    """
    office, made = Office.objects.get_or_create(
        organization=organization, council=council, title=title, defaults={"role": role}
    )
    if office.role_id != role.pk:
        raise Refusal(
            _("Stillingen «%(title)s» finnes allerede, med rollen %(role)s.")
            % {"title": title, "role": office.role}
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
    """Add a seat at the end of the list; those who hold its office get its rights at once.

    It ends when its organisation's time in the council does. Raises Refusal when it would be a second chair, or
    begin before its organisation takes part.
    """
    order = facts.pop("order", council.seats.count())
    organization = facts.pop("organization", office.organization if office else None)
    seat = Seat(council=council, title=title, office=office, organization=organization, order=order, **facts)
    _keep_within(seat, today)
    _store(seat)
    record("add_seat", seat, by=by, office=office.pk if office else None, kind=seat.kind)
    refresh_members(council, today=today)
    return seat


@transaction.atomic
def edit_seat(*, seat: Seat, by: User | None, today: datetime.date, **facts: Any) -> Seat:
    """Change what is said of a seat: title, kind, office, count, months, chair or secretary."""
    if seat.office_id and facts.get("office", seat.office) is None and seat.deputies.exists():
        raise Refusal(_("Plassen har stedfortredere. Avslutt plassene deres først."))
    for name, value in facts.items():
        setattr(seat, name, value)
    _keep_within(seat, today)
    _store(seat)
    record("edit_seat", seat, by=by, changed=sorted(facts))
    refresh_members(seat.council, today=today)
    return seat


@transaction.atomic
def order_seats(*, council: Council, seat: Seat, to: int, by: User | None) -> list[Seat]:
    """Put a seat at place `to` (0 is first) among the council's seats. Returns them in their new order."""
    seats = list(council.seats.select_for_update().order_by("order", "id"))
    seats.remove(seat)
    seats.insert(max(0, min(to, len(seats))), seat)
    for place, one in enumerate(seats):
        if one.order != place:
            Seat.objects.filter(pk=one.pk).update(order=place)
    record("move_seat", seat, by=by, to=to)
    return seats


@transaction.atomic
def end_seat(*, seat: Seat, on: datetime.date, by: User | None, today: datetime.date) -> None:
    """Let a seat end on a day, that day included; its history stays. Its deputies' seats end with it."""
    if seat.valid_from and on < seat.valid_from:
        raise Refusal(_("Plassen kan ikke slutte før den begynner."))
    for one in [seat, *seat.deputies.filter(valid_to__isnull=True)]:
        one.valid_to = on
        one.save(update_fields=["valid_to"])
        record("end_seat", one, by=by, on=on.isoformat())
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
    beside the regular one. Raises Refusal when the person holds it already in those days, when a second
    acting holder would stand beside the first, or when the one who is succeeded began no earlier; raises
    PermissionDenied when the wall does not let the office be changed from here.
    """
    if not Office.objects.select_for_update().filter(pk=office.pk).exists():
        raise PermissionDenied
    if valid_to is not None and valid_to < valid_from:
        raise Refusal(_("Siste dag kan ikke være før første dag."))
    overlapping = list(
        office.holdings.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)).select_related("user")
    )
    for held in overlapping:
        _guard(held, user, valid_from, valid_to, acting=acting, succeeds=succeeds)
    if succeeds:
        for held in overlapping:
            if not held.acting:
                day_before = valid_from - datetime.timedelta(days=1)
                end_holding(holding=held, on=day_before, by=by, today=today)
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


def _guard(
    held: OfficeHolding,
    user: User,
    valid_from: datetime.date,
    valid_to: datetime.date | None,
    *,
    acting: bool,
    succeeds: bool,
) -> None:
    """Refuse what cannot stand beside a holding that goes on past `valid_from`."""
    if valid_to is not None and held.valid_from > valid_to:
        return
    words = {"name": held.user.name, "day": dates.long_date(held.valid_from, get_language() or "nb")}
    if held.user_id == user.pk and held.acting == acting:
        raise Refusal(_("%(name)s har vervet allerede, fra %(day)s.") % words)
    if held.acting and acting:
        raise Refusal(
            _("%(name)s er fungerende fra %(day)s. Avslutt den perioden først, eller velg andre dager.")
            % words
        )
    if succeeds and not held.acting and held.valid_from >= valid_from:
        raise Refusal(_("%(name)s begynner %(day)s. Velg en senere dato, eller angre den perioden.") % words)


@transaction.atomic
def end_holding(*, holding: OfficeHolding, on: datetime.date, by: User | None, today: datetime.date) -> None:
    """Let a person's time in an office end on a day, that day included."""
    if on < holding.valid_from:
        raise Refusal(_("Perioden kan ikke slutte før den begynner."))
    if holding.valid_to is not None and holding.valid_to < on:
        raise Refusal(_("Perioden er allerede avsluttet tidligere."))
    holding.valid_to = on
    holding.save(update_fields=["valid_to"])
    _tell("end_holding", holding, holding.office, by=by, on=on.isoformat())
    _refresh(holding.office, today=today)


@transaction.atomic
def withdraw_appointment(*, holding: OfficeHolding, by: User | None, today: datetime.date) -> None:
    """Undo an appointment that has not begun; the one who was to be succeeded goes on."""
    if holding.valid_from <= today:
        raise Refusal(_("Perioden har begynt. Avslutt den i stedet, så står historikken."))
    office = holding.office
    _tell("withdraw_appointment", holding, office, by=by, user=holding.user_id)
    day_before = holding.valid_from - datetime.timedelta(days=1)
    holding.delete()
    if not holding.acting:
        office.holdings.filter(acting=False, valid_to=day_before).update(valid_to=None)
    _refresh(office, today=today)


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


def _keep_within(seat: Seat, today: datetime.date) -> None:
    """Keep a seat within the time in which its organisation takes part, where that has a beginning or an end."""
    organization = seat.office.organization if seat.office else seat.organization
    if organization is None:
        return
    first = seat.valid_from or today
    period = (
        seat.council.participants.filter(organization=organization)
        .exclude(valid_to__lt=first)
        .order_by(F("valid_from").asc(nulls_first=True))
        .first()
    )
    if period is None:
        return
    if period.valid_from is not None and first < period.valid_from:
        day = dates.long_date(period.valid_from, get_language() or "nb")
        raise Refusal(
            _("%(name)s er med i rådet fra %(day)s. La plassen gjelde fra den dagen eller senere.")
            % {"name": organization, "day": day}
        )
    if period.valid_to is not None and (seat.valid_to is None or seat.valid_to > period.valid_to):
        seat.valid_to = period.valid_to


def _store(seat: Seat) -> Seat:
    """Save the seat; a second open seat for the chair is refused with a sentence."""
    try:
        with transaction.atomic():
            seat.save()
    except IntegrityError as error:
        if "seat_one_chair" not in str(error):
            raise
        raise Refusal(
            _("Rådet har allerede en leder. Ta bort det merket fra den andre plassen først.")
        ) from error
    return seat
