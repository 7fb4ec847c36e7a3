"""When an agreement is to be revised.

The rules are typed values, not recurrence strings: "after the municipal election" follows a table of election days,
because four years from the signing drifts away from the election and misses an agreement signed in mid-term. What
an agreement contradicts itself about is reported as codes for people to settle, never settled here.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from agreements.validity import PartialDate, Period

ELECTION_YEARS = 4  # valgloven § 9-1: municipal elections are held every fourth year


class RevisionKind(StrEnum):
    AFTER_MUNICIPAL_ELECTION = "after_municipal_election"
    EVERY_N_YEARS = "every_n_years"
    YEARLY = "yearly"
    ON_REQUEST = "on_request"
    BY_MUTUAL_AGREEMENT = "by_mutual_agreement"


TIMED = frozenset(
    {
        RevisionKind.AFTER_MUNICIPAL_ELECTION,
        RevisionKind.EVERY_N_YEARS,
        RevisionKind.YEARLY,
    }
)


@dataclass(frozen=True, slots=True)
class RevisionRule:
    """One revision rule of an agreement.

    `years` is the interval: required for `every_n_years`, the agreement's own "every fourth year" for
    `after_municipal_election` (a multiple of four; None when unsaid), None for the others. `grace_months` is how
    long after the election the revision is to be done, None when the agreement does not say. `political` is whether
    the revision is to be treated politically, None when the agreement does not say. Raises `ValueError`.
    """

    kind: RevisionKind
    years: int | None = None
    grace_months: int | None = None
    political: bool | None = field(default=None, metadata={"later": True})  # see `agreements.canonical.LATER`

    def __post_init__(self) -> None:
        if self.kind is RevisionKind.EVERY_N_YEARS:
            if self.years is None or self.years < 1:
                raise ValueError("every_n_years needs a number of years of at least 1")
        elif self.kind is RevisionKind.AFTER_MUNICIPAL_ELECTION:
            if self.years is not None and (self.years < 1 or self.years % ELECTION_YEARS):
                raise ValueError("after_municipal_election takes a multiple of four years")
        elif self.years is not None:
            raise ValueError(f"{self.kind} takes no number of years")
        if self.grace_months is not None:
            if self.kind is not RevisionKind.AFTER_MUNICIPAL_ELECTION:
                raise ValueError(f"{self.kind} takes no grace months")
            if self.grace_months < 0:
                raise ValueError("grace months cannot be negative")


@dataclass(frozen=True, slots=True)
class Election:
    """A municipal election. `confirmed` is false for a day that is expected but not fixed by the King in Council."""

    day: date
    confirmed: bool = True


class Reason(StrEnum):
    """Why `outlook` answers as it does."""

    NOT_SIGNED = "not_signed"
    NO_RULES = "no_rules"
    ONLY_WHEN_ASKED = "only_when_asked"
    NO_KNOWN_ELECTION = "no_known_election"
    ELECTION_NOT_CONFIRMED = "election_not_confirmed"
    GRACE_NOT_STATED = "grace_not_stated"
    AFTER_THE_PERIOD = "after_the_period"
    PERIOD_IS_OVER = "period_is_over"
    OVERDUE = "overdue"


class Contradiction(StrEnum):
    """What the rules and the period disagree about."""

    ELECTION_INSIDE_FIXED_PERIOD = "election_inside_fixed_period"
    NO_ELECTION_IN_PERIOD = "no_election_in_period"
    YEARLY_BESIDE_LONGER_PERIOD = "yearly_beside_longer_period"
    INTERVAL_LONGER_THAN_PERIOD = "interval_longer_than_period"
    SEVERAL_TIMED_RULES = "several_timed_rules"
    TIMED_AND_ON_REQUEST = "timed_and_on_request"


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next revision: `due` (None when no day follows from the rules), the rule it follows from, and why."""

    due: date | None
    rule: RevisionRule | None
    reasons: tuple[Reason, ...]

    @property
    def is_overdue(self) -> bool:
        return Reason.OVERDUE in self.reasons


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day: 31 January + 1 is 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def outlook(
    rules: Sequence[RevisionRule],
    *,
    signed_on: PartialDate | None,
    valid_to: PartialDate | None,
    elections: Iterable[Election],
    today: date,
    revised_on: date | None = None,
) -> Outlook:
    """The earliest revision that the rules ask for after the signing, or after `revised_on`, the latest one done.

    The day may lie in the past: a duty not met stays due until the agreement is revised or its period is over.
    A day after the period is not a duty; it comes back as the reason `after_the_period`. Reasons about rules that
    gave no day are kept beside the day that another rule gave.
    """
    if signed_on is None:
        return Outlook(None, None, (Reason.NOT_SIGNED,))
    if not rules:
        return Outlook(None, None, (Reason.NO_RULES,))
    if valid_to is not None and valid_to.last_day < today:
        return Outlook(None, None, (Reason.PERIOD_IS_OVER,))
    since = signed_on.last_day if revised_on is None else max(revised_on, signed_on.last_day)
    table = sorted(elections, key=lambda election: election.day)
    found: list[tuple[date, RevisionRule, tuple[Reason, ...]]] = []
    silent: list[Reason] = []
    for rule in rules:
        due, reasons = _due(rule, since, table)
        if due is None:
            silent.extend(reasons)
        elif valid_to is not None and due > valid_to.last_day:
            silent.append(Reason.AFTER_THE_PERIOD)
        else:
            found.append((due, rule, reasons))
    if not found:
        return Outlook(None, None, _unique(silent))
    due, rule, reasons = min(found, key=lambda candidate: candidate[0])
    late = (Reason.OVERDUE,) if due < today else ()
    about_others = [reason for reason in silent if reason is not Reason.ONLY_WHEN_ASKED]
    return Outlook(due, rule, _unique([*reasons, *late, *about_others]))


