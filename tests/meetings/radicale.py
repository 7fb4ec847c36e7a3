"""A real CalDAV server (Radicale) in a process of its own, for one test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from politirad.engines.processes import accepts, child_setup, free_port


@contextmanager
def caldav_server(folder: Path) -> Iterator[str]:
    """Its address; every name and password opens an account. It keeps its calendars in `folder`."""
    port = free_port()
    settings = folder / "radicale.conf"
    settings.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n[rights]\ntype = owner_only\n"
        f"[storage]\nfilesystem_folder = {folder / 'calendars'}\n[logging]\nlevel = warning\n"
    )
    with (folder / "radicale.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(settings)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=child_setup(parent=os.getpid(), stop_signal=15),
        )
    try:
        _wait_for(process, port, folder / "radicale.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + 60
    while not accepts(port):
        assert process.poll() is None, f"Radicale ended at once: {log.read_text()}"
        assert time.monotonic() < deadline, f"Radicale does not answer: {log.read_text()}"
        time.sleep(0.1)
