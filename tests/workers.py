"""Celery workers in processes of their own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from politirad.celery import app as celery_app
from politirad.engines.processes import child_setup
from tests import engines


@dataclass(frozen=True)
class Worker:
    """A worker's process, and the name by which it is spoken to."""

    process: subprocess.Popen[bytes]
    name: str

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Takes jobs inside only. What actions send off in other tests must not be done behind their backs."""
        self._told("add_consumer")
        try:
            yield
        finally:
            self._told("cancel_consumer")

    def rest(self) -> None:
        """Take no more jobs."""
        self._told("cancel_consumer")

    def _told(self, command: str) -> None:
        queue = {"queue": celery_app.conf.task_default_queue}
        answers = celery_app.control.broadcast(
            command, queue, destination=[self.name], reply=True, limit=1, timeout=30
        )
        assert answers, f"the worker does not answer to {command}"


def start_worker_process(log: Path) -> Worker:
    """A worker on the test's engines; it answers when this returns."""
    name = f"w{time.time_ns()}@test"
    command = [sys.executable, "-m", "celery", "-A", "politirad.celery", "worker"]
    command += ["--concurrency=2", "--loglevel=WARNING", f"--hostname={name}", "--without-mingle"]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=engines.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=child_setup(parent=os.getpid(), stop_signal=15),
        )
    deadline = time.monotonic() + 60
    while not celery_app.control.ping([name], timeout=0.5, limit=1):
        assert process.poll() is None, f"the worker ended at once: {log.read_text()}"
        assert time.monotonic() < deadline, f"the worker does not answer: {log.read_text()}"
    return Worker(process, name)


def stop_process(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, then end it."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
