"""The first lock: every walled table has its wall, and the wall holds against every statement."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from councils.models import Council
from meetings.models import AgendaItem, ClosedAccess, ItemMinutes
from politirad.tenancy import context
from tests.walls_scene import closed_item, count
from tests.world import World


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE councils_seat",
        "ALTER TABLE councils_seat DISABLE ROW LEVEL SECURITY",
        "SET ROLE politirad_seer",
        "CREATE TABLE public.loot (id int)",
        "CREATE TEMP TABLE loot (id int)",
    ],
)
def test_serving_role_cannot_touch_the_wall_itself(world: World, statement: str) -> None:
    with (
        world.acting(world.north.slt),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_row_security_off_gives_an_error_and_no_rows(world: World) -> None:
    with (
        world.acting(world.north.slt),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL row_security = off")
        cursor.execute("SELECT count(*) FROM councils_council")


@pytest.mark.parametrize("value", ["*", "{}", "1 OR 1=1", "1,,2"])
def test_hostile_context_gives_an_error_and_no_rows(world: World, value: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('politirad.councils', %s, true)", [value])
        cursor.execute("SELECT count(*) FROM councils_council")


def test_context_is_restored_after_a_released_savepoint(world: World) -> None:
    with world.acting(world.north.slt):
        with world.acting(world.south.slt):
            assert list(Council.objects.all()) == [world.south.council]
        assert list(Council.objects.all()) == [world.north.council]


def test_context_is_restored_after_an_exception(world: World) -> None:
    with world.acting(world.north.slt):
        with pytest.raises(ZeroDivisionError), world.acting(world.south.slt):
            raise ZeroDivisionError
        assert list(Council.objects.all()) == [world.north.council]


def test_walled_manager_is_loud_without_context(world: World) -> None:
    with pytest.raises(context.NoContext):
        Council.objects.count()


@pytest.mark.django_db(transaction=True)
def test_context_ends_with_its_transaction(world: World) -> None:
    with world.acting(world.north.slt):
        assert count(Council) == 1
    assert count(Council) == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting('politirad.councils', true), '')")
        assert cursor.fetchone() == (None,)


@pytest.mark.django_db(transaction=True)
def test_one_request_leaves_nothing_for_the_next_on_the_same_connection(world: World) -> None:
    assert world.client(world.north.slt).get(f"/rad/{world.north.council.pk}/").status_code == 200
    assert world.client(world.south.slt).get(f"/rad/{world.north.council.pk}/").status_code == 404
    assert count(Council) == 0


def test_closed_item_is_seen_by_its_author_and_no_other_member(world: World) -> None:
    item = closed_item(world)
    with world.acting(world.north.slt):
        assert AgendaItem.objects.filter(pk=item.pk).exists()
    for user in (world.north.mayor, world.north.administrator, world.station_chief, world.south.slt):
        with world.acting(user):
            assert not AgendaItem.objects.filter(pk=item.pk).exists()
            assert not ItemMinutes.objects.filter(item_id=item.pk).exists()
    with world.inside(world.north.council):
        assert not AgendaItem.objects.filter(pk=item.pk).exists()


def test_closed_item_opens_for_the_one_who_is_given_access(world: World) -> None:
    item = closed_item(world)
    with world.acting(world.north.slt):
        ClosedAccess.objects.create(
            council=world.north.council, item=item, user=world.north.mayor, given_by=world.north.slt
        )
    with world.acting(world.north.mayor):
        assert AgendaItem.objects.filter(pk=item.pk).exists()
        assert ItemMinutes.objects.filter(item_id=item.pk).exists()
    with world.acting(world.north.member):
        assert not AgendaItem.objects.filter(pk=item.pk).exists()


def test_member_cannot_let_himself_in_to_a_closed_item(world: World) -> None:
    item = closed_item(world)
    with world.acting(world.north.mayor), pytest.raises(DatabaseError, match="row-level security"):
        ClosedAccess.objects.create(
            council=world.north.council, item_id=item.pk, user=world.north.mayor, given_by=world.north.mayor
        )


@pytest.mark.django_db
def test_deployment_checks_find_nothing_wrong() -> None:
    call_command("check", database=["default"])


@pytest.mark.django_db
def test_no_policy_asks_for_the_context_row_by_row() -> None:
    """`sec.councils()` stands in a sub-select, which PostgreSQL evaluates once a statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname, coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies"
        )
        policies = cursor.fetchall()
    assert len(policies) > 100
    for table, name, text in policies:
        for function in ("councils()", "organizations()"):
            asked = text.count(f"sec.{function}")
            assert asked == text.count(f"( SELECT sec.{function}"), f"{table}.{name}: {text}"
