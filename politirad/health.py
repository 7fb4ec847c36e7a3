"""`/healthz/`: do database, broker, worker and clock live, and how old is their last sign.

The clock (beat) publishes `heartbeat` every few seconds and leaves its own mark while it does; the worker that runs it
leaves the other. Both marks lie in the broker, so a silent worker shows even when the clock goes on.
"""

import contextlib
import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import redis
from django.conf import settings
from django.db import Error, connections
from django.http import HttpRequest, HttpResponse, JsonResponse

HEARTBEAT = "politirad.heartbeat"
HEARTBEAT_SECONDS = 5.0
WORKER_MAX_AGE = 60.0  # a worker may be busy with long jobs in all its processes
BEAT_MAX_AGE = 30.0
PATH = "/healthz/"

Finding = dict[str, bool | float | None]


def _broker() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def leave_mark(who: str, *, at: float) -> None:
    """Note in the broker that `who` ("worker" or "beat") lived at `at` (seconds since 1970)."""
    with contextlib.closing(_broker()) as broker:
        broker.set(f"politirad:health:{who}", at, ex=86_400)


def forget() -> None:
    """Wipe the marks: nothing lives that has not shown itself since."""
    with contextlib.closing(_broker()) as broker:
        broker.delete("politirad:health:worker", "politirad:health:beat")


def is_well_at(address: str) -> bool:
    """Whether the application at `address` (http://host:port) answers and calls itself well."""
    try:
        with urllib.request.urlopen(f"{address}{PATH}", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:  # refused, too slow, or 503
        return False


def serves_at(address: str) -> bool:
    """Whether the web server at `address` answers and reaches database and broker, whoever else is down."""
    try:
        with urllib.request.urlopen(f"{address}{PATH}", timeout=5) as response:
            body = json.load(response)
    except urllib.error.HTTPError as error:
        body = json.load(error)
    except OSError:
        return False
    return bool(body["database"]["ok"] and body["broker"]["ok"])


def look(*, at: float) -> dict[str, Finding]:
    """What lives at `at`: for each part `ok` and `age` in seconds (None when it never showed itself)."""
    findings: dict[str, Finding] = {"database": _database()}
    marks: list[Any] = [None, None]
    try:
        with contextlib.closing(_broker()) as broker:
            marks = broker.mget("politirad:health:worker", "politirad:health:beat")
        findings["broker"] = {"ok": True, "age": 0.0}
    except redis.RedisError:
        findings["broker"] = {"ok": False, "age": None}
    for who, mark, limit in zip(("worker", "beat"), marks, (WORKER_MAX_AGE, BEAT_MAX_AGE), strict=True):
        age = None if mark is None else round(max(at - float(mark), 0.0), 1)
        findings[who] = {"ok": age is not None and age <= limit, "age": age}
    return findings


def _database() -> Finding:
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            cursor.fetchone()
    except Error:
        connections["default"].close()
        return {"ok": False, "age": None}
    return {"ok": True, "age": 0.0}


def answer(request: HttpRequest) -> HttpResponse:
    """200 with `status` "ok" when every part lives, else 503 with "down"."""
    findings = look(at=time.time())
    well = all(finding["ok"] for finding in findings.values())
    response = JsonResponse({"status": "ok" if well else "down", **findings}, status=200 if well else 503)
    response["Cache-Control"] = "no-store"
    return response


class HealthMiddleware:
    """Answers before everything else: sessions and the tenant's transaction need the database that may be gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return answer(request) if request.path == PATH else self.get_response(request)


def main(part: str) -> bool:
    """A container's own check: `python -m politirad.health web|worker|beat`."""
    if part == "web":
        return serves_at(f"http://127.0.0.1:{os.environ.get('BIND', ':8000').rpartition(':')[2]}")
    return bool(look(at=time.time())[part]["ok"])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "politirad.settings")
    sys.exit(0 if main(sys.argv[1]) else 1)
