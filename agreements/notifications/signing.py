"""What is told about a round of signing: one function per message. All need the owning council's context."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from agreements.models import Agreement, Decline, Round, SignatorySlot, SignOff
from agreements.notifications.letters import address, tell
from agreements.notifications.people import concerned, once, signatories, waiting, writers
from politirad.tenancy.models import User


def asked_to_sign(agreement: Agreement, signing: Round) -> int:
    """Ask the planned signatories of the round's turn to sign. A letter whose fate is unknown waits for a person."""
    capacities: dict[Any, list[str]] = {}
    for slot in SignatorySlot.objects.filter(
        agreement=agreement, turn=signing.turn, planned_user__isnull=False
    ):
        capacities.setdefault(slot.planned_user_id, []).append(slot.capacity)
    return sum(
        tell(
            "agreement_to_sign",
            user,
            agreement,
            key=f"sign:{signing.pk}:{signing.turn}",
            waits_when_uncertain=True,
            capacities=capacities[user.pk],
            second_factor=signing.second_factor,
            deadline=signing.deadline,
            address=address("agreement_sign", agreement),
        )
        for user in User.objects.filter(pk__in=capacities, is_active=True).order_by("name")
    )


def deadline_moved(agreement: Agreement, signing: Round, *, former: datetime.date | None) -> int:
    """Tell those who have been asked and have not signed of the new deadline."""
    return sum(
        tell(
            "agreement_deadline_moved",
            user,
            agreement,
            key=f"deadline:{signing.pk}:{signing.deadline_set_at}",
            deadline=signing.deadline,
            former=former,
            address=address("agreement_sign", agreement),
        )
        for user in waiting(agreement, signing)
    )


def unsigned_slot(agreement: Agreement, signing: Round, user: User, *, days_left: int) -> bool:
    """Remind one signatory, `days_left` days before the deadline."""
    return tell(
        "agreement_unsigned",
        user,
        agreement,
        key=f"unsigned:{signing.pk}:{signing.deadline}:{days_left}",
        waits_when_uncertain=True,
        deadline=signing.deadline,
        address=address("agreement_sign", agreement),
    )


def signing_over(agreement: Agreement, signing: Round) -> int:
    """Tell the writers that the deadline has passed, and which lines nobody has signed."""
    signed = SignOff.objects.filter(version=signing.version_id).values("slot")
    unsigned = list(
        SignatorySlot.objects.filter(agreement=agreement)
        .exclude(pk__in=signed)
        .select_related("party__organization")
        .order_by("turn", "party__order", "order")
    )
    if not unsigned:
        return 0
    return sum(
        tell(
            "agreement_signing_over",
            user,
            agreement,
            key=f"signing-over:{signing.pk}:{signing.deadline}",
            deadline=signing.deadline,
            unsigned=unsigned,
        )
        for user in writers(agreement)
    )


def withdrawn(agreement: Agreement, signing: Round, people: Iterable[User]) -> int:
    """Tell everybody, earlier signers included, that the text was taken back and what they signed is void."""
    signed = set(SignOff.objects.filter(version=signing.version_id).values_list("user_id", flat=True))
    return sum(
        tell(
            "agreement_withdrawn",
            user,
            agreement,
            key=f"withdrawn:{signing.pk}",
            reason=signing.reason,
            had_signed=user.pk in signed,
        )
        for user in people
    )


def declined(agreement: Agreement, signing: Round, one: Decline, *, today: datetime.date) -> int:
    """Tell everybody, earlier signers included, who said no and why, and that what they signed is void."""
    signed = set(SignOff.objects.filter(version=signing.version_id).values_list("user_id", flat=True))
    return sum(
        tell(
            "agreement_declined",
            user,
            agreement,
            key=f"declined:{signing.pk}",
            decline=one,
            party=str(one.slot.party),
            had_signed=user.pk in signed,
            is_decliner=user.pk == one.user_id,
        )
        for user in once([*concerned(agreement, signing, today=today), one.user])
    )


def in_force(agreement: Agreement, signing: Round) -> int:
    """Tell signatories and writers that everybody has signed."""
    return sum(
        tell("agreement_in_force", user, agreement, key=f"signed:{signing.pk}")
        for user in once([*signatories(agreement), *writers(agreement)])
    )
