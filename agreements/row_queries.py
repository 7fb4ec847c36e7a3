"""Lists of rows and counts, gathered by the database beside the agreement they belong to."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject


def rows_of(
    model: Any, key: str, *conditions: Q, order: str = "order", limit: int | None = None, **fields: Any
) -> ArraySubquery:
    """A subquery that gathers rows belonging to the agreement as a list of dictionaries."""
    found = model.objects.filter(*conditions, **{key: OuterRef("pk")}).order_by(order)
    values = found.values(row=JSONObject(**fields))
    return ArraySubquery(values[:limit] if limit else values)


def counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """How many rows a subquery finds."""
    found: QuerySet[Any] = rows.order_by().annotate(number=Func("pk", function="COUNT")).values("number")
    return found
