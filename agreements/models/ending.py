"""How agreements end before their time, and what they hang together with."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement, Party
from agreements.models.text import AgreementFile
from politirad.tenancy.models import User, WalledManager


class Notice(models.Model):
    """That a party gives notice, or takes an earlier notice back. Rows are added and read, never changed.

    `last_day` is the last day of validity that follows from it, by the notice period that was agreed. A notice that
    came by letter is told by the one who received it, with the letter.
    """

    class Method(models.TextChoices):
        APP = "app", _("Sagt opp i Politiråd")
        PAPER = "paper", _("Oppsigelse mottatt på papir")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="notices")
    party = models.ForeignKey(Party, models.PROTECT, related_name="notices")
    takes_back = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_back_by"
    )
    method = models.CharField(_("måte"), max_length=10, choices=Method.choices)
    given_on = models.DateField(_("dato"))
    last_day = models.DateField(_("siste dag avtalen gjelder"))
    reason = models.CharField(_("begrunnelse"), max_length=500)
    name = models.CharField(_("navn"), max_length=200)
    capacity = models.CharField(_("rolle"), max_length=100, blank=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    letter = models.ForeignKey(AgreementFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    evidence = models.JSONField(default=dict)

    objects = WalledManager["Notice"]()

    class Meta:
        verbose_name = _("oppsigelse")
        verbose_name_plural = _("oppsigelser")
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="notice_has_reason"),
            models.CheckConstraint(condition=Q(last_day__gte=F("given_on")), name="notice_looks_ahead"),
            models.CheckConstraint(condition=~Q(id=F("takes_back")), name="notice_takes_back_another"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.given_on}"


class Support(models.Model):
    """That an agreement supports another one: one of ours, or one known by its title alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="supports")
    supported = models.ForeignKey(
        Agreement, models.CASCADE, null=True, blank=True, related_name="supported_by"
    )
    title = models.CharField(_("tittel"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["Support"]()

    class Meta:
        verbose_name = _("avtale den støtter")
        verbose_name_plural = _("avtaler den støtter")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "supported"],
                condition=Q(supported__isnull=False),
                name="support_once",
            ),
            models.CheckConstraint(condition=~Q(agreement=F("supported")), name="support_of_another"),
            models.CheckConstraint(
                condition=Q(supported__isnull=False) | ~Q(title=""), name="support_names_something"
            ),
        ]

    def __str__(self) -> str:
        return self.title
