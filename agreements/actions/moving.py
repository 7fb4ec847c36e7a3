"""Move an agreement to another state. The one way there is: the state and the record of the change, together."""

from __future__ import annotations

import datetime
from typing import Any

from agreements.models import Agreement, StateChange
from politirad.tenancy.models import User


def begin(row: Agreement, *, by: User | None, at: datetime.datetime, reason: str = "") -> None:
    """The first record of an agreement that has just been made."""
    StateChange.objects.create(agreement=row, now=row.state, at=at, by=by, reason=reason[:500])


def move(
    row: Agreement,
    to: Agreement.State,
    *,
    by: User | None,
    at: datetime.datetime,
    reason: str = "",
    **facts: Any,
) -> StateChange:
    """Store the new state of a locked row, with a record of who, when and why. `facts` are JSON.

    The database refuses a state without such a record (`state_change_is_recorded`).
    """
    change = StateChange.objects.create(
        agreement=row, former=row.state, now=to, at=at, by=by, reason=reason[:500], facts=facts
    )
    row.state = to
    row.save(update_fields=["state", "updated_at"])
    return change
