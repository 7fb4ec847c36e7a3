"""Which rights there are in a council, who gets them, and the door to a council."""

from __future__ import annotations

import datetime
from dataclasses import replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.db.models import Q
from django.http import Http404

from councils.models import (
    Council,
    CouncilGroup,
    CouncilGroupPermission,
    Office,
    OfficeHolding,
    Onboarding,
    Participant,
    Role,
    Seat,
)
from politirad.tenancy import context
from politirad.tenancy.models import Affiliation, Organization, User
from politirad.tenancy.permissions import access, listing, rights

ADMINISTRATOR = "tenant_administrator"
SYSTEM_ADMINISTRATOR = "system_administrator"


class Right(StrEnum):
    """The rights on a council, by guardian's codenames."""

    VIEW = "view_council"
    EDIT_COUNCIL = "edit_council"
    MANAGE_MEMBERS = "manage_members"
    EDIT_RULES = "edit_rules"
    PLAN_YEAR = "plan_year"
    APPROVE_PLAN = "approve_plan"
    PREPARE_AGENDA = "prepare_agenda"
    REVIEW_AGENDA = "review_agenda"
    PROPOSE_ITEM = "propose_item"
    CALL_MEETING = "call_meeting"
    WRITE_MINUTES = "write_minutes"
    APPROVE_MINUTES = "approve_minutes"
    FOLLOW_UP = "follow_up"
    MAKE_AGREEMENT = "make_agreement"
    READ_AUDIT = "read_audit"


def access_council(user: Any, council_id: UUID, *, to: Right = Right.VIEW) -> Council:
    """The council, when the wall shows it and the user may do `to`; else Http404 or PermissionDenied."""
    queryset = Council.objects.select_related("owner", "parent")
    return access(queryset, user, council_id, view=Right.VIEW, to=to)


def councils_of(user: User, *, to: Right = Right.VIEW) -> models.QuerySet[Council]:
    """Every council in which the user may do `to`."""
    return listing(user, Council, to)


def councils_near(user: Any, council: Council) -> models.QuerySet[Council]:
    """The council's parent and children as far as the user may see them; one query."""
    return (
        Council.objects.filter(
            Q(parent=council) | Q(pk=council.parent_id),
            councilgrouppermission__permission__codename=Right.VIEW,
            councilgrouppermission__group__user=user,
        )
        .distinct()
        .order_by("name")
    )


def may(user: Any, council: Council, right: Right) -> bool:
    """Whether to show a button; the door itself asks again."""
    return right in rights(user, council)


def holders_of(council: Council, right: Right) -> models.QuerySet[User]:
    """The active people whose groups give them `right` in the council, by name."""
    groups = Group.objects.filter(
        pk__in=CouncilGroupPermission.objects.filter(
            content_object=council, permission__codename=right.value
        ).values("group_id")
    )
    return User.objects.filter(groups__in=groups, is_active=True).distinct().order_by("name")


def rights_everywhere(user: User) -> dict[UUID, frozenset[str]]:
    """What the user may do in each of their councils, asked in one query; `may` asks no more after it."""
    rows = CouncilGroupPermission.objects.filter(group__user=user).values_list(
        "content_object_id", "permission__codename"
    )
    found: dict[UUID, set[str]] = {}
    for council_id, codename in rows:
        found.setdefault(council_id, set()).add(codename)
    granted = {council_id: frozenset(codenames) for council_id, codenames in found.items()}
    known = user.__dict__.setdefault("_known_rights", {})
    known.update({(Council._meta.label, council_id): rights for council_id, rights in granted.items()})
    return granted


def administers(user: Any, organization_id: UUID, *, day: datetime.date) -> bool:
    """Is the user an administrator of the organisation on `day`? Nobody else fills its own offices."""
    return Affiliation.objects.filter(
        _in_force(day), user=user, organization_id=organization_id, is_administrator=True
    ).exists()


def access_organization(user: Any, organization_id: UUID, *, day: datetime.date) -> Organization:
    """The organisation, for its administrators; Http404 for strangers, PermissionDenied for its other people."""
    own = Affiliation.objects.filter(_in_force(day), user=user, organization_id=organization_id)
    affiliation = own.select_related("organization").order_by("-is_administrator").first()
    if affiliation is None:
        raise Http404
    if not affiliation.is_administrator:
        raise PermissionDenied
    return affiliation.organization


def administrators_of(organization_id: UUID, *, day: datetime.date) -> models.QuerySet[User]:
    """Who administers an organisation that takes part in one of the reader's councils; else nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.administrators(%s, %s)", [organization_id, day])
        found = [row[0] for row in cursor.fetchall()]
    return User.objects.filter(pk__in=found).order_by("name")


def access_seat(user: Any, council_id: UUID, seat_id: UUID, *, to: Right = Right.MANAGE_MEMBERS) -> Seat:
    """A seat of a council in which the user may do `to`; else as `access_council`."""
    council = access_council(user, council_id, to=to)
    seat = (
        Seat.objects.select_related("office__role", "office__organization", "organization")
        .filter(council=council, pk=seat_id)
        .first()
    )
    if seat is None:
        raise Http404
    seat.council = council
    return seat


def access_registered(organization_id: UUID) -> Organization:
    """An entry of the public register, which everybody may read; else Http404."""
    found = Organization.objects.filter(pk=organization_id).first()
    if found is None:
        raise Http404
    return found


def access_participant(user: Any, council_id: UUID, participant_id: UUID) -> Participant:
    """An organisation's time in a council whose participants the user may change; else as `access_council`."""
    council = access_council(user, council_id, to=Right.EDIT_COUNCIL)
    found = council.participants.select_related("organization").filter(pk=participant_id).first()
    if found is None:
        raise Http404
    found.council = council
    return found


