"""A council or forum, and the organisations that take part in it."""

from __future__ import annotations

import datetime
import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from politirad.tenancy.models import Organization, WalledManager
from politirad.tenancy.models.users import Language


class Side(models.TextChoices):
    """Which side of the table a seat, or an organisation, belongs to."""

    MUNICIPALITY = "municipality", _("Kommune")
    POLICE = "police", _("Politi")
    COUNTY = "county", _("Fylkeskommune")
    OTHER = "other", _("Andre")


class DaysOf(models.Func):
    """The days of a period as PostgreSQL's range, both ends included; a null end is open."""

    function = "DATERANGE"
    template = "%(function)s(%(expressions)s, '[]')"
    output_field = DateRangeField()


class Council(models.Model):
    """A meeting place with members and rules: the politiråd itself, or a forum below or beside it.

    The council is the tenant: all that happens in it lies behind its id. It has an owner; the other
    organisations are participants. `archive_keeper` is the one that they agree keeps the archive
    (arkivforskrifta 2025-12-17-2647 § 8); None means that nothing has been said. `reports_upward`: the parent, which
    may be another municipality's, is told of minutes when they are approved. `version` counts the times its
    own facts have been changed, so that of two who change them at once the second is told.
    """

    class Kind(models.TextChoices):
        POLICE_COUNCIL = "police_council", _("Politiråd")
        REGIONAL_COUNCIL = "regional_council", _("Regionalt politiråd")
        SLT_MEETING = "slt_meeting", _("SLT-møte")
        COOPERATION_MEETING = "cooperation_meeting", _("Samarbeidsmøte")
        WORKING_COMMITTEE = "working_committee", _("Arbeidsutvalg")
        WORKING_GROUP = "working_group", _("Arbeidsgruppe")
        NETWORK = "network", _("Nettverk")
        CONTACT_POINT = "contact_point", _("Kontaktpunkt")
        CRISIS_MANAGEMENT = "crisis_management", _("Kriseledelse")
        OTHER = "other", _("Annet forum")

    class Level(models.TextChoices):
        STRATEGIC = "strategic", _("Strategisk")
        COORDINATING = "coordinating", _("Koordinerende")
        EXECUTING = "executing", _("Utøvende")
        REGIONAL = "regional", _("Regionalt")
        CRISIS = "crisis", _("Krise")
        OPERATIONAL = "operational", _("Operativt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="owned_councils",
        db_column="organization_id",
        verbose_name=_("eier"),
    )
    name = models.CharField(_("navn"), max_length=200)
    kind = models.CharField(_("type"), max_length=30, choices=Kind.choices, default=Kind.POLICE_COUNCIL)
    level = models.CharField(_("nivå"), max_length=20, choices=Level.choices, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("overordnet forum"),
    )
    reports_upward = models.BooleanField(_("godkjente referater meldes oppover"), default=False)
    language = models.CharField(
        _("skriftspråk"),
        max_length=2,
        choices=Language.choices,
        default=Language.BOKMAAL,
    )
    archive_keeper = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("arkivansvarlig"),
    )
    purpose = models.TextField(_("formål"), blank=True)
    founded_year = models.PositiveSmallIntegerField(_("opprettet år"), null=True, blank=True)
    closed_on = models.DateField(_("lagt ned"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WalledManager["Council"]()

    class Meta:
        verbose_name = _("råd")
        verbose_name_plural = _("råd")
        ordering = ["name"]
        default_permissions = ()
        permissions = [
            ("view_council", "See the council"),
            ("edit_council", "Change the council's own facts and who takes part"),
            ("manage_members", "Fill seats and invite people"),
            ("edit_rules", "Change the rules of procedure"),
            ("plan_year", "Make the year plan"),
            ("approve_plan", "Approve the year plan"),
            ("prepare_agenda", "Build the agenda"),
            ("review_agenda", "Review the agenda for the police"),
            ("propose_item", "Propose an item"),
            ("call_meeting", "Call, change and cancel meetings"),
            ("write_minutes", "Write minutes"),
            ("approve_minutes", "Approve minutes"),
            ("follow_up", "Follow up every action"),
            ("make_agreement", "Make agreements for the council"),
            ("read_audit", "Read the trail of events"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(id=F("parent")), name="council_not_its_own_parent"),
            models.UniqueConstraint(fields=["owner", "name"], name="council_name_once_per_owner"),
            models.CheckConstraint(
                condition=Q(reports_upward=False) | Q(parent__isnull=False),
                name="council_reports_to_a_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def council_id(self) -> uuid.UUID:
        """Its own id, under the name that every row of the council carries."""
        return self.id


class Participant(models.Model):
    """That an organisation takes part in a council in a period; no first day means since the beginning.

    Its people's seats open the council only within the period: `sec.memberships` asks, and so does
    `councils.permissions.refresh_members`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="participants")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=20, choices=Side.choices, blank=True)
    valid_from = models.DateField(_("fra"), null=True, blank=True)
    valid_to = models.DateField(_("til"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["Participant"]()

    class Meta:
        verbose_name = _("deltakende organisasjon")
        verbose_name_plural = _("deltakende organisasjoner")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="participant_period",
            ),
            ExclusionConstraint(
                name="participant_periods_apart",
                expressions=[
                    ("council", RangeOperators.EQUAL),
                    ("organization", RangeOperators.EQUAL),
                    (DaysOf("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the organisation takes part on `day`, both ends included."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    @property
    def sits_at(self) -> Side:
        """Its side of the table: the one it was given, else the one that its kind has."""
        return Side(self.side or self.organization.side)
