"""Revisions that left the text as it was."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from politirad.tenancy.models import User, WalledManager


class UnchangedRevision(models.Model):
    """That the parties went through the agreement and let it stand. Rows are added and read, never changed.

    `basis` says where it was decided: the meeting and the case. The next revision counts from `done_on`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="unchanged_revisions")
    done_on = models.DateField(_("dato"))
    basis = models.CharField(_("hvor det ble bestemt"), max_length=300)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = WalledManager["UnchangedRevision"]()

    class Meta:
        verbose_name = _("revisjon uten endringer")
        verbose_name_plural = _("revisjoner uten endringer")
        ordering = ["done_on"]
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="unchanged_revision_has_basis"),
            models.UniqueConstraint(fields=["agreement", "done_on"], name="unchanged_revision_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.done_on} {self.basis}"