def may_fill(user: Any, office: Office, *, day: datetime.date) -> bool:
    """An office of one council is filled by those who manage its members, any other by its own organisation.

    A seat in a second council may follow a first council's office: the first one's secretary fills it.
    """
    if office.council_id is None:
        return administers(user, office.organization_id, day=day)
    council = Council.objects.filter(pk=office.council_id).first()
    return council is not None and may(user, council, Right.MANAGE_MEMBERS)


def access_onboarding(user: Any, onboarding_id: UUID) -> Onboarding:
    """One's own open onboarding, for a system administrator; else Http404."""
    found = (
        Onboarding.objects.select_related(
            "organization__parent",
            "organization__station_district",
            "organization__police_district",
            "police_unit",
        )
        .filter(pk=onboarding_id, conducted_by=user, completed_at__isnull=True, abandoned_at__isnull=True)
        .first()
    )
    if found is None or not user.is_system_administrator:
        raise Http404
    return found


def _in_force(day: datetime.date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def assign_groups(council: Council) -> None:
    """Make the council's groups from the role catalogue and give each its rights on the council.

    Safe to run again; rights that the catalogue no longer gives are taken away.
    """
    permissions = dict(
        Permission.objects.filter(
            content_type__app_label="councils", codename__in=[right.value for right in Right]
        ).values_list("codename", "pk")
    )
    roles = {role.code: role for role in Role.objects.all()}
    groups = _groups_of(council, roles)
    wanted = {
        (groups[role.code], permissions[right]) for role in roles.values() for right in role.council_rights
    }
    rows = CouncilGroupPermission.objects.filter(content_object=council, group__in=groups.values())
    present = {(row.group_id, row.permission_id): row.pk for row in rows}
    gone = [pk for key, pk in present.items() if key not in wanted]
    if gone:
        rows.filter(pk__in=gone).delete()
    CouncilGroupPermission.objects.bulk_create(
        CouncilGroupPermission(content_object=council, group_id=group, permission_id=permission)
        for group, permission in sorted(wanted - present.keys())
    )


def _groups_of(council: Council, roles: dict[str, Role]) -> dict[str, int]:
    """The council's groups by role, those that it lacks made now."""
    have = dict(CouncilGroup.objects.filter(council=council).values_list("role_id", "group_id"))
    names = {code: f"council:{council.pk}:{code}" for code in roles if code not in have}
    there = dict(Group.objects.filter(name__in=names.values()).values_list("name", "pk"))
    made = Group.objects.bulk_create(Group(name=name) for name in names.values() if name not in there)
    there.update((group.name, group.pk) for group in made)
    CouncilGroup.objects.bulk_create(
        CouncilGroup(council=council, role=roles[code], group_id=there[name]) for code, name in names.items()
    )
    return have | {code: there[name] for code, name in names.items()}


def refresh_members(council: Council, *, today: datetime.date) -> None:
    """Fill the council's groups with those who hold its seats on `today`, and its administrators.

    This is the one way from a seat or an affiliation to a right. It looks with the owner's eyes,
    whoever asks, since the administrators' affiliations lie behind the owner's wall.
    """
    now = context.current()
    seeing = replace(
        now,
        councils=now.councils | {council.pk},
        organizations=now.organizations | {council.owner_id},
    )
    with context.entered(seeing):
        _fill_groups(council, today=today)


def _fill_groups(council: Council, *, today: datetime.date) -> None:
    """The work of `refresh_members`, inside the owner's context."""
    in_force = _in_force(today)
    seats = Seat.objects.filter(council=council, office__isnull=False).filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=today),
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
    )
    takes_part: dict[UUID, bool] = {}
    for one in Participant.objects.filter(council=council):
        takes_part[one.organization_id] = takes_part.get(one.organization_id, False) or one.holds_on(today)
    members: dict[str, set[UUID]] = {}
    role_of: dict[UUID, set[str]] = {}
    for seat in seats.select_related("office"):
        assert seat.office is not None
        if takes_part.get(seat.office.organization_id) is False:
            continue
        codes = role_of.setdefault(seat.office.pk, set())
        codes.add("observer" if seat.kind == Seat.Kind.OBSERVER else seat.office.role_id)
        if seat.is_secretary:
            codes.add("secretary")
    for holding in OfficeHolding.objects.filter(in_force, office__in=list(role_of)):
        for code in role_of[holding.office_id]:
            members.setdefault(code, set()).add(holding.user_id)
    administrators = Affiliation.objects.filter(
        in_force, organization_id=council.owner_id, is_administrator=True
    )
    members[ADMINISTRATOR] = set(administrators.values_list("user_id", flat=True))
    onboarding = Onboarding.objects.filter(
        council=council, completed_at__isnull=True, abandoned_at__isnull=True
    )
    members[SYSTEM_ADMINISTRATOR] = set(onboarding.values_list("conducted_by_id", flat=True))
    role_of_group = dict(CouncilGroup.objects.filter(council=council).values_list("group_id", "role_id"))
    rows = User.groups.through.objects
    present = set(rows.filter(group__in=role_of_group).values_list("group_id", "user_id"))
    wanted = {(group, user) for group, role in role_of_group.items() for user in members.get(role, ())}
    for group, user in present - wanted:
        rows.filter(group_id=group, user_id=user).delete()
    rows.bulk_create(rows.model(group_id=group, user_id=user) for group, user in wanted - present)
