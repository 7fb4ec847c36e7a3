"""`make run`'s supervisor: everything comes up, and everything is gone afterwards, however it ended."""

import json
import os
import re
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
DOWN_SECONDS = 10
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
        self.output = local / "output"
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


@pytest.fixture
def house(at_root: Path, tmp_path: Path) -> Iterator[House]:
    tmp_path.chmod(0o755)  # the database's own user must get through
    running = House(at_root, tmp_path)
    yield running
    for process in running.processes():
        process.kill()
    running.process.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_comes_up_and_stops_everything_when_told(house: House, number: signal.Signals) -> None:
    house.wait_until_well()
    status, body = house.health()
    assert (status, set(body)) == (200, {"status", "database", "broker", "worker", "beat"})
    assert re.search(rf"http://localhost:{house.port}\b", house.output.read_text())
    names = {word for process in house.processes() for word in process.cmdline()}
    assert {"worker", "beat", "gunicorn"} <= names

    begun = time.monotonic()
    house.process.send_signal(number)
    house.process.wait(DOWN_SECONDS)
    house.assert_gone(within=DOWN_SECONDS - (time.monotonic() - begun))


def test_serve_killed_hard_leaves_nothing_and_starts_again(house: House, at_root: Path) -> None:
    house.wait_until_well()
    house.process.kill()
    house.process.wait()
    house.assert_gone(within=DOWN_SECONDS)

    again = House(at_root, house.local)
    again.wait_until_well()
    again.process.terminate()
    again.process.wait(DOWN_SECONDS)


def test_health_tells_a_dead_worker_and_the_supervisor_starts_another(house: House) -> None:
    house.wait_until_well()
    worker = min((p for p in house.processes() if "worker" in p.cmdline()), key=lambda p: p.create_time())
    worker.kill()
    deadline = time.monotonic() + 60
    while not any("worker" in p.cmdline() and p.pid != worker.pid for p in house.processes()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    house.wait_until_well()
    assert "worker ended; starting it again" in house.output.read_text()


def test_serve_refuses_a_second_one_in_the_same_checkout(house: House, at_root: Path) -> None:
    house.wait_until_well()
    second = House(at_root, house.local)
    assert second.process.wait(60) == 1
    assert "Politiråd runs in this checkout already." in second.output.read_text()
    assert house.health()[0] == 200


def test_command_joins_running_engines_and_leaves_them_running(house: House, at_root: Path) -> None:
    house.wait_until_well()
    pid = json.loads((house.local / "postgres.json").read_text())["pid"]
    environment = {name: value for name, value in os.environ.items() if name not in EMBEDDED}
    environment["POLITIRAD_LOCAL"] = str(house.local)
    command = [
        sys.executable,
        "manage.py",
        "shell",
        "-c",
        "from django.db import connection as c; print(c.ensure_connection())",
    ]
    done = subprocess.run(command, cwd=at_root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads((house.local / "postgres.json").read_text())["pid"] == pid
    assert house.health()[0] == 200


def test_engines_start_for_one_command_and_stop_after_it(at_root: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if name not in EMBEDDED}
    environment["POLITIRAD_LOCAL"] = str(tmp_path)
    code = (
        "import os; print(os.environ['DATABASE_URL'].rpartition('@')[0] != '', os.environ['EMAIL_URL'][:7])"
    )
    command = [sys.executable, "manage.py", "shell", "-c", code]
    done = subprocess.run(command, cwd=at_root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "True smtp://"
    deadline = time.monotonic() + DOWN_SECONDS
    while any((tmp_path / f"{kind}.json").exists() for kind in embedded.ENGINE_OF.values()):
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
