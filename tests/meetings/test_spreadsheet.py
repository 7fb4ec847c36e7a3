"""Files for spreadsheets: Excel reads them, and computes nothing that somebody wrote."""

from __future__ import annotations

import csv
import io

import pytest

from meetings.spreadsheet import csv_file, harmless


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Vedtatt.", "Vedtatt."),
        ("=1+1", "'=1+1"),
        ("+47 12", "'+47 12"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("a=b", "a=b"),
        ("", ""),
    ],
    ids=["words", "formula", "plus", "minus", "at", "tab", "inside", "empty"],
)
def test_nothing_is_taken_for_a_formula(text: str, cell: str) -> None:
    assert harmless(text) == cell


def test_file_comes_back_as_it_was_written() -> None:
    rows = [["3/2026", "To linjer\nog «æøå»", 'Med "hermetegn"; og semikolon'], [None, 4, ""]]
    written = csv_file(["Vedtak", "Tekst", "Sak"], rows)
    assert written.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read == [["Vedtak", "Tekst", "Sak"], rows[0], ["", "4", ""]]
