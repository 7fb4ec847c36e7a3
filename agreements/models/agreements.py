"""An agreement over time: its head, its parties, the councils it regulates, and who may read it."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import Group
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from councils.models import Council
from politirad.tenancy.models import Organization, WalledManager
from politirad.tenancy.models.users import Language


class InForce(models.Func):
    """The days an agreement is in force, as PostgreSQL's range: from the first, up to and without the last."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Agreement(models.Model):
    """One agreement between two to many parties, written by the council that owns it.

    Dates of validity are kept at the text's own precision ("2025", "2025-02", "2025-02-14"); empty
    means that the text says nothing. What came of them is kept in days: `in_force_from`, and `out_of_force_on`, the
    first day it is no longer in force, as far as that is known. Agreements that replace one another share a `chain`,
    and the database lets no two of a chain be in force on one day.

    An addendum is an agreement of its own that `amends` another, as its first, second ... It `extends_to` a later end
    when it says so; the agreement it amends is `extended_to` that from the day the addendum is in force.
    """

    class Kind(models.TextChoices):
        POLICE_COUNCIL = "police_council", _("Politirådsavtale")
        COOPERATION = "cooperation", _("Avtale om kommune- og politisamarbeid")
        SLT = "slt", _("SLT-avtale")

    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        HEARING = "hearing", _("På høring")
        POLITICAL_TREATMENT = "political_treatment", _("Til politisk behandling")
        FROZEN = "frozen", _("Klar for signering")
        PARTLY_SIGNED = "partly_signed", _("Delvis signert")
        IN_FORCE = "in_force", _("Gjelder")
        TO_RENEW = "to_renew", _("Må fornyes")
        NOTICE_GIVEN = "notice_given", _("Oppsagt")
        EXPIRED = "expired", _("Utløpt")
        REPLACED = "replaced", _("Erstattet")
        TERMINATED = "terminated", _("Avsluttet")
        DECLINED = "declined", _("Avslått")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_council = models.ForeignKey(
        Council, models.PROTECT, related_name="agreements", verbose_name=_("eier")
    )
    title = models.CharField(_("tittel"), max_length=250)
    kind = models.CharField(_("type"), max_length=20, choices=Kind.choices, default=Kind.POLICE_COUNCIL)
    language = models.CharField(
        _("skriftspråk"),
        max_length=2,
        choices=Language.choices,
        default=Language.BOKMAAL,
    )
    state = models.CharField(_("status"), max_length=20, choices=State.choices, default=State.DRAFT)
    valid_from = models.CharField(_("gjelder fra"), max_length=10, blank=True)
    valid_to = models.CharField(_("gjelder til"), max_length=10, blank=True)
    open_ended = models.BooleanField(_("gjelder til den blir sagt opp"), default=False)
    termination_by = models.CharField(_("kan sies opp av"), max_length=30, blank=True)
    notice_days = models.PositiveSmallIntegerField(_("oppsigelsestid i dager"), null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("oppsigelsestid i måneder"), null=True, blank=True)
    signed_on = models.CharField(_("dato"), max_length=10, blank=True)
    signed_place = models.CharField(_("sted"), max_length=100, blank=True)
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("erstatter"),
    )
    predecessor_date = models.CharField(_("dato for avtalen den erstatter"), max_length=10, blank=True)
    predecessor_note = models.CharField(_("om avtalen den erstatter"), max_length=250, blank=True)
    predecessor_scan = models.ForeignKey(
        "agreements.AgreementFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("skann av avtalen den erstatter"),
    )
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="addenda", verbose_name=_("tillegg til")
    )
    addendum_number = models.PositiveSmallIntegerField(_("nummer på tillegget"), null=True, blank=True)
    extends_to = models.CharField(_("forlenger avtalen til"), max_length=10, blank=True)
    extended_to = models.CharField(_("forlenget til"), max_length=10, blank=True)
    chain = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), editable=False, db_index=True)
    in_force_from = models.DateField(_("i kraft fra"), null=True, blank=True)
    out_of_force_on = models.DateField(_("ute av kraft fra"), null=True, blank=True)
    revised_on = models.DateField(_("sist revidert uten endringer"), null=True, blank=True)
    notice_given_on = models.DateField(_("sagt opp"), null=True, blank=True)
    notice_ends_on = models.DateField(_("siste dag etter oppsigelse"), null=True, blank=True)
    formal_owner = models.CharField(_("formell eier av politirådet"), max_length=200, blank=True)
    delegation = models.CharField(_("hva politirådet kan bestemme selv"), max_length=500, blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = WalledManager["Agreement"]()

    class Meta:
        verbose_name = _("avtale")
        verbose_name_plural = _("avtaler")
        ordering = ["title"]
        default_permissions = ()
        permissions = [
            ("view_agreement", "See the agreement"),
            ("comment_agreement", "Comment on the text"),
            ("edit_agreement", "Write the text and the terms"),
            ("freeze_agreement", "Freeze for signing, and take back"),
            ("sign_agreement", "Sign the own slot"),
            ("attest_paper", "Attest a signature on paper"),
            ("revise_agreement", "Open a revision"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(id=F("predecessor")),
                name="agreement_not_its_own_predecessor",
            ),
            models.CheckConstraint(
                condition=Q(amends__isnull=True, addendum_number__isnull=True, extends_to="")
                | Q(
                    amends__isnull=False,
                    addendum_number__isnull=False,
                    addendum_number__gte=1,
                    predecessor__isnull=True,
                    extended_to="",
                ),
                name="agreement_or_addendum",
            ),
            models.CheckConstraint(condition=~Q(id=F("amends")), name="agreement_amends_another"),
            models.UniqueConstraint(fields=["amends", "addendum_number"], name="addendum_number_once"),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(predecessor__isnull=False) & ~Q(state__in=["declined", "terminated"]),
                name="agreement_one_successor",
            ),
            models.CheckConstraint(
                condition=Q(notice_days__isnull=True) | Q(notice_months__isnull=True),
                name="agreement_notice_in_days_or_months",
            ),
            models.CheckConstraint(
                condition=Q(out_of_force_on__isnull=True) | Q(out_of_force_on__gte=F("in_force_from")),
                name="agreement_in_force_forwards",
            ),
            ExclusionConstraint(
                name="agreement_one_of_a_chain_in_force",
                expressions=[
                    ("chain", RangeOperators.EQUAL),
                    (InForce("in_force_from", "out_of_force_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(in_force_from__isnull=False),
            ),
            models.CheckConstraint(
                condition=~(Q(open_ended=True) & ~Q(valid_to="")),
                name="agreement_open_ended_has_no_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ends(self) -> str:
        """The stated end at its own precision, as it is after an addendum moved it; empty without one."""
        return self.extended_to or self.valid_to

    @property
    def council_id(self) -> uuid.UUID:
        """The council whose trail and outbox carry what happens to it."""
        return self.owner_council_id


class Regulation(models.Model):
    """That an agreement regulates a council, with the name the text gives it. Opens the agreement to the council."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="regulations")
    council = models.ForeignKey(Council, models.PROTECT, related_name="regulations")
    name_in_text = models.CharField(_("navn i avtalen"), max_length=200, blank=True)
    mentioned_only = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["Regulation"]()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["agreement", "council"], name="regulation_once")]

    def __str__(self) -> str:
        return self.name_in_text


class Party(models.Model):
    """An organisation that is party to the agreement. Opens the agreement to its people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name_in_text = models.CharField(_("navn i avtalen"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["Party"]()

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parter")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["agreement", "organization"], name="party_once")]

    def __str__(self) -> str:
        return self.name_in_text or str(self.organization)


class AgreementAccess(models.Model):
    """Who may read an agreement: a council, an organisation or one person. The database keeps it by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    council_id = models.UUIDField(null=True)
    organization_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    source_id = models.UUIDField()

    objects = WalledManager["AgreementAccess"]()

    class Meta:
        indexes = [
            models.Index(fields=["council_id", "agreement"], name="access_by_council"),
            models.Index(fields=["organization_id", "agreement"], name="access_by_organization"),
            models.Index(fields=["user_id", "agreement"], name="access_by_user"),
            models.Index(fields=["source_id"], name="access_by_source"),
        ]

    def __str__(self) -> str:
        return str(self.agreement_id)


class AgreementGroup(models.Model):
    """The group of an agreement's planned signatories, beside the groups of the councils it regulates."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="groups")
    code = models.CharField(max_length=20)
    group = models.OneToOneField(Group, models.CASCADE, related_name="agreement_group")

    objects = WalledManager["AgreementGroup"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "code"], name="agreement_group_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.code}"


class AgreementGroupPermission(GroupObjectPermissionBase):
    """A right on an agreement, given to a group of a council or of the agreement's signatories."""

    content_object = models.ForeignKey(Agreement, models.CASCADE)


class AgreementUserPermission(UserObjectPermissionBase):
    """Guardian asks for this table; rights are never given to single users, so it stays empty."""

    content_object = models.ForeignKey(Agreement, models.CASCADE)
