"""Workbooks, parsed back as a spreadsheet reads them; and the year as one."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from meetings.actions.activities import ActivityTerms, add_activity
from meetings.actions.plans import propose_plan
from meetings.workbook import CONTENT_TYPE, Sheet, workbook
from tests.queries import asked
from tests.world import World

AT = datetime.datetime(2026, 11, 27, 12, 0, tzinfo=datetime.UTC)


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """Each sheet's cells by name."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_cells_come_back_as_they_were_written() -> None:
    day, hour = datetime.date(2026, 11, 27), datetime.time(9, 30)
    sheet = Sheet(
        "Møter", ("Dato", "Tid", "Hva", "Antall"), ((day, hour, "<æøå> & co.", 4), (None, None, "", 0))
    )
    assert sheets(workbook([sheet], at=AT)) == {
        "Møter": [
            ["Dato", "Tid", "Hva", "Antall"],
            [datetime.datetime(2026, 11, 27), hour, "<æøå> & co.", 4],
            [None, None, None, 0],
        ]
    }


def test_days_and_hours_are_shown_as_in_norway() -> None:
    row = (datetime.date(2026, 11, 27), datetime.time(9, 30))
    page = load_workbook(io.BytesIO(workbook([Sheet("A", ("a", "b"), (row,))], at=AT))).worksheets[0]
    assert [page.cell(2, 1).number_format, page.cell(2, 2).number_format] == ["dd.mm.yyyy", "hh:mm"]


@pytest.mark.parametrize(
    "text", ["=1+1", "{=1+1}", "+47 12345678", "@SUM(A1)", "https://example.test/", "0042"]
)
def test_text_stays_text(text: str) -> None:
    page = load_workbook(io.BytesIO(workbook([Sheet("A", ("b",), ((text,),))], at=AT))).worksheets[0]
    assert (page.cell(2, 1).value, page.cell(2, 1).data_type, page.cell(2, 1).hyperlink) == (text, "s", None)


def test_names_of_sheets_are_made_lawful() -> None:
    (name,) = sheets(workbook([Sheet("Møter [2026]: alle/noen " + "x" * 40, ("a",), ())], at=AT))
    assert len(name) == 31
    assert not set("[]:/") & set(name)


def test_same_sheets_give_the_same_bytes_and_none_is_refused() -> None:
    sheet = Sheet("A", ("b",), ())
    assert workbook([sheet], at=AT) == workbook([sheet], at=AT)
    with pytest.raises(ValueError, match="at least one"):
        workbook([], at=AT)


@pytest.mark.django_db
def test_year_is_taken_out_with_meetings_and_activities(world: World) -> None:
    north, year = world.north, world.today.year + 1
    with world.acting(north.slt):
        plan = propose_plan(council=north.council, year=year, by=north.slt, at=timezone.now())
        add_activity(plan=plan, terms=ActivityTerms(5, "Russetid", responsible="Politiet"), by=north.slt)
        first = plan.meetings.order_by("date")[0]
    url = reverse("year_workbook", args=[north.council.pk, year])
    answer = world.client(north.member).get(url)
    assert answer["Content-Type"] == CONTENT_TYPE
    assert (
        answer["Content-Disposition"] == f'attachment; filename="arshjul-politiradet-i-nordvik-{year}.xlsx"'
    )
    found = sheets(answer.content)
    heads, *rows = found["Møter"]
    assert (heads[0], heads[-1], len(rows)) == ("Dato", "Status", 4)
    assert (rows[0][0].date(), rows[0][-1]) == (first.date, "Forslag")
    assert [cell for cell in found["Aktiviteter"][1] if cell] == ["mai", "Annet", "Russetid", "Politiet"]
    assert len(asked(world.client(north.member), url)) <= 15
    assert world.client(world.south.slt).get(url).status_code == 404
    empty = world.client(north.member).get(reverse("year_workbook", args=[north.council.pk, 2001]))
    assert sheets(empty.content)["Møter"] == [heads]
