"""Approved minutes that the council above has not been told of: tell it, across the wall between the two."""

from __future__ import annotations

import datetime

from django.db import connection

from councils.models import Council
from meetings.actions.upward import report_upward
from meetings.models import Minutes
from politirad.tenancy import context

LOOK_BACK = datetime.timedelta(days=30)


def due_reports(at: datetime.datetime) -> int:
    """Propose what was approved within LOOK_BACK to the councils above. Returns how many; each travels once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT council_id, above_id, minutes_id FROM sec.due_upward(%s)", [at - LOOK_BACK])
        found = cursor.fetchall()
    told = 0
    for council_id, above_id, minutes_id in found:
        both = context.Context(councils=frozenset({council_id, above_id}))
        with context.entered(both):
            minutes = Minutes.objects.select_related("council", "approved_by", "started_by").get(
                pk=minutes_id
            )
            above = Council.objects.get(pk=above_id)
            told += report_upward(minutes=minutes, above=above, at=at, by=None) is not None
    return told
