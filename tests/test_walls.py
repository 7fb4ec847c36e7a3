"""The first lock: every walled table has its wall, and the wall holds against every statement."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, models, transaction

from councils.models import Council, Office, OfficeHolding, Seat
from politirad.tenancy.models import Affiliation, AuditEvent, OutgoingMessage
from tests.walls_scene import count, walled_models
from tests.world import World


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
