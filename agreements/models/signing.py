"""Frozen versions, rounds of signing, slots and sign-offs."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.binding import binding
from agreements.models.agreements import Agreement, Party
from agreements.models.text import AgreementFile
from politirad.tenancy.models import User, WalledManager


class Version(models.Model):
    """The text as it was frozen: canonical JSON and its SHA-256. Rows are added and read, never changed.

    `beside` is what is printed beside it (see `agreements.composition.compose`): the attachments as they stood; the
    canonical text binds each signed one by its SHA-256.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("versjon"))
    canonical = models.TextField()
    beside = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(_("frosset"))
    frozen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = WalledManager["Version"]()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="version_sha256"),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="version_text", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.number}"


class Authority(models.TextChoices):
    """What gives somebody the authority to sign (see `agreements.authority`)."""

    LAW = "law", _("Lov")
    DELEGATION = "delegation", _("Delegasjonsvedtak")
    ABSENCE = "absence", _("Fravær")


class SignatorySlot(models.Model):
    """A line to sign: for which party, in which capacity and on what authority, who is expected to, and when.

    `turn` is the place in the order of signing; lines with the same turn are signed side by side.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="slots")
    party = models.ForeignKey(Party, models.CASCADE, related_name="slots")
    capacity = models.CharField(_("i egenskap av"), max_length=100)
    planned_user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("skal signere"),
    )
    planned_name = models.CharField(_("navn"), max_length=200, blank=True)
    turn = models.PositiveSmallIntegerField(_("rekkefølge"), default=1)
    authority = models.CharField(
        _("grunnlag for fullmakt"), max_length=12, choices=Authority.choices, blank=True, default=""
    )
    case_number = models.CharField(_("saksnummer"), max_length=60, blank=True, default="")
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["SignatorySlot"]()

    class Meta:
        verbose_name = _("signaturlinje")
        verbose_name_plural = _("signaturlinjer")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(condition=Q(turn__gte=1, turn__lte=99), name="slot_turn"),
            models.CheckConstraint(
                condition=~Q(authority="delegation") | ~Q(case_number=""),
                name="slot_delegation_has_case_number",
            ),
        ]

    def __str__(self) -> str:
        return self.capacity


class Round(models.Model):
    """One frozen version sent to its signatories: open until all have signed, one declines, or it is taken back.

    `turn` is the turn that has been asked to sign and `turn_began_at` when it was; `deadline_set_at` is when the
    deadline was set or last moved. `second_factor` says whether everybody must sign with a second factor, as the
    council had decided when the text was frozen.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("Pågår")
        SIGNED = "signed", _("Alle har signert")
        WITHDRAWN = "withdrawn", _("Trukket tilbake")
        DECLINED = "declined", _("Avslått")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="rounds")
    version = models.OneToOneField(Version, models.PROTECT, related_name="round")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    deadline = models.DateField(_("frist"), null=True, blank=True)
    deadline_set_at = models.DateTimeField(null=True, blank=True)
    turn = models.PositiveSmallIntegerField(default=1)
    turn_began_at = models.DateTimeField(null=True, blank=True)
    second_factor = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("begrunnelse"), max_length=500, blank=True)

    objects = WalledManager["Round"]()

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(outcome="open"),
                name="round_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.outcome}"


class SignOff(models.Model):
    """That a person signed a version in a slot: bound to the SHA-256, with the evidence of the login.

    Rows are added and read, never changed. It is not an advanced electronic signature.
    """

    class Method(models.TextChoices):
        APP = "app", _("Signert i Politiråd")
        PAPER = "paper", _("Signert på papir")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="sign_offs")
    version = models.ForeignKey(Version, models.PROTECT, related_name="sign_offs")
    slot = models.ForeignKey(SignatorySlot, models.PROTECT, related_name="sign_offs")
    method = models.CharField(_("måte"), max_length=10, choices=Method.choices)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("navn"), max_length=200)
    capacity = models.CharField(_("signerte som"), max_length=100)
    authority = models.CharField(
        _("type fullmakt"), max_length=12, choices=Authority.choices, blank=True, default=""
    )
    case_number = models.CharField(_("saksnummer"), max_length=60, blank=True, default="")
    basis = models.CharField(_("grunnlag for fullmakt"), max_length=250, blank=True)
    place = models.CharField(_("sted"), max_length=100, blank=True)
    signed_on = models.DateField(_("dato"))
    recorded_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    evidence = models.JSONField(default=dict)
    bound = models.CharField(max_length=64, blank=True, default="")
    scan = models.ForeignKey(AgreementFile, models.PROTECT, null=True, blank=True, related_name="+")
    attested_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = WalledManager["SignOff"]()

    class Meta:
        verbose_name = _("signatur")
        verbose_name_plural = _("signaturer")
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["version", "slot"], name="sign_off_once_per_slot"),
            models.CheckConstraint(
                condition=~Q(authority="delegation") | ~Q(case_number=""),
                name="sign_off_delegation_has_case_number",
            ),
            models.CheckConstraint(
                condition=Q(method="app", user__isnull=False) | Q(method="paper", attested_by__isnull=False),
                name="sign_off_has_a_witness",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.capacity}"

    @property
    def binding(self) -> str:
        """What `bound` was when the signature was stored; another value means that the row was changed since."""
        return binding(
            {
                "sha256": self.sha256,
                "slot": str(self.slot_id),
                "method": self.method,
                "user": str(self.user_id or ""),
                "attested_by": str(self.attested_by_id or ""),
                "scan": str(self.scan_id or ""),
                "name": self.name,
                "capacity": self.capacity,
                "authority": self.authority,
                "case_number": self.case_number,
                "basis": self.basis,
                "place": self.place,
                "signed_on": self.signed_on.isoformat(),
                "recorded_at": self.recorded_at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
                "evidence": self.evidence,
            }
        )


class Decline(models.Model):
    """That somebody says no to a version, with the reason that everybody gets to read. It ends the round.

    Rows are added and read, never changed. The database closes the round in the same moment, so that nobody signs
    after a no; the owner's job then tells everybody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="declines")
    version = models.ForeignKey(Version, models.PROTECT, related_name="declines")
    slot = models.ForeignKey(SignatorySlot, models.PROTECT, related_name="declines")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(_("navn"), max_length=200)
    capacity = models.CharField(_("svarte som"), max_length=100)
    reason = models.CharField(_("begrunnelse"), max_length=500)
    recorded_at = models.DateTimeField()
    evidence = models.JSONField(default=dict)

    objects = WalledManager["Decline"]()

    class Meta:
        verbose_name = _("avslag")
        verbose_name_plural = _("avslag")
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["version"], name="decline_ends_the_round"),
            models.CheckConstraint(condition=~Q(reason=""), name="decline_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.capacity}"
