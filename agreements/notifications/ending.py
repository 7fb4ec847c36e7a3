"""What is told when an agreement ends before its time. All need the owning council's context."""

from __future__ import annotations

from agreements.models import Agreement, Notice
from agreements.notifications.letters import tell
from agreements.notifications.people import both_sides


def notice_given(agreement: Agreement, notice: Notice) -> int:
    """Tell everybody who speaks for a party, and the writers, who gave notice, why, and when it ends."""
    return _told("agreement_notice", agreement, notice)


def notice_taken_back(agreement: Agreement, notice: Notice) -> int:
    """Tell the same people that the notice was taken back."""
    return _told("agreement_notice_back", agreement, notice)


def _told(kind: str, agreement: Agreement, notice: Notice) -> int:
    return sum(
        tell(kind, user, agreement, key=f"{kind}:{notice.pk}", notice=notice, party=str(notice.party))
        for user in both_sides(agreement)
    )
