"""`manage.py check --deploy` refuses what belongs in a demonstration only."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from politirad.checking import DEPLOYED

Manage = Callable[..., subprocess.CompletedProcess[str]]
#: The tests' own process allows what no site may.
SITE = {**DEPLOYED, "DJANGO_ALLOW_ASYNC_UNSAFE": ""}


def test_settings_of_real_operation_pass(db: None, manage: Manage) -> None:
    done = manage("check", "--deploy", "--fail-level=WARNING", **SITE)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"DEMO": "true"}, "politirad.E001"),
        ({"SEAL_KEY": ""}, "politirad.E002"),
        ({"SEAL_CERTIFICATE": "", "SEAL_KEY": ""}, "politirad.E002"),
        ({"TIMESTAMP_URL": ""}, "politirad.W001"),
        ({"SITE_URL": "http://politirad.example"}, "politirad.E003"),
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"DEBUG": "true"}, "security.W018"),
    ],
)
def test_weak_setting_is_named_and_refused(
    db: None, manage: Manage, changed: dict[str, str], code: str
) -> None:
    done = manage("check", "--deploy", "--fail-level=WARNING", **{**SITE, **changed})
    assert done.returncode == 1
    assert code in done.stderr
