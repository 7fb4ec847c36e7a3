"""What opens by a secret address: calendar subscriptions, and the prevention calendar for the schools."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from politirad.tenancy.models import User, WalledManager


class CalendarFeed(models.Model):
    """One person's subscription: to the meetings of one council, or (None) to that person's own in all of them.

    `secret_digest` is the SHA-256 of the secret in the address. It opens what the person may see on the day it is
    read, so that it dies with the seat. Renewed by making a new row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    council = models.ForeignKey(Council, models.CASCADE, null=True, blank=True, related_name="+")
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects = WalledManager["CalendarFeed"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "council"], nulls_distinct=False, name="feed_once")
        ]

    def __str__(self) -> str:
        return str(self.council_id or self.user_id)


class SchoolsLink(models.Model):
    """That a council shares its prevention calendar with the schools, who have no login.

    `secret_digest` is the SHA-256 of the secret in the address. Renewed by making a new row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.OneToOneField(Council, models.CASCADE, related_name="+")
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = WalledManager["SchoolsLink"]()

    class Meta:
        verbose_name = _("lenke for skolene")
        verbose_name_plural = _("lenker for skolene")

    def __str__(self) -> str:
        return str(self.council_id)
