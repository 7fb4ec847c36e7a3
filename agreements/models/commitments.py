"""Whom the work is for, what the agreement asks of each role, and what the parties expect of one another."""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from politirad.tenancy.models import User, WalledManager


class TargetGroup(models.Model):
    """Whom the work is for, in the agreement's words; ages where it names them, and what the group is named for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="target_groups")
    text = models.CharField(_("målgruppe"), max_length=300)
    age_from = models.PositiveSmallIntegerField(
        _("fra alder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_to = models.PositiveSmallIntegerField(
        _("til og med alder"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    concerns = models.CharField(_("gjelder"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["TargetGroup"]()

    class Meta:
        verbose_name = _("målgruppe")
        verbose_name_plural = _("målgrupper")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
                name="target_group_ages_rise",
            )
        ]

    def __str__(self) -> str:
        return self.text


class RoleTask(models.Model):
    """One thing that the agreement says of a role: a task, a further duty, or the size of the post."""

    class Kind(models.TextChoices):
        TASK = "task", _("Oppgave")
        DUTY = "duty", _("Annet ansvar")
        POSITION = "position", _("Stilling")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="role_tasks")
    role = models.CharField(_("rolle"), max_length=100)
    kind = models.CharField(_("type"), max_length=10, choices=Kind.choices, default=Kind.TASK)
    text = models.CharField(_("oppgave"), max_length=400)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["RoleTask"]()

    class Meta:
        verbose_name = _("oppgave for en rolle")
        verbose_name_plural = _("oppgaver for rollene")
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.role}: {self.text}"


class Expectation(models.Model):
    """What one party, or both, may expect; with days (ISO numbers, 1 is Monday) and times for what is held regularly."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="expectations")
    who = models.CharField(_("hvem det ventes av"), max_length=120, blank=True)
    text = models.CharField(_("forventning"), max_length=400)
    weekdays = models.JSONField(_("ukedager"), default=list, blank=True)
    starts = models.TimeField(_("fra klokken"), null=True, blank=True)
    ends = models.TimeField(_("til klokken"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["Expectation"]()

    class Meta:
        verbose_name = _("forventning")
        verbose_name_plural = _("gjensidige forventninger")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True)
                | Q(starts__isnull=False, ends__isnull=False, ends__gt=F("starts")),
                name="expectation_hours_rise",
            )
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.text}" if self.who else self.text


class ExpectationReview(models.Model):
    """What somebody says of an expectation for a calendar year: whether it was kept. Rows are added, never changed."""

    class Verdict(models.TextChoices):
        KEPT = "kept", _("Innfridd")
        PARTLY = "partly", _("Delvis innfridd")
        NOT_KEPT = "not_kept", _("Ikke innfridd")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    expectation = models.ForeignKey(Expectation, models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("år"))
    verdict = models.CharField(_("vurdering"), max_length=10, choices=Verdict.choices)
    note = models.CharField(_("merknad"), max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = WalledManager["ExpectationReview"]()

    class Meta:
        verbose_name = _("vurdering av en forventning")
        verbose_name_plural = _("vurderinger av forventninger")
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="kept") | ~Q(note=""), name="review_of_a_broken_expectation_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.verdict}"
