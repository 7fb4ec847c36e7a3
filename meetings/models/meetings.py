"""A meeting, who is called to it, and what has been sent."""

from __future__ import annotations

import datetime
import uuid
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from councils.models import Council, Seat
from meetings.calendar_entry import meeting_uid
from meetings.models.plans import PlannedMeeting
from politirad.tenancy.models import CouncilForeignKey, User, WalledManager

OSLO = ZoneInfo("Europe/Oslo")


class Meeting(models.Model):
    """One meeting of one council, in local wall time (Europe/Oslo).

    `number` is the meeting's in the series of `number_year`, which a called meeting keeps when it moves to another
    year. `sequence` is the calendar entry's in feeds and mails, and never falls: it rises with every change of a
    planned meeting, and of a called one with every letter that tells of a change. `host`: whose turn it is to receive
    the others, "" without a rota. `duties` is as in the year plan, and `duties_answered` are those that have been put
    on the begun agenda (`taken`) or turned down. `agenda_begun_at` says when standing items and the
    rest were fetched: they come once, and what the secretary then removes stays removed. `tasks_carried`: so does the item that
    follows up the open tasks, which comes when there are some.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planlagt")
        CALLED = "called", _("Innkalt")
        HELD = "held", _("Holdt")
        MINUTED = "minuted", _("Referat godkjent")
        CANCELLED = "cancelled", _("Avlyst")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="meetings")
    planned = CouncilForeignKey(
        PlannedMeeting, models.SET_NULL, null=True, blank=True, related_name="meetings"
    )
    number = models.PositiveSmallIntegerField(_("møtenummer"), null=True, blank=True)
    number_year = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(_("tittel"), max_length=200)
    date = models.DateField(_("dato"))
    start = models.TimeField(_("fra"))
    end = models.TimeField(_("til"))
    place = models.CharField(_("sted"), max_length=200, blank=True)
    host = models.CharField(_("vertskap"), max_length=200, blank=True)
    video_url = models.URLField(_("lenke til videomøte"), max_length=500, blank=True)
    theme = models.CharField(_("tema"), max_length=1000, blank=True)
    duties = models.JSONField(default=list, blank=True)
    duties_answered = models.JSONField(default=list, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.PLANNED)
    sequence = models.PositiveIntegerField(default=0)
    agenda_begun_at = models.DateTimeField(null=True, blank=True)
    tasks_carried = models.BooleanField(default=False)
    called_at = models.DateTimeField(null=True, blank=True)
    late_reason = models.CharField(_("hvorfor innkallingen er sen"), max_length=500, blank=True)
    review_state = models.CharField(
        _("politiets gjennomgang"),
        max_length=10,
        choices=[
            ("none", _("Ikke bedt om")),
            ("asked", _("Bedt om")),
            ("done", _("Gjort")),
        ],
        default="none",
    )
    cancelled_reason = models.CharField(_("hvorfor møtet er avlyst"), max_length=500, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["Meeting"]()

    class Meta:
        verbose_name = _("møte")
        verbose_name_plural = _("møter")
        ordering = ["date", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="meeting_ends_after_start"),
            models.UniqueConstraint(
                fields=["planned"], condition=Q(planned__isnull=False), name="meeting_planned_once"
            ),
            models.UniqueConstraint(fields=["council", "number_year", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled"]) | Q(called_at__isnull=False),
                name="meeting_called_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.date:%d.%m.%Y}"

    @property
    def starts_at(self) -> datetime.datetime:
        """The moment it starts, aware."""
        return datetime.datetime.combine(self.date, self.start, tzinfo=OSLO)

    @property
    def ends_at(self) -> datetime.datetime:
        """The moment it ends, aware."""
        return datetime.datetime.combine(self.date, self.end, tzinfo=OSLO)

    def has_been(self, at: datetime.datetime) -> bool:
        """Whether it has ended at `at`: nothing is sent about such a meeting."""
        return self.ends_at <= at

    @property
    def uid(self) -> str:
        """The calendar entry's UID, the same through every change."""
        return meeting_uid(self.id, "politirad")


