"""A piece of work that a worker does while a person looks on."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """State and progress of one piece of work. Rooms make their own tables of it, each behind its own wall."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Venter")
        RUNNING = "running", _("Arbeider")
        DONE = "done", _("Ferdig")
        FAILED = "failed", _("Feilet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING)
    percent = models.PositiveSmallIntegerField(_("fremdrift"), default=0)
    step = models.CharField(_("steg"), max_length=200, blank=True)
    error = models.CharField(_("feil"), max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=models.Q(percent__lte=100), name="%(class)s_percent")]

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.state in {self.State.DONE, self.State.FAILED}
