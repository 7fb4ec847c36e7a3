"""Declarations of confidentiality: who has given one to which council, when, and who wrote it down."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.models.councils import Council
from politirad.tenancy.models import User, WalledManager


class Declaration(models.Model):
    """That somebody has declared to a council to keep confidential what it treats behind closed doors.

    The closed part of the council's meetings opens only to those who have one that is not withdrawn. `text` is
    what was declared in the app, word for word; a declaration on paper lies in the council's archive. Rows are
    added, and withdrawn when they were written down by mistake.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="declarations")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_on = models.DateField(_("gitt"))
    on_paper = models.BooleanField(_("på papir"), default=False)
    text = models.TextField(_("erklæring"), blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["Declaration"]()

    class Meta:
        verbose_name = _("taushetserklæring")
        verbose_name_plural = _("taushetserklæringer")
        ordering = ["-given_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "user"],
                condition=Q(withdrawn_at__isnull=True),
                name="declaration_once",
            ),
            models.CheckConstraint(
                condition=Q(on_paper=True) | ~Q(text=""), name="declaration_in_the_app_has_a_text"
            ),
        ]

    def __str__(self) -> str:
        return self.user.name
