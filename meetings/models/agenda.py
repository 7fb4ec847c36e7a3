"""The agenda: items, proposals from members, closed items and who may see them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from meetings.models.meetings import Meeting
from politirad.tenancy.models import CouncilForeignKey, StoredFile, User, WalledManager


class AgendaItem(models.Model):
    """One item of a meeting's agenda.

    An item of part 2 is closed: the database shows it only to its author and to those with a
    `ClosedAccess` row. It says on what legal basis or consent, and never names a child. `text` is the HTML
    subset of `politirad.richtext`.

    A sub-item (`parent`) is of the same meeting and part as its parent, which is none itself; the database holds it.
    Whoever sees the parent sees it, and nobody else. `order` counts all items of the part, sub-items behind their
    parent. `carried` is kept by the item that follows up the open tasks of earlier meetings, and by no other: see
    `meetings.carried`.
    """

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Orientering")
        DISCUSSION = "discussion", _("Drøfting")
        DECISION = "decision", _("Vedtak")

    class Origin(models.TextChoices):
        STANDING = "standing", _("Fast sak")
        PROPOSAL = "proposal", _("Meldt sak")
        DUTY = "duty", _("Fra avtalen")
        FOLLOW_UP = "follow_up", _("Oppfølging")
        MANUAL = "manual", _("Lagt til")

    class Review(models.TextChoices):
        PENDING = "pending", _("Ikke gjennomgått")
        READY = "ready", _("Klar")
        COMMENTED = "commented", _("Har merknad")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    meeting = CouncilForeignKey(Meeting, models.CASCADE, related_name="items")
    parent = CouncilForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="subs")
    part = models.PositiveSmallIntegerField(_("del"), default=1)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("sak"), max_length=250)
    text = models.TextField(_("saksframlegg"), blank=True)
    kind = models.CharField(_("type sak"), max_length=15, choices=Kind.choices, default=Kind.DISCUSSION)
    origin = models.CharField(max_length=15, choices=Origin.choices, default=Origin.MANUAL)
    minutes = models.PositiveSmallIntegerField(_("minutter"), null=True, blank=True)
    presenter = models.CharField(_("innleder"), max_length=200, blank=True)
    focus_area_id = models.UUIDField(null=True, blank=True)
    added_after_call = models.BooleanField(default=False)
    review = models.CharField(_("gjennomgang"), max_length=10, choices=Review.choices, default=Review.PENDING)
    review_comment = models.CharField(_("merknad"), max_length=500, blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    legal_basis = models.CharField(_("hjemmel"), max_length=250, blank=True)
    consent_reference = models.CharField(_("samtykke"), max_length=250, blank=True)
    consent_until = models.DateField(_("samtykket gjelder til"), null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    carried = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = WalledManager["AgendaItem"]()

    class Meta:
        verbose_name = _("sak")
        verbose_name_plural = _("saker")
        ordering = ["part", "order"]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=[1, 2]), name="item_part"),
            models.CheckConstraint(
                condition=Q(part=1) | ~Q(legal_basis="") | ~Q(consent_reference=""),
                name="closed_item_has_a_basis",
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(carried__isnull=False), name="tasks_carried_once"
            ),
            models.CheckConstraint(
                condition=Q(part=1) | Q(carried__isnull=True), name="carried_tasks_are_open"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_closed(self) -> bool:
        """Whether only those concerned may see it."""
        return self.part == 2

    @property
    def consent_ends_early(self) -> bool:
        """Whether the consent has run out before the meeting's day; asks for `meeting`."""
        return self.consent_until is not None and self.consent_until < self.meeting.date

    @property
    def told_with(self) -> AgendaItem:
        """The item that the trail asks about, before it tells of this."""
        return self


class ClosedAccess(models.Model):
    """That a person is concerned by a closed item and may see it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    item = CouncilForeignKey(AgendaItem, models.CASCADE, related_name="access")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    objects = WalledManager["ClosedAccess"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="closed_access_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.user_id}"


class ItemProposal(models.Model):
    """An item that a member proposes: accepted onto an agenda, deferred, or returned with a reason.

    `closed_by`: who made a closed item of it. Only those who see that item see it then, the one who proposed it, and
    the one who closed it, who still does when the item is gone. `reported_from`: the council below whose approved
    minutes it is, "" when a member proposed it.
    """

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Meldt")
        ACCEPTED = "accepted", _("På sakslisten")
        DEFERRED = "deferred", _("Utsatt")
        RETURNED = "returned", _("Sendt tilbake")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="proposals")
    title = models.CharField(_("sak"), max_length=250)
    text = models.TextField(_("hva saken gjelder"), blank=True)
    kind = models.CharField(
        _("type sak"),
        max_length=15,
        choices=AgendaItem.Kind.choices,
        default=AgendaItem.Kind.DISCUSSION,
    )
    minutes = models.PositiveSmallIntegerField(_("minutter"), null=True, blank=True)
    preferred_meeting = CouncilForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reported_from = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.SUBMITTED)
    reason = models.CharField(_("begrunnelse"), max_length=500, blank=True)
    item = CouncilForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["ItemProposal"]()

    class Meta:
        verbose_name = _("meldt sak")
        verbose_name_plural = _("meldte saker")
        ordering = ["proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["deferred", "returned"]) | ~Q(reason=""),
                name="proposal_refused_with_reason",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source(self) -> str:
        """Who it comes from: a member, or the council below."""
        return self.reported_from or self.proposed_by.name


class ProposalFile(StoredFile):
    """What a member sent along with a proposal, seen by those who see it. An accepted item gets a paper like it."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    proposal = CouncilForeignKey(ItemProposal, models.CASCADE, related_name="files")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = WalledManager["ProposalFile"]()

    class Meta:
        verbose_name = _("vedlegg til meldt sak")
        verbose_name_plural = _("vedlegg til meldte saker")
        ordering = ["stored_at"]


class AgendaVersion(models.Model):
    """The open part of the agenda as it was when a notice went out. Rows are added and read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    meeting = CouncilForeignKey(Meeting, models.CASCADE, related_name="agenda_versions")
    number = models.PositiveIntegerField()
    items = models.JSONField()
    frozen_at = models.DateTimeField()

    objects = WalledManager["AgendaVersion"]()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="agenda_version_once")]

    def __str__(self) -> str:
        return str(self.number)


class MeetingFile(StoredFile):
    """A paper that belongs to an agenda item, seen by those who see the item."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    meeting = CouncilForeignKey(Meeting, models.CASCADE, related_name="files")
    item = CouncilForeignKey(AgendaItem, models.CASCADE, null=True, blank=True, related_name="files")
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = WalledManager["MeetingFile"]()

    class Meta:
        verbose_name = _("sakspapir")
        verbose_name_plural = _("sakspapirer")
        ordering = ["stored_at"]

    @property
    def told_with(self) -> AgendaItem | None:
        """The item whose sight decides who hears of this in the trail."""
        item: AgendaItem | None = self.item
        return item
