"""Nothing is served over an open wall: each fault is named by `check --deploy`, and web and worker do not start."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from politirad.checking import DEPLOYED
from tests import engines
from tests.world import World

Manage = Callable[..., subprocess.CompletedProcess[str]]
SITE = {**DEPLOYED, "DJANGO_ALLOW_ASYNC_UNSAFE": ""}
STARTS = {
    "web": ["-c", "import politirad.wsgi"],
    "worker": ["-m", "celery", "-A", "politirad.celery", "worker", "--concurrency=1", "--hostname=open@test"],
}


def start(process: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start one of the serving processes as its command does; it is to end at once."""
    return subprocess.run(
        [sys.executable, *STARTS[process]],
        cwd=engines.ROOT,
        env={**os.environ, **SITE, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@contextmanager
def opened(make: str, undo: str) -> Iterator[None]:
    """Something beside the wall in this test's database, as an operator might leave it there."""
    with psycopg.connect(engines.superuser(), autocommit=True) as connection:
        connection.execute(make)
        try:
            yield
        finally:
            connection.execute(undo)


@pytest.mark.parametrize(
    ("make", "undo", "code", "name"),
    [
        (
            "CREATE TABLE public.agreements_forgotten (id int)",
            "DROP TABLE public.agreements_forgotten",
            "tenancy.E010",
            "agreements_forgotten",
        ),
        (
            "CREATE FUNCTION public.everything() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
            "DROP FUNCTION public.everything()",
            "tenancy.E011",
            "everything",
        ),
        (
            "CREATE VIEW public.all_meetings AS SELECT id FROM public.meetings_meeting",
            "DROP VIEW public.all_meetings",
            "tenancy.E012",
            "all_meetings",
        ),
    ],
)
def test_opening_in_the_wall_is_named_and_stops_the_start(
    transactional_db: None, manage: Manage, make: str, undo: str, code: str, name: str
) -> None:
    with opened(make, undo):
        done = manage("check", "--deploy", **SITE)
        assert done.returncode == 1
        assert code in done.stderr and name in done.stderr
        assert "tenancy.E00" not in done.stderr
        refused = start("web")
        assert refused.returncode != 0
        assert code in refused.stderr


@pytest.mark.parametrize("process", STARTS)
def test_no_process_starts_as_a_superuser(transactional_db: None, manage: Manage, process: str) -> None:
    wrong = {"DATABASE_URL": engines.superuser()}
    refused = start(process, **wrong)
    assert refused.returncode != 0
    assert "tenancy.E001" in refused.stderr
    if process == "web":
        done = manage("check", "--deploy", **{**SITE, **wrong})
        assert done.returncode == 1 and "tenancy.E001" in done.stderr


def test_owner_of_the_tables_may_not_serve(transactional_db: None, manage: Manage) -> None:
    done = manage("check", "--deploy", **{**SITE, "DATABASE_URL": os.environ["DATABASE_OWNER_URL"]})
    assert done.returncode == 1
    assert "tenancy.E003" in done.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("process", STARTS)
def test_people_of_the_demonstration_let_nothing_start_outside_it(
    world: World, manage: Manage, process: str
) -> None:
    world.north.member.email = "politikontakt.lorenskog@politirad.example"
    world.north.member.save(update_fields=["email"])
    refused = start(process)
    assert refused.returncode != 0
    assert "politirad.E004" in refused.stderr
    if process == "web":
        done = manage("check", "--deploy", **SITE)
        assert done.returncode == 1 and "politirad.E004" in done.stderr
        assert start(process, DEMO="true").returncode == 0
