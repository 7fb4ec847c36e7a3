"""What the clock owes the public register: entries that say what holds today."""

from __future__ import annotations

import datetime

from django.db import connection
from django.utils import timezone

from agreements.actions.publishing import refresh_publication
from agreements.models import Agreement
from politirad.tenancy import context


def due_publications(at: datetime.datetime) -> int:
    """Bring the entries of the public register up to date with their agreements. Returns how many were behind."""
    today, refreshed = timezone.localdate(at), 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT council_id, agreement_id FROM sec.stale_publications(%s)", [today])
        found = list(cursor.fetchall())
    for council_id, agreement_id in found:
        with context.entered(context.of_council(council_id)):
            agreement = Agreement.objects.filter(pk=agreement_id).first()
            if agreement is not None:
                refreshed += refresh_publication(agreement=agreement, at=at, today=today)
    return refreshed
