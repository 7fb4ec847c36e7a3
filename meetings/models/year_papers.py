"""A council's year as a PDF, and the jobs that make it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from councils.models import Council
from politirad.tenancy.models import CouncilForeignKey, Job, StoredFile, WalledManager


class YearPdf(StoredFile):
    """The year as it stood when somebody asked for it on paper. A year may have meetings, and no plan."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()

    objects = WalledManager["YearPdf"]()

    class Meta(StoredFile.Meta):
        abstract = False
        ordering = ["stored_at"]


class YearJob(Job):
    """The making of such a PDF, with its progress. One at a time waits for each year of a council."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    pdf = CouncilForeignKey(YearPdf, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = WalledManager["YearJob"]()

    class Meta(Job.Meta):
        abstract = False
        ordering = ["created_at"]
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "year"], condition=Q(state="waiting"), name="yearjob_waits_once"
            ),
        ]
