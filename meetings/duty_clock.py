"""Years follow the agreements: what an agreement orders by now comes onto the meetings, and what it no longer does leaves."""

from __future__ import annotations

import datetime

from django.db import connection, transaction
from django.utils import timezone

from meetings.plan_filling import settle_decided
from meetings.year_numbers import hold_series
from politirad.tenancy import context


def due_duties(at: datetime.datetime) -> int:
    """Lay duties anew in every year ahead, by the agreements and election days as they are now. Returns how many changed.

    Meetings that people are called to keep what they have; a year that is being planned is left to its plan.
    """
    today = timezone.localdate(at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT council_id, year FROM sec.years_ahead(%s)", [today])
        found = cursor.fetchall()
    changed = 0
    for council_id, year in found:
        with context.entered(context.of_council(council_id)), transaction.atomic():
            changed += settle_decided(hold_series(council_id), year, today=today) > 0
    return changed
