"""Real engines for the tests, apart from those of `make run`: set up before the settings are read.

PostgreSQL lives in `.local/tests` and is shared by every test run of this checkout; each test process has a database
of its own in it, copied from a template that is kept while nothing changes that it was made with. Valkey is started for each
process. What a killed run left is cleared by the next.
"""

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from politirad import embedded
from politirad.engines.processes import free_port

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT / ".local" / "tests"
OWN = SHARED / f"run-{os.getpid()}"
DATABASE = f"test_{os.getpid()}"
TEMPLATES_KEPT = 3


def start() -> None:
    """Start or join the engines and point this process's environment at them."""
    OWN.mkdir(parents=True, exist_ok=True)
    postgres = embedded.join(SHARED, ("postgres",), fast=True)
    environment = {name: with_database(address, DATABASE) for name, address in postgres.items()}
    environment |= embedded.join(OWN, ("valkey",), fast=True)
    port = free_port()
    environment |= {
        "EMAIL_URL": f"smtp://127.0.0.1:{free_port()}",
        "EMAIL_TIMEOUT": "5",
        "SITE_URL": f"http://localhost:{port}",
        "DJANGO_LIVE_TEST_SERVER_ADDRESS": f"localhost:{port}",
        "SECRET_KEY": "the tests' own key, known to everybody",
        "DEMO": "true",
        "HASHED_STATIC": "false",
        "MAIL_FOLDER": str(OWN / "mail"),
        "POLITIRAD_LOCAL": str(OWN),
        "DJANGO_SETTINGS_MODULE": "politirad.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # playwright's loop runs in the thread that also asks the database
    }
    os.environ.update(environment)


def stop() -> None:
    """Drop this process's database and stop what nobody else uses."""
    with administrator() as connection:
        _drop(connection, DATABASE)
    embedded.leave(OWN)
    embedded.leave(SHARED)
    shutil.rmtree(OWN, ignore_errors=True)


def with_database(address: str, name: str) -> str:
    """The same server and role, another database."""
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def administrator() -> psycopg.Connection:
    """The owner, outside the test's database, each statement for itself."""
    return psycopg.connect(with_database(os.environ["DATABASE_OWNER_URL"], "postgres"), autocommit=True)


def _name(kind: str, *paths: Path) -> str:
    """What a database made from these files is called."""
    digest = hashlib.sha256()
    for path in sorted((*paths, Path(__file__))):
        digest.update(path.read_bytes())
    for package in ("Django", "django-allauth", "django-guardian"):
        digest.update(version(package).encode())
    return f"{kind}_{digest.hexdigest()[:16]}"


def create_database(migrate: Callable[[str], None], build: Callable[[str], None]) -> None:
    """Make this process's database: a copy of a template that `migrate(name)` and then `build(name)` filled.

    Both templates are kept for the next process. The first lasts while no migration changes, the second while none
    of the code changes that the world of tests/world.py is built with.
    """
    structure = [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("politirad/*/migrations/*.py"),
        *ROOT.glob("docker/postgres/*.sql"),
        ROOT / "politirad" / "tenancy" / "rls.py",
        ROOT / "politirad" / "tenancy" / "models" / "walled.py",
    ]
    code = [
        *ROOT.glob("politirad/tenancy/*.py"),
        *ROOT.glob("politirad/tenancy/models/*.py"),
        *ROOT.glob("councils/*.py"),
        *ROOT.glob("councils/models/*.py"),
        *ROOT.glob("councils/actions/*.py"),
        ROOT / "tests" / "world.py",
    ]
    migrated, template = _name("migrated", *structure), _name("template", *structure, *code)
    with administrator() as connection:
        connection.execute("SELECT pg_advisory_lock(4711)")
        _clear_leftovers(connection, keep=(migrated, template))
        if not _exists(connection, template):
            if not _exists(connection, migrated):
                _make(connection, migrated, source="template1", fill=migrate)
            _make(connection, template, source=migrated, fill=build)
        _drop(connection, DATABASE)
        _copy(connection, template, DATABASE)


