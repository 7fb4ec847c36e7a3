"""What every walled table shares: a manager that is loud without a context, and keys across the wall."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from politirad.tenancy import context

Row = TypeVar("Row", bound=models.Model)


class WalledQuerySet(models.QuerySet[Row]):
    """A queryset of walled rows."""

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Row]:
        """As Django's, but never ignoring conflicts: against a hidden row that would store nothing, silently."""
        if kwargs.get("ignore_conflicts"):
            raise ValueError("ignore_conflicts would lose rows silently behind the wall.")
        return super().bulk_create(objs, *args, **kwargs)


class WalledManager(models.Manager[Row]):
    """Raises NoContext when a walled table is asked outside every context.

    The database would answer with nothing at all, which is safe but silent.
    """

    def get_queryset(self) -> WalledQuerySet[Row]:
        context.current()
        return WalledQuerySet(self.model, using=self._db)


class CouncilForeignKey(models.ForeignKey[Any, Any]):
    """A key from one row of a council to another row of the same council.

    Django's own constraint is left out: `rls.CouncilWall` adds one on (id, council), so that a row
    of another council and a row that does not exist get the very same answer.
    """

    def __init__(self, to: Any, on_delete: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs
