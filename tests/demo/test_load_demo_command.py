"""`manage.py load_demo` as an operator runs it."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from politirad.tenancy.models import User


@pytest.mark.django_db
def test_command_refuses_outside_the_demo() -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError, match="DEMO"):
        call_command("load_demo")


@pytest.mark.django_db(transaction=True)
def test_command_prints_a_line_per_agreement_and_changes_nothing_the_second_time(manage: Any) -> None:
    first = manage("load_demo", DEMO="1")
    assert first.returncode == 0, first.stderr
    people = User.objects.filter(email__endswith="@politirad.example").count()
    second = manage("load_demo", DEMO="1")
    assert [len(one.stdout.splitlines()) for one in (first, second)] == [5, 5]
    assert {line.endswith("er lastet inn fra før.") for line in second.stdout.splitlines()} == {True}
    assert User.objects.filter(email__endswith="@politirad.example").count() == people > 100
