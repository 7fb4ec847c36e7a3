"""The guided flow that takes a municipality in, and the access that lasts as long as the flow."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.models.councils import Council
from politirad.tenancy.models import Organization, User, WalledManager


class Onboarding(models.Model):
    """One municipality being taken in by one administrator.

    While it is open, the municipality, the police unit and the council that it makes are open to
    `conducted_by`; when it is completed or abandoned, they are not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="onboardings")
    police_unit = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    council = models.ForeignKey(Council, models.SET_NULL, null=True, blank=True, related_name="+")
    conducted_by = models.ForeignKey(User, models.PROTECT, related_name="onboardings")
    step = models.CharField(max_length=20, default="municipality")
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField(auto_now_add=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    abandoned_at = models.DateTimeField(null=True, blank=True)
    abandon_reason = models.CharField(_("hvorfor den ble avbrutt"), max_length=300, blank=True)

    objects = WalledManager["Onboarding"]()

    class Meta:
        verbose_name = _("innføring av kommune")
        verbose_name_plural = _("innføringer av kommuner")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(completed_at__isnull=True, abandoned_at__isnull=True),
                name="onboarding_open_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.organization)

    @property
    def is_open(self) -> bool:
        """Whether it still opens its rows to the one who conducts it."""
        return self.completed_at is None and self.abandoned_at is None
