"""When agreements are to be revised, on tables of cases. S0 to S4 are the five real agreements' own rules."""

from datetime import date

import pytest

from agreements.revision import (
    Contradiction,
    Election,
    Reason,
    RevisionKind,
    RevisionRule,
    add_months,
    contradictions,
    next_revision,
    outlook,
)
from agreements.validity import PartialDate, Period

ELECTIONS = (
    Election(date(2027, 9, 13), confirmed=False),
    Election(date(2023, 9, 11)),
    Election(date(2019, 9, 9)),
)
TODAY = date(2026, 11, 22)

AFTER_ELECTION = RevisionRule(RevisionKind.AFTER_MUNICIPAL_ELECTION, years=4)
AFTER_ELECTION_6 = RevisionRule(RevisionKind.AFTER_MUNICIPAL_ELECTION, years=4, grace_months=6)
EVERY_OTHER_ELECTION = RevisionRule(RevisionKind.AFTER_MUNICIPAL_ELECTION, years=8, grace_months=0)
EVERY_4 = RevisionRule(RevisionKind.EVERY_N_YEARS, years=4)
YEARLY = RevisionRule(RevisionKind.YEARLY)
ON_REQUEST = RevisionRule(RevisionKind.ON_REQUEST)
MUTUAL = RevisionRule(RevisionKind.BY_MUTUAL_AGREEMENT)

CASES = [
    # rules, signed, valid to, revised, due, reasons
    ("unsigned", [AFTER_ELECTION], None, None, None, None, [Reason.NOT_SIGNED]),
    ("no rules", [], "2025", None, None, None, [Reason.NO_RULES]),
    ("only asked", [ON_REQUEST, MUTUAL], "2025", None, None, None, [Reason.ONLY_WHEN_ASKED]),
    ("S1 is over", [AFTER_ELECTION], "2020-06-30", "2024", None, None, [Reason.PERIOD_IS_OVER]),
    (
        "S0 had it been signed in mid-term",
        [AFTER_ELECTION],
        "2021-05-01",
        None,
        None,
        date(2023, 9, 11),
        [Reason.GRACE_NOT_STATED, Reason.OVERDUE],
    ),
    ("grace", [AFTER_ELECTION_6], "2021-05-01", None, None, date(2024, 3, 11), [Reason.OVERDUE]),
    (
        "revised since",
        [AFTER_ELECTION_6],
        "2021-05-01",
        None,
        date(2024, 1, 10),
        date(2028, 3, 13),
        [Reason.ELECTION_NOT_CONFIRMED],
    ),
    (
        "signed on election day",
        [AFTER_ELECTION_6],
        "2023-09-11",
        None,
        None,
        date(2028, 3, 13),
        [Reason.ELECTION_NOT_CONFIRMED],
    ),
    (
        "every second election",
        [EVERY_OTHER_ELECTION],
        "2021-05-01",
        None,
        None,
        date(2027, 9, 13),
        [Reason.ELECTION_NOT_CONFIRMED],
    ),
    ("beyond the table", [AFTER_ELECTION], "2028-01-01", None, None, None, [Reason.NO_KNOWN_ELECTION]),
    ("S2", [EVERY_4, MUTUAL], "2022-10-31", None, None, date(2026, 10, 31), [Reason.OVERDUE]),
    ("S3", [ON_REQUEST], "2025-02", "2027", None, None, [Reason.ONLY_WHEN_ASKED]),
    ("S4", [YEARLY, ON_REQUEST], "2025-03-06", "2027", None, date(2026, 3, 6), [Reason.OVERDUE]),
    ("S4 revised", [YEARLY, ON_REQUEST], "2025-03-06", "2027", date(2026, 3, 2), date(2027, 3, 2), []),
    ("month only", [YEARLY], "2026-02", None, None, date(2027, 2, 28), []),
    ("after the period", [EVERY_4], "2025-03-06", "2027", None, None, [Reason.AFTER_THE_PERIOD]),
    (
        "the earliest of two, and why the other is silent",
        [EVERY_4, YEARLY],
        "2026-03-06",
        "2027",
        None,
        date(2027, 3, 6),
        [Reason.AFTER_THE_PERIOD],
    ),
    ("leap day", [YEARLY], "2024-02-29", None, date(2026, 2, 28), date(2027, 2, 28), []),
    ("due today is not late", [YEARLY], "2025-11-22", None, None, date(2026, 11, 22), []),
]


