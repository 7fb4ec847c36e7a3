"""The embedded PostgreSQL, Valkey and mail catcher, for a machine without servers.

`join_unless_configured()` points this process (through its environment) at engines that run in this checkout, or
starts them; they stop when the last process that joined ends, however it ends. What the environment names already
(`DATABASE_URL`, `REDIS_URL`, `EMAIL_URL`) is left alone, and that engine is not started. Their data lies in `.local/`.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from politirad.engines.processes import remembered_secrets

ROOT = Path(__file__).resolve().parent.parent
ENGINE_OF = {"DATABASE_URL": "postgres", "REDIS_URL": "valkey", "EMAIL_URL": "mail"}
PATIENCE = 90.0  # seconds; a first start makes the data folder

_held: dict[tuple[Path, str], int] = {}


class EngineFailed(Exception):
    """An embedded engine did not come up; the text says which, and where its log is."""


def local_folder() -> Path:
    """Where engines keep data and logs: `.local/` in the checkout, or `POLITIRAD_LOCAL`."""
    return Path(os.environ.get("POLITIRAD_LOCAL") or ROOT / ".local").absolute()


def join_unless_configured() -> None:
    """Fill this process's environment from the embedded engines, where it names no real servers.

    With the embedded database come a secret key of this checkout, demo mode and localhost's address, unless set.
    """
    missing = [variable for variable in ENGINE_OF if not os.environ.get(variable)]
    if not missing:
        return
    local = local_folder()
    local.mkdir(exist_ok=True)
    os.environ.update(join(local, tuple(ENGINE_OF[variable] for variable in missing)))
    if "DATABASE_URL" in missing:
        secret = remembered_secrets(local / "application.secrets.json", ("secret_key",))["secret_key"]
        os.environ.setdefault("SECRET_KEY", secret)
        os.environ.setdefault("DEMO", "true")
        os.environ.setdefault("SITE_URL", f"http://localhost:{os.environ.get('PORT') or 8000}")
    if "EMAIL_URL" in missing:
        os.environ.setdefault("MAIL_FOLDER", str(local / "mail"))


def join(local: Path, kinds: tuple[str, ...], *, fast: bool = False) -> dict[str, str]:
    """Use the engines `kinds` under `local` until this process ends or `leave()`s; return their environment.

    Raises EngineFailed.
    """
    environment: dict[str, str] = {}
    keepers: dict[str, subprocess.Popen[bytes] | None] = {}
    for kind in kinds:
        if (local, kind) not in _held:
            descriptor = os.open(local / f"{kind}.users", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_SH)  # waits here while a keeper is closing down
            _held[local, kind] = descriptor
        keepers[kind] = None if _is_kept(local, kind) else _start_keeper(local, kind, fast=fast)
    for kind in kinds:
        environment |= _wait_for(local, kind, keepers[kind], fast=fast)
    return environment


def leave(local: Path, *, patience: float = 9.0) -> None:
    """Stop using the engines under `local`; if nobody else does, wait until they have stopped."""
    mine = [kind for folder, kind in _held if folder == local]
    for kind in mine:
        os.close(_held.pop((local, kind)))
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and any(_will_stop(local, kind) for kind in mine):
        time.sleep(0.05)


def _is_kept(local: Path, kind: str) -> bool:
    return not _can_lock(local / f"{kind}.keeper", fcntl.LOCK_SH)


def _will_stop(local: Path, kind: str) -> bool:
    """The keeper lives, and nobody uses its engine (it has noticed, or will within its next round)."""
    users = local / f"{kind}.users"
    used = not _can_lock(users, fcntl.LOCK_EX) and _can_lock(users, fcntl.LOCK_SH)
    return _is_kept(local, kind) and not used


def _can_lock(path: Path, mode: int) -> bool:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def _start_keeper(local: Path, kind: str, *, fast: bool) -> subprocess.Popen[bytes]:
    """A keeper in a session of its own, so that Ctrl-C in this terminal does not end it before its users."""
    (local / f"{kind}.json").unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "politirad.engines.keeper",
        kind,
        str(local),
        *(["--fast"] if fast else []),
    ]
    with (local / f"{kind}.keeper.log").open("wb") as log:
        return subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )


def _wait_for(
    local: Path, kind: str, keeper: subprocess.Popen[bytes] | None, *, fast: bool
) -> dict[str, str]:
    state_file = local / f"{kind}.json"
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            state = json.loads(state_file.read_text())
        except FileNotFoundError:
            state = {}
        if "environment" in state:
            if _is_kept(local, kind):
                environment: dict[str, str] = state["environment"]
                return environment
        elif "error" in state:
            raise EngineFailed(f"The embedded {kind} failed: {state['error']} See {local / kind}.keeper.log.")
        if (keeper is None or keeper.poll() is not None) and not _is_kept(local, kind):
            keeper = _start_keeper(local, kind, fast=fast)
        time.sleep(0.05)
    raise EngineFailed(
        f"The embedded {kind} did not answer within {PATIENCE:.0f} s; see {local / kind}.keeper.log."
    )
