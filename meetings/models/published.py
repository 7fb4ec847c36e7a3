"""Minutes for everybody: which councils publish theirs, and what they have published."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from meetings.models.minutes import MeetingPdf, Minutes
from politirad.tenancy.models import CouncilForeignKey, User, WalledManager
from politirad.tenancy.models.users import Language


class PublishingCouncil(models.Model):
    """That a council shows its approved minutes to everybody. Closing it hides all of them at once.

    `name`, `owner` and `language` are what the public pages say of the council, so that no other row has to be opened
    for them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.OneToOneField(Council, models.CASCADE, related_name="publishing")
    name = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=Language.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["PublishingCouncil"]()

    class Meta:
        verbose_name = _("råd med åpne referater")
        verbose_name_plural = _("råd med åpne referater")
        ordering = ["owner", "name"]

    def __str__(self) -> str:
        return self.name


class PublishedMinutes(models.Model):
    """The public edition of approved minutes: a copy of the open part, made from the version that was approved.

    A closed item stands in `content` by its number and basis alone. It is ordered, then made by a job, which fills
    `published_at`; withdrawing it empties the copy and leaves the reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    minutes = CouncilForeignKey(Minutes, models.CASCADE, related_name="publications")
    title = models.CharField(max_length=200)
    date = models.DateField()
    content = models.JSONField(default=dict)
    pdf = CouncilForeignKey(MeetingPdf, models.SET_NULL, null=True, blank=True, related_name="+")
    ordered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ordered_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("begrunnelse"), max_length=500, blank=True)

    objects = WalledManager["PublishedMinutes"]()

    class Meta:
        verbose_name = _("åpent referat")
        verbose_name_plural = _("åpne referater")
        ordering = ["-date"]
        constraints = [
            models.UniqueConstraint(fields=["minutes"], name="minutes_published_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(reason=""), name="minutes_withdrawn_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_shown(self) -> bool:
        """Whether everybody can read it, as far as the council still publishes."""
        return self.published_at is not None and self.withdrawn_at is None
