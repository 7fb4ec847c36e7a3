"""Calendar subscriptions by secret address."""

from __future__ import annotations

import uuid

from django.db import models

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
