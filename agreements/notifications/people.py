"""Who is told about an agreement. All need the owning council's context."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from agreements.models import (
    Agreement,
    AgreementGroup,
    AgreementGroupPermission,
    Round,
    SignOff,
)
from agreements.permissions import Right
from politirad.tenancy.models import User


def signatories(agreement: Agreement) -> list[User]:
    """Everybody who is expected to sign, or has signed the open version in somebody's place; each once."""
    planned = [
        slot.planned_user for slot in agreement.slots.select_related("planned_user") if slot.planned_user
    ]
    return once(
        [*planned, *_signed(SignOff.objects.filter(version__round__outcome=Round.Outcome.OPEN), agreement)]
    )


def writers(agreement: Agreement) -> list[User]:
    """Those who may write the agreement: they look after it."""
    groups = AgreementGroupPermission.objects.filter(
        content_object=agreement, permission__codename=Right.EDIT.value
    ).values("group_id")
    return list(User.objects.filter(groups__in=groups, is_active=True).distinct().order_by("name"))


def concerned(agreement: Agreement, signing: Round) -> list[User]:
    """Everybody who has heard of a round: those asked so far, those who have signed in it, and the writers."""
    asked = [
        slot.planned_user
        for slot in agreement.slots.filter(turn__lte=signing.turn).select_related("planned_user")
        if slot.planned_user
    ]
    signed = _signed(SignOff.objects.filter(version=signing.version_id), agreement)
    return once([*asked, *signed, *writers(agreement)])


def waiting(agreement: Agreement, signing: Round) -> list[User]:
    """Those whose turn it is and who have not signed; each once."""
    signed = SignOff.objects.filter(version=signing.version_id).values("slot_id")
    slots = (
        agreement.slots.filter(turn__lte=signing.turn).exclude(pk__in=signed).select_related("planned_user")
    )
    return once(slot.planned_user for slot in slots if slot.planned_user)


def parties_people(agreement: Agreement) -> list[User]:
    """The leaders of the parties and the planned signatories: those who answer for a party."""
    groups = AgreementGroup.objects.filter(agreement=agreement, code__in=["signatory", "leader"])
    people = User.objects.filter(groups__in=groups.values("group_id"), is_active=True)
    return list(people.distinct().order_by("name"))


def _signed(sign_offs: Any, agreement: Agreement) -> list[User]:
    found = sign_offs.filter(agreement=agreement).select_related("user").order_by("recorded_at")
    return [one.user for one in found if one.user]


def once(people: Iterable[User]) -> list[User]:
    return list({user.pk: user for user in people if user.is_active}.values())
