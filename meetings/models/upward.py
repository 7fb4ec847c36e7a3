"""That approved minutes were reported to the council above."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from meetings.models.minutes import Minutes
from politirad.tenancy.models import CouncilForeignKey, WalledManager


class UpwardReport(models.Model):
    """That a council's approved minutes became a proposed item in the council above it, once.

    It stands with the council that reports. `above` and `proposal` are that other council's, behind its own wall:
    ids only, and the name as it was. Rows are added and read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    minutes = CouncilForeignKey(Minutes, models.PROTECT, related_name="reports")
    above = models.UUIDField()
    above_name = models.CharField(max_length=200)
    proposal = models.UUIDField()
    made_at = models.DateTimeField()

    objects = WalledManager["UpwardReport"]()

    class Meta:
        verbose_name = _("melding til overordnet råd")
        verbose_name_plural = _("meldinger til overordnet råd")
        constraints = [models.UniqueConstraint(fields=["minutes"], name="minutes_reported_once")]

    def __str__(self) -> str:
        return self.above_name
