"""Minutes, decisions and the actions that follow from them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from meetings.models.agenda import AgendaItem
from meetings.models.meetings import Meeting
from meetings.numbering import decision_number
from politirad.tenancy.models import (
    CouncilForeignKey,
    Job,
    SealedFile,
    User,
    WalledManager,
)


class Minutes(models.Model):
    """The minutes of one meeting: a draft, then on hearing with a deadline, then approved and locked.

    They are approved by the chair, or by the next meeting through an item of its own (`approval_item`), which is placed
    on its agenda by itself; `approved_in` is the meeting that did it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        REMARKS = "remarks", _("Til merknader")
        APPROVED = "approved", _("Godkjent")

    class Approval(models.TextChoices):
        CHAIR = "chair", _("Av lederen når fristen for merknader er ute")
        NEXT_MEETING = "next_meeting", _("På neste møte, som egen sak")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    meeting = CouncilForeignKey(Meeting, models.CASCADE, related_name="minutes_set")
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.DRAFT)
    introduction = models.TextField(_("innledning"), blank=True)
    guests = models.CharField(_("gjester"), max_length=500, blank=True)
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    remarks_until = models.DateField(_("frist for merknader"), null=True, blank=True)
    approval = models.CharField(
        _("hvordan referatet godkjennes"), max_length=15, choices=Approval.choices, default=Approval.CHAIR
    )
    approval_item = CouncilForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="approves"
    )
    approved_in = CouncilForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["Minutes"]()

    class Meta:
        verbose_name = _("referat")
        verbose_name_plural = _("referater")
        constraints = [
            models.UniqueConstraint(fields=["meeting"], name="minutes_once"),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False),
                name="minutes_approved_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class ItemMinutes(models.Model):
    """What was said on one item (the HTML subset of `politirad.richtext`); seen by those who see the item."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    item = CouncilForeignKey(AgendaItem, models.CASCADE, related_name="minutes_set")
    html = models.TextField(_("referat"), blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = WalledManager["ItemMinutes"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item"], name="item_minutes_once")]

    def __str__(self) -> str:
        return str(self.item_id)

    @property
    def told_with(self) -> AgendaItem:
        """The item whose sight decides who hears of this in the trail."""
        item: AgendaItem = self.item
        return item


class ItemMinutesVersion(models.Model):
    """The text as it was saved once; seen by those who see the item. Versions are added, and thinned as they age."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    item = CouncilForeignKey(AgendaItem, models.CASCADE, related_name="minutes_versions")
    number = models.PositiveIntegerField()
    html = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = WalledManager["ItemMinutesVersion"]()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="item_minutes_version_once")]

    def __str__(self) -> str:
        return str(self.number)


class Decision(models.Model):
    """A decision, numbered within its council and year ("3/2026").

    Those of closed items have a series of their own ("L3/2026"), so that no hole in the open one tells of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="decisions")
    item = CouncilForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    year = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("vedtak"))
    decided_on = models.DateField(_("dato"))

    objects = WalledManager["Decision"]()

    class Meta:
        verbose_name = _("vedtak")
        verbose_name_plural = _("vedtak")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "year", "part", "number"], name="decision_number_once"
            ),
            models.CheckConstraint(condition=Q(part__in=[1, 2]), name="decision_part"),
        ]

    def __str__(self) -> str:
        return decision_number(self.number, self.year, part=self.part)

    @property
    def told_with(self) -> AgendaItem:
        """The item whose sight decides who hears of this in the trail."""
        item: AgendaItem = self.item
        return item


class Action(models.Model):
    """Something to do after a meeting: who, what, until when."""

    class State(models.TextChoices):
        OPEN = "open", _("Åpen")
        DONE = "done", _("Utført")
        DROPPED = "dropped", _("Frafalt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="follow_ups")
    item = CouncilForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="actions")
    text = models.CharField(_("oppgave"), max_length=500)
    responsible = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarlig"),
    )
    responsible_text = models.CharField(_("ansvarlig (fritekst)"), max_length=200, blank=True)
    due_on = models.DateField(_("frist"), null=True, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.OPEN)
    result = models.CharField(_("resultat"), max_length=500, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WalledManager["Action"]()

    class Meta:
        verbose_name = _("oppfølgingspunkt")
        verbose_name_plural = _("oppfølgingspunkter")
        ordering = ["due_on", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(closed_on__isnull=False),
                name="action_closed_when",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def told_with(self) -> AgendaItem | None:
        """The item whose sight decides who hears of this in the trail."""
        item: AgendaItem | None = self.item
        return item


class MeetingPdf(SealedFile):
    """A PDF of an agenda or of minutes, made of the open part of the meeting; that of approved minutes is sealed.

    `renews` is the file of which this is the same with a newer timestamp. `draft`: made of an agenda that had not been
    sent, for those who build or review it.
    """

    class Kind(models.TextChoices):
        AGENDA = "agenda", _("Saksliste")
        PACK = "pack", _("Møtemappe")
        MINUTES = "minutes", _("Referat")
        PUBLIC = "public", _("Åpent referat")

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    meeting = CouncilForeignKey(Meeting, models.CASCADE, related_name="pdfs")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    renews = CouncilForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="renewed_as")
    draft = models.BooleanField(default=False)

    objects = WalledManager["MeetingPdf"]()

    class Meta(SealedFile.Meta):
        abstract = False
        ordering = ["stored_at"]
        constraints = [
            *SealedFile.Meta.constraints,
            models.UniqueConstraint(fields=["renews"], name="meetingpdf_renewed_once"),
        ]
        indexes = [
            models.Index(fields=["good_until"], condition=Q(sealed=True), name="meetingpdf_until"),
        ]


class MeetingJob(Job):
    """The making of a PDF, with its progress. `renews` is the sealed file that is to get a newer timestamp."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    meeting = CouncilForeignKey(Meeting, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=10, choices=MeetingPdf.Kind.choices)
    pdf = CouncilForeignKey(MeetingPdf, models.SET_NULL, null=True, blank=True, related_name="+")

    renews = CouncilForeignKey(MeetingPdf, models.CASCADE, null=True, blank=True, related_name="renewals")

    objects = WalledManager["MeetingJob"]()

    class Meta(Job.Meta):
        abstract = False
        ordering = ["created_at"]
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["renews"],
                condition=Q(state__in=["waiting", "running"]),
                name="meetingjob_renews_once",
            ),
        ]
