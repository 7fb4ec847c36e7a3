"""What `make bench` measures, and how: each case does one thing once, against the demo's data.

Cases of a group run interleaved in shuffled rounds, so that a busy machine slows all of them alike, and each group's
first case is the yardstick of the others. Add a case by adding a function to its group.
"""

import datetime
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import redis
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from agreements.documents import TEMPLATE, document_of
from agreements.models import Agreement
from politirad import health, seal, typesetting
from politirad.celery import app
from politirad.engines.processes import child_setup
from politirad.tenancy import context
from politirad.tenancy.models import User

Case = Callable[[], object]
LISTS = ("councils", "year_plans", "meetings", "agreements")
DETAILS = frozenset({"council", "year_plan", "meeting", "agreement"})
PERSON = "slt.lorenskog@politirad.example"


@dataclass(frozen=True)
class Bar:
    """What a case may cost on a quiet machine of two cores: milliseconds, or times the yardstick."""

    milliseconds: float | None = None
    ratio: float | None = None

    def __str__(self) -> str:
        return f"{self.milliseconds:g} ms" if self.milliseconds is not None else f"{self.ratio:g} times"

    def holds(self, result: "Result") -> bool:
        """Whether the median keeps within it."""
        if self.milliseconds is not None:
            return result.median_ms <= self.milliseconds
        return self.ratio is None or result.ratio <= self.ratio


#: Group and case -> what was promised of it.
BARS = {
    ("paper", "PDF"): Bar(ratio=1.15),
    ("paper", "seal"): Bar(milliseconds=100),
    ("year", "one"): Bar(milliseconds=200),
    ("year", "district"): Bar(milliseconds=5000),
    ("year", "call"): Bar(milliseconds=500),
}


@dataclass(frozen=True)
class Result:
    """One case: how often it ran, its median and 95th percentile in milliseconds, and its ratio to the yardstick."""

    group: str
    name: str
    rounds: int
    median_ms: float
    p95_ms: float
    ratio: float

    @property
    def bar(self) -> Bar | None:
        """What was promised of the case, if anything."""
        return BARS.get((self.group, self.name))

    @property
    def holds(self) -> bool:
        """Whether it keeps what was promised."""
        return self.bar is None or self.bar.holds(self)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "bar": str(self.bar or ""), "holds": self.holds}


def measure(group: str, cases: dict[str, Case], *, rounds: int) -> list[Result]:
    """Run each case `rounds` times after one warm-up; the first case is the yardstick."""
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for case in cases.values():
        case()
    order = list(cases)
    for _round in range(rounds):
        random.shuffle(order)
        for name in order:
            begun = time.perf_counter()
            cases[name]()
            seconds[name].append(time.perf_counter() - begun)
    yardstick = statistics.median(seconds[next(iter(cases))])
    return [
        Result(
            group,
            name,
            rounds,
            median_ms=round(statistics.median(times) * 1000, 2),
            p95_ms=round(statistics.quantiles(times, n=20)[-1] * 1000, 2),
            ratio=round(statistics.median(times) / yardstick, 2),
        )
        for name, times in seconds.items()
    ]


def person() -> User:
    """Whose pages and work it is: a secretary of the demo."""
    return User.objects.get(email=PERSON)


def pages() -> dict[str, Case]:
    """Pages as a person gets them, through every middleware; the yardstick is a page without a login."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.force_login(person(), backend=settings.AUTHENTICATION_BACKENDS[0])
    stranger = Client(headers={"host": settings.ALLOWED_HOSTS[0]})

    def fetch(visitor: Client, path: str) -> Case:
        def case() -> None:
            response = visitor.get(path, secure=settings.HTTPS)
            if response.status_code != 200:
                raise RuntimeError(f"{path} answers {response.status_code}")

        return case

    found = {
        "login": fetch(stranger, reverse("account_login")),
        "overview": fetch(client, reverse("overview")),
    }
    for lists in LISTS:
        path = reverse(lists)
        found[lists] = fetch(client, path)
        page = client.get(path, secure=settings.HTTPS).content.decode()
        for link in re.findall(r'href="(/[^"#?]+)', page):
            try:
                name = resolve(link).url_name
            except Resolver404:  # a static file
                continue
            if name in DETAILS and name not in found:
                found[name] = fetch(client, link)
    return found


def papers() -> dict[str, Case]:
    """From an agreement to a sealed PDF; the yardstick is the same text set by WeasyPrint alone."""
    today = datetime.date(2026, 11, 22)
    with context.entered(context.of_user(person().pk, today=today)):
        agreement = Agreement.objects.order_by("created_at").first()
        if agreement is None:
            raise RuntimeError("The demo has no agreement for this person.")
        document = document_of(agreement, today=today)
    content = document.render()
    facts = {**document.facts, "title": document.title, "language": document.language}
    at = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    return {
        "WeasyPrint": lambda: typesetting.bare(TEMPLATE, facts),
        "text": lambda: render_to_string(TEMPLATE, facts),
        "PDF": document.render,
        "seal": lambda: seal.seal(content, reason="Benchmark", location="Norge", at=at),
    }


@contextmanager
def jobs() -> Iterator[dict[str, Case]]:
    """From a wake-up to a finished job in a worker of our own; the yardstick is a round trip to the broker."""
    broker = redis.Redis.from_url(settings.REDIS_URL)
    queue = f"bench-{uuid.uuid4()}"
    command = [sys.executable, "-m", "celery", "-A", "politirad.celery", "worker", "--queues", queue]
    command += ["--concurrency=1", "--loglevel=ERROR", "--without-mingle", "--without-gossip"]
    worker = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=child_setup(parent=os.getpid(), stop_signal=signal.SIGTERM),
    )

    def heartbeat() -> None:
        broker.delete("politirad:health:worker")
        app.send_task(health.HEARTBEAT, queue=queue)
        deadline = time.monotonic() + 60
        while not broker.exists("politirad:health:worker"):
            if time.monotonic() > deadline:
                raise RuntimeError("No worker took the job.")
            time.sleep(0.0005)

    try:
        yield {"broker": broker.ping, "job": heartbeat}
    finally:
        os.killpg(worker.pid, signal.SIGKILL)  # the queue is its own, and everything in it is done
        worker.wait()
        broker.delete(queue)
        broker.close()
