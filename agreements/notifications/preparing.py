"""What is told before a text is signed: one function per message. All need the owning council's context."""

from __future__ import annotations

from collections.abc import Iterable

from agreements.models import Agreement, Hearing
from agreements.notifications.letters import address, tell
from agreements.notifications.people import parties_people, writers
from politirad.tenancy.models import User


def hearing_opened(agreement: Agreement, hearing: Hearing) -> int:
    """Ask the parties' leaders and planned signatories what they think."""
    return sum(
        tell(
            "agreement_hearing",
            user,
            agreement,
            key=f"hearing:{hearing.pk}",
            hearing=hearing,
            address=address("agreement_hearing", agreement),
        )
        for user in parties_people(agreement)
    )


def hearing_reminder(agreement: Agreement, hearing: Hearing, user: User) -> bool:
    """Remind one person of a party that has not answered."""
    return tell(
        "agreement_hearing",
        user,
        agreement,
        key=f"hearing:{hearing.pk}:{hearing.deadline}",
        hearing=hearing,
        again=True,
        address=address("agreement_hearing", agreement),
    )


def hearing_over(agreement: Agreement, hearing: Hearing, *, silent: Iterable[str]) -> int:
    """Tell the writers that the deadline has passed, and which parties have not answered."""
    return sum(
        tell(
            "agreement_hearing_over",
            user,
            agreement,
            key=f"hearing-over:{hearing.pk}:{hearing.deadline}",
            hearing=hearing,
            silent=list(silent),
        )
        for user in writers(agreement)
    )
