"""Duties, themes, attendees and hosts on a year's meetings."""

from datetime import date

import pytest

from agreements.revision import RevisionKind, RevisionRule
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
AFTER_ELECTION = RevisionKind.AFTER_MUNICIPAL_ELECTION
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
        (DutyRule("revision", Placement.IN_TIME, before=date(2027, 6, 1)), [1]),
        (DutyRule("revision", Placement.IN_TIME, before=date(2027, 1, 31)), [0]),  # none so early: the first
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
    ("rule", "year", "expected"),
    [
        (RevisionRule(AFTER_ELECTION), 2027, (Placement.AFTER, date(2027, 9, 13), None)),
        (RevisionRule(AFTER_ELECTION), 2023, (Placement.AFTER, date(2023, 9, 11), None)),
        (RevisionRule(AFTER_ELECTION), 2026, None),
        # Every eighth year: the second election after the signing.
        (RevisionRule(AFTER_ELECTION, 8), 2023, None),
        (RevisionRule(AFTER_ELECTION, 8), 2027, (Placement.AFTER, date(2027, 9, 13), None)),
        # How long after the election it may take does not move the meeting that begins it.
        (RevisionRule(AFTER_ELECTION, 4, 12), 2027, (Placement.AFTER, date(2027, 9, 13), None)),
        (RevisionRule(RevisionKind.YEARLY), 2022, None),
        (RevisionRule(RevisionKind.YEARLY), 2026, (Placement.IN_TIME, None, date(2026, 10, 31))),
        (RevisionRule(RevisionKind.EVERY_N_YEARS, 4), 2026, (Placement.FIRST, None, None)),
        (RevisionRule(RevisionKind.EVERY_N_YEARS, 4), 2027, None),
        (RevisionRule(RevisionKind.EVERY_N_YEARS, 4), 2030, (Placement.FIRST, None, None)),
        (RevisionRule(RevisionKind.EVERY_N_YEARS, 4), 2022, None),
        (RevisionRule(RevisionKind.ON_REQUEST), 2027, None),
        (RevisionRule(RevisionKind.BY_MUTUAL_AGREEMENT), 2027, None),
    ],
)
def test_revision_rules_of_the_agreements(
    rule: RevisionRule, year: int, expected: tuple[Placement, date | None, date | None] | None
) -> None:
    # Lørenskog's agreement is of 31 October 2022 and is revised every fourth year.
    duty = revision_duty(rule, year=year, elections=ELECTIONS, since=date(2022, 10, 31))
    assert ((duty.placement, duty.after, duty.before) if duty else None) == expected


def test_election_before_the_signing_asks_for_no_revision() -> None:
    signed_after = date(2023, 10, 2)
    rule = RevisionRule(AFTER_ELECTION)
    assert revision_duty(rule, year=2023, elections=ELECTIONS, since=signed_after) is None
    assert revision_duty(rule, year=2027, elections=ELECTIONS, since=signed_after) is not None


def test_overdue_revision_is_for_the_first_meeting() -> None:
    rule = RevisionRule(AFTER_ELECTION)
    duty = revision_duty(rule, year=2028, elections=ELECTIONS, since=date(2022, 10, 31), overdue=True)
    assert duty is not None and duty.placement is Placement.FIRST


def test_agreement_that_nobody_has_dated_asks_for_no_revision() -> None:
    rule = RevisionRule(RevisionKind.EVERY_N_YEARS, 4)
    assert revision_duty(rule, year=2026, elections=ELECTIONS, since=None) is None


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
