"""A council's own templates: the headings and texts that its new agreements may begin with."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from councils.models import Council
from politirad.tenancy.models import User, WalledManager
from politirad.tenancy.models.users import Language


class AgreementTemplate(models.Model):
    """Sections to begin with, taken from an agreement's text: `parts` is a list of {level, heading, html}."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="agreement_templates")
    name = models.CharField(_("navn på malen"), max_length=120)
    kind = models.CharField(_("type"), max_length=20, choices=Agreement.Kind.choices)
    language = models.CharField(_("skriftspråk"), max_length=2, choices=Language.choices)
    parts = models.JSONField(default=list)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = WalledManager["AgreementTemplate"]()

    class Meta:
        verbose_name = _("avtalemal")
        verbose_name_plural = _("avtalemaler")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["council", "name"], name="agreement_template_once")]

    def __str__(self) -> str:
        return self.name
