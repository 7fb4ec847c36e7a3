"""What `manage.py check --deploy` refuses beside Django's own findings, and what no process serves over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from politirad import DEMO_DOMAIN
from politirad.tenancy.checks import wall_faults
from politirad.tenancy.models import User


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
    return [*found, *demo_faults()]


def demo_faults() -> list[CheckMessage]:
    """Where this is no demonstration, nobody may have one of its logins: their password is known. Needs the database."""
    if settings.DEMO or User._meta.db_table not in connection.introspection.table_names():
        return []
    if not User.objects.filter(email__endswith=f"@{DEMO_DOMAIN}").exists():
        return []
    return [
        Error(
            "The people of the demonstration are in this database, and everybody knows their password.",
            hint="Use a database that the demonstration was never loaded into, or set DEMO=true.",
            id="politirad.E004",
        )
    ]


def refuse_to_serve() -> None:
    """Raises ImproperlyConfigured, with every reason, where serving would open the wall or let the demonstration's people in.

    A database that does not answer is no reason: it may come, and /healthz/ says so until it does.
    """
    try:
        faults = [*wall_faults(), *demo_faults()]
    except OperationalError:
        return
    finally:
        connection.close()
    if faults:
        raise ImproperlyConfigured(
            "\n".join(f"{one.id}: {one.msg} {one.hint or ''}".strip() for one in faults)
        )
