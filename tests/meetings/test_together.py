"""Where somebody is wanted in two places at once."""

from datetime import date, datetime, time

import pytest

from meetings.plan_request import Busy
from meetings.together import Sitting, overlaps, overlaps_with_unseen

DAY = date(2027, 2, 10)


def sitting(key: str, begins: str, ends: str, *people: str, day: date = DAY) -> Sitting:
    return Sitting(
        key, f"council {key}", day, time.fromisoformat(begins), time.fromisoformat(ends), frozenset(people)
    )


@pytest.mark.parametrize(
    ("first", "second", "shared", "why"),
    [
        (("09:00", "11:00", "chief"), ("10:00", "12:00", "chief"), ("chief",), "an hour of both"),
        (("09:00", "11:00", "chief"), ("09:00", "11:00", "chief", "mayor"), ("chief",), "the same hours"),
        (("09:00", "12:00", "chief"), ("10:00", "11:00", "chief"), ("chief",), "one inside the other"),
        (("09:00", "11:00", "a", "b"), ("10:00", "12:00", "b", "a"), ("a", "b"), "two people"),
        (("09:00", "11:00", "chief"), ("11:00", "12:00", "chief"), None, "one begins when the other ends"),
        (("09:00", "11:00", "chief"), ("10:00", "12:00", "mayor"), None, "nobody is in both"),
        (("09:00", "11:00"), ("09:00", "11:00"), None, "councils without people"),
    ],
)
def test_overlap_needs_shared_time_and_a_shared_person(
    first: tuple[str, ...], second: tuple[str, ...], shared: tuple[str, ...] | None, why: str
) -> None:
    found = overlaps([sitting("1", *first), sitting("2", *second)])
    assert [one.people for one in found] == ([shared] if shared else []), why


def test_other_days_do_not_overlap() -> None:
    later = sitting("2", "09:00", "11:00", "chief", day=date(2027, 2, 11))
    assert overlaps([sitting("1", "09:00", "11:00", "chief"), later]) == ()


def test_three_at_once_are_three_pairs_in_order() -> None:
    three = [sitting(key, "09:00", "11:00", "chief") for key in ("c", "a", "b")]
    assert [(one.first.key, one.second and one.second.key) for one in overlaps(three)] == [
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    ]


def test_overlap_tells_the_time_that_both_share() -> None:
    (found,) = overlaps([sitting("1", "09:00", "11:00", "chief"), sitting("2", "10:30", "12:00", "chief")])
    assert (found.starts_at, found.ends_at) == (time(10, 30), time(11))


def busy(person: str, begins: int, ends: int) -> Busy:
    return Busy(person, datetime(2027, 2, 10, begins), datetime(2027, 2, 10, ends))


def test_engagement_the_reader_cannot_see_is_told_without_a_name() -> None:
    own = sitting("1", "09:00", "11:00", "chief", "mayor")
    (found,) = overlaps_with_unseen(
        [own], {"council 1": [busy("chief", 10, 12), busy("chief", 10, 12), busy("mayor", 10, 12)]}
    )
    assert (found.second, found.people) == (None, ("chief", "mayor"))
    assert (found.starts_at, found.ends_at) == (time(10), time(12))


def test_engagement_that_is_one_of_the_meetings_shown_is_not_told_twice() -> None:
    pair = [sitting("1", "09:00", "11:00", "chief"), sitting("2", "10:00", "12:00", "chief")]
    others = {"council 1": [busy("chief", 10, 12)], "council 2": [busy("chief", 9, 11)]}
    assert overlaps_with_unseen(pair, others) == ()


def test_engagement_at_the_very_hours_of_ones_own_meeting_is_told() -> None:
    own = sitting("1", "09:00", "11:00", "chief")
    assert len(overlaps_with_unseen([own], {"council 1": [busy("chief", 9, 11)]})) == 1


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (busy("chief", 11, 12), "begins when ours ends"),
        (busy("stranger", 9, 11), "somebody who is not called"),
        (Busy("chief", datetime(2027, 2, 11, 9), datetime(2027, 2, 11, 11)), "another day"),
    ],
)
def test_engagement_beside_the_meeting_is_no_overlap(other: Busy, why: str) -> None:
    own = sitting("1", "09:00", "11:00", "chief")
    assert overlaps_with_unseen([own], {"council 1": [other]}) == (), why
