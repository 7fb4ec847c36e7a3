"""What happens to a text before it is signed: hearings with the parties, and political treatment."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement, Party
from politirad.tenancy.models import User, WalledManager


class Hearing(models.Model):
    """A draft sent to the parties for their opinion until a day. One is open at a time; `closed_at` ends it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="hearings")
    deadline = models.DateField(_("frist"))
    note = models.CharField(_("melding til partene"), max_length=1000, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["Hearing"]()

    class Meta:
        verbose_name = _("høring")
        verbose_name_plural = _("høringer")
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(closed_at__isnull=True), name="hearing_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.deadline}"


class HearingAnswer(models.Model):
    """What a party says in a hearing. Rows are added and read, never changed; a party's latest one counts.

    `user` wrote it, `name` and `capacity` are whose answer it is: somebody who answered by letter or mail is told
    by the one who received it.
    """

    class Opinion(models.TextChoices):
        AGREES = "agrees", _("Ingen merknader")
        REMARKS = "remarks", _("Har merknader")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="hearing_answers")
    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, models.PROTECT, related_name="hearing_answers")
    opinion = models.CharField(_("svar"), max_length=10, choices=Opinion.choices)
    text = models.TextField(_("merknader"), max_length=4000, blank=True)
    name = models.CharField(_("navn"), max_length=200)
    capacity = models.CharField(_("rolle"), max_length=100, blank=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    objects = WalledManager["HearingAnswer"]()

    class Meta:
        verbose_name = _("høringssvar")
        verbose_name_plural = _("høringssvar")
        ordering = ["answered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opinion="agrees") | ~Q(text=""), name="hearing_remarks_have_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.opinion}"


class Treatment(models.Model):
    """That a party's elected body treats the agreement: which case it is, and later what was decided and when."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("Vedtatt")
        WITH_CHANGES = "with_changes", _("Vedtatt med endringer")
        NOTED = "noted", _("Tatt til orientering")
        REJECTED = "rejected", _("Ikke vedtatt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="treatments")
    party = models.ForeignKey(Party, models.PROTECT, related_name="treatments")
    body = models.CharField(_("organ"), max_length=100)
    case_number = models.CharField(_("saksnummer"), max_length=60, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(_("vedtak"), max_length=15, choices=Outcome.choices, blank=True)
    decided_on = models.DateField(_("vedtatt"), null=True, blank=True)
    note = models.CharField(_("merknad"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["Treatment"]()

    class Meta:
        verbose_name = _("politisk behandling")
        verbose_name_plural = _("politiske behandlinger")
        ordering = ["sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True)
                | (~Q(outcome="") & Q(decided_on__isnull=False) & ~Q(case_number="")),
                name="treatment_decision_is_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.case_number}"
