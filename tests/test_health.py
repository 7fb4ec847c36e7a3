"""`/healthz/` with real engines: what lives, what does not, and how old its last sign is."""

import contextlib
import subprocess
import time
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings
from django.db import connections
from django.test import Client
from pytest_django import Settings

from politirad import health
from politirad.celery import app, load_tasks
from politirad.engines.processes import free_port

NOW = 1_800_000_000.0


@pytest.mark.django_db
def test_all_parts_live_when_marks_are_fresh(broker: redis.Redis) -> None:
    health.leave_mark("worker", at=NOW - 4)
    health.leave_mark("beat", at=NOW - 2)
    assert health.look(at=NOW) == {
        "database": {"ok": True, "age": 0.0},
        "broker": {"ok": True, "age": 0.0},
        "worker": {"ok": True, "age": 4.0},
        "beat": {"ok": True, "age": 2.0},
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "age", "lives"),
    [
        ("worker", health.WORKER_MAX_AGE, True),
        ("worker", health.WORKER_MAX_AGE + 1, False),
        ("beat", health.BEAT_MAX_AGE, True),
        ("beat", health.BEAT_MAX_AGE + 1, False),
    ],
)
def test_mark_grows_too_old(broker: redis.Redis, who: str, age: float, lives: bool) -> None:
    health.leave_mark(who, at=NOW - age)
    assert health.look(at=NOW)[who] == {"ok": lives, "age": age}


@pytest.mark.django_db
def test_part_that_never_showed_itself_is_down(client: Client, broker: redis.Redis) -> None:
    health.leave_mark("beat", at=time.time())
    response = client.get("/healthz/")
    assert response.status_code == 503
    body = response.json()
    assert (body["status"], body["worker"]) == ("down", {"ok": False, "age": None})
    assert body["beat"]["ok"] and body["database"]["ok"] and body["broker"]["ok"]


@pytest.mark.django_db
def test_health_needs_no_login_and_is_not_kept(client: Client, broker: redis.Redis) -> None:
    for who in ("worker", "beat"):
        health.leave_mark(who, at=time.time())
    response = client.get("/healthz/")
    assert (response.status_code, response.json()["status"]) == (200, "ok")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@contextlib.contextmanager
def _database_elsewhere() -> Iterator[None]:
    connection = connections["default"]
    connection.close()
    own, connection.settings_dict["PORT"] = connection.settings_dict["PORT"], str(free_port())
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["PORT"] = own


@pytest.mark.django_db(transaction=True)
def test_lost_database_is_told_not_raised(client: Client, broker: redis.Redis) -> None:
    with _database_elsewhere():
        response = client.get("/healthz/")
    assert response.status_code == 503
    assert response.json()["database"] == {"ok": False, "age": None}
    assert response.json()["broker"] == {"ok": True, "age": 0.0}


@pytest.mark.django_db
def test_lost_broker_is_told_not_raised(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
    response = client.get("/healthz/")
    assert response.status_code == 503
    assert {part: response.json()[part]["ok"] for part in ("database", "broker", "worker", "beat")} == {
        "database": True,
        "broker": False,
        "worker": False,
        "beat": False,
    }


def test_heartbeat_through_a_real_worker_leaves_both_marks(
    broker: redis.Redis, worker: "subprocess.Popen[bytes]"
) -> None:
    before = time.time()
    app.send_task(health.HEARTBEAT)
    deadline = time.monotonic() + 20
    while not broker.get("politirad:health:worker"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    findings = health.look(at=time.time())
    assert findings["worker"]["ok"] and findings["beat"]["ok"]
    mark = broker.get("politirad:health:worker")
    assert isinstance(mark, bytes) and float(mark) >= before


def test_every_task_has_limits_below_the_visibility_timeout() -> None:
    limit = app.conf.broker_transport_options["visibility_timeout"]
    load_tasks()
    tasks = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}
    assert health.HEARTBEAT in tasks
    for name, task in tasks.items():
        hard = task.time_limit or app.conf.task_time_limit
        soft = task.soft_time_limit or app.conf.task_soft_time_limit
        assert soft < hard < limit, name


def test_clock_names_only_tasks_that_exist() -> None:
    load_tasks()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
    assert app.conf.broker_url == settings.REDIS_URL
