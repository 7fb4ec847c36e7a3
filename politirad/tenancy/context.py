"""The only place that sets the database's tenant setting.

A context says who asks, and on behalf of which organisations and councils. PostgreSQL's row level
security reads it (`sec.user_id()`, `sec.organizations()`, `sec.councils()`); it lives and dies with
its transaction. See docs/decisions/tenancy.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection, transaction


class NoContext(RuntimeError):
    """Walled rows were asked for outside every context; the database would silently answer nothing."""


@dataclass(frozen=True)
class Context:
    """Who asks: a user or none, with the organisations and councils that are open to the question."""

    user_id: UUID | None = None
    organizations: frozenset[UUID] = frozenset()
    councils: frozenset[UUID] = frozenset()
    administers: bool = False  # an organisation: for the menu; no wall and no door asks


_current: ContextVar[Context | None] = ContextVar("tenant_context", default=None)


def current() -> Context:
    """The context that holds now; raises NoContext when there is none."""
    context = _current.get()
    if context is None:
        raise NoContext("Walled rows need a context: see politirad.tenancy.context.")
    return context


@contextmanager
def entered(context: Context) -> Iterator[Context]:
    """Open a transaction in which `context` holds; afterwards the former one holds again.

    On an exception PostgreSQL restores the former setting with the savepoint; on a normal end a
    released savepoint would keep the inner one, so it is put back by hand. The outermost transaction
    takes its setting with it.
    """
    former, nested = _current.get(), connection.in_atomic_block
    token = _current.set(context)
    try:
        with transaction.atomic():
            _tell_database(context)
            yield context
            if nested and not connection.needs_rollback:
                _tell_database(former or Context())
    finally:
        _current.reset(token)


@contextmanager
def joined(council_id: UUID) -> Iterator[Context]:
    """The current context with one more council: for the one who has just made it."""
    now = current()
    with entered(replace(now, councils=now.councils | {council_id})) as context:
        yield context


def of_user(user_id: UUID, *, today: datetime.date) -> Context:
    """What a person may ask for on a day, read from affiliations and seats by the database itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organizations, councils, sec.administers(%s, %s) FROM sec.memberships(%s, %s)",
            [user_id, today, user_id, today],
        )
        row = cursor.fetchone()
    organizations, councils, administers = row or ([], [], None)
    return Context(user_id, frozenset(organizations or ()), frozenset(councils or ()), bool(administers))


def of_council(council_id: UUID, *, user_id: UUID | None = None) -> Context:
    """For a job that serves one council."""
    return Context(user_id=user_id, councils=frozenset({council_id}))


def of_organization(organization_id: UUID, *, user_id: UUID | None = None) -> Context:
    """For a job that serves one organisation."""
    return Context(user_id=user_id, organizations=frozenset({organization_id}))


def _tell_database(context: Context) -> None:
    """Set the three settings for this transaction only (`is_local` true)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('politirad.user_id', %s, true),"
            " set_config('politirad.organizations', %s, true),"
            " set_config('politirad.councils', %s, true)",
            [
                str(context.user_id or ""),
                ",".join(sorted(map(str, context.organizations))),
                ",".join(sorted(map(str, context.councils))),
            ],
        )
