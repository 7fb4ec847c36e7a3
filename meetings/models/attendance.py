"""Who was away from one item, and who came as a guest to it; the meeting's attendance stands on `Invitee`."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from meetings.models.agenda import AgendaItem
from meetings.models.meetings import Invitee
from politirad.tenancy.models import CouncilForeignKey, WalledManager


class ItemAbsence(models.Model):
    """That somebody who came to the meeting was not there for one item; seen by those who see the item."""

    class Reason(models.TextChoices):
        AWAY = "away", _("Ikke til stede")
        DISQUALIFIED = "disqualified", _("Inhabil")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    item = CouncilForeignKey(AgendaItem, models.CASCADE, related_name="absences")
    invitee = CouncilForeignKey(Invitee, models.CASCADE, related_name="absences")
    reason = models.CharField(_("grunn"), max_length=15, choices=Reason.choices, default=Reason.AWAY)

    objects = WalledManager["ItemAbsence"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "invitee"], name="item_absence_once")]

    def __str__(self) -> str:
        return f"{self.invitee_id} {self.item_id}"


class ItemGuest(models.Model):
    """Somebody who came to one item only, such as a head teacher; seen by those who see the item."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    item = CouncilForeignKey(AgendaItem, models.CASCADE, related_name="guests")
    name = models.CharField(_("navn"), max_length=200)
    role = models.CharField(_("rolle"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["ItemGuest"]()

    class Meta:
        verbose_name = _("gjest")
        verbose_name_plural = _("gjester")
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name
