"""A workbook that Excel and LibreOffice open (.xlsx): sheets of rows with text, numbers, dates and times. Pure.

Texts stand as they are, whatever they begin with: nothing is computed from what somebody wrote. The first row is bold
and stays in sight.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {"default_date_format": "dd.mm.yyyy", "in_memory": True}
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
LONGEST_NAME = 31  # characters
LONGEST = 32_767  # characters that a cell holds
WIDEST = 60  # characters
Cell = str | int | datetime.date | datetime.time | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the heads of its columns, and its rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def workbook(sheets: Sequence[Sheet], *, at: datetime.datetime) -> bytes:
    """The file. Same sheets and moment, same bytes. Raises ValueError without a sheet."""
    if not sheets:
        raise ValueError("A workbook has at least one sheet.")
    held = io.BytesIO()
    with Workbook(held, FORMATS) as book:
        book.set_properties({"created": at.replace(tzinfo=None)})
        bold, hours = book.add_format({"bold": True}), book.add_format({"num_format": "hh:mm"})
        for sheet in sheets:
            page = book.add_worksheet(FORBIDDEN_IN_NAMES.sub(" ", sheet.name)[:LONGEST_NAME].strip())
            page.freeze_panes(1, 0)
            for column, head in enumerate(sheet.heads):
                page.write_string(0, column, head, bold)
            for line, row in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(row):
                    if cell == "":
                        continue
                    if isinstance(cell, str):
                        page.write_string(line, column, cell[:LONGEST])
                    elif isinstance(cell, datetime.time):
                        page.write_datetime(line, column, cell, hours)
                    elif cell is not None:  # a whole number or a day
                        page.write(line, column, cell)
            page.autofit(max_width=WIDEST * 7)  # pixels
    return held.getvalue()
