"""Starts processes together and stops them together.

A process that ends by itself is started again, unless it does so too often; then all are stopped. When the supervisor
itself is killed, the kernel tells its children.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from politirad.engines.processes import child_setup

STOP_SECONDS = 4.0  # then what still lives is killed
RESTARTS = 5  # in RESTART_WINDOW seconds
RESTART_WINDOW = 60.0


@dataclass
class Member:
    """One process of the house."""

    name: str
    command: Sequence[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it in a process group of its own: Ctrl-C reaches the supervisor alone."""
        self.starts.append(time.monotonic())
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=child_setup(parent=os.getpid(), stop_signal=signal.SIGTERM),
            )

    def lives(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def tell(self, number: signal.Signals) -> None:
        """Signal it and all its children."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def fails_too_often(self) -> bool:
        """Whether it was started more than RESTARTS times within the window."""
        since = time.monotonic() - RESTART_WINDOW
        return len([start for start in self.starts if start > since]) > RESTARTS


class Supervisor:
    """Keeps `members` running until it is told to stop."""

    def __init__(
        self, members: Sequence[Member], environment: Mapping[str, str], say: Callable[[str], None]
    ) -> None:
        self.members = members
        self.environment = environment
        self.say = say
        self.told_to_stop = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._remember)

    def start(self) -> None:
        """Start every member."""
        for member in self.members:
            member.start(self.environment)

    def watch(self, *, until: Callable[[], bool] = lambda: False) -> bool:
        """Keep the members running; False when it was told to stop or gave up, True when `until` holds."""
        while not self.told_to_stop:
            for member in self.members:
                if member.lives():
                    continue
                if member.fails_too_often():
                    self.say(f"{member.name} ends again and again; its words are in {member.log}.")
                    return False
                self.say(f"{member.name} ended; starting it again (its words are in {member.log}).")
                member.tell(signal.SIGKILL)  # children it may have left
                time.sleep(1)
                member.start(self.environment)
            if until():
                return True
            time.sleep(0.4)
        return False

    def stop(self) -> None:
        """Ask all to stop, then kill what still lives, children included."""
        for member in self.members:
            if member.lives() and member.process is not None:
                member.process.terminate()  # the chief tells its own children
        deadline = time.monotonic() + STOP_SECONDS
        while any(member.lives() for member in self.members) and time.monotonic() < deadline:
            time.sleep(0.05)
        for member in self.members:
            member.tell(signal.SIGKILL)
            if member.process is not None:
                member.process.wait()

    def _remember(self, number: int, frame: FrameType | None) -> None:
        self.told_to_stop = True
