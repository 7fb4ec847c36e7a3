"""Loading on other days, and loading that fails: each test loads for itself."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from meetings.models import Meeting
from politirad.demo.loading import load
from politirad.demo.reading import Demo, read_all
from politirad.tenancy.models import User
from tests.demo.loaded import NOW, Loaded


def read_stange() -> Demo:
    """The demo with one agreement and its people, which loads in a fraction of the time."""
    demo = read_all()
    homes = {"Stange kommune", "Hamar politistasjonsdistrikt"}
    people = [person for person in demo.people.people if person.organization in homes]
    return Demo(demo.people.model_copy(update={"people": people}), {"stange": demo.agreements["stange"]})


@pytest.mark.parametrize("day", [(2027, 1, 4), (2028, 7, 1)])
@pytest.mark.django_db
def test_demo_is_alive_on_any_day(day: tuple[int, int, int]) -> None:
    from_here = datetime.datetime(*day, 9, tzinfo=ZoneInfo("Europe/Oslo"))
    demo = read_stange()
    load(demo, at=from_here, password="x")
    slt = Loaded(demo, [], from_here.date())
    with slt.acting("slt.stange"):
        assert Meeting.objects.filter(date__lt=from_here.date(), state=Meeting.State.MINUTED).exists()
        assert Meeting.objects.filter(date__gte=from_here.date()).exists()


@pytest.mark.django_db
def test_failure_half_way_leaves_nothing() -> None:
    demo = read_stange()
    people = [person for person in demo.people.people if person.key != "barnevern.stange"]
    broken = Demo(demo.people.model_copy(update={"people": people}), demo.agreements)
    with pytest.raises(KeyError, match="barnevern"):
        load(broken, at=NOW, password="x")
    assert not User.objects.filter(email__endswith="@politirad.example").exists()


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
