"""Which rights there are on an agreement, who gets them, and the door to an agreement."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group, Permission
from django.db import connection, models
from django.db.models import Q

from agreements.models import Agreement, AgreementGroup, AgreementGroupPermission, Party, SignatorySlot
from councils.models import OfficeHolding, Role
from politirad.tenancy import context
from politirad.tenancy.models import User
from politirad.tenancy.permissions import access, listing, rights

#: Who speaks for an organisation: they may stand in for one another when a signature is given.
LEADERS = (
    "mayor",
    "deputy_mayor",
    "chief_executive",
    "director",
    "station_chief",
    "section_leader",
    "county_mayor",
    "county_director",
)

#: Who keeps the daily contact between the parties, each for his own.
CONTACTS = ("police_contact", "slt_coordinator")


class Right(StrEnum):
    """The rights on an agreement, by guardian's codenames."""

    VIEW = "view_agreement"
    COMMENT = "comment_agreement"
    EDIT = "edit_agreement"
    FREEZE = "freeze_agreement"
    SIGN = "sign_agreement"
    ATTEST = "attest_paper"
    REVISE = "revise_agreement"


#: Any of these opens the scan of what people signed by hand: those who sign, and those who keep the papers.
SEE_SCANS = (Right.ATTEST, Right.SIGN)

#: The agreement's own groups: planned signatories, the parties' leaders (deputies), their administrators.
OWN_GROUPS: dict[str, tuple[Right, ...]] = {
    "signatory": (Right.VIEW, Right.COMMENT, Right.SIGN),
    "leader": (Right.VIEW, Right.COMMENT, Right.SIGN),
    "administrator": (Right.VIEW,),
}


def access_agreement(
    user: Any,
    agreement_id: UUID,
    *,
    to: Right = Right.VIEW,
    queryset: models.QuerySet[Agreement] | None = None,
) -> Agreement:
    """The agreement, when the wall shows it and the user may do `to`; else Http404 or PermissionDenied.

    `queryset` may fetch more along with it. It must not join councils: a signatory sees the agreement
    of a council that is itself behind the wall, and the join would hide the agreement.
    """
    found = Agreement.objects.all() if queryset is None else queryset
    return access(found, user, agreement_id, view=Right.VIEW, to=to)


def agreements_of(user: User, *, to: Right = Right.VIEW) -> models.QuerySet[Agreement]:
    """Every agreement with which the user may do `to`."""
    return listing(user, Agreement, to)


def may(user: Any, agreement: Agreement, right: Right) -> bool:
    """Whether to show a button; the door itself asks again."""
    return right in rights(user, agreement)


def led_by(user: User, *, today: datetime.date) -> frozenset[UUID]:
    """The organisations in which a person holds an office today that lets him stand in for its other leaders."""
    return frozenset(leading(user, today=today).values_list("office__organization_id", flat=True))


def leading(user: User, *, today: datetime.date) -> models.QuerySet[OfficeHolding]:
    """The person's holdings of offices that lead an organisation today."""
    return _held(today).filter(user=user, office__role__in=LEADERS)


def contacts(*, today: datetime.date) -> models.QuerySet[OfficeHolding]:
    """Today's holdings of the posts that keep the daily contact between parties."""
    return _held(today).filter(office__role__in=CONTACTS)


def _held(today: datetime.date) -> models.QuerySet[OfficeHolding]:
    return OfficeHolding.objects.filter(
        Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    )


def belongs_to(user: User, party: Party) -> bool:
    """Whether a person may speak for a party: works for it, or is planned to sign for it. Needs the person's context."""
    works = party.organization_id in context.current().organizations
    return works or SignatorySlot.objects.filter(party=party, planned_user=user).exists()


