"""How a worker does a `Job`: claim it, say how far it has come, end it. Each step commits, so that a page can show it.

Safe to repeat: a worker that died loses its lease, and one that comes back late finds the job taken.
"""

from __future__ import annotations

import datetime
from typing import TypeVar
from uuid import UUID

from django.db import models

from politirad.tenancy import context
from politirad.tenancy.models import Job

LEASE = datetime.timedelta(minutes=5)
Work = TypeVar("Work", bound=Job)


def claim(rows: models.QuerySet[Work], job_id: UUID, *, at: datetime.datetime) -> Work | None:
    """Take the job until the lease runs out; None when it is over, not there, or another worker has it."""
    job = rows.select_for_update(skip_locked=True, of=("self",)).filter(pk=job_id).first()
    if job is None or job.is_over:
        return None
    if job.state == Job.State.RUNNING and job.lease_until and job.lease_until >= at:
        return None
    job.state, job.attempts, job.lease_until = Job.State.RUNNING, job.attempts + 1, at + LEASE
    job.percent, job.step, job.error = 10, "", ""
    job.save(update_fields=["state", "attempts", "lease_until", "percent", "step", "error"])
    return job


def is_mine(job: Job) -> bool:
    """Whether this worker still has the job: its attempt is the latest. Locks the row."""
    row = type(job)._default_manager.select_for_update().get(pk=job.pk)
    return row.state == Job.State.RUNNING and row.attempts == job.attempts


def step(wall: context.Context, job: Job, *, percent: int, words: str) -> None:
    """Say how far the work has come."""
    with context.entered(wall):
        if is_mine(job):
            type(job)._default_manager.filter(pk=job.pk).update(percent=percent, step=words)


def pause(wall: context.Context, job: Job, *, error: str, words: str, until: datetime.datetime) -> None:
    """Leave the job to the sweep, which takes it again after `until`."""
    with context.entered(wall):
        if is_mine(job):
            type(job)._default_manager.filter(pk=job.pk).update(
                lease_until=until, step=words, error=error[:500]
            )


def fail(wall: context.Context, job: Job, *, error: str, at: datetime.datetime) -> None:
    """End the job with the sentence that says why."""
    with context.entered(wall):
        if is_mine(job):
            type(job)._default_manager.filter(pk=job.pk).update(
                state=Job.State.FAILED, error=error[:500], finished_at=at, lease_until=None
            )


def finish(job: Job, *, at: datetime.datetime, **result: object) -> None:
    """End the job well, with what it made; inside the context in which the result was stored."""
    type(job)._default_manager.filter(pk=job.pk).update(
        state=Job.State.DONE, percent=100, step="", finished_at=at, lease_until=None, **result
    )
