"""How a council evaluates its own work: its forms, the evaluations, the members' answers and what was learned."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from meetings.models.agenda import ItemProposal
from meetings.models.meetings import Meeting
from politirad.tenancy.models import CouncilForeignKey, User, WalledManager


class Rhythm(models.TextChoices):
    """What an evaluation looks back on."""

    YEAR = "year", _("Året")
    MEETING = "meeting", _("Et møte")


class EvaluationForm(models.Model):
    """The council's own questions, one form for the year and one for a meeting.

    `questions` has the shape of `meetings.evaluation.stored`. `version` is the one the writer has read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    rhythm = models.CharField(_("gjelder"), max_length=10, choices=Rhythm.choices)
    questions = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = WalledManager["EvaluationForm"]()

    class Meta:
        verbose_name = _("evalueringsskjema")
        verbose_name_plural = _("evalueringsskjemaer")
        constraints = [models.UniqueConstraint(fields=["council", "rhythm"], name="evaluation_form_once")]

    def __str__(self) -> str:
        return self.get_rhythm_display()


class Evaluation(models.Model):
    """One evaluation, of a year or of a meeting. It keeps the questions as they were when it was opened."""

    class State(models.TextChoices):
        OPEN = "open", _("Åpen for svar")
        CLOSED = "closed", _("Lukket")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="evaluations")
    rhythm = models.CharField(_("gjelder"), max_length=10, choices=Rhythm.choices)
    year = models.PositiveSmallIntegerField(_("år"))
    meeting = CouncilForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="evaluations")
    questions = models.JSONField(default=list)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closes_on = models.DateField(_("siste dag for svar"))
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["Evaluation"]()

    class Meta:
        verbose_name = _("evaluering")
        verbose_name_plural = _("evalueringer")
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm="year", meeting__isnull=True) | Q(rhythm="meeting", meeting__isnull=False),
                name="evaluation_of_what",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(closed_at__isnull=False), name="evaluation_closed_when"
            ),
            models.UniqueConstraint(
                fields=["council", "year"], condition=Q(rhythm="year"), name="evaluation_of_year_once"
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(rhythm="meeting"), name="evaluation_of_meeting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting.title} {self.meeting.date:%d.%m.%Y}" if self.meeting else str(self.year)

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it yet."""
        return self.state == self.State.OPEN


class EvaluationAnswer(models.Model):
    """What one member answered. The database shows it to that member alone until the evaluation is closed.

    `answers` has the shape of `meetings.evaluation.given_answers`. Pages never say whose it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    evaluation = CouncilForeignKey(Evaluation, models.CASCADE, related_name="answers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    answered_at = models.DateTimeField()

    objects = WalledManager["EvaluationAnswer"]()

    class Meta:
        verbose_name = _("svar på evaluering")
        verbose_name_plural = _("svar på evaluering")
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "user"], name="evaluation_answered_once")
        ]

    def __str__(self) -> str:
        return str(self.evaluation_id)


class LearningPoint(models.Model):
    """What the council learned by an evaluation, for the plan of `year`; it may become an item that is proposed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    evaluation = CouncilForeignKey(Evaluation, models.CASCADE, related_name="points")
    year = models.PositiveSmallIntegerField(_("år"))
    text = models.CharField(_("læringspunkt"), max_length=500)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    proposal = CouncilForeignKey(ItemProposal, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = WalledManager["LearningPoint"]()

    class Meta:
        verbose_name = _("læringspunkt")
        verbose_name_plural = _("læringspunkter")
        ordering = ["written_at"]

    def __str__(self) -> str:
        return self.text[:80]
