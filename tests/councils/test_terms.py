"""Holdings of a seat over time."""

from datetime import date

import pytest

from councils.terms import (
    Holding,
    TermError,
    gaps,
    holder_on,
    holdings_on,
    overlapping,
    state_on,
    succeed,
)

# A mayor until the council changes in October 2023, her successor, and a deputy acting for two weeks.
BEFORE = Holding("Gro", date(2019, 10, 14), date(2023, 10, 15))
AFTER = Holding("Ola", date(2023, 10, 16))
ACTING = Holding("Kari", date(2026, 3, 2), date(2026, 3, 15), acting=True)
SEAT = (AFTER, ACTING, BEFORE)


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        (date(2019, 10, 13), None),
        (date(2019, 10, 14), "Gro"),
        (date(2023, 10, 15), "Gro"),
        (date(2023, 10, 16), "Ola"),
        (date(2026, 3, 1), "Ola"),
        (date(2026, 3, 2), "Kari"),
        (date(2026, 3, 15), "Kari"),
        (date(2026, 3, 16), "Ola"),
        (date(2040, 1, 1), "Ola"),
    ],
)
def test_holder_on_each_side_of_every_change(day: date, holder: str | None) -> None:
    found = holder_on(SEAT, day)
    assert (found.holder if found else None) == holder


def test_acting_stands_beside_the_ordinary_holder() -> None:
    assert holdings_on(SEAT, date(2026, 3, 10)) == (ACTING, AFTER)
    assert overlapping(SEAT) == ()


def test_two_ordinary_holders_at_once_are_told() -> None:
    late = Holding("Per", date(2023, 10, 15), date(2023, 10, 15))
    assert overlapping([BEFORE, late]) == ((BEFORE, late),)
    assert overlapping([AFTER, Holding("Per", date(2030, 1, 1))]) == (
        (AFTER, Holding("Per", date(2030, 1, 1))),
    )


def test_two_acting_at_once_are_told() -> None:
    other = Holding("Siv", date(2026, 3, 15), date(2026, 4, 1), acting=True)
    assert overlapping([ACTING, other]) == ((ACTING, other),)


@pytest.mark.parametrize(
    ("holdings", "expected"),
    [
        ([], [(date(2020, 1, 1), date(2020, 12, 31))]),
        ([Holding(1, date(2019, 1, 1))], []),
        ([Holding(1, date(2020, 3, 1))], [(date(2020, 1, 1), date(2020, 2, 29))]),
        (
            [
                Holding(1, date(2020, 1, 1), date(2020, 4, 30)),
                Holding(2, date(2020, 6, 1), date(2020, 11, 30)),
            ],
            [(date(2020, 5, 1), date(2020, 5, 31)), (date(2020, 12, 1), date(2020, 12, 31))],
        ),
        (
            [
                Holding(1, date(2020, 1, 1), date(2020, 12, 31)),
                Holding(2, date(2020, 3, 1), date(2020, 4, 1)),
            ],
            [],
        ),
        ([Holding(1, date(2021, 1, 1))], [(date(2020, 1, 1), date(2020, 12, 31))]),
        ([Holding(1, date(2018, 1, 1), date(2019, 12, 31))], [(date(2020, 1, 1), date(2020, 12, 31))]),
    ],
)
def test_gaps_are_the_days_nobody_has_the_seat(
    holdings: list[Holding], expected: list[tuple[date, date]]
) -> None:
    assert list(gaps(holdings, date(2020, 1, 1), date(2020, 12, 31))) == expected


def test_state_seen_from_a_day() -> None:
    assert [state_on(BEFORE, d) for d in (date(2019, 1, 1), date(2020, 1, 1), date(2024, 1, 1))] == [
        "future",
        "active",
        "ended",
    ]


def test_succession_leaves_no_gap_and_no_overlap() -> None:
    ended = succeed(AFTER, date(2027, 10, 18))
    follower = Holding("Liv", date(2027, 10, 18))
    assert ended.ends == date(2027, 10, 17)
    assert overlapping([ended, follower]) == ()
    assert gaps([ended, follower], date(2024, 1, 1), date(2030, 1, 1)) == ()


def test_succession_refuses_what_cannot_be() -> None:
    with pytest.raises(TermError):
        succeed(AFTER, AFTER.begins)
    with pytest.raises(TermError):
        succeed(BEFORE, date(2024, 1, 1))
    with pytest.raises(TermError):
        Holding("Gro", date(2020, 1, 2), date(2020, 1, 1))
