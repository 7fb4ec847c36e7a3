"""The year plan: meetings proposed, moved and approved, and what else the year brings."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from meetings.calendar_entry import meeting_uid
from politirad.tenancy.models import (
    CouncilForeignKey,
    Organization,
    User,
    WalledManager,
)


class YearPlan(models.Model):
    """A council's plan for one year: a proposal until somebody approves it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Forslag")
        APPROVED = "approved", _("Godkjent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="year_plans")
    year = models.PositiveSmallIntegerField(_("år"))
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.PROPOSED)
    notes = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = WalledManager["YearPlan"]()

    class Meta:
        verbose_name = _("årshjul")
        verbose_name_plural = _("årshjul")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["council", "year"], name="year_plan_once"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(approved_at__isnull=False),
                name="year_plan_approved_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class PlannedMeeting(models.Model):
    """One meeting of a year plan, in local wall time, with why it lies where it lies.

    The meeting that is made of it has its id, and so the calendar entry's `uid`; `sequence` rises with every change.
    `reasons` holds `meetings.reason_record` records; `duties` is a list of {"kind": ..., "text": ...}, where the
    text is the agreement's own words or empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    plan = CouncilForeignKey(YearPlan, models.CASCADE, related_name="meetings")
    date = models.DateField(_("dato"))
    start = models.TimeField(_("fra"))
    end = models.TimeField(_("til"))
    title = models.CharField(_("tittel"), max_length=200)
    place = models.CharField(_("sted"), max_length=200, blank=True)
    host = models.CharField(_("vertskap"), max_length=200, blank=True)
    theme = models.CharField(_("tema"), max_length=1000, blank=True)
    duties = models.JSONField(default=list, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    moved_by_hand = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)

    objects = WalledManager["PlannedMeeting"]()

    class Meta:
        verbose_name = _("planlagt møte")
        verbose_name_plural = _("planlagte møter")
        ordering = ["date", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="planned_meeting_ends_after_start"),
            models.UniqueConstraint(
                fields=["plan", "date"],
                name="planned_meeting_day_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.date}"

    @property
    def uid(self) -> str:
        """The calendar entry's UID, which the meeting keeps."""
        return meeting_uid(self.id, "politirad")

    @property
    def shown(self) -> tuple[object, ...]:
        """What a calendar shows of it: when this changes, so does `sequence`."""
        return (self.date, self.start, self.end, self.title, self.place, self.host, self.theme)


class Activity(models.Model):
    """Something in the wheel beside the meetings: when, who is responsible, for whom.

    It lies in `month`, on `date` when that is known, or goes on until `last_month`. `sequence` is its calendar entry's. `for_schools` puts it in the
    prevention calendar that the schools get.
    """

    class Kind(models.TextChoices):
        PARENTS = "parents", _("Foreldremøte")
        SCHOOL_VISIT = "school_visit", _("Skolebesøk")
        GRADUATION = "graduation", _("Russetid")
        PUBLIC_MEETING = "public_meeting", _("Åpent møte")
        CAMPAIGN = "campaign", _("Kampanje eller aksjon")
        COURSE = "course", _("Kurs eller fagdag")
        OTHER = "other", _("Annet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    plan = CouncilForeignKey(YearPlan, models.CASCADE, related_name="activities")
    month = models.PositiveSmallIntegerField(_("måned"))
    last_month = models.PositiveSmallIntegerField(_("til og med måned"), null=True, blank=True)
    date = models.DateField(_("dato"), null=True, blank=True)
    kind = models.CharField(_("type"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(_("aktivitet"), max_length=200)
    description = models.CharField(_("hva som skjer"), max_length=1000, blank=True)
    responsible = models.CharField(_("ansvarlig"), max_length=200, blank=True)
    target_group = models.CharField(_("målgruppe"), max_length=200, blank=True)
    contact = models.CharField(_("kontakt"), max_length=200, blank=True)
    for_schools = models.BooleanField(_("i forebyggingskalenderen for skolene"), default=False)
    sequence = models.PositiveIntegerField(default=0)

    objects = WalledManager["Activity"]()

    class Meta:
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        ordering = ["month", F("date").asc(nulls_last=True), "title"]
        constraints = [
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="activity_month"),
            models.CheckConstraint(
                condition=Q(last_month__isnull=True) | Q(last_month__gt=F("month"), last_month__lte=12),
                name="activity_last_month",
            ),
            models.CheckConstraint(
                condition=Q(date__isnull=True) | Q(last_month__isnull=True, date__month=F("month")),
                name="activity_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def uid(self) -> str:
        """The calendar entry's UID, the same through every change."""
        return meeting_uid(self.id, "politirad")


class SchoolHoliday(models.Model):
    """A span in which an organisation's schools are closed; the organisation edits its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    name = models.CharField(_("navn"), max_length=100)
    first_day = models.DateField(_("fra og med"))
    last_day = models.DateField(_("til og med"))

    objects = WalledManager["SchoolHoliday"]()

    class Meta:
        verbose_name = _("skoleferie")
        verbose_name_plural = _("skoleferier")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="school_holiday_period")
        ]

    def __str__(self) -> str:
        return self.name
