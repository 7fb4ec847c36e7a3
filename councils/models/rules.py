"""Dated rules of procedure: cadence, deadlines, standing items, minutes."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from councils.models.councils import Council
from politirad.tenancy.models import CouncilForeignKey, WalledManager


class Rules(models.Model):
    """The rules of procedure of a council from a date on. What the agreement does not say is null or empty.

    `quorum`: how many members must be there. `first_decision`: the lowest number that decisions begin with, for a
    council that has numbered some elsewhere: in the year that the rules begin, or from then on where they are numbered
    continuously. `first_meeting` is the same for meetings.
    """

    class Numbering(models.TextChoices):
        YEARLY = "yearly", _("Fra 1 hvert år")
        CONTINUOUS = "continuous", _("Fortløpende fra år til år")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="rules")
    valid_from = models.DateField(_("gjelder fra"))
    valid_to = models.DateField(_("gjelder til"), null=True, blank=True)
    chair = models.CharField(_("leder"), max_length=200, blank=True)
    secretary = models.CharField(_("sekretær"), max_length=200, blank=True)
    caller = models.CharField(_("kaller inn"), max_length=200, blank=True)
    agenda_by = models.CharField(_("lager sakslisten"), max_length=200, blank=True)
    agenda_deadline_days = models.PositiveSmallIntegerField(_("innkalling, dager før"), null=True, blank=True)
    notice_words = models.CharField(_("avtalens ord om innkalling"), max_length=200, blank=True)
    item_deadline_days = models.PositiveSmallIntegerField(
        _("frist for å melde saker, dager før"), null=True, blank=True
    )
    minutes_by = models.CharField(_("skriver referat"), max_length=200, blank=True)
    minutes_public = models.BooleanField(_("referatet er offentlig"), null=True, blank=True)
    minutes_archived = models.BooleanField(_("referatet arkiveres"), null=True, blank=True)
    two_part = models.BooleanField(_("møtet har en lukket del"), default=False)
    rotating_host = models.BooleanField(_("vertskapet går på omgang"), default=False)
    quorum = models.PositiveSmallIntegerField(_("vedtaksført med minst"), null=True, blank=True)
    decision_numbering = models.CharField(
        _("nummerering av vedtak"), max_length=10, choices=Numbering.choices, default=Numbering.YEARLY
    )
    first_decision = models.PositiveSmallIntegerField(_("nummer på første vedtak"), default=1)
    meeting_numbering = models.CharField(
        _("nummerering av møter"), max_length=10, choices=Numbering.choices, default=Numbering.YEARLY
    )
    first_meeting = models.PositiveSmallIntegerField(_("nummer på første møte"), default=1)
    confidentiality = models.TextField(_("taushetsplikt"), blank=True)
    decisions = models.TextField(_("vedtak og myndighet"), blank=True)
    preferred_weekdays = models.JSONField(_("helst på"), default=list, blank=True)
    start_time = models.TimeField(_("starter kl."), null=True, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(_("varighet i minutter"), null=True, blank=True)
    place = models.CharField(_("sted"), max_length=200, blank=True)

    objects = WalledManager["Rules"]()

    class Meta:
        verbose_name = _("forretningsorden")
        verbose_name_plural = _("forretningsordener")
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["council", "valid_from"], name="rules_from_once"),
            models.UniqueConstraint(
                fields=["council"],
                condition=Q(valid_to__isnull=True),
                name="rules_open_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="rules_period",
            ),
            models.CheckConstraint(condition=Q(quorum__isnull=True) | Q(quorum__gte=1), name="rules_quorum"),
            models.CheckConstraint(condition=Q(first_decision__gte=1), name="rules_first_decision"),
            models.CheckConstraint(condition=Q(first_meeting__gte=1), name="rules_first_meeting"),
        ]

    def __str__(self) -> str:
        return self.valid_from.isoformat()


class CadenceRule(models.Model):
    """One statement about how often a council meets; the forms are those of `councils.cadence`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    rules = CouncilForeignKey(Rules, models.CASCADE, related_name="cadence")
    kind = models.CharField(_("form"), max_length=20)
    count = models.PositiveSmallIntegerField(_("antall"), null=True, blank=True)
    minimum = models.PositiveSmallIntegerField(_("minst"), null=True, blank=True)
    maximum = models.PositiveSmallIntegerField(_("høyst"), null=True, blank=True)
    months = models.JSONField(_("måneder"), default=list, blank=True)
    strength = models.CharField(_("styrke"), max_length=20, blank=True)
    year_from = models.PositiveSmallIntegerField(_("fra år"), null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(_("til år"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["CadenceRule"]()

    class Meta:
        verbose_name = _("møtehyppighet")
        verbose_name_plural = _("møtehyppigheter")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "per_year",
                        "every_weeks",
                        "weekly",
                        "monthly",
                        "year_wheel",
                        "as_needed",
                        "vague",
                    ]
                ),
                name="cadence_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(maximum__isnull=True) | Q(minimum__isnull=True) | Q(maximum__gte=F("minimum")),
                name="cadence_range",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class StandingItem(models.Model):
    """An item that stands on every agenda, in order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    rules = CouncilForeignKey(Rules, models.CASCADE, related_name="standing_items")
    title = models.CharField(_("sak"), max_length=250)
    minutes = models.PositiveSmallIntegerField(_("minutter"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["StandingItem"]()

    class Meta:
        verbose_name = _("fast sak")
        verbose_name_plural = _("faste saker")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title
