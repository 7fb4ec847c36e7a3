"""What `manage.py check --deploy` refuses beside Django's own findings: what belongs in a demonstration only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def check_real_operation(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """No demonstration, no seal that says it is one, no site without TLS; a word about seals without a timestamp."""
    faults = [
        (
            settings.DEMO,
            "politirad.E001",
            "DEMO is on: everybody can read the logins of the demonstration.",
            "Set DEMO=false.",
        ),
        (
            not (settings.SEAL_CERTIFICATE and settings.SEAL_KEY),
            "politirad.E002",
            "Documents would get the seal of a demonstration.",
            "Set SEAL_CERTIFICATE and SEAL_KEY: see docs/operations.md.",
        ),
        (
            not settings.HTTPS,
            "politirad.E003",
            "SITE_URL is not https, so logins and signatures travel in the clear.",
            "Set SITE_URL to an address that begins with https://.",
        ),
    ]
    found: list[CheckMessage] = [
        Error(text, hint=hint, id=code) for fault, code, text, hint in faults if fault
    ]
    if not settings.TIMESTAMP_URL:
        found.append(
            Warning(
                "Seals carry no timestamp: they cannot be proven once the certificate has run out.",
                hint="Set TIMESTAMP_URL, and its root in SEAL_TRUST: see docs/operations.md.",
                id="politirad.W001",
            )
        )
    return found
