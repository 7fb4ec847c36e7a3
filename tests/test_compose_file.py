"""What docker-compose.yml says: which settings it passes on, and what each container may do."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.compose_file import FILLED_IN, PLACEHOLDER, services

OURS = {"web", "worker", "beat", "migrate"}
#: What compose puts together itself, from the host, the passwords and the names of its services.
PUT_TOGETHER = {"SITE_URL", "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"}

#: What a container may do beside nothing at all, and why.
RIGHTS = {"proxy": ["NET_BIND_SERVICE"]}  # ports 80 and 443; the image's program does not start without
#: Who a container runs as; ours as the image's user, the proxy as root without root's rights.
USERS = {"db": "postgres", "valkey": "valkey"}
#: PostgreSQL's first start writes beside its volume, as a user to whom the image's own files are closed.
WRITABLE = {"db"}


@pytest.mark.parametrize("name", FILLED_IN)
def test_compose_names_every_missing_setting(at_root: Path, name: str) -> None:
    with pytest.raises(KeyError, match=name):
        services(at_root, **{name: ""})


def test_example_lists_exactly_what_compose_needs(at_root: Path) -> None:
    example = (at_root / ".env.example").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", example, re.M)) == set(FILLED_IN)
    used = {match["name"] for match in PLACEHOLDER.finditer((at_root / "docker-compose.yml").read_text())} - {
        None
    }
    assert used == set(FILLED_IN) | set(re.findall(r"^# ([A-Z_]+)=", example, re.M))


def test_what_operators_are_told_to_set_reaches_web_worker_and_beat(at_root: Path) -> None:
    """Every setting that docs/operations.md names can be set in `.env` alone, or compose puts it together."""
    text = (at_root / "docs/operations.md").read_text()
    told = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`\s]*)?`", text))
    assert {"SECRET_KEY_FALLBACKS", "SEAL_KEY", "TRUSTED_PROXIES"} | PUT_TOGETHER <= told
    found = services(at_root, **{name: f"told-{name}" for name in told})
    for service in ("web", "worker", "beat"):
        environment = found[service]["environment"]
        not_passed = {name for name in told if environment.get(name) != f"told-{name}"}
        assert not_passed == PUT_TOGETHER, service
    assert set(found["migrate"]["environment"]) > PUT_TOGETHER


def test_only_migrations_know_the_owner(at_root: Path) -> None:
    knowing = {
        name
        for name, service in services(at_root).items()
        if FILLED_IN["POLITIRAD_OWNER_PASSWORD"] in str(service.get("environment"))
    }
    assert knowing == {"migrate", "db"}


def test_containers_are_locked_down(at_root: Path) -> None:
    found = services(at_root)
    assert set(found) == OURS | {"db", "valkey", "proxy"}
    for name, service in found.items():
        assert service["cap_drop"] == ["ALL"], name
        assert service.get("cap_add", []) == RIGHTS.get(name, []), name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service.get("user") == USERS.get(name), name
        assert service.get("read_only", False) is (name not in WRITABLE), name
        assert not {"privileged", "network_mode", "pid", "ipc", "devices"} & set(service), name
    published = {name for name, service in found.items() if service.get("ports")}
    assert published == {"proxy"}


def test_nothing_inside_is_reached_from_outside(at_root: Path) -> None:
    found = services(at_root)
    assert {name for name, service in found.items() if service["networks"] == ["inside"]} == {"db", "valkey"}
    assert "inside" not in found["proxy"]["networks"]


def test_image_runs_as_nobody_in_particular(at_root: Path) -> None:
    lines = (at_root / "Dockerfile").read_text().splitlines()
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001"]
    assert shutil.which("hadolint", path=str(Path(sys.executable).parent))
