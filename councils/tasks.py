"""Jobs of the councils: members' groups follow the dates of their seats."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from councils.models import Council
from councils.permissions import refresh_members
from politirad.tenancy.tasks import clock_task, council_task, wake

REFRESH = "councils.refresh_members"


@council_task(REFRESH)
def refresh(council_id: str) -> None:
    """Fill one council's groups for today."""
    refresh_members(Council.objects.get(pk=council_id), today=timezone.localdate())


@clock_task("councils.refresh_all")
def refresh_all() -> int:
    """Start the refresh of every council: seats and offices begin and end at midnight."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.every_council()")
        found = [row[0] for row in cursor.fetchall()]
    for council_id in found:
        wake(REFRESH, council_id)
    return len(found)
