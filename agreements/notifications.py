"""Who hears what about an agreement: one function per message. All need the owning council's context."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from agreements.models import (
    Agreement,
    AgreementGroupPermission,
    Decline,
    Round,
    SignatorySlot,
    SignOff,
)
from agreements.permissions import Right
from politirad import mail
from politirad.tenancy.models import User


def signatories(agreement: Agreement) -> list[User]:
    """Everybody who is expected to sign, or has signed the open version in somebody's place; each once."""
    planned = [
        slot.planned_user for slot in agreement.slots.select_related("planned_user") if slot.planned_user
    ]
    return _once(
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
    return _once([*asked, *signed, *writers(agreement)])


def _signed(sign_offs: Any, agreement: Agreement) -> list[User]:
    found = sign_offs.filter(agreement=agreement).select_related("user").order_by("recorded_at")
    return [one.user for one in found if one.user]


def waiting(agreement: Agreement, signing: Round) -> list[User]:
    """Those whose turn it is and who have not signed; each once."""
    signed = SignOff.objects.filter(version=signing.version_id).values("slot_id")
    slots = (
        agreement.slots.filter(turn__lte=signing.turn).exclude(pk__in=signed).select_related("planned_user")
    )
    return _once(slot.planned_user for slot in slots if slot.planned_user)


def asked_to_sign(agreement: Agreement, signing: Round) -> int:
    """Ask the planned signatories of the round's turn to sign. A letter whose fate is unknown waits for a person."""
    capacities: dict[Any, list[str]] = {}
    for slot in SignatorySlot.objects.filter(
        agreement=agreement, turn=signing.turn, planned_user__isnull=False
    ):
        capacities.setdefault(slot.planned_user_id, []).append(slot.capacity)
    return sum(
        _tell(
            "agreement_to_sign",
            user,
            agreement,
            key=f"sign:{signing.pk}:{signing.turn}",
            waits_when_uncertain=True,
            capacities=capacities[user.pk],
            deadline=signing.deadline,
            address=_address("agreement_sign", agreement),
        )
        for user in User.objects.filter(pk__in=capacities, is_active=True).order_by("name")
    )


def deadline_moved(agreement: Agreement, signing: Round, *, former: datetime.date | None) -> int:
    """Tell those who have been asked and have not signed of the new deadline."""
    return sum(
        _tell(
            "agreement_deadline_moved",
            user,
            agreement,
            key=f"deadline:{signing.pk}:{signing.deadline_set_at}",
            deadline=signing.deadline,
            former=former,
            address=_address("agreement_sign", agreement),
        )
        for user in waiting(agreement, signing)
    )


def withdrawn(agreement: Agreement, signing: Round, people: Iterable[User]) -> int:
    """Tell everybody, earlier signers included, that the text was taken back and what they signed is void."""
    signed = set(SignOff.objects.filter(version=signing.version_id).values_list("user_id", flat=True))
    return sum(
        _tell(
            "agreement_withdrawn",
            user,
            agreement,
            key=f"withdrawn:{signing.pk}",
            reason=signing.reason,
            had_signed=user.pk in signed,
        )
        for user in people
    )


def declined(agreement: Agreement, signing: Round, one: Decline) -> int:
    """Tell everybody, earlier signers included, who said no and why, and that what they signed is void."""
    signed = set(SignOff.objects.filter(version=signing.version_id).values_list("user_id", flat=True))
    return sum(
        _tell(
            "agreement_declined",
            user,
            agreement,
            key=f"declined:{signing.pk}",
            decline=one,
            party=str(one.slot.party),
            had_signed=user.pk in signed,
            is_decliner=user.pk == one.user_id,
        )
        for user in _once([*concerned(agreement, signing), one.user])
    )


def in_force(agreement: Agreement, signing: Round) -> int:
    """Tell signatories and writers that everybody has signed."""
    return sum(
        _tell("agreement_in_force", user, agreement, key=f"signed:{signing.pk}")
        for user in _once([*signatories(agreement), *writers(agreement)])
    )


def unsigned_slot(agreement: Agreement, signing: Round, user: User, *, days_left: int) -> bool:
    """Remind one signatory, `days_left` days before the deadline."""
    return _tell(
        "agreement_unsigned",
        user,
        agreement,
        key=f"unsigned:{signing.pk}:{signing.deadline}:{days_left}",
        waits_when_uncertain=True,
        deadline=signing.deadline,
        address=_address("agreement_sign", agreement),
    )


def revision_due(agreement: Agreement, *, due: datetime.date, months: int) -> int:
    """Tell the writers that a revision is due in `months` months."""
    return sum(
        _tell(
            "agreement_revision_due", user, agreement, key=f"revision:{agreement.pk}:{due}:{months}", due=due
        )
        for user in writers(agreement)
    )


def expiry(agreement: Agreement, *, last_day: datetime.date, months: int) -> int:
    """Tell the writers that the agreement runs out in `months` months; 0: it has run out."""
    return sum(
        _tell(
            "agreement_expires",
            user,
            agreement,
            key=f"expiry:{agreement.pk}:{last_day}:{months}",
            last_day=last_day,
            over=months == 0,
        )
        for user in writers(agreement)
    )


def _once(people: Iterable[User]) -> list[User]:
    return list({user.pk: user for user in people if user.is_active}.values())


def _address(name: str, agreement: Agreement) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[agreement.pk])}"


def _tell(
    kind: str,
    user: User,
    agreement: Agreement,
    *,
    key: str,
    waits_when_uncertain: bool = False,
    **facts: Any,
) -> bool:
    """Write one letter, unless the ledger has it. True when it was written now."""
    facts.setdefault("address", _address("agreement", agreement))
    message = mail.queue(
        kind,
        mail.Recipient.of(user),
        dedupe_key=f"{key}:{user.pk}",
        facts={"agreement": agreement, **facts},
        council_id=agreement.owner_council_id,
        subject_id=agreement.pk,
        waits_when_uncertain=waits_when_uncertain,
    )
    return message is not None
