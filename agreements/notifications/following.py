"""What is told as time passes: one function per message. All need the owning council's context."""

from __future__ import annotations

import datetime

from agreements.models import Agreement, Measure
from agreements.notifications.letters import measure_address, tell
from agreements.notifications.people import writers


def revision_due(agreement: Agreement, *, due: datetime.date, months: int) -> int:
    """Tell the writers that a revision is due in `months` months."""
    return sum(
        tell(
            "agreement_revision_due", user, agreement, key=f"revision:{agreement.pk}:{due}:{months}", due=due
        )
        for user in writers(agreement)
    )


def expiry(agreement: Agreement, *, last_day: datetime.date, months: int) -> int:
    """Tell the writers that the agreement runs out in `months` months; 0: it has run out."""
    return sum(
        tell(
            "agreement_expires",
            user,
            agreement,
            key=f"expiry:{agreement.pk}:{last_day}:{months}",
            last_day=last_day,
            over=months == 0,
        )
        for user in writers(agreement)
    )


def measure_given(agreement: Agreement, measure: Measure) -> bool:
    """Tell the one who now answers for a measure."""
    assert measure.responsible is not None
    return tell(
        "agreement_measure",
        measure.responsible,
        agreement,
        key=f"measure:{measure.pk}:{measure.changes}",
        measure=measure,
        address=measure_address(measure),
    )
