"""Roles, the offices that people hold over time, and the seats bound to those offices."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from councils.models.councils import Council, Side
from politirad.tenancy.models import (
    CouncilForeignKey,
    Organization,
    User,
    WalledManager,
)


class Role(models.Model):
    """One entry of the role catalogue: what it is called, and which rights it gives. Reference data."""

    code = models.CharField(primary_key=True, max_length=40)
    name_nb = models.CharField(max_length=100)
    name_nn = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    side = models.CharField(max_length=20, choices=Side.choices, blank=True)
    council_rights = models.JSONField(default=list)
    agreement_rights = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("rolle")
        verbose_name_plural = _("roller")
        ordering = ["order"]

    def __str__(self) -> str:
        return str(getattr(self, f"name_{get_language() or 'nb'}", self.name_nb))


class Office(models.Model):
    """A post that people hold one after the other, such as the mayor of a municipality.

    An office without council serves every council that has a seat bound to it, and its own
    organisation's administrator fills it; an office of one council is filled by that council's
    secretary.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="offices")
    council = models.ForeignKey(Council, models.CASCADE, null=True, blank=True, related_name="own_offices")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+")
    title = models.CharField(_("tittel"), max_length=200)

    objects = WalledManager["Office"]()

    class Meta:
        verbose_name = _("verv eller stilling")
        verbose_name_plural = _("verv og stillinger")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "council", "title"],
                nulls_distinct=False,
                name="office_title_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organization}"


class OfficeHolding(models.Model):
    """That a person holds an office in a period; acting when standing in for the regular holder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.CASCADE, related_name="holdings")
    user = models.ForeignKey(User, models.PROTECT, related_name="holdings")
    acting = models.BooleanField(_("fungerende"), default=False)
    valid_from = models.DateField(_("fra"))
    valid_to = models.DateField(_("til"), null=True, blank=True)

    objects = WalledManager["OfficeHolding"]()

    class Meta:
        verbose_name = _("periode i verv eller stilling")
        verbose_name_plural = _("perioder i verv og stillinger")
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="holding_period",
            ),
            models.UniqueConstraint(
                fields=["office", "user"],
                condition=Q(valid_to__isnull=True),
                name="holding_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.office.title}"

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the person holds the office on `day`, both ends included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Seat(models.Model):
    """A line in a council's list of members, in the agreement's own words.

    It may be bound to an office, so that the seat follows whoever holds it; a line such as
    "other participants when needed" has no office and no number.
    """

    class Kind(models.TextChoices):
        PERMANENT = "permanent", _("Fast medlem")
        DEPUTY = "deputy", _("Fast stedfortreder")
        SECRETARY = "secretary", _("Sekretær")
        INVITED = "invited", _("Inviteres ved behov")
        NAMED_MONTHS = "named_months", _("Møter i bestemte måneder")
        OBSERVER = "observer", _("Observatør")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="seats")
    title = models.CharField(_("rolle i rådet"), max_length=200)
    side = models.CharField(_("side"), max_length=20, choices=Side.choices, blank=True)
    kind = models.CharField(_("type"), max_length=20, choices=Kind.choices, default=Kind.PERMANENT)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="seats")
    deputy_for = CouncilForeignKey("self", models.PROTECT, null=True, blank=True, related_name="deputies")
    count = models.PositiveSmallIntegerField(_("antall"), null=True, blank=True)
    optional = models.BooleanField(_("og/eller, eller ved behov"), default=False)
    represents = models.CharField(_("representerer"), max_length=200, blank=True)
    months = models.JSONField(_("møter i månedene"), default=list, blank=True)
    is_chair = models.BooleanField(_("leder"), default=False)
    is_secretary = models.BooleanField(_("sekretær"), default=False)
    listed = models.BooleanField(_("står i avtalens medlemsliste"), default=True)
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(_("fra"), null=True, blank=True)
    valid_to = models.DateField(_("til"), null=True, blank=True)

    objects = WalledManager["Seat"]()

    class Meta:
        verbose_name = _("plass")
        verbose_name_plural = _("plasser")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="seat_period",
            ),
            models.UniqueConstraint(
                fields=["council"], condition=Q(is_chair=True, valid_to__isnull=True), name="seat_one_chair"
            ),
        ]

    def __str__(self) -> str:
        return self.title
