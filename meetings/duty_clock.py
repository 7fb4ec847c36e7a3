"""Approved years follow the agreements: what an agreement orders after the approval comes onto the meetings too."""

from __future__ import annotations

import datetime

from django.db import connection, transaction

from meetings.models import YearPlan
from meetings.plan_filling import settle_decided
from politirad.tenancy import context


def due_duties(at: datetime.datetime) -> int:
    """Lay duties anew in every approved year whose council's agreements have changed since. Returns how many years.

    Meetings that people are called to, or whose agenda is begun, keep what they have.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT council_id, plan_id FROM sec.unsettled_years(%s)", [at])
        found = cursor.fetchall()
    for council_id, plan_id in found:
        with context.entered(context.of_council(council_id)), transaction.atomic():
            plan = YearPlan.objects.select_for_update(of=("self",)).select_related("council").get(pk=plan_id)
            settle_decided(plan.council, plan.year)
            plan.settled_at = at
            plan.save(update_fields=["settled_at"])
    return len(found)
