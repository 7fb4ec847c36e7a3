"""What the parties remark on the text while it is written."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from agreements.models.text import Section
from politirad.tenancy.models import User, WalledManager


class Comment(models.Model):
    """A remark beside a section (or on the whole agreement), or an answer to one (`thread`).

    The words are never changed, and outlive the section. A remark is settled, and opened again, by whoever wrote it and by
    those who write the agreement; one that its author has taken back is not shown any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="comments")
    section = models.ForeignKey(
        Section, models.DO_NOTHING, null=True, related_name="comments", db_constraint=False
    )
    heading = models.CharField(max_length=250, blank=True)
    thread = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")
    text = models.TextField(_("kommentar"), max_length=2000)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = WalledManager["Comment"]()

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        ordering = ["written_at"]
        indexes = [
            models.Index(fields=["written_at"], name="comment_untold", condition=Q(told_at__isnull=True))
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(thread__isnull=True) | Q(settled_at__isnull=True),
                name="comment_only_remarks_are_settled",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="comment_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
