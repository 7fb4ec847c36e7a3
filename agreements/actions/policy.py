"""Decide what holds for all agreements of a council."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from agreements.models import AgreementPolicy
from councils.models import Council
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def set_policy(
    *, council: Council, second_factor: bool, reminder_months: Sequence[int], by: User
) -> AgreementPolicy:
    """Store the council's rules for its agreements; reminders follow them from the clock's next look.

    Rounds that are open keep what held when they began.
    """
    months = sorted(set(reminder_months), reverse=True)
    policy, _made = AgreementPolicy.objects.update_or_create(
        council=council, defaults={"second_factor": second_factor, "reminder_months": months}
    )
    record("set_policy", council, by=by, second_factor=second_factor, months=months)
    return policy
