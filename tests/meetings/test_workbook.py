"""Workbooks, parsed back as a spreadsheet reads them; and the year as one."""

from __future__ import annotations

import datetime
import io
import zipfile
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.activities import ActivityTerms, add_activity
from meetings.actions.plans import propose_plan
from meetings.workbook import CONTENT_TYPE, MAIN, Sheet, column_name, serial, workbook
from tests.queries import asked
from tests.world import World

AT = datetime.datetime(2026, 11, 27, 12, 0, tzinfo=datetime.UTC)
N = {"m": MAIN}


def sheets(content: bytes) -> dict[str, list[list[str]]]:
    """Each sheet's cells by name; dates and times as the numbers that stand there."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    names = [one.get("name", "") for one in parts["xl/workbook.xml"].iter(f"{{{MAIN}}}sheet")]
    found = {}
    for number, name in enumerate(names, start=1):
        rows = parts[f"xl/worksheets/sheet{number}.xml"].findall("m:sheetData/m:row", N)
        found[name] = [
            [cell.findtext("m:is/m:t", "", N) or cell.findtext("m:v", "", N) for cell in row] for row in rows
        ]
    return found


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")]
)
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_name(number) == letters


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (datetime.date(1900, 3, 1), "61"),
        (datetime.date(2026, 11, 27), "46353"),
        (datetime.time(12), "0.5"),
        (datetime.time(0), "0.0"),
        (datetime.time(9, 30), "0.3958333333"),
    ],
    ids=["after the day that never was", "a day", "noon", "midnight", "half past nine"],
)
def test_days_and_hours_are_numbers(value: datetime.date | datetime.time, number: str) -> None:
    assert serial(value) == number


def test_cells_come_back_as_they_were_written() -> None:
    sheet = Sheet(
        "Møter",
        ("Dato", "Hva", "Antall"),
        ((datetime.date(2026, 11, 27), "=1+1 & <æøå>\x00", 4), (None, "", 0)),
    )
    assert sheets(workbook([sheet], at=AT)) == {
        "Møter": [["Dato", "Hva", "Antall"], ["46353", "=1+1 & <æøå>", "4"], ["0"]]
    }


def test_text_is_never_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook([Sheet("A", ("b",), (("=1+1",),))], at=AT))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


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
    assert (rows[0][0], rows[0][-1]) == (serial(first.date), "Forslag")
    assert found["Aktiviteter"][1] == ["mai", "Annet", "Russetid", "Politiet"]
    assert len(asked(world.client(north.member), url)) <= 15
    assert world.client(world.south.slt).get(url).status_code == 404
    empty = world.client(north.member).get(reverse("year_workbook", args=[north.council.pk, 2001]))
    assert sheets(empty.content)["Møter"] == [heads]
