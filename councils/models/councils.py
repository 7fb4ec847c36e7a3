"""A council or forum, and the organisations that take part in it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from politirad.tenancy.models import Organization, WalledManager
from politirad.tenancy.models.users import Language


class Council(models.Model):
    """A meeting place with members and rules: the politiråd itself, or a forum below or beside it.

    The council is the tenant: all that happens in it lies behind its id. It has an owner; the other
    organisations are participants. `archive_keeper` is the one that they agree keeps the archive
    (arkivforskrifta 2025-12-17-2647 § 8); None means that nothing has been said.
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
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WalledManager["Council"]()

    class Meta:
        verbose_name = _("råd")
        verbose_name_plural = _("råd")
        ordering = ["name"]
        default_permissions = ()
        permissions = [
            ("view_council", "See the council"),
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
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def council_id(self) -> uuid.UUID:
        """Its own id, under the name that every row of the council carries."""
        return self.id


class Participant(models.Model):
    """An organisation that takes part in a council."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="participants")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["Participant"]()

    class Meta:
        verbose_name = _("deltakende organisasjon")
        verbose_name_plural = _("deltakende organisasjoner")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["council", "organization"], name="participant_once")]

    def __str__(self) -> str:
        return str(self.organization)
