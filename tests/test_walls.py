"""The first lock: every walled table has its wall, and the wall holds against every statement."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from councils.models import Council, Office, OfficeHolding, Seat
from meetings.models import AgendaItem, ClosedAccess, ItemMinutes, Meeting
from politirad.tenancy import context
from politirad.tenancy.checks import OUTSIDE, ROOMS
from politirad.tenancy.models import Affiliation, AuditEvent, OutgoingMessage
from tests.world import World


def walled_models() -> list[type[models.Model]]:
    """Every model of the rooms behind a wall."""
    return [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
        if model._meta.db_table not in OUTSIDE
    ]


def count(model: type[models.Model]) -> int:
    """How many rows the database shows now, past every manager."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("model", walled_models(), ids=lambda model: model._meta.label)
@pytest.mark.django_db
def test_table_has_forced_wall_with_policies(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relrowsecurity, c.relforcerowsecurity,"
            " (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd IN ('r', '*'))"
            " FROM pg_class c WHERE c.oid = %s::regclass",
            [model._meta.db_table],
        )
        enabled, forced, readers = cursor.fetchone()
    assert (enabled, forced) == (True, True)
    assert readers >= 1


@pytest.mark.django_db
@pytest.mark.parametrize("model", walled_models(), ids=lambda model: model._meta.label)
def test_table_is_empty_without_context(model: type[models.Model]) -> None:
    assert count(model) == 0


@pytest.mark.parametrize("emptied", [False, True], ids=["never set", "emptied"])
def test_councils_are_hidden_in_both_states_of_no_context(world: World, emptied: bool) -> None:
    if emptied:
        with world.acting(world.north.slt):
            assert count(Council) == 1
    assert (count(Council), count(Seat), count(Affiliation)) == (0, 0, 0)


def test_member_sees_own_council_and_nothing_of_the_other(world: World) -> None:
    with world.acting(world.north.member):
        assert list(Council.objects.all()) == [world.north.council]
        assert set(Seat.objects.values_list("council_id", flat=True)) == {world.north.council.pk}
        assert not OfficeHolding.objects.filter(user=world.south.slt).exists()


def test_police_contact_of_one_council_does_not_see_the_other_of_the_same_unit(world: World) -> None:
    with world.acting(world.north.police_contact):
        assert list(Council.objects.all()) == [world.north.council]


def test_station_chief_sees_both_councils_and_no_more(world: World) -> None:
    with world.acting(world.station_chief):
        assert set(Council.objects.all()) == {world.north.council, world.south.council}


def test_stranger_and_system_administrator_see_no_council(world: World) -> None:
    for user in (world.stranger, world.system_administrator):
        with world.acting(user):
            assert count(Council) == 0


def test_own_row_for_another_council_is_refused(world: World) -> None:
    with world.acting(world.north.slt), pytest.raises(DatabaseError, match="row-level security"):
        Seat.objects.create(council_id=world.south.council.pk, title="Innsmuglet")


def test_row_cannot_be_moved_to_another_council(world: World) -> None:
    with world.acting(world.north.slt), pytest.raises(DatabaseError, match="row-level security"):
        Seat.objects.filter(title="Ordfører").update(council_id=world.south.council.pk)


@pytest.mark.parametrize("statement", ["UPDATE {} SET title = 'X'", "DELETE FROM {}"])
def test_foreign_rows_are_out_of_reach_of_changes(world: World, statement: str) -> None:
    with world.acting(world.north.slt), connection.cursor() as cursor:
        cursor.execute(statement.format("councils_seat") + " WHERE council_id = %s", [world.south.council.pk])
        assert cursor.rowcount == 0


def test_key_to_a_foreign_row_and_to_no_row_get_the_same_answer(world: World) -> None:
    with world.acting(world.south.slt):
        foreign = Seat.objects.get(title="Ordfører").pk
    answers = []
    for target in (foreign, uuid4()):
        with world.acting(world.north.slt), pytest.raises(DatabaseError) as refusal, transaction.atomic():
            Seat.objects.create(council=world.north.council, title="Stedfortreder", deputy_for_id=target)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        answers.append(str(refusal.value).replace(str(target), "ID").splitlines()[0])
    assert answers[0] == answers[1]


def test_office_of_many_councils_is_written_by_its_own_organisation_alone(world: World) -> None:
    with world.acting(world.north.slt):
        station = Office.objects.get(title="Politistasjonssjef")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            OfficeHolding.objects.create(office=station, user=world.north.slt, valid_from=world.today)


def test_affiliation_with_a_police_unit_cannot_be_taken_by_a_municipality(world: World) -> None:
    with world.acting(world.north.slt), pytest.raises(DatabaseError, match="row-level security"):
        Affiliation.objects.create(
            user=world.north.slt, organization=world.police_unit, valid_from=world.today
        )


def test_audit_rows_are_only_added(world: World) -> None:
    with world.acting(world.north.slt):
        AuditEvent(action="test", actor=world.north.slt, council_id=world.north.council.pk).save(
            force_insert=True
        )
        for change in ("UPDATE tenancy_auditevent SET action = 'x'", "DELETE FROM tenancy_auditevent"):
            with (
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(change)


def test_audit_row_in_another_name_is_refused(world: World) -> None:
    with world.acting(world.north.slt), pytest.raises(DatabaseError, match="row-level security"):
        AuditEvent(action="test", actor=world.north.mayor, council_id=world.north.council.pk).save(
            force_insert=True
        )


def test_message_in_another_council_is_refused(world: World) -> None:
    with world.acting(world.north.slt), pytest.raises(DatabaseError, match="row-level security"):
        OutgoingMessage(
            council_id=world.south.council.pk,
            kind="x",
            dedupe_key="x",
            to_email="a@example.test",
            subject="x",
            text="x",
        ).save(force_insert=True)


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


def closed_item(world: World) -> AgendaItem:
    """A closed item of the north council, by its secretary."""
    with world.acting(world.north.slt):
        meeting = Meeting.objects.create(
            council=world.north.council, title="Møte", date=world.today, start="09:00", end="10:00"
        )
        item = AgendaItem.objects.create(
            council=world.north.council,
            meeting=meeting,
            part=2,
            title="Lukket",
            legal_basis="Offentleglova § 13",
            created_by=world.north.slt,
        )
        ItemMinutes.objects.create(council=world.north.council, item=item, html="<p>Lukket</p>")
    return item


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
