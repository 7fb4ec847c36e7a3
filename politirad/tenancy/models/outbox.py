"""Messages on their way out: written in the transaction that causes them, sent by a worker afterwards."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from politirad.tenancy.models.users import User
from politirad.tenancy.models.walled import WalledManager


class OutgoingMessage(models.Model):
    """One mail to one person, complete as it will be sent.

    `dedupe_key` (event, recipient, reminder number) is unique within the council, so that the same
    message is never written twice however often a job runs; it is the reminder ledger too.
    """

    class State(models.TextChoices):
        NEW = "new", _("I kø")
        CLAIMED = "claimed", _("Hentet")
        SENDING = "sending", _("Sendes")
        SENT = "sent", _("Sendt")
        FAILED = "failed", _("Venter på nytt forsøk")
        UNCERTAIN = "uncertain", _("Usikker")
        DEAD = "dead", _("Avvist")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council_id = models.UUIDField(null=True, blank=True, db_index=True)
    organization_id = models.UUIDField(null=True, blank=True, db_index=True)
    kind = models.CharField(_("type"), max_length=60)
    dedupe_key = models.CharField(max_length=200)
    subject_id = models.UUIDField(null=True, blank=True, db_index=True)
    recipient = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    to_name = models.CharField(_("mottaker"), max_length=200, blank=True)
    to_email = models.EmailField(_("adresse"))
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(_("emne"), max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    waits_when_uncertain = models.BooleanField(default=False)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.NEW)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    server_words = models.CharField(_("svar fra tjeneren"), max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["OutgoingMessage"]()

    class Meta:
        verbose_name = _("utgående melding")
        verbose_name_plural = _("utgående meldinger")
        constraints = [
            models.UniqueConstraint(
                fields=["council_id", "organization_id", "dedupe_key"],
                nulls_distinct=False,
                name="message_written_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="message_due")]
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to_email}"

    @property
    def message_id(self) -> str:
        """The same at every attempt, so that a mail server or a reader can see a duplicate."""
        return f"<{self.id}@politirad>"
