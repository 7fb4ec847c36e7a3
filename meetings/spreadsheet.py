"""Rows as a file that Excel opens: semicolons, UTF-8 with a mark, and no cell that is taken for a formula. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"  # tells Excel that it is UTF-8


def harmless(text: str) -> str:
    """The text as a cell: one that a spreadsheet would compute gets an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file. None is an empty cell, everything else stands as its text."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    for row in (heads, *rows):
        writer.writerow([harmless("" if cell is None else str(cell)) for cell in row])
    return (MARK + held.getvalue()).encode()