@pytest.mark.parametrize(
    ("rules", "signed", "valid_to", "revised", "due", "reasons"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_outlook_follows_the_rules(
    rules: list[RevisionRule],
    signed: str | None,
    valid_to: str | None,
    revised: date | None,
    due: date | None,
    reasons: list[Reason],
) -> None:
    signed_on = None if signed is None else PartialDate.fromisoformat(signed)
    until = None if valid_to is None else PartialDate.fromisoformat(valid_to)
    seen = outlook(
        rules, signed_on=signed_on, valid_to=until, elections=ELECTIONS, today=TODAY, revised_on=revised
    )
    assert (seen.due, list(seen.reasons)) == (due, reasons)
    assert seen.is_overdue == (Reason.OVERDUE in reasons)
    assert (seen.rule in rules) == (due is not None)
    assert due == next_revision(
        rules, signed_on=signed_on, valid_to=until, elections=ELECTIONS, today=TODAY, revised_on=revised
    )


def test_outlook_does_not_drift_from_the_election() -> None:
    """Two agreements signed two years apart in the same term are revised after the same election."""
    due = {
        next_revision(
            [AFTER_ELECTION_6],
            signed_on=PartialDate.fromisoformat(signed),
            valid_to=None,
            elections=ELECTIONS,
            today=TODAY,
        )
        for signed in ("2023-10-01", "2024-06-15", "2026-01-01")
    }
    assert due == {date(2028, 3, 13)}


@pytest.mark.parametrize(
    ("rules", "period", "codes"),
    [
        ([AFTER_ELECTION], Period(), []),
        (
            [AFTER_ELECTION],
            Period(PartialDate(2020), PartialDate(2024)),
            [Contradiction.ELECTION_INSIDE_FIXED_PERIOD],
        ),
        ([AFTER_ELECTION], Period(PartialDate(2024), PartialDate(2027)), []),
        (
            [AFTER_ELECTION],
            Period(PartialDate(2024), PartialDate(2026)),
            [Contradiction.NO_ELECTION_IN_PERIOD],
        ),
        ([EVERY_4, MUTUAL], Period(open_ended=True), []),
        ([ON_REQUEST], Period(PartialDate(2025), PartialDate(2027)), []),
        (
            [YEARLY, ON_REQUEST],
            Period(PartialDate(2025), PartialDate(2027)),
            [Contradiction.YEARLY_BESIDE_LONGER_PERIOD, Contradiction.TIMED_AND_ON_REQUEST],
        ),
        ([YEARLY], Period(PartialDate(2025), PartialDate(2025)), []),
        (
            [EVERY_4],
            Period(PartialDate(2025), PartialDate(2027)),
            [Contradiction.INTERVAL_LONGER_THAN_PERIOD],
        ),
        ([EVERY_4], Period(PartialDate(2025), PartialDate(2028)), []),
        ([EVERY_4, YEARLY], Period(), [Contradiction.SEVERAL_TIMED_RULES]),
        (
            [EVERY_4, RevisionRule(RevisionKind.EVERY_N_YEARS, years=2)],
            Period(),
            [Contradiction.SEVERAL_TIMED_RULES],
        ),
    ],
)
def test_contradictions_are_reported(
    rules: list[RevisionRule], period: Period, codes: list[Contradiction]
) -> None:
    assert list(contradictions(rules, period=period, elections=ELECTIONS)) == codes


@pytest.mark.parametrize(
    ("kind", "years", "grace"),
    [
        (RevisionKind.EVERY_N_YEARS, None, None),
        (RevisionKind.EVERY_N_YEARS, 0, None),
        (RevisionKind.AFTER_MUNICIPAL_ELECTION, 3, None),
        (RevisionKind.AFTER_MUNICIPAL_ELECTION, 0, None),
        (RevisionKind.AFTER_MUNICIPAL_ELECTION, 4, -1),
        (RevisionKind.YEARLY, 1, None),
        (RevisionKind.ON_REQUEST, None, 3),
    ],
)
def test_rule_refuses_what_it_cannot_mean(kind: RevisionKind, years: int | None, grace: int | None) -> None:
    with pytest.raises(ValueError):
        RevisionRule(kind, years, grace)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 1), 0, date(2025, 12, 1)),
        (date(2025, 12, 15), 12, date(2026, 12, 15)),
    ],
)
def test_add_months_stays_in_the_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later
