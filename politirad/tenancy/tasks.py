"""How tasks are declared and woken. A task loads, calls, stops; it is safe to run twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from celery import Task, current_app, shared_task
from django.db import transaction

from politirad.tenancy import context


class TenantTask(Task):  # type: ignore[type-arg]
    """A task that serves one council: its first argument is the council's id as text.

    The body runs in that council's context, in one transaction. Arguments are ids only: JSON on the
    wire. A task without a council cannot be called: the database would answer it with nothing.
    """

    abstract = True

    def __call__(self, council_id: str, *args: Any, **kwargs: Any) -> Any:
        with context.entered(context.of_council(UUID(council_id))):
            return super().__call__(council_id, *args, **kwargs)


def council_task(name: str, **options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Declare a task that works inside one council (see TenantTask). Retries and limits as Celery's options."""
    return shared_task(name=name, base=TenantTask, **options)


def clock_task(name: str, **options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Declare a task that looks across councils for due ids only, and enters each context itself."""
    return shared_task(name=name, **options)


def wake(name: str, *arguments: object) -> None:
    """After the commit, start the task of this name; ids are sent as text.

    The row that the task works on is already written, so a broker that is down costs only time:
    the clock's sweep finds the row.
    """
    sent = [str(argument) if argument is not None else "" for argument in arguments]
    transaction.on_commit(lambda: current_app.send_task(name, sent), robust=True)
