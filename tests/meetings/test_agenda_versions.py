"""What differs between two versions of an agenda, as a table of cases."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.agenda_versions import Change, FieldChange, compare, differs


def item(number: str, title: str, **facts: Any) -> dict[str, Any]:
    return {"id": title[0], "number": number, "title": title, "kind": "discussion", **facts}


A, B = item("1", "A"), item("2", "B")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], [], []),
        ([A], [A], [("1", Change.SAME)]),
        ([A], [A, item("T1", "C")], [("1", Change.SAME), ("T1", Change.ADDED)]),
        ([A, B], [B], [("2", Change.SAME), ("1", Change.REMOVED)]),
        ([A, B], [B, A], [("2", Change.SAME), ("1", Change.SAME)]),
        ([A], [item("1", "A med tillegg")], [("1", Change.CHANGED)]),
        ([A], [item("1", "A", minutes=20)], [("1", Change.SAME)]),
        ([item("1", "A", minutes=None)], [item("1", "A", minutes=20)], [("1", Change.CHANGED)]),
        ([A], [item("1", "B")], [("1", Change.ADDED), ("1", Change.REMOVED)]),
    ],
)
def test_every_item_is_accounted_for(before: Any, after: Any, expected: Any) -> None:
    found = [(one.number, one.change) for one in compare(before, after)]
    assert found == expected
    assert differs(before, after) == any(change is not Change.SAME for _number, change in expected)


def test_each_thing_that_is_another_now_is_named() -> None:
    before = item("1", "A", minutes=10, papers=[{"name": "plan.pdf", "sha256": "0"}], text="<p>Før</p>")
    after = item("1", "A og B", minutes=10, papers=[], text="<p>Nå</p>")
    (found,) = compare([before], [after])
    assert found.fields == (
        FieldChange("title", "A", "A og B"),
        FieldChange("text", "<p>Før</p>", "<p>Nå</p>"),
        FieldChange("papers", [{"name": "plan.pdf", "sha256": "0"}], []),
    )


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("ABCD", "ABCD", ""),
        ("ABCD", "BCDA", "A"),
        ("ABCD", "DABC", "D"),
        ("ABCD", "ACBD", "B"),
        ("ABCD", "DXCBA", "ABC"),
        ("ABC", "AC", ""),
        ("", "AB", ""),
    ],
)
def test_what_stands_elsewhere_is_told_by_the_fewest_items(before: str, after: str, moved: str) -> None:
    found = compare([item("", one) for one in before], [item("", one) for one in after])
    assert "".join(sorted(one.title for one in found if one.moved)) == moved


def test_sub_item_is_told_with_the_item_above_it() -> None:
    before = [item("1", "A", parent=""), item("2", "B", parent=""), item("2.1", "C", parent="B")]
    after = [item("1", "A", parent=""), item("1.T1", "C", parent="A"), item("1.T2", "D", parent="A")]
    found = {one.title: (one.change, one.above, one.fields) for one in compare(before, after)}
    assert found == {
        "A": (Change.SAME, "", ()),
        "B": (Change.REMOVED, "", ()),
        "C": (Change.CHANGED, "1 A", (FieldChange("parent", "2 B", "1 A"),)),
        "D": (Change.ADDED, "1 A", ()),
    }


def test_older_version_that_knows_of_no_sub_items_differs_in_nothing() -> None:
    assert not differs([A], [item("1", "A", parent="")])
