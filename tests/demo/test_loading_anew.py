"""Loading on other days, and loading that fails: each test loads for itself."""

import datetime
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from meetings.models import Meeting
from politirad.demo.loading import load
from politirad.demo.reading import Demo, read_all
from politirad.tenancy.models import User
from politirad.tenancy.register import load as load_register
from tests.demo.loaded import NOW, Loaded


@pytest.fixture(scope="module")
def _register(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_register()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def register(_register: None, db: None) -> None:
    """The public register, loaded once for this file."""


def read_stange() -> Demo:
    """The demo with one agreement and its people, which loads in a fraction of the time."""
    demo = read_all()
    homes = {"Stange kommune", "Hamar politistasjonsdistrikt"}
    people = [person for person in demo.people.people if person.organization in homes]
    return Demo(demo.people.model_copy(update={"people": people}), {"stange": demo.agreements["stange"]})


@pytest.mark.parametrize("day", [(2027, 1, 4), (2028, 7, 1)])
def test_demo_is_alive_on_any_day(register: None, day: tuple[int, int, int]) -> None:
    from_here = datetime.datetime(*day, 9, tzinfo=ZoneInfo("Europe/Oslo"))
    demo = read_stange()
    load(demo, at=from_here, password="x")
    slt = Loaded(demo, [], from_here.date())
    with slt.acting("slt.stange"):
        assert Meeting.objects.filter(date__lt=from_here.date(), state=Meeting.State.MINUTED).exists()
        assert Meeting.objects.filter(date__gte=from_here.date()).exists()


def test_failure_half_way_leaves_nothing(register: None) -> None:
    demo = read_stange()
    people = [person for person in demo.people.people if person.key != "barnevern.stange"]
    broken = Demo(demo.people.model_copy(update={"people": people}), demo.agreements)
    with pytest.raises(KeyError, match="barnevern"):
        load(broken, at=NOW, password="x")
    assert not User.objects.filter(email__endswith="@politirad.example").exists()
