"""Running clock times of an agenda."""

from datetime import time

import pytest

from meetings.agenda_times import TimedItem, running_times


def clock(hour: int, minute: int = 0) -> time:
    return time(hour, minute)


def test_items_follow_each_other() -> None:
    found = running_times(
        clock(9), [TimedItem("a", 5), TimedItem("b", 0), TimedItem("c", 40)], ends_at=clock(10)
    )
    assert [(s.key, s.starts_at, s.ends_at) for s in found.slots] == [
        ("a", clock(9), clock(9, 5)),
        ("b", clock(9, 5), clock(9, 5)),
        ("c", clock(9, 5), clock(9, 45)),
    ]
    assert (found.minutes, found.complete, found.ends_at, found.over_by) == (45, True, clock(9, 45), 0)


def test_after_an_item_without_minutes_no_time_is_known() -> None:
    found = running_times(
        clock(9), [TimedItem("a", 10), TimedItem("b"), TimedItem("c", 10)], ends_at=clock(10)
    )
    assert [(s.starts_at, s.ends_at) for s in found.slots] == [
        (clock(9), clock(9, 10)),
        (clock(9, 10), None),
        (None, None),
    ]
    assert (found.minutes, found.complete, found.ends_at) == (20, False, None)


@pytest.mark.parametrize(
    ("minutes", "ends_at", "over"),
    [
        ((30, 30), clock(10), 0),
        ((30, 45), clock(10), 15),
        ((30, None), clock(9, 20), 10),
        ((None, None), clock(10), None),
        ((30, 30), None, None),
    ],
)
def test_overrun(minutes: tuple[int | None, ...], ends_at: time | None, over: int | None) -> None:
    items = [TimedItem(i, m) for i, m in enumerate(minutes)]
    assert running_times(clock(9), items, ends_at=ends_at).over_by == over


def test_parent_lasts_as_long_as_its_sub_items() -> None:
    items = [
        TimedItem("a", 10),
        TimedItem("p", 99),
        TimedItem("p1", 10, parent="p"),
        TimedItem("p2", 15, parent="p"),
        TimedItem("z", 5),
    ]
    found = {s.key: (s.starts_at, s.ends_at, s.minutes) for s in running_times(clock(9), items).slots}
    assert found == {
        "a": (clock(9), clock(9, 10), 10),
        "p": (clock(9, 10), clock(9, 35), 25),
        "p1": (clock(9, 10), clock(9, 20), 10),
        "p2": (clock(9, 20), clock(9, 35), 15),
        "z": (clock(9, 35), clock(9, 40), 5),
    }


def test_parent_with_an_unknown_sub_item_has_no_end() -> None:
    items = [TimedItem("p"), TimedItem("p1", parent="p"), TimedItem("z", 5)]
    found = [(s.starts_at, s.ends_at) for s in running_times(clock(9), items).slots]
    assert found == [(clock(9), None), (clock(9), None), (None, None)]


def test_no_clock_after_midnight() -> None:
    found = running_times(clock(23, 30), [TimedItem("a", 20), TimedItem("b", 20), TimedItem("c", 5)])
    assert [(s.starts_at, s.ends_at) for s in found.slots] == [
        (clock(23, 30), clock(23, 50)),
        (clock(23, 50), None),
        (None, None),
    ]


def test_negative_minutes_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        running_times(clock(9), [TimedItem("a", -1)])


def test_empty_agenda() -> None:
    found = running_times(clock(9), [], ends_at=clock(10))
    assert (found.slots, found.minutes, found.complete, found.ends_at) == ((), 0, True, clock(9))
