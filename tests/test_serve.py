"""`make run`'s supervisor: everything comes up, and everything is gone afterwards, however it ended."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from politirad import embedded
from politirad.engines.processes import free_port

UP_SECONDS = 180
PATIENCE = 60  # the promise is ten seconds; a busy machine must not fail the test
EMBEDDED = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "SITE_URL",
    "SECRET_KEY",
    "MAIL_FOLDER",
)


class House:
    """`manage.py serve` with engines, data and port of its own, and no load of demo data."""

    def __init__(self, root: Path, local: Path) -> None:
        self.local = local
        self.port = free_port()
        environment = {name: value for name, value in os.environ.items() if name not in EMBEDDED}
        environment |= {"POLITIRAD_LOCAL": str(local), "PORT": str(self.port), "DEMO": "false"}
        self.output = local / f"output-{self.port}"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=root,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def health(self) -> tuple[int, dict[str, Any]]:
        """Status and body of /healthz/; (0, {}) where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz/", timeout=5) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except OSError:
            return 0, {}

    def wait_until_well(self) -> None:
        """Until /healthz/ says 200."""
        deadline = time.monotonic() + UP_SECONDS
        while self.health()[0] != 200:
            assert self.process.poll() is None, self.output.read_text()
            assert time.monotonic() < deadline, self.output.read_text()
            time.sleep(0.2)

    def wait_for_words(self, words: str) -> None:
        """Until it has said them."""
        deadline = time.monotonic() + UP_SECONDS
        while words not in self.output.read_text():
            assert time.monotonic() < deadline, self.output.read_text()
            time.sleep(0.1)

    def stop(self, number: signal.Signals) -> None:
        """Tell it to stop: nothing of it is left."""
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        self.assert_gone(within=PATIENCE)

    def processes(self) -> list[psutil.Process]:
        """Everything that belongs to it: its children, and whoever carries its folder in the environment."""
        mine = []
        for process in psutil.process_iter():
            try:
                if (
                    process.environ().get("POLITIRAD_LOCAL") == str(self.local)
                    and process.status() != "zombie"
                ):
                    mine.append(process)
            except psutil.Error:
                continue
        return mine

    def assert_gone(self, *, within: float) -> None:
        """Nothing of it runs any more."""
        deadline = time.monotonic() + within
        while left := self.processes():
            assert time.monotonic() < deadline, [" ".join(process.cmdline()) for process in left]
            time.sleep(0.1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all: it is made once."""
    path = tmp_path_factory.mktemp("house")
    for part in (path, path.parent):
        part.chmod(0o755)  # the database's own user must get through
    return path


@pytest.fixture
def house(at_root: Path, folder: Path) -> Iterator[House]:
    running = House(at_root, folder)
    yield running
    for process in running.processes():
        process.kill()
    running.process.wait()


def test_serve_runs_everything_until_it_is_told_to_stop(house: House, at_root: Path) -> None:
    house.wait_until_well()
    status, body = house.health()
    assert (status, set(body)) == (200, {"status", "database", "broker", "worker", "beat"})
    house.wait_for_words(f"http://localhost:{house.port}")
    assert {"worker", "beat", "gunicorn"} <= {
        word for process in house.processes() for word in process.cmdline()
    }

    # A second one in the same checkout is refused and does no harm.
    second = House(at_root, house.local)
    assert second.process.wait(60) == 1
    assert "Politiråd runs in this checkout already." in second.output.read_text()

    # A command joins the engines that run and leaves them running.
    pid = json.loads((house.local / "postgres.json").read_text())["pid"]
    done = command_at(
        at_root, house.local, "from django.db import connection as c; c.ensure_connection(); print('in')"
    )
    assert done.stdout.splitlines()[-1] == "in", done.stderr
    assert json.loads((house.local / "postgres.json").read_text())["pid"] == pid

    # A worker that dies is started again.
    worker = min((p for p in house.processes() if "worker" in p.cmdline()), key=lambda p: p.create_time())
    worker.kill()
    house.wait_for_words("worker ended; starting it again")
    house.wait_until_well()

    house.stop(signal.SIGTERM)


def test_serve_killed_hard_leaves_nothing_and_starts_again(house: House, at_root: Path) -> None:
    house.wait_until_well()
    house.process.kill()
    house.process.wait()
    house.assert_gone(within=PATIENCE)

    again = House(at_root, house.local)
    again.wait_until_well()
    again.stop(signal.SIGINT)


def command_at(root: Path, local: Path, code: str) -> "subprocess.CompletedProcess[str]":
    """`manage.py shell -c code` with the engines of `local` and nothing configured."""
    environment = {name: value for name, value in os.environ.items() if name not in EMBEDDED}
    return subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code],
        cwd=root,
        env=environment | {"POLITIRAD_LOCAL": str(local)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_engines_start_for_one_command_and_stop_after_it(at_root: Path, folder: Path) -> None:
    code = "import os; print('@127.0.0.1:' in os.environ['DATABASE_URL'], os.environ['EMAIL_URL'][:7])"
    done = command_at(at_root, folder, code)
    assert done.stdout.splitlines()[-1] == "True smtp://", done.stderr
    deadline = time.monotonic() + PATIENCE
    while any((folder / f"{kind}.json").exists() for kind in embedded.ENGINE_OF.values()):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_real_servers_mean_nothing_embedded(at_root: Path, tmp_path: Path, manage: Any) -> None:
    done = manage("shell", "-c", "print('ready')", POLITIRAD_LOCAL=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DATABASE_URL", "mysql://user@host/db", "DATABASE_URL must look like postgresql://"),
        ("SITE_URL", "politirad.no", "SITE_URL must be the full address"),
    ],
)
def test_impossible_setting_stops_with_a_sentence(manage: Any, name: str, value: str, words: str) -> None:
    done = manage("check", **{name: value})
    assert done.returncode != 0
    assert words in done.stderr


def test_missing_server_is_named_outside_manage(at_root: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in EMBEDDED}
    command = [sys.executable, "-c", "import politirad.wsgi"]
    done = subprocess.run(command, cwd=at_root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "SECRET_KEY is not set: a long random text" in done.stderr
