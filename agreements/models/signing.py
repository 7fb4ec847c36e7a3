"""Frozen versions, rounds of signing, slots and sign-offs, and the sealed PDF."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement, Party
from agreements.models.text import AgreementFile
from politirad.tenancy.models import Job, StoredFile, User, WalledManager


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

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.number}"


class SignatorySlot(models.Model):
    """A line to sign: for which party, in which capacity, and who is expected to."""

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
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["SignatorySlot"]()

    class Meta:
        verbose_name = _("signaturlinje")
        verbose_name_plural = _("signaturlinjer")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.capacity


class Round(models.Model):
    """One frozen version sent to its signatories: open until all have signed, or it is taken back."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("Pågår")
        SIGNED = "signed", _("Alle har signert")
        WITHDRAWN = "withdrawn", _("Trukket tilbake")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="rounds")
    version = models.OneToOneField(Version, models.PROTECT, related_name="round")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    deadline = models.DateField(_("frist"), null=True, blank=True)
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
    basis = models.CharField(_("grunnlag for fullmakt"), max_length=250, blank=True)
    place = models.CharField(_("sted"), max_length=100, blank=True)
    signed_on = models.DateField(_("dato"))
    recorded_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    evidence = models.JSONField(default=dict)
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
                condition=Q(method="app", user__isnull=False) | Q(method="paper", attested_by__isnull=False),
                name="sign_off_has_a_witness",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.capacity}"


class AgreementPdf(StoredFile):
    """A PDF made of one version: sealed when every slot is signed, otherwise marked as a draft.

    `content_sha256` is the canonical text's; `seal_digest` what the seal vouches for (`politirad.seal.verify`).
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="pdfs")
    version = models.ForeignKey(Version, models.CASCADE, null=True, blank=True, related_name="pdfs")
    sealed = models.BooleanField(default=False)
    content_sha256 = models.CharField(max_length=64)
    seal_digest = models.CharField(max_length=128, blank=True, default="")

    objects = WalledManager["AgreementPdf"]()

    class Meta:
        ordering = ["stored_at"]


class AgreementJob(Job):
    """The making of a PDF, with its progress."""

    class Kind(models.TextChoices):
        DRAFT_PDF = "draft_pdf", _("PDF av utkastet")
        SEALED_PDF = "sealed_pdf", _("Forseglet PDF")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    pdf = models.ForeignKey(AgreementPdf, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = WalledManager["AgreementJob"]()

    class Meta(Job.Meta):
        abstract = False
        ordering = ["created_at"]
