"""What the system administrators are to know of the seals: which run out soon, and which could not be renewed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from politirad import mail
from politirad.tenancy import context, sealed_files
from politirad.tenancy.models import User


@dataclass(frozen=True)
class Outlook:
    """Sealed files whose newest timestamp (or seal) runs out within `days`: how many, the first day, how many of them
    could not be renewed after the last attempt, and what was said then. `missing`: signed agreements and approved minutes
    that got no sealed file at all. `council_id` is one of those they belong to."""

    days: int
    has_authority: bool
    due: int = 0
    first_day: datetime.date | None = None
    failed: int = 0
    missing: int = 0
    error: str = ""
    council_id: UUID | None = None


def outlook(today: datetime.date) -> Outlook:
    """The outlook on a day, over all councils. Numbers and days only: no council's files are named."""
    until = sealed_files.renewal_due(today)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(due)::bigint, min(first_day), sum(failed)::bigint, sum(missing)::bigint, max(error),"
            " (array_agg(council_id) FILTER (WHERE council_id IS NOT NULL))[1] FROM"
            " (SELECT *, 0 AS missing FROM sec.agreement_seals(%s)"
            " UNION ALL SELECT *, 0 FROM sec.meeting_seals(%s)"
            " UNION ALL SELECT 0, NULL, 0, error, council_id, 1 FROM sec.unsealed_agreements()"
            " UNION ALL SELECT 0, NULL, 0, error, council_id, 1 FROM sec.unsealed_minutes()) seals",
            [until, until],
        )
        due, first_day, failed, missing, error, council_id = cursor.fetchone()
    return Outlook(
        days=settings.SEAL_RENEWAL_DAYS,
        has_authority=bool(settings.TIMESTAMP_URL),
        due=due,
        first_day=first_day,
        failed=failed,
        missing=missing,
        error=error,
        council_id=council_id,
    )


def tell(at: datetime.datetime) -> int:
    """Tell every system administrator of seals that could not be set or renewed, once a week while it lasts."""
    today = timezone.localdate(at)
    found = outlook(today)
    if not (found.failed or found.missing) or found.council_id is None:
        return 0
    year, week, _day = today.isocalendar()
    written = 0
    with context.entered(context.of_council(found.council_id)):
        for user in User.objects.filter(is_system_administrator=True, is_active=True).order_by("name"):
            letter = mail.queue(
                "seals_not_renewed",
                mail.Recipient.of(user),
                dedupe_key=f"seals_not_renewed:{year}-{week}:{user.pk}",
                facts={"outlook": found, "address": settings.SITE_URL},
                council_id=found.council_id,
            )
            written += letter is not None
    return written
