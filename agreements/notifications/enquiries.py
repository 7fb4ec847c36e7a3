"""What the asked party is told of an enquiry that has a deadline. All need the owning council's context."""

from __future__ import annotations

import datetime

from agreements.models import Agreement, Enquiry
from agreements.notifications.letters import address, tell
from agreements.notifications.people import answerers


def enquiry_asked(agreement: Agreement, enquiry: Enquiry, *, today: datetime.date) -> int:
    """Tell those who answer for the asked party what they are asked, and until when; again for a deadline that moved."""
    return _told("enquiry", agreement, enquiry, today, again=False)


def enquiry_due(agreement: Agreement, enquiry: Enquiry, *, today: datetime.date) -> int:
    """Remind them that the deadline comes near."""
    return _told("enquiry_due", agreement, enquiry, today, again=True)


def _told(key: str, agreement: Agreement, enquiry: Enquiry, today: datetime.date, *, again: bool) -> int:
    return sum(
        tell(
            "agreement_enquiry",
            user,
            agreement,
            key=f"{key}:{enquiry.pk}:{enquiry.deadline}",
            enquiry=enquiry,
            again=again,
            address=f"{address('agreement_expectations', agreement)}#henvendelse-{enquiry.pk}",
        )
        for user in answerers(agreement, enquiry.party, today=today)
        if user.pk != enquiry.by_id
    )
