"""Sealed minutes whose newest timestamp runs out soon, and those that could not be sealed, are ordered anew every day."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from meetings.making import ask_for_pdf, ask_for_renewal
from meetings.models import Meeting, MeetingPdf
from politirad.tenancy import context, sealed_files


def due_renewals(at: datetime.datetime) -> int:
    """Order a newer timestamp for all sealed minutes that need one soon, while the present one can still be verified.

    Returns how many; none without an authority.
    """
    if not settings.TIMESTAMP_URL:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT council_id, pdf_id FROM sec.due_meeting_seals(%s)",
            [sealed_files.renewal_due(timezone.localdate(at))],
        )
        found = cursor.fetchall()
    ordered = 0
    for council_id, pdf_id in found:
        with context.entered(context.of_council(council_id)):
            pdf = MeetingPdf.objects.defer("content").get(pk=pdf_id)
            ordered += ask_for_renewal(pdf=pdf, by=None) is not None
    return ordered


def due_seals(at: datetime.datetime) -> int:
    """Order the sealed PDF of all approved minutes whose last attempt failed. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT council_id, meeting_id FROM sec.unsealed_minutes()")
        found = cursor.fetchall()
    for council_id, meeting_id in found:
        with context.entered(context.of_council(council_id)):
            meeting = Meeting.objects.select_related("council").get(pk=meeting_id)
            ask_for_pdf(meeting=meeting, kind=MeetingPdf.Kind.MINUTES, by=None)
    return len(found)
