"""Jobs of the agreements: make PDFs, close rounds that everybody has signed. The clock's are in `agreements.clock`."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from agreements import making
from agreements.actions import settle
from agreements.actions.printing import MAKE_PDF
from agreements.actions.signing import SETTLE
from agreements.models import Agreement
from politirad.tenancy.tasks import clock_task, council_task


@clock_task(MAKE_PDF)
def make_pdf(council_id: str, job_id: str) -> None:
    """Make one PDF. It enters the council's context step by step, so that its progress is seen."""
    making.make_pdf(UUID(council_id), UUID(job_id), at=timezone.now())


@council_task(SETTLE)
def settle_agreement(council_id: str, agreement_id: str) -> None:
    """Bring one agreement up to date with its signatures."""
    agreement = Agreement.objects.filter(pk=agreement_id, owner_council=UUID(council_id)).first()
    if agreement is not None:
        settle(agreement=agreement, at=timezone.now(), today=timezone.localdate())
