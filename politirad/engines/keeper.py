"""Keeps one engine alive as long as somebody uses it: `python -m politirad.engines.keeper KIND LOCAL`.

Who uses an engine holds a shared lock on `KIND.users`. The keeper holds `KIND.keeper` while it lives, and stops the
engine once it gets `KIND.users` alone, which can only be when no user is left, however the last one ended. It keeps
that lock until it is gone, so whoever comes meanwhile waits, and then starts a new keeper.
"""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Protocol

from politirad.engines.mail import Mail
from politirad.engines.postgres import Postgres
from politirad.engines.valkey import Valkey


class Engine(Protocol):
    """What the keeper asks of an engine."""

    stop_signal: signal.Signals

    def start(self) -> subprocess.Popen[bytes]: ...
    def addresses(self) -> dict[str, str]: ...


ENGINES: dict[str, Callable[[Path, bool], Engine]] = {
    "postgres": lambda local, fast: Postgres(local, fast=fast),
    "valkey": lambda local, fast: Valkey(local, fast=fast),
    "mail": lambda local, fast: Mail(local, fast=fast),
}


def take_alone(path: Path) -> int | None:
    """An exclusive lock on `path` as an open descriptor, or None while anybody else has one."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def write_state(path: Path, state: dict[str, object]) -> None:
    """Replace `path` in one step, readable by this user alone (it holds passwords)."""
    draft = path.with_suffix(".draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(state, file)
    draft.replace(path)


def keep(kind: str, local: Path, *, fast: bool) -> int:
    """Start the engine, keep it while it is used, stop it. Exit code: 0 done, 1 the engine failed, 2 not needed."""
    if take_alone(local / f"{kind}.keeper") is None:
        return 2
    state = local / f"{kind}.json"
    state.unlink(missing_ok=True)
    told_to_stop: list[int] = []

    def remember(number: int, frame: FrameType | None) -> None:
        told_to_stop.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, remember)
    try:
        engine = ENGINES[kind](local, fast)
        process = engine.start()
    except Exception as error:  # noqa: BLE001  (whatever it is, those who wait must hear it)
        traceback.print_exc()
        write_state(state, {"error": str(error)})
        return 1
    write_state(state, {"pid": process.pid, "environment": engine.addresses()})
    try:
        while process.poll() is None and not told_to_stop:
            if take_alone(local / f"{kind}.users") is not None:
                break
            time.sleep(0.2)
    finally:
        state.unlink(missing_ok=True)
        process.send_signal(engine.stop_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(8)
        process.kill()
    return 0 if process.wait() == 0 or told_to_stop else 1


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1], Path(sys.argv[2]), fast="--fast" in sys.argv))
