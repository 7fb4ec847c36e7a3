"""docker-compose.yml as compose reads it: its variables replaced by what an operator has filled in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

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


def services(root: Path, **more: str) -> dict[str, Any]:
    """The services by name, filled in. KeyError names what is missing."""
    text = (root / "docker-compose.yml").read_text()
    found: dict[str, Any] = filled(yaml.safe_load(text)["services"], FILLED_IN | more)
    return found


def filled(value: Any, values: dict[str, str]) -> Any:
    """A part of the file with its variables replaced."""
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
