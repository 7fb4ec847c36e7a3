"""Children that do not outlive their parent, free ports, and secrets in a file."""

import ctypes
import json
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(signal_number: int = signal.SIGTERM) -> None:
    """Ask the kernel to send this process `signal_number` when its parent ends, however the parent ends.

    Does nothing outside Linux. Must run after a change of user: the kernel forgets the wish then.
    """
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)


def child_setup(
    *, parent: int, stop_signal: int, uid: int | None = None, gid: int | None = None
) -> Callable[[], None]:
    """What a child does between fork and exec: own process group, another user if given, death with `parent`."""

    def setup() -> None:
        os.setpgid(0, 0)
        if uid is not None and gid is not None:
            os.setgroups([])
            os.setgid(gid)
            os.setuid(uid)
        die_with_parent(stop_signal)
        if os.getppid() != parent:  # the parent ended before the wish was heard
            os._exit(1)

    return setup


def free_port() -> int:
    """A TCP port on 127.0.0.1 that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def accepts(port: int) -> bool:
    """Whether something listens on 127.0.0.1:`port`."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def remembered_secrets(path: Path, names: tuple[str, ...]) -> dict[str, str]:
    """Random secrets by name, made at the first call and read from `path` (mode 0600) ever after."""
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump({name: secrets.token_urlsafe(48) for name in names}, file)
        try:
            os.link(draft, path)  # the first of several at once wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    stored: dict[str, str] = json.loads(path.read_text())
    return stored
