"""What people do to their own login and profile leaves an audit row, like everything else."""

from __future__ import annotations

from typing import Any

from politirad.tenancy import context
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


def note_own(action: str, user: User, **facts: Any) -> None:
    """Write down what a person did to their own login, signed in or by a link that only they were sent.

    The row belongs to no council, so no council reads it; whoever investigates does, as the database's owner.
    """
    with context.entered(context.Context(user_id=user.pk)):
        record(action, user, by=user, **facts)
