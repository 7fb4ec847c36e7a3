"""The engines and roles that everything else stands on."""

from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from politirad.engines.postgres import Postgres
from politirad.tenancy.models import User


@pytest.mark.django_db
def test_database_serves_under_the_serving_role() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreatedb, rolinherit FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("politirad_app", False, False, False, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (a int)",
        "CREATE TEMP TABLE mine (a int)",
        "TRUNCATE tenancy_user",
        "CREATE SCHEMA mine",
        "SET ROLE politirad_owner",
        "SET ROLE politirad_seer",
        "CREATE DATABASE mine",
    ],
)
def test_serving_role_may_not(statement: str) -> None:
    parameters = {**connections["default"].get_connection_params(), "autocommit": True}
    with psycopg.connect(**parameters) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def test_owner_and_serving_role_see_the_same_database() -> None:
    default, owner = settings.DATABASES["default"], settings.DATABASES["owner"]
    assert (default["NAME"], default["PORT"]) == (owner["NAME"], owner["PORT"])
    assert (default["USER"], owner["USER"]) == ("politirad_app", "politirad_owner")


@pytest.mark.django_db
def test_owner_made_the_extension_that_keeps_periods_apart_without_being_superuser() -> None:
    """docs/operations.md says so; a PostgreSQL that asks for a superuser would stop the migrations."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_userbyid(e.extowner), r.rolsuper, v.trusted FROM pg_extension e"
            " JOIN pg_roles r ON r.oid = e.extowner"
            " JOIN pg_available_extension_versions v ON v.name = e.extname AND v.version = e.extversion"
            " WHERE e.extname = 'btree_gist'"
        )
        assert cursor.fetchone() == ("politirad_owner", False, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("visit", [1, 2])
def test_committed_rows_are_gone_in_the_next_test(visit: int) -> None:
    world = User.objects.count()
    assert not User.objects.filter(email="borte@politirad.example").exists()
    User.objects.create_user("borte@politirad.example", name="Borte Etterpå")
    assert User.objects.count() == world + 1 > 1


def test_data_of_a_checkout_that_is_gone_gives_way(tmp_path: Path) -> None:
    """Below a closed home the data lies elsewhere, and outlives the folder that the passwords lay in."""
    for folder in (tmp_path, tmp_path.parent):
        folder.chmod(0o755)  # the database's own user must get through
    for _checkout in range(2):
        server = Postgres(tmp_path, fast=True)
        process = server.start()
        process.send_signal(server.stop_signal)
        assert process.wait(20) == 0
        (tmp_path / "postgres.secrets.json").unlink()
