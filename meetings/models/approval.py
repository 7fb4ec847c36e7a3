"""What becomes of minutes: versions that were sent or approved, members' remarks, corrections afterwards."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from meetings.models.agenda import AgendaItem
from meetings.models.minutes import Minutes
from politirad.tenancy.models import CouncilForeignKey, User, WalledManager


class MinutesVersion(models.Model):
    """The open part of the minutes as it was sent on hearing or approved. Rows are added and read.

    `content` has the shape of `meetings.minutes_snapshot`; `sha256` is the fingerprint of its canonical bytes.
    """

    class Kind(models.TextChoices):
        HEARING = "hearing", _("Sendt til merknader")
        APPROVED = "approved", _("Godkjent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    minutes = CouncilForeignKey(Minutes, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("type"), max_length=10, choices=Kind.choices)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = WalledManager["MinutesVersion"]()

    class Meta:
        verbose_name = _("versjon av referat")
        verbose_name_plural = _("versjoner av referat")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_once"),
            models.UniqueConstraint(
                fields=["minutes"], condition=Q(kind="approved"), name="minutes_approved_version_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Remark(models.Model):
    """What a member has to say to minutes on hearing, on one item or on the whole; and what came of it.

    A remark on a closed item is seen by those who see the item.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Ikke besvart")
        TAKEN = "taken", _("Tatt til følge")
        REFUSED = "refused", _("Ikke tatt til følge")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    minutes = CouncilForeignKey(Minutes, models.PROTECT, related_name="remarks")
    item = CouncilForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="remarks")
    text = models.TextField(_("merknad"))
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.CharField(_("svar"), max_length=500, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["Remark"]()

    class Meta:
        verbose_name = _("merknad til referat")
        verbose_name_plural = _("merknader til referat")
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(answered_at__isnull=False), name="remark_answered_when"
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(answer=""), name="remark_refused_why"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def told_with(self) -> AgendaItem | None:
        """The item whose sight decides who hears of this in the trail."""
        item: AgendaItem | None = self.item
        return item


class Correction(models.Model):
    """What was wrong in approved minutes, and what is right. Rows are added and read; the minutes stay as they are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    minutes = CouncilForeignKey(Minutes, models.PROTECT, related_name="corrections")
    item = CouncilForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="corrections")
    text = models.TextField(_("rettelse"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = WalledManager["Correction"]()

    class Meta:
        verbose_name = _("rettelse av referat")
        verbose_name_plural = _("rettelser av referat")
        ordering = ["made_at"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def told_with(self) -> AgendaItem | None:
        """The item whose sight decides who hears of this in the trail."""
        item: AgendaItem | None = self.item
        return item
