"""Jobs of the meetings: make PDFs."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from meetings import making, year_making
from politirad.tenancy.tasks import clock_task


@clock_task(making.MAKE_PDF)
def make_pdf(council_id: str, job_id: str) -> None:
    """Make one PDF. It enters the council's context step by step, so that its progress is seen."""
    making.make_pdf(UUID(council_id), UUID(job_id), at=timezone.now())


@clock_task(year_making.MAKE_YEAR_PDF)
def make_year_pdf(council_id: str, job_id: str) -> None:
    """Make one year's PDF, in the same way."""
    year_making.make_year_pdf(UUID(council_id), UUID(job_id), at=timezone.now())
