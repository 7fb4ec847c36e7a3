"""A workbook that Excel and LibreOffice open (.xlsx): sheets of rows with text, numbers, dates and times. Pure.

Office Open XML as ECMA-376 has it, as little of it as a table needs: texts stand in their cells, so that nothing is
computed from what somebody wrote; the first row is bold and stays in sight.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAY_ZERO = datetime.date(1899, 12, 30)
PLAIN, DATE, TIME, BOLD = range(4)  # the styles, by their places in STYLES
STYLES = (
    f'{HEADER}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
NARROWEST, WIDEST = 8, 60  # characters
LONGEST = 32_767  # characters that a cell holds
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
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{number}.xml": _sheet(one) for number, one in enumerate(sheets, start=1)},
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    return held.getvalue()


def column_name(number: int) -> str:
    """The letters of a column, from 1: A, Z, AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def serial(value: datetime.date | datetime.time) -> str:
    """A day or a time of day as the format counts them: days since the end of 1899, and parts of a day."""
    if isinstance(value, datetime.time):
        return repr(round((value.hour * 3600 + value.minute * 60 + value.second) / 86400, 10))
    return str((value - DAY_ZERO).days)


def _types(count: int) -> str:
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kinds}.worksheet+xml"/>'
        for number in range(1, count + 1)
    )
    return (
        f'{HEADER}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>{sheets}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEADER}<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def _book(sheets: Sequence[Sheet]) -> str:
    rows = "".join(
        f'<sheet name={quoteattr(FORBIDDEN_IN_NAMES.sub(" ", one.name)[:31])} sheetId="{number}" r:id="rId{number}"/>'
        for number, one in enumerate(sheets, start=1)
    )
    return f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{rows}</sheets></workbook>'


def _sheet(one: Sheet) -> str:
    lines = [one.heads, *one.rows]
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{_width(lines, number - 1)}" customWidth="1"/>'
        for number in range(1, len(one.heads) + 1)
    )
    rows = "".join(
        f'<row r="{number}">{_row(row, number, bold=number == 1)}</row>'
        for number, row in enumerate(lines, start=1)
    )
    return (
        f'{HEADER}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{rows}</sheetData></worksheet>"
    )


def _row(cells: Sequence[Cell], number: int, *, bold: bool) -> str:
    return "".join(
        _cell(cell, f"{column_name(place)}{number}", bold=bold)
        for place, cell in enumerate(cells, start=1)
        if cell not in (None, "")
    )


def _cell(value: Cell, place: str, *, bold: bool) -> str:
    if isinstance(value, datetime.date | datetime.time):
        style = TIME if isinstance(value, datetime.time) else DATE
        return f'<c r="{place}" s="{style}"><v>{serial(value)}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = escape(NOT_XML.sub("", str(value))[:LONGEST])
    style = BOLD if bold else PLAIN
    return f'<c r="{place}" t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}</t></is></c>'


def _width(lines: Sequence[Sequence[Cell]], place: int) -> int:
    longest = max((len(str(row[place])) for row in lines if place < len(row) and row[place]), default=0)
    return min(max(longest + 2, NARROWEST), WIDEST)
