"""What the agreement aims at and how it is kept alive: focus areas, rules of evaluation and revision, references."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from politirad.tenancy.models import WalledManager


class FocusArea(models.Model):
    """One focus area, with the agreement's own word for it and its kind."""

    class Kind(models.TextChoices):
        FOCUS = "focus", _("Satsingsområde")
        GOAL = "goal", _("Lokalt mål")
        SLT = "slt", _("Innsatsområde for SLT")
        PURPOSE = "purpose", _("Formål")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="focus_areas")
    kind = models.CharField(_("type"), max_length=10, choices=Kind.choices, default=Kind.FOCUS)
    word = models.CharField(_("avtalens eget ord"), max_length=60, blank=True)
    text = models.CharField(_("satsingsområde"), max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["FocusArea"]()

    class Meta:
        verbose_name = _("satsingsområde")
        verbose_name_plural = _("satsingsområder")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.text


class RevisionRule(models.Model):
    """A typed rule of revision; `agreements.revision` computes what follows from it."""

    class Kind(models.TextChoices):
        AFTER_MUNICIPAL_ELECTION = "after_municipal_election", _("Etter kommunevalget")
        EVERY_N_YEARS = "every_n_years", _("Med faste mellomrom")
        YEARLY = "yearly", _("Hvert år")
        ON_REQUEST = "on_request", _("Når en av partene ber om det")
        BY_MUTUAL_AGREEMENT = "by_mutual_agreement", _("Når partene er enige om det")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="revision_rules")
    kind = models.CharField(_("regel"), max_length=30, choices=Kind.choices)
    years = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    grace_months = models.PositiveSmallIntegerField(_("måneder etter valget"), null=True, blank=True)
    political_treatment = models.BooleanField(_("politisk behandling"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["RevisionRule"]()

    class Meta:
        verbose_name = _("revisjonsregel")
        verbose_name_plural = _("revisjonsregler")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="every_n_years") | Q(years__gte=1),
                name="revision_interval_has_years",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class EvaluationRule(models.Model):
    """When the work is evaluated, and by whom."""

    class Kind(models.TextChoices):
        EACH_MEETING = "each_meeting", _("I hvert møte")
        LAST_MEETING_OF_YEAR = "last_meeting_of_year", _("I årets siste møte")
        FIRST_MEETING_OF_YEAR = "first_meeting_of_year", _("I årets første møte")
        YEARLY = "yearly", _("Hvert år")
        CONTINUOUS = "continuous", _("Fortløpende")
        REGULAR = "regular", _("Jevnlig")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="evaluation_rules")
    kind = models.CharField(_("når"), max_length=30, choices=Kind.choices)
    written = models.BooleanField(_("skriftlig"), null=True, blank=True)
    by = models.JSONField(_("av"), default=list, blank=True)
    note = models.CharField(_("merknad"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["EvaluationRule"]()

    class Meta:
        verbose_name = _("evalueringsregel")
        verbose_name_plural = _("evalueringsregler")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Reference(models.Model):
    """A document the agreement builds on: title, address, and the day somebody read it there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="references")
    title = models.CharField(_("tittel"), max_length=400)
    url = models.URLField(_("adresse"), max_length=500, blank=True)
    read_on = models.DateField(_("lest"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["Reference"]()

    class Meta:
        verbose_name = _("henvisning")
        verbose_name_plural = _("henvisninger")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title


class Finding(models.Model):
    """Something in the text that a person should look at; shown, never resolved by us."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="findings")
    code = models.CharField(max_length=40)
    message = models.CharField(_("merknad"), max_length=400)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["Finding"]()

    class Meta:
        verbose_name = _("merknad til teksten")
        verbose_name_plural = _("merknader til teksten")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.message
