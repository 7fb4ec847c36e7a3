"""Twenty-nine copies of a row, for tests that ask whether a page's questions grow with its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
MORE = 29


def again(row: Row, **differing: Callable[[int], Any]) -> list[Row]:
    """Twenty-nine copies of a row; `differing` says by number (from 1) what is not the same."""
    same = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    copies = [
        type(row)(**{**same, **{name: value(number) for name, value in differing.items()}})
        for number in range(1, MORE + 1)
    ]
    return type(row)._default_manager.bulk_create(copies)


def nth(rows: Sequence[Row]) -> Callable[[int], Any]:
    """The id of the row with a number."""
    return lambda number: rows[number - 1].pk


def numbered(word: str) -> Callable[[int], str]:
    """The word with the number."""
    return lambda number: f"{word} {number}"
