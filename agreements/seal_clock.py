"""Sealed PDFs whose newest timestamp runs out soon, and those that could not be made, are ordered anew every day."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from agreements.actions.printing import request_pdf, request_renewal
from agreements.models import Agreement, AgreementPdf
from politirad.tenancy import context, sealed_files


def due_renewals(at: datetime.datetime) -> int:
    """Order a newer timestamp for every sealed PDF that needs one soon, while the present one can still be verified.

    Returns how many; none without an authority.
    """
    if not settings.TIMESTAMP_URL:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT council_id, pdf_id FROM sec.due_agreement_seals(%s)",
            [sealed_files.renewal_due(timezone.localdate(at))],
        )
        found = cursor.fetchall()
    ordered = 0
    for council_id, pdf_id in found:
        with context.entered(context.of_council(council_id)):
            pdf = AgreementPdf.objects.select_related("agreement").defer("content").get(pk=pdf_id)
            ordered += request_renewal(pdf=pdf, by=None) is not None
    return ordered


def due_seals(at: datetime.datetime) -> int:
    """Order the sealed PDF of every signed agreement whose last attempt failed. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT council_id, agreement_id FROM sec.unsealed_agreements()")
        found = cursor.fetchall()
    for council_id, agreement_id in found:
        with context.entered(context.of_council(council_id)):
            request_pdf(agreement=Agreement.objects.get(pk=agreement_id), by=None)
    return len(found)
