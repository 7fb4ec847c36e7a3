"""Celery workers in processes of their own."""

import os
import subprocess
import sys
import time
from pathlib import Path

from politirad.celery import app as celery_app
from politirad.engines.processes import child_setup
from tests import engines


def start_worker_process(log: Path) -> subprocess.Popen[bytes]:
    """A worker on the test's engines; it answers when this returns."""
    command = [sys.executable, "-m", "celery", "-A", "politirad.celery", "worker"]
    command += [
        "--concurrency=2",
        "--loglevel=WARNING",
        f"--hostname=w{time.time_ns()}@test",
        "--without-mingle",
    ]
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
    while not celery_app.control.ping(timeout=0.5):
        assert process.poll() is None, f"the worker ended at once: {log.read_text()}"
        assert time.monotonic() < deadline, f"the worker does not answer: {log.read_text()}"
    return process


def stop_process(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, then end it."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