def _make(connection: psycopg.Connection, name: str, *, source: str, fill: Callable[[str], None]) -> None:
    """A database under its name only once it is whole."""
    draft = f"draft_{os.getpid()}"
    _drop(connection, draft)
    _copy(connection, source, draft)
    fill(draft)
    connection.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name))
    )


def restore_database() -> None:
    """Bring every table back to what the migrations put there.

    A request or a job that the test began may still be ending; PostgreSQL then refuses one of the two, and
    where that is us, the second try finds it gone.
    """
    try:
        _restore()
    except psycopg.errors.DeadlockDetected:
        _restore()


def _restore() -> None:
    """Empty and refill as superuser, whom neither walls nor triggers stop, once nobody writes any more.

    Emptying only what has rows takes milliseconds; a TRUNCATE of every table takes more than a second.
    """
    with psycopg.connect(superuser()) as connection:
        connection.execute("SET lock_timeout = '15s'")
        connection.execute("SET session_replication_role = replica")
        tables = [sql.Identifier(name) for name in _tables(connection, "public")]
        connection.execute(
            sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(sql.SQL(", ").join(tables))
        )
        for table in _filled(connection):
            connection.execute(sql.SQL("DELETE FROM public.{}").format(sql.Identifier(table)))
        for name in _tables(connection, "pristine"):
            connection.execute(
                sql.SQL("INSERT INTO public.{0} SELECT * FROM pristine.{0}").format(sql.Identifier(name))
            )


def superuser() -> str:
    """This process's database, as the one role that row security does not bind."""
    place = urlsplit(os.environ["DATABASE_OWNER_URL"])
    password = json.loads((SHARED / "postgres.secrets.json").read_text())["superuser"]
    return urlunsplit(place._replace(netloc=f"postgres:{password}@{place.hostname}:{place.port}"))


def _tables(connection: psycopg.Connection, schema: str) -> list[str]:
    found = "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename <> 'django_migrations'"
    return [name for (name,) in connection.execute(found, [schema])]


def remember_rows(database: str) -> None:
    """Copy aside what migrations wrote, and the world of tests/world.py."""
    with psycopg.connect(with_database(superuser(), database)) as connection:
        connection.execute("CREATE SCHEMA pristine")
        for table in _filled(connection):
            connection.execute(
                sql.SQL("CREATE TABLE pristine.{0} AS TABLE public.{0}").format(sql.Identifier(table))
            )


def _filled(connection: psycopg.Connection) -> list[str]:
    """The tables that have rows."""
    has_rows = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM public.{})")
    each = [
        has_rows.format(sql.Literal(name), sql.Identifier(name)) for name in _tables(connection, "public")
    ]
    return [name for (name,) in connection.execute(sql.SQL(" UNION ALL ").join(each))]


def _copy(connection: psycopg.Connection, source: str, name: str) -> None:
    target = sql.Identifier(name)
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(target, sql.Identifier(source)))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(target))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO politirad_app").format(target))


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _drop(connection: psycopg.Connection, name: str) -> None:
    """Drop a database. What cleans tables there by itself belongs to the superuser: it is waited for, not ended."""
    deadline = time.monotonic() + 60
    while True:
        try:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
        except psycopg.errors.InsufficientPrivilege:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def _clear_leftovers(connection: psycopg.Connection, *, keep: tuple[str, ...]) -> None:
    names = [name for (name,) in connection.execute("SELECT datname FROM pg_database ORDER BY oid")]
    dead = [name for name in names if name.startswith(("test_", "draft_")) and not _alive(name.split("_")[1])]
    for kind in ("migrated_", "template_"):
        old = [name for name in names if name.startswith(kind) and name not in keep]
        dead += old[:-TEMPLATES_KEPT]
    for name in dead:
        _drop(connection, name)
    for folder in SHARED.glob("run-*"):
        if not _alive(folder.name.split("-")[1]):
            shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: str) -> bool:
    with contextlib.suppress(ValueError, ProcessLookupError):
        os.kill(int(pid), 0)
        return True
    return False
