"""Who is told about an agreement. All need the owning council's context."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from agreements.models import (
    Agreement,
    AgreementGroup,
    AgreementGroupPermission,
    Party,
    Round,
    SignOff,
)
from agreements.permissions import Right, contacts, leaders_by_party
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


def concerned(agreement: Agreement, signing: Round, *, today: datetime.date) -> list[User]:
    """Everybody whom a round is about: those who have signed in it, and those who speak for the agreement."""
    signed = _signed(SignOff.objects.filter(version=signing.version_id), agreement)
    return once([*signed, *speakers(agreement, today=today)])


def speakers(agreement: Agreement, *, today: datetime.date) -> list[User]:
    """The writers, and for each party those planned to sign for it, whatever their turn; its leaders where nobody is."""
    planned = agreement.slots.filter(planned_user__isnull=False).values_list("party_id", "planned_user_id")
    signing = {party for party, _user in planned}
    leading = [
        user
        for party, people in leaders_by_party(agreement, today=today).items()
        if party not in signing
        for user in people
    ]
    found = User.objects.filter(pk__in=[*leading, *(user for _party, user in planned)]).order_by("name")
    return once([*found, *writers(agreement)])


def answerers(agreement: Agreement, party: Party, *, today: datetime.date) -> list[User]:
    """Those who answer what a party is asked: its leaders and planned signatories, and its contact in the council."""
    keeping = contacts(today=today).filter(
        office__organization=party.organization_id, office__seats__council=agreement.owner_council_id
    )
    people = {
        *leaders_by_party(agreement, today=today).get(party.pk, set()),
        *keeping.values_list("user_id", flat=True),
    }
    return once(User.objects.filter(pk__in=people).order_by("name"))


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


def both_sides(agreement: Agreement) -> list[User]:
    """Those who answer for a party, and the writers: the agreement's course is told to them all."""
    return once([*parties_people(agreement), *writers(agreement)])


def _signed(sign_offs: Any, agreement: Agreement) -> list[User]:
    found = sign_offs.filter(agreement=agreement).select_related("user").order_by("recorded_at")
    return [one.user for one in found if one.user]


def once(people: Iterable[User]) -> list[User]:
    return list({user.pk: user for user in people if user.is_active}.values())
