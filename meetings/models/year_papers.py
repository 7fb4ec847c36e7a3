"""A council's year as a PDF, and the jobs that make it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from politirad.tenancy.models import CouncilForeignKey, Job, StoredFile, WalledManager


class YearKind(models.TextChoices):
    """What is told of a year: what it holds, or the approved minutes of its meetings."""

    PLAN = "plan", _("Årshjul")
    MINUTES = "minutes", _("Årets referater")


class YearPdf(StoredFile):
    """The year as it stood when somebody asked for it on paper. A year may have meetings, and no plan."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=YearKind.choices, default=YearKind.PLAN)

    objects = WalledManager["YearPdf"]()

    class Meta(StoredFile.Meta):
        abstract = False
        ordering = ["stored_at"]


class YearJob(Job):
    """The making of such a PDF, with its progress. One at a time waits for each kind and year of a council."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=YearKind.choices, default=YearKind.PLAN)
    pdf = CouncilForeignKey(YearPdf, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = WalledManager["YearJob"]()

    class Meta(Job.Meta):
        abstract = False
        ordering = ["created_at"]
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "year", "kind"], condition=Q(state="waiting"), name="yearjob_waits_once"
            ),
        ]
