"""What the agreement's words do to a year: strength, several statements at once, and spans of years.

Every expected date is worked out on a printed calendar; the last column is the working. A council's own days are
Tuesday to Thursday and July is closed.
"""

import pytest

from councils.cadence import Cadence, CadenceKind, Strength
from meetings.plan_request import PlanRequest
from meetings.planning import propose_year

PER_YEAR, MONTHLY = CadenceKind.PER_YEAR, CadenceKind.MONTHLY
VAGUE, WHEEL, AS_NEEDED = CadenceKind.VAGUE, CadenceKind.YEAR_WHEEL, CadenceKind.AS_NEEDED
# The middles of four equal shares of the open year, moved to the nearest of the council's days.
FOUR = {
    2022: ["2022-02-10", "2022-05-05", "2022-08-30", "2022-11-22"],
    2026: ["2026-02-11", "2026-05-06", "2026-08-27", "2026-11-19"],
    2027: ["2027-02-11", "2027-05-05", "2027-08-26", "2027-11-18"],
    2028: ["2028-02-10", "2028-05-04", "2028-08-29", "2028-11-21"],
}
LILLESTROM = (
    Cadence(PER_YEAR, 4, strength=Strength.SHALL, year_from=2020, year_to=2022),
    Cadence(VAGUE, strength=Strength.MAY, year_from=2022),
)


@pytest.mark.parametrize(
    ("strength", "optional", "notes", "why"),
    [
        (Strength.SHALL, False, [], "skal: a duty"),
        (Strength.AT_LEAST, False, [], "minst: the least number is planned, more may come"),
        (Strength.MAIN_RULE, False, [], "som hovedregel: planned as the rule"),
        (None, False, [], "no such word: a plain number"),
        (Strength.SHOULD, False, [], "bør: planned, and a person may take one out"),
        (Strength.PREFERABLY, False, [], "fortrinnsvis: planned, and a person may take one out"),
        (Strength.ABOUT, False, [], "omtrent: the number itself is planned"),
        (Strength.MAY, True, ["optional"], "kan: a proposal that the plan says is no obligation"),
    ],
)
def test_strength_changes_the_promise_and_not_the_days(
    strength: Strength | None, optional: bool, notes: list[str], why: str
) -> None:
    cadence = Cadence(PER_YEAR, 3, months=(2, 6, 11), strength=strength)
    proposal = propose_year(PlanRequest(2026, (cadence,)))
    assert [m.day.isoformat() for m in proposal.meetings] == ["2026-02-17", "2026-06-16", "2026-11-17"]
    assert {m.optional for m in proposal.meetings} == {optional}, why
    assert [note.code for note in proposal.notes] == notes, why


@pytest.mark.parametrize(
    ("cadences", "expected", "notes", "why"),
    [
        (
            (Cadence(PER_YEAR, 4, strength=Strength.SHALL), Cadence(PER_YEAR, 6, strength=Strength.MAY)),
            FOUR[2026],
            ["conflicting_numbers"],
            "skal four beats kan six, and the reader is told",
        ),
        (
            (
                Cadence(PER_YEAR, 2, strength=Strength.PREFERABLY),
                Cadence(PER_YEAR, 4, strength=Strength.MAIN_RULE),
            ),
            FOUR[2026],
            ["conflicting_numbers"],
            "som hovedregel is firmer than fortrinnsvis",
        ),
        (
            (Cadence(MONTHLY, strength=Strength.ABOUT), Cadence(PER_YEAR, 4, strength=Strength.SHOULD)),
            FOUR[2026],
            ["conflicting_numbers"],
            "bør is firmer than omtrent",
        ),
        (
            (Cadence(MONTHLY), Cadence(PER_YEAR, 4)),
            FOUR[2026],
            ["conflicting_numbers"],
            "equally firm: a number a year is the clearer statement",
        ),
        ((Cadence(PER_YEAR, 4), Cadence(WHEEL)), FOUR[2026], [], "Stange: a number and a wheel for themes"),
        (
            (Cadence(PER_YEAR, 4), Cadence(AS_NEEDED)),
            FOUR[2026],
            [],
            "besides, when needed: only the number is planned",
        ),
        (
            (Cadence(VAGUE, strength=Strength.SHALL), Cadence(PER_YEAR, 1, strength=Strength.MAY)),
            ["2026-06-17"],
            ["optional"],
            "jevnlig has no number to plan from; day 168 is Wednesday 17 June",
        ),
    ],
)
def test_several_statements_of_one_year(
    cadences: tuple[Cadence, ...], expected: list[str], notes: list[str], why: str
) -> None:
    proposal = propose_year(PlanRequest(2026, cadences))
    assert [m.day.isoformat() for m in proposal.meetings] == expected, why
    assert [note.code for note in proposal.notes] == notes, why


@pytest.mark.parametrize(
    ("cadences", "year", "expected", "why"),
    [
        (LILLESTROM, 2019, "span_not_begun", "four a year only from 2020"),
        (
            LILLESTROM,
            2022,
            FOUR[2022],
            "the last year of four; Friday 11 Feb and 6 May, Sunday 28 Aug and 20 Nov",
        ),
        (LILLESTROM, 2023, "span_ended", "after 2022 the number may be reduced: nobody has said to what"),
        (LILLESTROM, 2028, "span_ended", "still nobody has said"),
        ((Cadence(PER_YEAR, 4, year_to=2027),), 2027, FOUR[2027], "the end year is included"),
        ((Cadence(PER_YEAR, 4, year_to=2027),), 2028, "span_ended", "the year after is not"),
        ((Cadence(PER_YEAR, 4, year_from=2028),), 2027, "span_not_begun", "the year before is not"),
        (
            (Cadence(PER_YEAR, 4, year_from=2028),),
            2028,
            FOUR[2028],
            "335 open days: middles Fri 11 Feb, Fri 5 May, Mon 28 Aug, Mon 20 Nov",
        ),
        (
            (Cadence(PER_YEAR, 2, year_to=2026), Cadence(PER_YEAR, 4, year_from=2027)),
            2026,
            ["2026-03-25", "2026-10-08"],
            "two while the first span lasts",
        ),
        (
            (Cadence(PER_YEAR, 2, year_to=2026), Cadence(PER_YEAR, 4, year_from=2027)),
            2027,
            FOUR[2027],
            "four from the second span on",
        ),
        (
            (Cadence(PER_YEAR, 1, months=(6,), year_from=2028, year_to=2028),),
            2028,
            ["2028-06-15"],
            "one year only: 15 June is a Thursday",
        ),
        (
            (Cadence(PER_YEAR, 4, year_to=2026), Cadence(WHEEL, year_from=2027)),
            2027,
            "span_ended",
            "the ended number is the better explanation: it names its last year",
        ),
    ],
)
def test_spans_of_years(
    cadences: tuple[Cadence, ...], year: int, expected: list[str] | str, why: str
) -> None:
    proposal = propose_year(PlanRequest(year, cadences))
    if isinstance(expected, str):
        assert (proposal.meetings, [n.get("why") for n in proposal.notes]) == ((), [expected]), why
    else:
        assert [m.day.isoformat() for m in proposal.meetings] == expected, why
