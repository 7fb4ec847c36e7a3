"""The base of every task that touches walled rows."""

from __future__ import annotations

from typing import Any

from celery import Task

from politirad.tenancy import context


class TenantTask(Task):  # type: ignore[type-arg]
    """A task that says whom it serves.

    The first argument is a council's or an organisation's id as text, by `serves`; the task's body
    runs in that context, in one transaction. Arguments are ids only: JSON on the wire.
    """

    abstract = True
    serves = "council"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        served = kwargs.get(f"{self.serves}_id") or args[0]
        make = context.of_council if self.serves == "council" else context.of_organization
        with context.entered(make(served)):
            return super().__call__(*args, **kwargs)
