"""The life of an agreement as it was lived: each change of state, with who, when and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from politirad.tenancy.models import User, WalledManager


class StateChange(models.Model):
    """That an agreement went from one state to another. Rows are added and read, never changed.

    `former` is empty for the beginning. `by` is None when the calendar or the last signature did it. `facts` holds
    what the change was about, by short names: deadline, case_number, body, decided_on, successor.
    """

    id = models.BigAutoField(primary_key=True)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="state_changes")
    former = models.CharField(max_length=20, blank=True, choices=Agreement.State.choices)
    now = models.CharField(max_length=20, choices=Agreement.State.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("begrunnelse"), max_length=500, blank=True)
    facts = models.JSONField(default=dict)

    objects = WalledManager["StateChange"]()

    class Meta:
        verbose_name = _("statusendring")
        verbose_name_plural = _("statusendringer")
        ordering = ["id"]
        indexes = [models.Index(fields=["agreement", "id"], name="state_change_of_agreement")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.now}"