def leaders_by_party(agreement: Agreement, *, today: datetime.date) -> dict[UUID, set[UUID]]:
    """Party -> those who lead it today or are planned to sign for it. Needs the owning council's context."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT party_id, user_id FROM sec.party_leaders(%s, %s, %s)",
            [agreement.pk, today, list(LEADERS)],
        )
        pairs = list(cursor.fetchall())
    planned = SignatorySlot.objects.filter(agreement=agreement, planned_user__isnull=False)
    found: dict[UUID, set[UUID]] = {}
    for party_id, user_id in [*pairs, *planned.values_list("party_id", "planned_user_id")]:
        found.setdefault(party_id, set()).add(user_id)
    return found


def assign_rights(agreement: Agreement, *, today: datetime.date) -> None:
    """Give the groups their rights on the agreement, and fill the agreement's own groups as of `today`.

    The owning council's groups get what the role catalogue says, those of other regulated councils may
    only look. Needs the owning council's context; safe to run again: what no longer holds is taken away.
    """
    permission_of = dict(
        Permission.objects.filter(
            content_type__app_label="agreements", codename__in=[right.value for right in Right]
        ).values_list("codename", "pk")
    )
    wanted = {
        (group_id, permission_of[codename])
        for group_id, codename in _council_rights(agreement) + _own_rights(agreement, today=today)
    }
    rows = AgreementGroupPermission.objects.filter(content_object=agreement)
    present = {(row.group_id, row.permission_id): row.pk for row in rows}
    rows.filter(pk__in=[pk for key, pk in present.items() if key not in wanted]).delete()
    AgreementGroupPermission.objects.bulk_create(
        AgreementGroupPermission(content_object=agreement, group_id=group, permission_id=permission)
        for group, permission in sorted(wanted - present.keys())
    )


def _council_rights(agreement: Agreement) -> list[tuple[int, str]]:
    """(group, right) for the groups of every council that the agreement regulates.

    A council outside the context hides its rows, so its groups are found by the names that
    `councils.permissions.assign_groups` gives them.
    """
    councils = {agreement.owner_council_id, *agreement.regulations.values_list("council_id", flat=True)}
    names: dict[str, list[str]] = {}
    for role in Role.objects.all():
        for council_id in councils:
            owned = council_id == agreement.owner_council_id
            given = role.agreement_rights if owned else [Right.VIEW] if role.agreement_rights else []
            names[f"council:{council_id}:{role.code}"] = [str(right) for right in given]
    groups = Group.objects.filter(name__in=list(names)).values_list("pk", "name")
    return [(pk, right) for pk, name in groups for right in names[name]]


def _own_rights(agreement: Agreement, *, today: datetime.date) -> list[tuple[int, str]]:
    """(group, right) for the agreement's own groups, after filling them."""
    groups = _own_groups(agreement)
    people = _people(agreement, today=today)
    known = set(User.objects.filter(pk__in=set().union(*people.values())).values_list("pk", flat=True))
    wanted = {(groups[code], user) for code in OWN_GROUPS for user in people[code] & known}
    rows = User.groups.through.objects
    present = set(rows.filter(group__in=groups.values()).values_list("group_id", "user_id"))
    for group, user in present - wanted:
        rows.filter(group_id=group, user_id=user).delete()
    new = [rows.model(group_id=group, user_id=user) for group, user in wanted - present]
    rows.bulk_create(new, ignore_conflicts=True)  # the clock and a deed may fill the same group at once
    return [(groups[code], right.value) for code, granted in OWN_GROUPS.items() for right in granted]


def _own_groups(agreement: Agreement) -> dict[str, int]:
    """The agreement's own groups by their code, those that it lacks made now."""
    codes = {f"agreement:{agreement.pk}:{code}": code for code in OWN_GROUPS}
    there = dict(Group.objects.filter(name__in=codes).values_list("name", "pk"))
    for name in codes.keys() - there.keys():
        there[name] = Group.objects.create(name=name).pk
        AgreementGroup.objects.create(agreement=agreement, code=codes[name], group_id=there[name])
    return {code: there[name] for name, code in codes.items()}


def _people(agreement: Agreement, *, today: datetime.date) -> dict[str, set[UUID]]:
    """Who belongs in each of the agreement's own groups; the parties' people lie behind their walls."""
    planned = SignatorySlot.objects.filter(agreement=agreement, planned_user__isnull=False)
    found: dict[str, set[UUID]] = {code: set() for code in OWN_GROUPS}
    found["signatory"] = set(planned.values_list("planned_user_id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT user_id, leader FROM sec.party_people(%s, %s, %s)",
            [agreement.pk, today, list(LEADERS)],
        )
        for user_id, leader in cursor.fetchall():
            found["leader" if leader else "administrator"].add(user_id)
    return found
