"""The Celery app and the clock.

Every task is safe to run twice (rule 7 of the house), so a message is given back when its worker dies. Time limits
are shorter than the broker's visibility timeout; a longer task would run twice for certain.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "politirad.settings")

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, before_task_publish, celeryd_init, worker_ready
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from politirad import health

LONGEST_TASK = 240  # seconds, then the process is killed; a task that needs less says so itself

app = Celery("politirad")
app.conf.update(
    broker_url=settings.REDIS_URL,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": 900,
        "socket_keepalive": True,
        "health_check_interval": 20,
    },
    task_serializer="json",
    accept_content=["json"],
    result_serializer="json",
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=500,
    task_soft_time_limit=LONGEST_TASK - 30,
    task_time_limit=LONGEST_TASK,
    worker_soft_shutdown_timeout=5.0,
    worker_enable_soft_shutdown_on_idle=False,
    worker_hijack_root_logger=False,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    timezone="Europe/Oslo",
    enable_utc=True,
)
# The clock remembers when each entry last ran, so that a daily one that was missed runs after a pause.
app.conf.beat_schedule_filename = str(
    Path(os.environ.get("POLITIRAD_LOCAL") or settings.BASE_DIR / ".local") / "beat-schedule"
)
app.conf.beat_schedule = {
    "heartbeat": {
        "task": health.HEARTBEAT,
        "schedule": health.HEARTBEAT_SECONDS,
        "options": {"expires": 30},
    },
    "minute": {"task": "politirad.clock.minute", "schedule": 60.0, "options": {"expires": 55}},
    "day": {"task": "politirad.clock.day", "schedule": crontab(hour=6, minute=5)},
}


@celeryd_init.connect
def load_tasks(**kwargs: Any) -> None:
    """Only a worker needs the tasks themselves; the clock and the web server send them by name."""
    app.autodiscover_tasks([*settings.ROOMS], force=True)
    app.autodiscover_tasks(["politirad"], related_name="delivery", force=True)
    app.autodiscover_tasks(["politirad"], related_name="clock", force=True)


@celeryd_init.connect
def refuse_to_work(**kwargs: Any) -> None:
    """A worker takes no task over an open wall. Comes after `load_tasks`, in the order they are connected."""
    from politirad.checks import refuse_to_serve  # noqa: PLC0415  (it reads the apps, which the tasks have loaded)

    try:
        refuse_to_serve()
    except ImproperlyConfigured as faults:
        sys.exit(str(faults))  # an exception would end in the log, and the worker would go on


@app.task(name=health.HEARTBEAT, acks_late=False, soft_time_limit=5, time_limit=10)
def heartbeat() -> None:
    """Show that a worker takes jobs and finishes them."""
    health.leave_mark("worker", at=time.time())


@worker_ready.connect
def worker_lives(**kwargs: Any) -> None:
    """A worker that waits for jobs is alive before its first heartbeat."""
    health.leave_mark("worker", at=time.time())


@beat_init.connect
@before_task_publish.connect(sender=health.HEARTBEAT)
def beat_lives(**kwargs: Any) -> None:
    """Only the clock publishes the heartbeat; that it does is its own sign of life."""
    health.leave_mark("beat", at=time.time())
