"""That somebody's open work in a council was handed over to another."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from politirad.tenancy.models import User, WalledManager


class Handover(models.Model):
    """What moved from one person to another in one step, by number (`meetings.handover.KINDS`). Rows are added and read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    leaver = models.ForeignKey(User, models.PROTECT, related_name="+")
    successor = models.ForeignKey(User, models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects = WalledManager["Handover"]()

    class Meta:
        verbose_name = _("overlevering")
        verbose_name_plural = _("overleveringer")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(leaver=F("successor")), name="handover_to_another")
        ]

    def __str__(self) -> str:
        return f"{self.leaver.name} → {self.successor.name}"
