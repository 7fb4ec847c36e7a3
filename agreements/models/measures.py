"""What is done under the focus areas, who answers for it, and how it goes."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement, Party
from agreements.models.terms import FocusArea
from politirad.tenancy.models import User, WalledManager


class Progress(models.TextChoices):
    """How far a measure has come, as `agreements.measures.Progress`."""

    PLANNED = "planned", _("Ikke begynt")
    STARTED = "started", _("I gang")
    DONE = "done", _("Gjennomført")
    DROPPED = "dropped", _("Gjennomføres ikke")


class Measure(models.Model):
    """One measure, in the words of those who plan it. It is followed up beside the signed text and is no part of it.

    `due` has the precision that was given ("2027", "2027-03", "2027-03-14"). `begun_on` is the day it was first
    written, in this agreement or in one that this replaces. `progress`, `result`, `closed_on` and `changes` follow
    from the latest `MeasureChange`; the database keeps them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="measures")
    focus_area = models.ForeignKey(
        FocusArea,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("satsingsområde"),
    )
    text = models.CharField(_("tiltak"), max_length=300)
    party = models.ForeignKey(
        Party, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ansvarlig part")
    )
    responsible = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ansvarlig person")
    )
    responsible_name = models.CharField(_("navn på ansvarlig"), max_length=200, blank=True)
    due = models.CharField(_("frist"), max_length=10, blank=True)
    begun_on = models.DateField()
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    order = models.PositiveSmallIntegerField(default=0)
    progress = models.CharField(
        _("status"), max_length=10, choices=Progress.choices, default=Progress.PLANNED
    )
    result = models.CharField(_("resultat"), max_length=500, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    changes = models.PositiveIntegerField(default=0)

    objects = WalledManager["Measure"]()

    class Meta:
        verbose_name = _("tiltak")
        verbose_name_plural = _("tiltak")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="measure_says_something"),
            models.UniqueConstraint(
                fields=["agreement", "carried_from"],
                condition=Q(carried_from__isnull=False),
                name="measure_carried_once",
            ),
            models.CheckConstraint(
                condition=Q(responsible__isnull=True) | Q(responsible_name=""),
                name="measure_person_or_name",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class MeasureChange(models.Model):
    """How a measure stood after one change, who made it and when. Rows are added and read, never changed.

    The plan's words (`text`, `responsible`, `due`) are filled in by the database from the measure itself, so that
    whoever tells how it goes cannot change what was planned.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="history")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=300, blank=True)
    responsible = models.CharField(max_length=500, blank=True)
    due = models.CharField(max_length=10, blank=True)
    progress = models.CharField(max_length=10, choices=Progress.choices)
    result = models.CharField(max_length=500, blank=True)
    told_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = WalledManager["MeasureChange"]()

    class Meta:
        verbose_name = _("endring av et tiltak")
        verbose_name_plural = _("endringer av tiltak")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["measure", "number"], name="measure_change_in_turn")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.number}"
