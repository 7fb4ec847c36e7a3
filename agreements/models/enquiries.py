"""What one party asks of another under an expectation, and what was answered."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement, Party
from agreements.models.commitments import Expectation
from politirad.tenancy.models import User, WalledManager


class Enquiry(models.Model):
    """One matter on which `party` is asked: a plan on hearing, an invitation to a group.

    It is written once. The deadline alone moves, until somebody has answered; the database lets nothing else change.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("Plan på høring")
        GROUP = "group", _("Invitasjon til gruppe")
        OTHER = "other", _("Annet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="enquiries")
    expectation = models.ForeignKey(Expectation, models.PROTECT, related_name="enquiries")
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="+", verbose_name=_("parten som skal svare")
    )
    kind = models.CharField(_("type"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("hva det gjelder"), max_length=200)
    link = models.URLField(_("lenke"), max_length=500, blank=True)
    deadline = models.DateField(_("svarfrist"), null=True, blank=True)
    deadline_set_on = models.DateField(null=True, blank=True)
    asked_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = WalledManager["Enquiry"]()

    class Meta:
        verbose_name = _("henvendelse")
        verbose_name_plural = _("henvendelser")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="enquiry_says_something"),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"), name="enquiry_link_is_https"
            ),
            models.CheckConstraint(
                condition=Q(deadline__isnull=True, deadline_set_on__isnull=True)
                | Q(
                    deadline__isnull=False,
                    deadline_set_on__isnull=False,
                    deadline__gte=F("deadline_set_on"),
                ),
                name="enquiry_deadline_lies_ahead",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EnquiryAnswer(models.Model):
    """What the asked party answered; once, and never changed. Whoever answers second is refused by the database."""

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("Besvart")
        NOT_RELEVANT = "not_relevant", _("Ikke aktuelt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    enquiry = models.OneToOneField(Enquiry, models.CASCADE, related_name="answer")
    outcome = models.CharField(_("hva det ble til"), max_length=20, choices=Outcome.choices)
    text = models.CharField(_("svar"), max_length=1000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = WalledManager["EnquiryAnswer"]()

    class Meta:
        verbose_name = _("svar på en henvendelse")
        verbose_name_plural = _("svar på henvendelser")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="not_relevant") | ~Q(text=""), name="answer_to_an_enquiry_says_what"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.outcome}"


class EnquiryCorrection(models.Model):
    """A note beside an answer that has to be put right. Rows are added, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    answer = models.ForeignKey(EnquiryAnswer, models.CASCADE, related_name="corrections")
    text = models.CharField(_("rettelse"), max_length=1000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = WalledManager["EnquiryCorrection"]()

    class Meta:
        verbose_name = _("rettelse av et svar")
        verbose_name_plural = _("rettelser av svar")
        ordering = ["at"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="correction_says_something")]

    def __str__(self) -> str:
        return self.text
