"""Two people at one agreement, statement by statement: twenty orders here, above two hundred in `make soak`."""

from __future__ import annotations

import random
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction

from agreements.models import AgreementGroup
from agreements.permissions import assign_rights
from councils.models import Council
from politirad.tenancy.models import User
from tests.agreements.drafts import draft
from tests.agreements.interleavings import KINDS, run
from tests.agreements.stepping import Stuck, in_step
from tests.world import World


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", KINDS)
def test_five_interleavings(world: World, kind: str) -> None:
    assert run(world, kind, 5).total() == 5


def locked(world: World) -> Callable[[], str]:
    def deed() -> str:
        with world.inside(world.north.council):
            return str(Council.objects.select_for_update(of=["self"]).get(pk=world.north.council.pk).pk)

    return deed


@pytest.mark.django_db(transaction=True)
def test_lock_of_somebody_outside_the_play_is_waited_for(world: World) -> None:
    held, one_waits = Event(), Event()

    def outsider() -> None:
        with transaction.atomic():
            locked(world)()
            held.set()
            one_waits.wait(60)
        connections.close_all()

    thread = Thread(target=outsider)
    thread.start()
    assert held.wait(60)

    def release() -> None:
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        with connection.cursor() as cursor:
            while cursor.execute(waiting).fetchone()[0] < 1:
                pass
        one_waits.set()
        connections.close_all()

    watcher = Thread(target=release)
    watcher.start()
    told = in_step({"one": locked(world), "other": locked(world)}, random.Random(1))
    assert set(told.answers.values()) == {str(world.north.council.pk)}
    thread.join()
    watcher.join()


@pytest.mark.django_db(transaction=True)
def test_failed_play_leaves_no_lock_behind(world: World) -> None:
    class Stumble(random.Random):
        turns = 0

        def choice(self, options: Any) -> Any:
            self.turns += 1
            if self.turns > 6:
                raise Stuck("stumbled")
            return 3 if 3 in options else options[0]

    def deed() -> None:
        with transaction.atomic():
            for _ in range(9):
                locked(world)()

    with pytest.raises(Stuck, match="stumbled"):
        in_step({"one": deed, "other": deed}, Stumble(1))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")
        locked(world)()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(5))
def test_clock_and_a_deed_fill_the_same_groups_at_once(world: World, seed: int) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
    with world.inside(world.north.council):
        groups = AgreementGroup.objects.filter(agreement=agreement).values("group_id")
        members = User.groups.through.objects.filter(group_id__in=groups)
        before = set(members.values_list("group_id", "user_id"))
        members.all().delete()

    def fill() -> None:
        with world.inside(world.north.council):
            assign_rights(agreement, today=world.today)

    in_step({"clock": fill, "deed": fill}, random.Random(seed))
    with world.inside(world.north.council):
        assert set(members.values_list("group_id", "user_id")) == before != set()
