"""docker-compose.yml without a container engine: each service of ours runs its own command and health check.

The engines stand in for the images of PostgreSQL and Valkey: same roles, same passwords, other addresses. What this
cannot show is told in docs/operations.md.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from politirad import embedded
from politirad.engines.postgres import Postgres
from politirad.engines.processes import free_port

FILLED_IN = {
    "SITE_HOST": "politirad.example",
    "SECRET_KEY": "filled-in-for-the-test-and-as-long-as-it-has-to-be-0123456789",
    "POSTGRES_PASSWORD": "administrator-1",
    "POLITIRAD_OWNER_PASSWORD": "owner-2",
    "POLITIRAD_APP_PASSWORD": "app-3",
    "VALKEY_PASSWORD": "broker-4",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example:587",
    "DEFAULT_FROM_EMAIL": "politirad@politirad.example",
}
PLACEHOLDER = re.compile(r"\$\$|\$\{(?P<name>\w+)(?::(?P<kind>[?-])(?P<words>[^}]*))?\}")


def filled(value: Any, values: dict[str, str]) -> Any:
    """The compose file's text with its variables replaced, as compose does it."""
    if isinstance(value, dict):
        return {key: filled(inner, values) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, values) for inner in value]
    if not isinstance(value, str):
        return value

    def replace(match: re.Match[str]) -> str:
        if match["name"] is None:
            return "$"
        found = values.get(match["name"])
        if not found and match["kind"] == "?":
            raise KeyError(match["name"])
        return found or (match["words"] if match["kind"] == "-" else "")

    return PLACEHOLDER.sub(replace, value)


@pytest.fixture(scope="module")
def compose(at_root: Path) -> dict[str, Any]:
    """The file, filled in."""
    services: dict[str, Any] = filled(yaml.safe_load((at_root / "docker-compose.yml").read_text()), FILLED_IN)
    return services


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, at_root: Path) -> Iterator[dict[str, str]]:
    """PostgreSQL made by the first-start script, Valkey by the service's own command; where they answer."""
    folder = tmp_path_factory.mktemp("compose")
    for parent in (folder, folder.parent):
        parent.chmod(0o755)
    server = Postgres(folder, fast=True)
    server.secrets["superuser"] = FILLED_IN["POSTGRES_PASSWORD"]
    server.lay_out_roles = lambda: None  # type: ignore[method-assign]  # that is the script's work here
    database = server.start()
    compose_file = filled(yaml.safe_load((at_root / "docker-compose.yml").read_text()), FILLED_IN)
    environment = {
        **os.environ,
        **compose_file["services"]["db"]["environment"],
        "PATH": f"{server.programs}:{os.environ['PATH']}",
        "PGHOST": "127.0.0.1",
        "PGPORT": str(server.port),
        "PGPASSWORD": FILLED_IN["POSTGRES_PASSWORD"],
        "ROLES_FILE": str(at_root / "docker/postgres/roles.sql"),
    }
    for _start in range(2):  # a second run changes nothing and fails at nothing
        subprocess.run(["sh", str(at_root / "docker/postgres/first-start.sh")], env=environment, check=True)
    subprocess.run(["pg_isready", "-q", "-h", "127.0.0.1"], env=environment, check=True)
    broker = embedded.join(folder, ("valkey",), fast=True)["REDIS_URL"]
    yield {"postgres": f"127.0.0.1:{server.port}", "broker": broker, "folder": str(folder)}
    database.send_signal(server.stop_signal)
    database.wait(20)
    embedded.leave(folder)


def environment_of(compose: dict[str, Any], stage: dict[str, str], service: str) -> dict[str, str]:
    """The service's own environment, its hosts replaced by ours and nothing else of ours in it."""
    own = {name: str(value) for name, value in compose["services"][service]["environment"].items()}
    own |= {name: value.replace("@db:5432", f"@{stage['postgres']}") for name, value in own.items()}
    own["REDIS_URL"] = stage["broker"]
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


def test_compose_names_every_missing_setting(at_root: Path) -> None:
    text = (at_root / "docker-compose.yml").read_text()
    for name in FILLED_IN:
        with pytest.raises(KeyError, match=name):
            filled(yaml.safe_load(text), {**FILLED_IN, name: ""})


def test_example_lists_exactly_what_compose_needs(at_root: Path) -> None:
    example = (at_root / ".env.example").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", example, re.M)) == set(FILLED_IN)
    used = {match["name"] for match in PLACEHOLDER.finditer((at_root / "docker-compose.yml").read_text())} - {
        None
    }
    assert used == set(FILLED_IN) | set(re.findall(r"^# ([A-Z_]+)=", example, re.M))


def test_services_run_their_own_command_and_pass_their_own_health_check(
    compose: dict[str, Any], stage: dict[str, str], at_root: Path
) -> None:
    services = compose["services"]
    assert run(compose, stage, "migrate", services["migrate"]["command"], at_root) == 0
    names = ("web", "worker", "beat")
    checks = {name: services[name]["healthcheck"]["test"] for name in names}
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
                services[name]["command"], cwd=at_root, env=environment, stdout=output, stderr=output
            )
            started.callback(stop, process)
        deadline = time.monotonic() + 180
        for name in names:
            while run(compose, stage, name, checks[name][1:], at_root):
                assert time.monotonic() < deadline, (Path(stage["folder"]) / f"{name}.log").read_text()
                time.sleep(1)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """As compose stops a container: ask, and wait as long as the file says."""
    process.terminate()
    process.wait(15)


def test_only_migrations_know_the_owner(compose: dict[str, Any]) -> None:
    knowing = {
        name
        for name, service in compose["services"].items()
        if FILLED_IN["POLITIRAD_OWNER_PASSWORD"] in str(service.get("environment"))
    }
    assert knowing == {"migrate", "db"}


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


def test_containers_of_ours_are_locked_down(compose: dict[str, Any]) -> None:
    for name in ("web", "worker", "beat", "migrate"):
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
    published = {name for name, service in compose["services"].items() if service.get("ports")}
    assert published == {"proxy"}


def test_image_runs_as_nobody_in_particular(at_root: Path) -> None:
    lines = (at_root / "Dockerfile").read_text().splitlines()
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001"]
    assert shutil.which("hadolint", path=str(Path(sys.executable).parent))
