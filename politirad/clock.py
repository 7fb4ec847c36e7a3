"""The clock: what is owed at a time, by every room. Beat and `manage.py run_due` both ask here.

Each job is a function from a moment to a count, and harmless to repeat: the ledger in the outbox, or the
state of the row itself, keeps a thing from being done twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from agreements import clock as agreements_clock
from councils import clock as councils_clock
from meetings import clock as meetings_clock
from politirad import delivery
from politirad.overview import seals
from politirad.tenancy.tasks import clock_task

Job = tuple[str, Callable[[datetime.datetime], int]]

#: Looked at every minute: what somebody waits for. The rest is looked at once a day, and when asked.
MINUTELY = frozenset(
    {
        "agreements.settle",
        "agreements.jobs",
        "agreements.comments",
        "agreements.register",
        "meetings.jobs",
        "meetings.changes",
        "meetings.replies",
        "meetings.upward",
        "seals.tell",
        "outbox.sweep",
    }
)
JOBS: list[Job] = [
    *councils_clock.JOBS,
    *agreements_clock.JOBS,
    *meetings_clock.JOBS,
    ("seals.tell", seals.tell),
    ("outbox.sweep", delivery.sweep),
]


@dataclass(frozen=True)
class Done:
    """How many things a job did."""

    name: str
    count: int


def run(at: datetime.datetime, *, names: frozenset[str] | None = None) -> list[Done]:
    """Do everything owed at `at` (aware), or only the jobs of these names, in order."""
    return [Done(name, job(at)) for name, job in JOBS if names is None or name in names]


@clock_task("politirad.clock.minute")
def minute() -> None:
    """What somebody waits for."""
    run(timezone.now(), names=MINUTELY)


@clock_task("politirad.clock.day")
def day() -> None:
    """Reminders, states, memberships."""
    run(timezone.now(), names=frozenset(name for name, _job in JOBS) - MINUTELY)
