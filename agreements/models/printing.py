"""What is made of an agreement: PDFs, the data beside a sealed one, and the jobs that make them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from agreements.models.signing import Version
from politirad.tenancy.models import Job, SealedFile, StoredFile, WalledManager


class AgreementPdf(SealedFile):
    """A PDF made of one version: sealed when every slot is signed, otherwise marked as a draft.

    `content_sha256` is the canonical text's; `renews` the file of which this is the same with a newer timestamp.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="pdfs")
    version = models.ForeignKey(Version, models.CASCADE, null=True, blank=True, related_name="pdfs")
    content_sha256 = models.CharField(max_length=64)
    renews = models.OneToOneField("self", models.RESTRICT, null=True, blank=True, related_name="renewed_as")

    objects = WalledManager["AgreementPdf"]()

    class Meta(SealedFile.Meta):
        abstract = False
        ordering = ["stored_at"]
        indexes = [
            models.Index(fields=["seal_digest"], name="agreementpdf_seal"),
            models.Index(fields=["sha256"], name="agreementpdf_file"),
            models.Index(fields=["good_until"], condition=models.Q(sealed=True), name="agreementpdf_until"),
        ]


class AgreementData(StoredFile):
    """A signed version as JSON (`agreements.signed_data`), beside its sealed PDF. Rows are added and read, never changed."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="data")
    version = models.OneToOneField(Version, models.CASCADE, related_name="data")

    objects = WalledManager["AgreementData"]()


class AgreementJob(Job):
    """The making of a PDF, with its progress. `renews` is the sealed file that is to get a newer timestamp."""

    class Kind(models.TextChoices):
        DRAFT_PDF = "draft_pdf", _("PDF av utkastet")
        SEALED_PDF = "sealed_pdf", _("Forseglet PDF")
        RENEWED_SEAL = "renewed_seal", _("Fornyet segl")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    pdf = models.ForeignKey(AgreementPdf, models.SET_NULL, null=True, blank=True, related_name="+")
    renews = models.ForeignKey(AgreementPdf, models.CASCADE, null=True, blank=True, related_name="renewals")

    objects = WalledManager["AgreementJob"]()

    class Meta(Job.Meta):
        abstract = False
        ordering = ["created_at"]
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["renews"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="agreementjob_renews_once",
            ),
        ]
