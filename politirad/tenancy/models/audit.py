"""What was done, by whom and when. Rows are added and read, never changed."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from politirad.tenancy.models.users import User
from politirad.tenancy.models.walled import WalledManager


class AuditEvent(models.Model):
    """One deed, written in the same transaction as what it tells of.

    `facts` holds ids, numbers and short codes; never the text of a closed item and no personal
    data beyond ids, so that it can outlive what it tells of.

    `about_id` names the thing whose sight decides who sees the row, where there is one (an agenda item);
    the room that owns such things puts up that wall. `confidential`: it was closed when this was done.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("tidspunkt"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    council_id = models.UUIDField(null=True, blank=True, db_index=True)
    organization_id = models.UUIDField(null=True, blank=True, db_index=True)
    action = models.CharField(_("handling"), max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField(null=True)
    subject_name = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict)
    about_id = models.UUIDField(null=True, blank=True, db_index=True)
    confidential = models.BooleanField(default=False)

    objects = WalledManager["AuditEvent"]()

    class Meta:
        verbose_name = _("hendelse")
        verbose_name_plural = _("hendelser")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_name}"
