"""The public register: which organisations take part, and what they have published there."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from agreements.models.printing import AgreementPdf
from politirad.tenancy.models import Organization, WalledManager
from politirad.tenancy.models.users import Language


class RegisterMember(models.Model):
    """That an organisation takes part in the public register. Leaving it hides everything it has published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.OneToOneField(Organization, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["RegisterMember"]()

    def __str__(self) -> str:
        return str(self.organization)


class Publication(models.Model):
    """An agreement in the public register: a copy of what everybody may read, and nothing else.

    The public pages read this table alone, so that no other row of the agreement has to be opened for them.
    `organization` is the owner whose membership opens it. `parties` is a list of names, `focus` of {label, items};
    `words` is what the register is searched by. `canonical` and `beside` are those of the signed version. `addenda` are
    those in force: {title, since: "2024-06-12", canonical}.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.OneToOneField(Agreement, models.CASCADE, related_name="publication")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    refreshed_at = models.DateTimeField()
    title = models.CharField(max_length=250)
    kind = models.CharField(max_length=20, choices=Agreement.Kind.choices)
    language = models.CharField(max_length=2, choices=Language.choices)
    state = models.CharField(max_length=20, choices=Agreement.State.choices)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    open_ended = models.BooleanField(default=False)
    signed_on = models.CharField(max_length=10, blank=True)
    next_revision = models.DateField(null=True, blank=True)
    parties = models.JSONField(default=list)
    focus = models.JSONField(default=list)
    words = models.TextField(blank=True)
    version_number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    canonical = models.TextField()
    beside = models.JSONField(default=dict)
    addenda = models.JSONField(default=list)
    predecessor_id = models.UUIDField(null=True, blank=True, db_index=True)
    is_demo = models.BooleanField(default=False)
    pdf = models.ForeignKey(AgreementPdf, models.PROTECT, related_name="+")

    objects = WalledManager["Publication"]()

    class Meta:
        verbose_name = _("publisering")
        verbose_name_plural = _("publiseringer")
        ordering = ["title"]
        indexes = [
            models.Index(
                fields=["state", "title"], condition=Q(withdrawn_at__isnull=True), name="publication_listed"
            )
        ]

    def __str__(self) -> str:
        return self.title
