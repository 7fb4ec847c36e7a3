"""The day of the next revision, on a table of cases written by hand: each line says why its day is the right one.

Elections: `usual` knows 9 Sept. 2019 and 11 Sept. 2023 (held) and 13 Sept. 2027 (expected); `moved` has the 2027
election fixed a week later; `early` has it held in June 2027 instead; `long` is fixed until 2039; `past` ends in 2023;
`none` is an empty table. Rules: Y yearly, E4 every four years, V after the municipal election, V4 / V8 every fourth /
eighth year after it, `+6` six months of grace, R on request, M by mutual agreement.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from agreements.revision import Election, Reason, RevisionKind, RevisionRule, outlook
from agreements.validity import PartialDate

HELD = (Election(date(2019, 9, 9)), Election(date(2023, 9, 11)))
ELECTIONS: dict[str, tuple[Election, ...]] = {
    "usual": (*HELD, Election(date(2027, 9, 13), confirmed=False)),
    "moved": (*HELD, Election(date(2027, 9, 20))),
    "early": (*HELD, Election(date(2027, 6, 14))),
    "long": (*HELD, *(Election(date.fromisoformat(day)) for day in ("2027-09-13", "2031-09-08", "2035-09-10", "2039-09-12"))),
    "past": HELD,
    "none": (),
}  # fmt: skip

#: rules | elections | signed | valid to | revised | today | due | why
TABLE = """
Y       | usual | 2026-03-06 | -          | -          | 2026-11-27 | 2027-03-06 | a year from the day of signing
Y       | usual | 2026-03-06 | -          | 2026-09-01 | 2026-11-27 | 2027-09-01 | a year from the latest revision
Y       | usual | 2026-03-06 | -          | 2026-03-06 | 2026-11-27 | 2027-03-06 | revised the very day it was signed
Y       | usual | 2026-03-06 | -          | 2025-01-01 | 2026-11-27 | 2027-03-06 | a revision before the signing was of the former one
Y       | usual | 2024-02-29 | -          | -          | 2024-06-01 | 2025-02-28 | no 29 February in 2025
Y       | usual | 2024-02-29 | -          | 2027-02-28 | 2027-06-01 | 2028-02-28 | the day stays the 28th although 2028 has a 29th
Y       | usual | 2027-02-28 | -          | -          | 2027-06-01 | 2028-02-28 | the 28th, not the last day of a leap February
Y       | usual | 2023-03-01 | -          | -          | 2023-06-01 | 2024-03-01 | the day after a leap day keeps its number
Y       | usual | 2025-12-31 | -          | -          | 2026-06-01 | 2026-12-31 | New Year's Eve
Y       | usual | 2026-01-01 | -          | -          | 2026-06-01 | 2027-01-01 | New Year's Day
Y       | usual | 2026-08-31 | -          | -          | 2026-11-27 | 2027-08-31 | the last day of a long month
Y       | usual | 2025-02    | -          | -          | 2025-06-01 | 2026-02-28 | a month means up to its last day
Y       | usual | 2024-02    | -          | -          | 2024-06-01 | 2025-02-28 | signed by 29 February 2024 at the latest; 2025 has 28
Y       | usual | 2023-02    | -          | -          | 2023-06-01 | 2024-02-28 | signed by 28 February 2023; a year later is the 28th
Y       | usual | 2025-04    | -          | -          | 2025-06-01 | 2026-04-30 | April has 30 days
Y       | usual | 2025-12    | -          | -          | 2026-06-01 | 2026-12-31 | December has 31
Y       | usual | 2025       | -          | -          | 2026-06-01 | 2026-12-31 | a year means up to 31 December
Y       | usual | 2024       | -          | -          | 2025-06-01 | 2025-12-31 | a leap year ends on the same day
Y       | usual | 2025       | -          | 2025-06-01 | 2026-06-01 | 2026-12-31 | a revision inside the vague year may lie before the signing
Y       | usual | 2025       | -          | 2026-02-01 | 2026-06-01 | 2027-02-01 | a revision after it counts
Y       | usual | 2026-03-06 | 2027       | -          | 2026-11-27 | 2027-03-06 | inside a period that ends with a year
Y       | usual | 2026-03-06 | 2026       | -          | 2026-11-27 | - after_the_period | the period ends on 31 December 2026
Y       | usual | 2026-03-06 | 2027-03    | -          | 2026-11-27 | 2027-03-06 | the period lasts through March 2027
Y       | usual | 2026-03-06 | 2027-02    | -          | 2026-11-27 | - after_the_period | it ends on 28 February 2027
Y       | usual | 2027-02-28 | 2028-02    | -          | 2027-11-27 | 2028-02-28 | February 2028 ends on the 29th
Y       | usual | 2026-03-06 | 2027-03-06 | -          | 2026-11-27 | 2027-03-06 | due on the last day is inside
Y       | usual | 2026-03-06 | 2027-03-05 | -          | 2026-11-27 | - after_the_period | due the day after is not
Y       | usual | 2026-03-06 | 2026-11-26 | -          | 2026-11-27 | - period_is_over | over since yesterday
Y       | usual | 2025-03-06 | 2026-11-27 | -          | 2026-11-27 | 2026-03-06 overdue | the last day is still a day of the period
Y       | usual | 2024-03-06 | 2025       | -          | 2026-01-01 | - period_is_over | 2025 was over at New Year
Y       | usual | 2024-03-06 | 2025       | -          | 2025-12-31 | 2025-03-06 overdue | and not the day before
Y       | usual | 2022-03-06 | -          | -          | 2026-11-27 | 2023-03-06 overdue | a duty not met stays due from the first time
Y       | usual | 2025-11-27 | -          | -          | 2026-11-27 | 2026-11-27 | due today is not late
Y       | usual | 2025-11-26 | -          | -          | 2026-11-27 | 2026-11-26 overdue | due yesterday is
Y       | none  | 2026-03-06 | -          | -          | 2026-11-27 | 2027-03-06 | no election is asked
E1      | usual | 2024-02-29 | -          | -          | 2024-06-01 | 2025-02-28 | every year by another name
E2      | usual | 2024-02-29 | -          | -          | 2024-06-01 | 2026-02-28 | two years on is no leap year
E3      | usual | 2025-02-28 | -          | -          | 2025-06-01 | 2028-02-28 | the 28th, though 2028 has a 29th
E4      | usual | 2024-02-29 | -          | -          | 2024-06-01 | 2028-02-29 | four years on there is a leap day again
E4      | usual | 2096-02-29 | -          | -          | 2096-06-01 | 2100-02-28 | 2100 is no leap year
E8      | usual | 2096-02-29 | -          | -          | 2096-06-01 | 2104-02-29 | 2104 is
E4      | usual | 2022-10-31 | -          | -          | 2026-10-31 | 2026-10-31 | the day four years on, not late yet
E4      | usual | 2022-10-31 | -          | -          | 2026-11-01 | 2026-10-31 overdue | and late the day after
E4      | usual | 2022-10-31 | -          | 2024-05-05 | 2026-11-27 | 2028-05-05 | an earlier revision begins the four years anew
E4      | usual | 2022       | -          | -          | 2026-11-27 | 2026-12-31 | a vague year gives its last day
E4      | usual | 2022-02    | -          | -          | 2025-11-27 | 2026-02-28 | a vague month gives its last day
E4      | usual | 2024-02    | -          | -          | 2025-11-27 | 2028-02-29 | both Februaries have 29 days
E4      | usual | 2025-03-06 | 2027       | -          | 2026-11-27 | - after_the_period | the agreement ends before
E4      | usual | 2025-03-06 | 2029       | -          | 2026-11-27 | 2029-03-06 | inside the last year
E10     | usual | 2020-06-30 | -          | -          | 2026-11-27 | 2030-06-30 | far ahead, open-ended
V       | usual | 2021-05-01 | -          | -          | 2022-01-01 | 2023-09-11 grace_not_stated | the next election after the signing, no grace said
V       | usual | 2021-05-01 | -          | -          | 2026-11-27 | 2023-09-11 grace_not_stated,overdue | and it stays due
V4      | usual | 2021-05-01 | -          | -          | 2022-01-01 | 2023-09-11 grace_not_stated | every fourth year is each election
V4+0    | usual | 2021-05-01 | -          | -          | 2022-01-01 | 2023-09-11 | no grace is the day itself
V4+6    | usual | 2021-05-01 | -          | -          | 2022-01-01 | 2024-03-11 | six months after
V4+12   | usual | 2021-05-01 | -          | -          | 2022-01-01 | 2024-09-11 | a year after
V4+5    | early | 2025-01-15 | -          | -          | 2026-11-27 | 2027-11-14 | five months after a June election
V4+6    | usual | 2023-09-10 | -          | -          | 2023-12-01 | 2024-03-11 | signed the day before the election
V4+6    | usual | 2023-09-11 | -          | -          | 2023-12-01 | 2028-03-13 election_not_confirmed | signed on it: that one is past
V4+6    | usual | 2023-09-12 | -          | -          | 2023-12-01 | 2028-03-13 election_not_confirmed | signed the day after
V4+6    | usual | 2023-09    | -          | -          | 2023-12-01 | 2028-03-13 election_not_confirmed | September 2023 may be after the election
V4+6    | usual | 2023-08    | -          | -          | 2023-12-01 | 2024-03-11 | August is before it
V4+6    | usual | 2023       | -          | -          | 2023-12-01 | 2028-03-13 election_not_confirmed | the year 2023 may be after it
V4+6    | usual | 2022       | -          | -          | 2023-12-01 | 2024-03-11 | the year 2022 is not
V4+6    | usual | 2021-05-01 | -          | 2024-01-10 | 2026-11-27 | 2028-03-13 election_not_confirmed | revised after the election, within the grace
V4+6    | usual | 2021-05-01 | -          | 2023-06-01 | 2023-12-01 | 2024-03-11 | revised before the election: the new council is still asked
V4+6    | moved | 2024-05-01 | -          | -          | 2026-11-27 | 2028-03-20 | the election was moved a week, and the duty with it
V4      | moved | 2024-05-01 | -          | -          | 2026-11-27 | 2027-09-20 grace_not_stated | so is a duty without grace
V4+6    | early | 2024-05-01 | -          | -          | 2026-11-27 | 2027-12-14 | moved to June: six months earlier than usual
V4+6    | moved | 2027-09-13 | -          | -          | 2027-09-15 | 2028-03-20 | signed on the day it was moved from: it lies ahead
V4+6    | usual | 2027-09-14 | -          | -          | 2027-10-01 | - no_known_election | signed after the last election that is known
V4+6    | past  | 2024-05-01 | -          | -          | 2026-11-27 | - no_known_election | nobody has entered 2027
V4+6    | none  | 2021-05-01 | -          | -          | 2026-11-27 | - no_known_election | an empty table
V4+6    | long  | 2028-05-01 | -          | -          | 2029-01-01 | 2032-03-08 | the election of 2031
V4+5    | long  | 2028-05-01 | -          | -          | 2029-01-01 | 2032-02-08 | grace that ends in a leap February
V8+0    | long  | 2024-05-01 | -          | -          | 2026-11-27 | 2031-09-08 | the second election after the signing
V8+6    | long  | 2024-05-01 | -          | 2027-10-01 | 2028-11-27 | 2036-03-10 | counted anew from the revision after 2027
V12+0   | long  | 2024-05-01 | -          | -          | 2026-11-27 | 2035-09-10 | the third
V8+0    | usual | 2024-05-01 | -          | -          | 2026-11-27 | - no_known_election | only one is known
V4+6    | usual | 2024-05-01 | 2027       | -          | 2026-11-27 | - after_the_period | the grace ends after the period
V4      | usual | 2024-05-01 | 2027       | -          | 2026-11-27 | 2027-09-13 election_not_confirmed,grace_not_stated | the election itself is inside
V4      | usual | 2024-05-01 | 2027-08    | -          | 2026-11-27 | - after_the_period | the election is after August
V4      | early | 2024-05-01 | 2027-08    | -          | 2026-11-27 | 2027-06-14 grace_not_stated | moved to June it is inside
V4      | usual | 2020-06-30 | 2024       | -          | 2023-06-01 | 2023-09-11 grace_not_stated | S1: the period to 2024 does not hide the election of 2023
V4      | usual | 2020-06-30 | 2024       | -          | 2024-12-31 | 2023-09-11 grace_not_stated,overdue | nor does its last day
V4      | usual | 2020-06-30 | 2024       | -          | 2025-01-01 | - period_is_over | after that there is nothing to revise
V4      | usual | -          | -          | -          | 2026-11-27 | - not_signed | S0: never signed
R       | usual | 2025-02    | 2027       | -          | 2026-11-27 | - only_when_asked | S3: on request within the period
M       | usual | 2022-10-31 | -          | -          | 2026-11-27 | - only_when_asked | mutual agreement alone gives no day
R M     | usual | 2022-10-31 | -          | -          | 2026-11-27 | - only_when_asked | nor do both
E4 M    | usual | 2022-10-31 | -          | -          | 2025-11-27 | 2026-10-31 | S2: every fourth year, or when both want to
Y R     | usual | 2025-03-06 | 2027       | 2026-03-02 | 2026-11-27 | 2027-03-02 | S4: every year, and on request
Y E4    | usual | 2026-03-06 | -          | -          | 2026-11-27 | 2027-03-06 | the earliest of two
E4 Y    | usual | 2026-03-06 | -          | -          | 2026-11-27 | 2027-03-06 | in whatever order they stand
Y V4+6  | usual | 2027-06-01 | -          | -          | 2027-07-01 | 2028-03-13 election_not_confirmed | the election's grace ends before the year does
Y V4+12 | usual | 2027-06-01 | -          | -          | 2027-07-01 | 2028-06-01 | and here the year does
E4 V4+6 | past  | 2024-05-01 | -          | -          | 2026-11-27 | 2028-05-01 no_known_election | the other rule's silence is told beside the day
Y V4+6  | usual | 2026-12-01 | 2027       | -          | 2026-12-02 | 2027-12-01 after_the_period | the election's day falls after the period
-       | usual | 2026-03-06 | -          | -          | 2026-11-27 | - no_rules | the text says nothing
Y       | usual | -          | 2027       | -          | 2026-11-27 | - not_signed | a draft has no duties
"""


def rule(code: str) -> RevisionRule:
    """The rule that a code of the table means."""
    match = re.fullmatch(r"([YEVRM])(\d+)?(?:\+(\d+))?", code)
    assert match, code
    kinds = {
        "Y": RevisionKind.YEARLY,
        "E": RevisionKind.EVERY_N_YEARS,
        "V": RevisionKind.AFTER_MUNICIPAL_ELECTION,
        "R": RevisionKind.ON_REQUEST,
        "M": RevisionKind.BY_MUTUAL_AGREEMENT,
    }
    years, grace = (int(text) if text else None for text in match.groups()[1:])
    return RevisionRule(kinds[match[1]], years=years, grace_months=grace)


LINES = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


def partial(text: str) -> PartialDate | None:
    return None if text == "-" else PartialDate.fromisoformat(text)


@pytest.mark.parametrize(
    "line", LINES, ids=[f"{number} {line[-1]}" for number, line in enumerate(LINES, start=1)]
)
def test_next_revision(line: list[str]) -> None:
    rules, elections, signed, until, revised, today, answer, _why = line
    due, _space, reasons = answer.partition(" ")
    seen = outlook(
        [] if rules == "-" else [rule(code) for code in rules.split()],
        signed_on=partial(signed),
        valid_to=partial(until),
        elections=ELECTIONS[elections],
        today=date.fromisoformat(today),
        revised_on=None if revised == "-" else date.fromisoformat(revised),
    )
    assert seen.due == (None if due == "-" else date.fromisoformat(due))
    assert set(seen.reasons) == {Reason(one) for one in reasons.split(",") if one}


def test_table_is_as_long_as_promised_and_says_each_thing_once() -> None:
    assert len(LINES) >= 80
    assert len({tuple(line[:6]) for line in LINES}) == len(LINES)
    said = {code.rstrip("0123456789+")[0] for line in LINES for code in line[0].split() if code != "-"}
    assert said == {"Y", "E", "V", "R", "M"}
