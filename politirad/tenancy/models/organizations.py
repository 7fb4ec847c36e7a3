"""Municipalities, counties and police units, and who works there."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from politirad.tenancy.models.users import Language, User
from politirad.tenancy.models.walled import WalledManager


class Organization(models.Model):
    """One entry of the public register. Reference data: everybody may read it."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommune")
        COUNTY = "county", _("Fylkeskommune")
        POLICE_DISTRICT = "police_district", _("Politidistrikt")
        POLICE_STATION_DISTRICT = "police_station_district", _("Politistasjonsdistrikt")
        OTHER = "other", _("Annen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("type"), max_length=30, choices=Kind.choices)
    number = models.CharField(_("nummer"), max_length=20, blank=True)
    name = models.CharField(_("navn"), max_length=200)
    name_nn = models.CharField(_("navn på nynorsk"), max_length=200, blank=True)
    official_name = models.CharField(_("offisielt navn"), max_length=200, blank=True)
    org_number = models.CharField(_("organisasjonsnummer"), max_length=9, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    police_district = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="municipalities"
    )
    station_district = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="served")
    language = models.CharField(
        _("skriftspråk"),
        max_length=2,
        choices=Language.choices,
        default=Language.BOKMAAL,
    )
    note = models.CharField(_("merknad"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("organisasjon")
        verbose_name_plural = _("organisasjoner")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                condition=~Q(number=""),
                name="organization_number",
            ),
            models.UniqueConstraint(
                fields=["kind", "name"],
                condition=Q(number=""),
                name="organization_name_without_number",
            ),
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return (self.name_nn or self.name) if get_language() == "nn" else self.name

    @property
    def side(self) -> str:
        """Which side of the table its people sit on: municipality, police, county or other."""
        if self.kind in {self.Kind.POLICE_DISTRICT, self.Kind.POLICE_STATION_DISTRICT}:
            return "police"
        return self.kind if self.kind in {self.Kind.MUNICIPALITY, self.Kind.COUNTY} else "other"


class ElectionDay(models.Model):
    """A municipal election day. A table, since the King in Council fixes it (valgloven § 9-1)."""

    date = models.DateField(_("dato"), primary_key=True)
    confirmed = models.BooleanField(_("fastsatt"), default=False)
    basis = models.CharField(_("grunnlag"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("valgdag")
        verbose_name_plural = _("valgdager")
        ordering = ["date"]


class Affiliation(models.Model):
    """That a person works for an organisation in a period. It opens the organisation's rows to that person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="affiliations")
    user = models.ForeignKey(User, models.PROTECT, related_name="affiliations")
    is_administrator = models.BooleanField(_("administrator"), default=False)
    valid_from = models.DateField(_("fra"))
    valid_to = models.DateField(_("til"), null=True, blank=True)

    objects = WalledManager["Affiliation"]()

    class Meta:
        verbose_name = _("tilknytning")
        verbose_name_plural = _("tilknytninger")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="affiliation_period",
            ),
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(valid_to__isnull=True),
                name="affiliation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organization}"
