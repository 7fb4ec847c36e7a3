"""Stored files that bear our seal: how a row takes it, and how a worker renews it. For the rooms' own tables."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from politirad import seal
from politirad.tenancy import context, work
from politirad.tenancy.audit import record
from politirad.tenancy.models import Job, SealedFile

PAUSE = datetime.timedelta(minutes=2)  # before a timestamp authority that failed is asked again
MOST_ATTEMPTS = 30


def hold_sealed(file: SealedFile, content: bytes) -> None:
    """Take sealed bytes, and what follows from the seal on them; does not save."""
    file.hold(content)
    file.sealed = True
    file.seal_digest = seal.verify(content).digest
    file.good_until = seal.good_until(content)


def again(wall: context.Context, job: Job, error: seal.TimestampUnavailable) -> Job.State:
    """Leave the job to the sweep after a pause; give up after many attempts. Never a weaker seal."""
    now = timezone.now()
    if job.attempts >= MOST_ATTEMPTS:
        work.fail(wall, job, error=str(error), at=now)
        return Job.State.FAILED
    words = _("Tidsstempeltjenesten svarer ikke. Vi prøver igjen om litt.")
    work.pause(wall, job, error=str(error), words=words, until=now + PAUSE)
    return Job.State.RUNNING


def renew(
    wall: context.Context, job: Job, successor: SealedFile, *, former: SealedFile, subject: models.Model
) -> Job.State | None:
    """Do a job that renews the seal of `former`: the same bytes with a newer timestamp are kept as `successor`.

    `successor` is a row of the room's own, not yet saved, that says what it renews. None when another worker has taken
    the job meanwhile.
    """
    work.step(wall, job, percent=50, words=_("Henter et nytt tidsstempel"))
    try:
        hold_sealed(successor, seal.renew(bytes(former.content)))
    except seal.TimestampUnavailable as error:
        return again(wall, job, error)
    except seal.SealingFailed as error:
        work.fail(wall, job, error=str(error), at=timezone.now())
        return Job.State.FAILED
    with context.entered(wall):
        if not work.is_mine(job):
            return None
        successor.save(force_insert=True)
        work.finish(job, at=timezone.now(), pdf=successor)
        facts: dict[str, Any] = {"until": successor.good_until, "sha256": successor.sha256}
        record("renew_seal", subject, by=None, **facts)
    return Job.State.DONE


def renewal_due(today: datetime.date) -> datetime.date:
    """A seal that is good until this day or an earlier one is to be renewed."""
    return today + datetime.timedelta(days=settings.SEAL_RENEWAL_DAYS)