class Invitee(models.Model):
    """A person called to a meeting: the answer, and later the attendance.

    `secret_digest` is the SHA-256 of the secret in the answer link; the link itself is in the mail only.
    `told` is what the person was last told (`meetings.told.facts`), `answered_for` the time that the answer is
    about (`meetings.told.time_key`). `deputy_for`: the invitee whose place this one takes.
    """

    class Answer(models.TextChoices):
        NONE = "none", _("Ikke svart")
        ACCEPTED = "accepted", _("Kommer")
        DECLINED = "declined", _("Kommer ikke")
        TENTATIVE = "tentative", _("Kanskje")

    class Source(models.TextChoices):
        LINK = "link", _("via lenken")
        PAGE = "page", _("på møtets side")
        MAIL = "mail", _("fra kalenderen")
        OTHER = "other", _("ført av sekretæren")

    class Attendance(models.TextChoices):
        UNKNOWN = "unknown", _("Ikke ført")
        PRESENT = "present", _("Til stede")
        ABSENT = "absent", _("Fraværende")
        DEPUTY = "deputy", _("Stedfortreder møtte")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    meeting = CouncilForeignKey(Meeting, models.CASCADE, related_name="invitees")
    seat = CouncilForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="invitations")
    name = models.CharField(_("navn"), max_length=200)
    email = models.EmailField(_("e-post"))
    role = models.CharField(_("rolle"), max_length=200, blank=True)
    optional = models.BooleanField(_("valgfri"), default=False)
    answer = models.CharField(_("svar"), max_length=10, choices=Answer.choices, default=Answer.NONE)
    answer_note = models.CharField(_("merknad"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_for = models.CharField(max_length=40, blank=True)
    answer_source = models.CharField(max_length=10, choices=Source.choices, blank=True)
    deputy_name = models.CharField(_("stedfortreder"), max_length=200, blank=True)
    deputy_email = models.EmailField(_("stedfortreders e-post"), blank=True)
    attendance = models.CharField(
        _("oppmøte"),
        max_length=10,
        choices=Attendance.choices,
        default=Attendance.UNKNOWN,
    )
    absence_reason = models.CharField(_("grunn til fravær"), max_length=200, blank=True)
    secret_digest = models.CharField(max_length=64, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    told = models.JSONField(default=dict, blank=True)
    deputy_for = CouncilForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="deputies")
    order = models.PositiveSmallIntegerField(default=0)

    objects = WalledManager["Invitee"]()

    class Meta:
        verbose_name = _("innkalt")
        verbose_name_plural = _("innkalte")
        ordering = ["order", "name"]
        constraints = [models.UniqueConstraint(fields=["meeting", "email"], name="invitee_once")]
        indexes = [models.Index(fields=["secret_digest"], name="invitee_secret")]

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """One sending about a meeting: call, update or cancellation. Rows are added and read."""

    class Kind(models.TextChoices):
        CALL = "call", _("Innkalling")
        UPDATE = "update", _("Endring")
        CANCELLATION = "cancellation", _("Avlysning")
        MINUTES = "minutes", _("Referat")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    meeting = CouncilForeignKey(Meeting, models.CASCADE, related_name="notices")
    kind = models.CharField(_("type"), max_length=20, choices=Kind.choices)
    sequence = models.PositiveIntegerField()
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    deadline = models.DateField(_("frist"), null=True, blank=True)
    late = models.BooleanField(default=False)
    message = models.TextField(_("melding"), blank=True)

    objects = WalledManager["Notice"]()

    class Meta:
        verbose_name = _("utsending")
        verbose_name_plural = _("utsendinger")
        ordering = ["sent_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sent_at:%d.%m.%Y}"
