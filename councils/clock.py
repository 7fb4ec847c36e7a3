"""What the clock owes the councils at a time."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

from councils.models import Council
from councils.permissions import assign_groups, refresh_members
from politirad.tenancy import context


def due_memberships(at: datetime.datetime) -> int:
    """Let every council's groups follow the dates of its seats, offices and participants, and the role catalogue.

    Returns the number of councils.
    """
    today = timezone.localdate(at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.every_council()")
        found = [row[0] for row in cursor.fetchall()]
    for council_id in found:
        with context.entered(context.of_council(council_id)):
            council = Council.objects.get(pk=council_id)
            assign_groups(council)
            refresh_members(council, today=today)
    return len(found)


JOBS: list[tuple[str, Callable[[datetime.datetime], int]]] = [("councils.memberships", due_memberships)]
