"""What an organisation's administrators do: people in and out, other administrators, offices, language."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from councils.actions.offices import appoint
from councils.actions.people import person_by_email, write_to
from councils.models import Council, Office, OfficeHolding
from councils.permissions import refresh_members
from councils.refusals import Refusal
from politirad.tenancy.audit import record
from politirad.tenancy.models import Affiliation, Organization, User


@transaction.atomic
def affiliate(
    *,
    organization: Organization,
    email: str,
    name: str,
    valid_from: datetime.date,
    at: datetime.datetime,
    today: datetime.date,
    by: User | None,
    is_administrator: bool = False,
) -> Affiliation:
    """Let a person work for the organisation from a day on, and write to them.

    Raises Refusal when the person is there already.
    """
    _lock(organization)
    user, _made = person_by_email(email=email, name=name, language=organization.language)
    _refuse_twice(user, organization, valid_from)
    affiliation = Affiliation.objects.create(
        organization=organization, user=user, is_administrator=is_administrator, valid_from=valid_from
    )
    record("affiliate", affiliation, by=by, user=user.pk, is_administrator=is_administrator)
    write_to(user, at=at, by=by, council=None, organization=organization, role="", valid_from=valid_from)
    if is_administrator:
        _refresh_owned(organization, today=today)
    return affiliation


@transaction.atomic
def end_affiliation(
    *, affiliation: Affiliation, on: datetime.date, by: User | None, today: datetime.date
) -> None:
    """Let a person's time in the organisation end on a day, that day included.

    Raises Refusal before the first day, and for the last administrator.
    """
    _lock(affiliation.organization)
    if on < affiliation.valid_from:
        raise Refusal(_("Siste dag kan ikke være før første dag."))
    if affiliation.is_administrator:
        _refuse_to_lose_the_last(affiliation)
    affiliation.valid_to = on
    affiliation.save(update_fields=["valid_to"])
    record("end_affiliation", affiliation, by=by, on=on.isoformat())
    _refresh_owned(affiliation.organization, today=today)


@transaction.atomic
def set_administrator(*, affiliation: Affiliation, to: bool, by: User | None, today: datetime.date) -> None:
    """Make somebody an administrator, or no longer one. Raises Refusal for the last administrator."""
    _lock(affiliation.organization)
    affiliation.refresh_from_db(fields=["is_administrator"])
    if affiliation.is_administrator == to:
        return
    if not to:
        _refuse_to_lose_the_last(affiliation)
    affiliation.is_administrator = to
    affiliation.save(update_fields=["is_administrator"])
    verb = "make_administrator" if to else "unmake_administrator"
    record(verb, affiliation.user, by=by, organization_id=affiliation.organization_id)
    _refresh_owned(affiliation.organization, today=today)


@transaction.atomic
def choose_language(*, organization: Organization, language: str, by: User | None) -> None:
    """The written form that the organisation has chosen: what is made for it from now on is in it."""
    organization.language = language
    organization.save(update_fields=["language"])
    record("choose_language", None, by=by, organization_id=organization.pk, language=language)


@transaction.atomic
def seat_person(
    *,
    office: Office,
    email: str,
    name: str,
    valid_from: datetime.date,
    at: datetime.datetime,
    today: datetime.date,
    by: User | None,
    council: Council | None = None,
    valid_to: datetime.date | None = None,
    acting: bool = False,
    succeeds: bool = False,
) -> OfficeHolding:
    """Appoint the person with this address to an office, and write to them. Raises what `appoint` raises.

    `council` is where the office's seat is, for the letter; without it the letter comes from the office's
    organisation. Whoever holds an organisation's own office works for it: an affiliation goes along.
    """
    where = council or office.organization
    user, _made = person_by_email(email=email, name=name, language=where.language)
    holding = appoint(
        office=office,
        user=user,
        valid_from=valid_from,
        valid_to=valid_to,
        acting=acting,
        succeeds=succeeds,
        by=by,
        today=today,
    )
    if office.council_id is None:
        _affiliate_holder(holding, office.organization, by=by)
    write_to(
        user,
        at=at,
        by=by,
        council=council,
        organization=None if council else office.organization,
        role=office.title,
        valid_from=valid_from,
    )
    return holding


def _affiliate_holder(holding: OfficeHolding, organization: Organization, *, by: User | None) -> None:
    """An affiliation for as long as the office lasts, unless there is one that reaches into it."""
    there = Affiliation.objects.filter(organization=organization, user=holding.user)
    if there.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=holding.valid_from)).exists():
        return
    affiliation = Affiliation.objects.create(
        organization=organization, user=holding.user, valid_from=holding.valid_from, valid_to=holding.valid_to
    )
    record("affiliate", affiliation, by=by, user=holding.user_id, is_administrator=False)


def _lock(organization: Organization) -> None:
    """One administrator at a time: two must not each take the other's rights away."""
    Organization.objects.select_for_update().get(pk=organization.pk)


def _refuse_twice(user: User, organization: Organization, valid_from: datetime.date) -> None:
    there = Affiliation.objects.filter(organization=organization, user=user)
    if there.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)).exists():
        words = {"name": user.name, "organization": str(organization)}
        raise Refusal(_("%(name)s er allerede knyttet til %(organization)s.") % words)


def _refuse_to_lose_the_last(affiliation: Affiliation) -> None:
    others = Affiliation.objects.filter(
        organization_id=affiliation.organization_id, is_administrator=True, valid_to__isnull=True
    ).exclude(pk=affiliation.pk)
    if not others.exists():
        raise Refusal(
            _("%(name)s er den eneste administratoren. Gjør en annen til administrator først.")
            % {"name": affiliation.user.name}
        )


def _refresh_owned(organization: Organization, *, today: datetime.date) -> None:
    """Administrators have rights in the councils that the organisation owns; they follow at once."""
    for council in Council.objects.filter(owner=organization).select_related("owner"):
        refresh_members(council, today=today)
