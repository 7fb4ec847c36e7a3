"""Duties, themes, attendees and hosts on a year's meetings."""

from datetime import date

import pytest

from meetings.duties import (
    ending_duties,
    evaluation_duty,
    place_attendees,
    place_duties,
    place_hosts,
    place_themes,
    revision_duty,
)
from meetings.plan_request import AttendanceRule, DutyRule, Placement, Theme
from meetings.workdays import ElectionDay

DAYS = [date(2027, 2, 9), date(2027, 5, 11), date(2027, 9, 28), date(2027, 12, 7)]
ELECTIONS = (ElectionDay(date(2023, 9, 11)), ElectionDay(date(2027, 9, 13), confirmed=False))


@pytest.mark.parametrize(
    ("rule", "positions"),
    [
        (DutyRule("evaluation", Placement.FIRST), [0]),
        (DutyRule("evaluation", Placement.LAST), [3]),
        (DutyRule("evaluation", Placement.EACH), [0, 1, 2, 3]),
        (DutyRule("schools", Placement.MONTHS, months=(5, 12)), [1, 3]),
        (DutyRule("revision", Placement.AFTER, after=date(2027, 9, 13)), [2]),
        (DutyRule("revision", Placement.AFTER, after=date(2027, 9, 28)), [3]),
        (DutyRule("notice_deadline", Placement.BEFORE, before=date(2027, 9, 30)), [2]),
        (DutyRule("notice_deadline", Placement.BEFORE, before=date(2027, 9, 28)), [2]),  # on the day itself
        (DutyRule("notice_deadline", Placement.BEFORE, before=date(2027, 9, 27)), [1]),
        (DutyRule("expiry", Placement.BEFORE, before=date(2027, 12, 31)), [3]),
    ],
)
def test_duty_lies_on_its_meeting(rule: DutyRule, positions: list[int]) -> None:
    placed = place_duties([rule], DAYS)
    assert [i for i, duties in enumerate(placed.duties) if duties] == positions
    assert placed.notes == ()


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (DutyRule("revision", Placement.AFTER, after=date(2027, 12, 7)), DAYS),
        (DutyRule("schools", Placement.MONTHS, months=(6,)), DAYS),
        (DutyRule("notice_deadline", Placement.BEFORE, before=date(2027, 2, 8)), DAYS),
        (DutyRule("evaluation", Placement.FIRST), []),
        (DutyRule("evaluation", Placement.LAST), []),
        (DutyRule("evaluation", Placement.EACH), []),
    ],
)
def test_duty_without_a_meeting_is_reported(rule: DutyRule, days: list[date]) -> None:
    placed = place_duties([rule], days)
    assert not any(placed.duties)
    assert [(note.code, note.get("duty")) for note in placed.notes] == [("duty_without_meeting", rule.kind)]


@pytest.mark.parametrize(
    ("year", "last", "notice", "kinds"),
    [
        (2027, date(2027, 12, 31), date(2027, 9, 30), ["notice_deadline", "expiry"]),
        (2027, date(2028, 1, 31), date(2027, 10, 31), ["notice_deadline"]),  # each in its own year
        (2028, date(2028, 1, 31), date(2027, 10, 31), ["expiry"]),
        (2027, date(2027, 12, 31), None, ["expiry"]),
        (2027, None, None, []),
        (2026, date(2027, 12, 31), date(2027, 9, 30), []),
    ],
)
def test_end_of_an_agreement_lies_on_the_meeting_before_it(
    year: int, last: date | None, notice: date | None, kinds: list[str]
) -> None:
    found = ending_duties(year=year, last_day=last, latest_notice=notice)
    assert [duty.kind for duty in found] == kinds
    assert {duty.placement for duty in found} <= {Placement.BEFORE}


@pytest.mark.parametrize(
    ("kind", "placement"),
    [
        ("each_meeting", Placement.EACH),
        ("last_meeting_of_year", Placement.LAST),
        ("first_meeting_of_year", Placement.FIRST),
        ("yearly", Placement.LAST),
        ("continuous", None),
        ("regular", None),
    ],
)
def test_evaluation_rules_of_the_agreements(kind: str, placement: Placement | None) -> None:
    duty = evaluation_duty(kind, "Evaluering")
    assert (duty.placement if duty else None) == placement


@pytest.mark.parametrize(
    ("kind", "year", "expected"),
    [
        ("after_municipal_election", 2027, (Placement.AFTER, date(2027, 9, 13))),
        ("after_municipal_election", 2023, (Placement.AFTER, date(2023, 9, 11))),
        ("after_municipal_election", 2026, None),
        ("yearly", 2026, (Placement.LAST, None)),
        ("every_n_years", 2026, (Placement.FIRST, None)),
        ("every_n_years", 2027, None),
        ("every_n_years", 2030, (Placement.FIRST, None)),
        ("every_n_years", 2022, None),
        ("on_request", 2027, None),
        ("by_mutual_agreement", 2027, None),
    ],
)
def test_revision_rules_of_the_agreements(
    kind: str, year: int, expected: tuple[Placement, date | None] | None
) -> None:
    # Lørenskog's agreement is of 31 October 2022 and is revised every fourth year.
    duty = revision_duty(kind, year=year, elections=ELECTIONS, years=4, since=date(2022, 10, 31))
    assert ((duty.placement, duty.after) if duty else None) == expected


def test_every_n_years_without_its_number_is_no_duty() -> None:
    assert revision_duty("every_n_years", year=2026, elections=ELECTIONS) is None


def test_every_theme_is_placed_once_and_evenly() -> None:
    themes = [Theme("rus", (5,)), Theme("vold"), Theme("netthat"), Theme("skole", (7,)), Theme("trafikk")]
    placed = place_themes(themes, DAYS)
    # "rus" has its month; July has no meeting, so "skole" is placed like the rest: the emptiest first.
    assert placed == (("vold", "trafikk"), ("rus",), ("netthat",), ("skole",))
    assert place_themes(themes, []) == ()


def test_those_who_come_in_named_months() -> None:
    rules = [AttendanceRule("Ansvarlig for skole", (5, 12)), AttendanceRule("NAV", (12,))]
    assert place_attendees(rules, DAYS) == ((), ("Ansvarlig for skole",), (), ("Ansvarlig for skole", "NAV"))


@pytest.mark.parametrize(
    ("hosts", "first", "expected"),
    [
        (("a", "b", "c"), 0, ("a", "b", "c", "a")),
        (("a", "b", "c"), 2, ("c", "a", "b", "c")),
        (("a", "b", "c"), 7, ("b", "c", "a", "b")),
        ((), 0, (None, None, None, None)),
    ],
)
def test_hosts_take_turns(hosts: tuple[str, ...], first: int, expected: tuple[str | None, ...]) -> None:
    assert place_hosts(hosts, first, 4) == expected
