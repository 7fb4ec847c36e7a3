"""Mails that came back about a meeting."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from meetings.models.meetings import Invitee, Meeting
from politirad.tenancy.models import CouncilForeignKey, WalledManager


class MailReply(models.Model):
    """One mail from an invitee and what became of it. Rows are added and read, and go with their invitee.

    `identity` is the mail's Message-ID, or a digest: the same mail is taken once. Its text is not kept.
    """

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("Ført som svar")
        STALE = "stale", _("Gjaldt en tid som ikke står lenger")
        OLDER = "older", _("Eldre enn svaret som er ført")
        OTHER_PERSON = "other_person", _("Kom fra en annen enn den som er kalt inn")
        REFUSED = "refused", _("Kom da møtet ikke tok imot svar")
        UNCLEAR = "unclear", _("Sa ikke om personen kommer")
        LETTER = "letter", _("Vanlig e-post, sendt videre")
        AUTOMATIC = "automatic", _("Automatisk svar")
        BOUNCED = "bounced", _("Brevet kom ikke fram")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    meeting = CouncilForeignKey(Meeting, models.CASCADE, related_name="mail_replies")
    invitee = CouncilForeignKey(Invitee, models.CASCADE, related_name="mail_replies")
    identity = models.CharField(max_length=250)
    sender = models.CharField(max_length=254, blank=True)
    came_at = models.DateTimeField()
    outcome = models.CharField(_("hva det ble til"), max_length=20, choices=Outcome.choices)

    objects = WalledManager["MailReply"]()

    class Meta:
        ordering = ["came_at"]
        constraints = [models.UniqueConstraint(fields=["invitee", "identity"], name="mail_taken_once")]

    def __str__(self) -> str:
        return f"{self.sender} {self.came_at:%d.%m.%Y}"