def next_revision(
    rules: Sequence[RevisionRule],
    *,
    signed_on: PartialDate | None,
    valid_to: PartialDate | None,
    elections: Iterable[Election],
    today: date,
    revised_on: date | None = None,
) -> date | None:
    """The day of `outlook`, alone: the last day the revision can be done without being late."""
    return outlook(
        rules,
        signed_on=signed_on,
        valid_to=valid_to,
        elections=elections,
        today=today,
        revised_on=revised_on,
    ).due


def _due(
    rule: RevisionRule, since: date, elections: Sequence[Election]
) -> tuple[date | None, tuple[Reason, ...]]:
    if rule.kind is RevisionKind.YEARLY:
        return add_months(since, 12), ()
    if rule.kind is RevisionKind.EVERY_N_YEARS and rule.years is not None:
        return add_months(since, 12 * rule.years), ()
    if rule.kind is RevisionKind.AFTER_MUNICIPAL_ELECTION:
        coming = [election for election in elections if election.day > since]
        nth = (rule.years or ELECTION_YEARS) // ELECTION_YEARS
        if len(coming) < nth:
            return None, (Reason.NO_KNOWN_ELECTION,)
        election = coming[nth - 1]
        reasons = () if election.confirmed else (Reason.ELECTION_NOT_CONFIRMED,)
        if rule.grace_months is None:
            return election.day, (*reasons, Reason.GRACE_NOT_STATED)
        return add_months(election.day, rule.grace_months), reasons
    return None, (Reason.ONLY_WHEN_ASKED,)


def _unique(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))


def contradictions(
    rules: Sequence[RevisionRule], *, period: Period, elections: Iterable[Election]
) -> tuple[Contradiction, ...]:
    """What the revision rules and the period disagree about, in a fixed order, each once.

    A period of years with no start or end, or an open one, contradicts nothing.
    """
    kinds = {rule.kind for rule in rules}
    found: set[Contradiction] = set()
    if len(kinds & TIMED) > 1 or len({rule for rule in rules if rule.kind is RevisionKind.EVERY_N_YEARS}) > 1:
        found.add(Contradiction.SEVERAL_TIMED_RULES)
    if kinds & TIMED and RevisionKind.ON_REQUEST in kinds:
        found.add(Contradiction.TIMED_AND_ON_REQUEST)
    first, last = period.first_day, period.last_day
    if first is not None and last is not None:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if RevisionKind.YEARLY in kinds and months > 12:
            found.add(Contradiction.YEARLY_BESIDE_LONGER_PERIOD)
        if any(12 * (rule.years or 0) > months for rule in rules if rule.kind is RevisionKind.EVERY_N_YEARS):
            found.add(Contradiction.INTERVAL_LONGER_THAN_PERIOD)
        if RevisionKind.AFTER_MUNICIPAL_ELECTION in kinds:
            # An election in the last year leads straight into the successor; an earlier one cuts the period short.
            inside = [election.day for election in elections if first < election.day <= last]
            if not inside:
                found.add(Contradiction.NO_ELECTION_IN_PERIOD)
            elif any(day.year < last.year for day in inside):
                found.add(Contradiction.ELECTION_INSIDE_FIXED_PERIOD)
    return tuple(code for code in Contradiction if code in found)
