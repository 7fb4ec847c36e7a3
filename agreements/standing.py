"""How an agreement stands on a day: its period, its state, its next revision. Reads rows, changes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from agreements import lifecycle, revision
from agreements.lifecycle import Stage, State
from agreements.models import Agreement
from agreements.sentences import CONTRADICTIONS, REASONS
from agreements.validity import PartialDate, Period

#: Stored states that the calendar does not change.
SETTLED = frozenset({State.REPLACED, State.TERMINATED, State.DECLINED} | lifecycle.AWAITING_SIGNATURES)

#: Stored states of an agreement that everybody has signed.
SIGNED_STATES = frozenset({"in_force", "to_renew", "notice_given", "expired", "replaced", "terminated"})


@dataclass(frozen=True)
class NextRevision:
    """When the next revision is due (None: no day follows from the rules), and why, in sentences."""

    due: datetime.date | None
    is_overdue: bool
    reasons: tuple[str, ...]


def partial(text: str) -> PartialDate | None:
    """A stored date of any precision; None for empty."""
    return PartialDate.fromisoformat(text) if text else None


def period_of(agreement: Agreement) -> Period:
    """The period the text states, with the end that an addendum gave it. Rows are checked when they are written, so
    this does not fail."""
    return Period(
        starts=partial(agreement.valid_from),
        ends=partial(agreement.ends),
        open_ended=agreement.open_ended,
    )


def last_day_of(agreement: Agreement) -> datetime.date | None:
    """The last day it holds: the end of its period, or the day that a notice ends it, whichever comes first."""
    days = (period_of(agreement).last_day, agreement.notice_ends_on)
    return min((day for day in days if day is not None), default=None)


def attachment_period(valid_from: str, valid_to: str) -> Period:
    """The period of an attachment's own, from its two stored dates. Raises ValueError for one that cannot be."""
    return Period(starts=partial(valid_from), ends=partial(valid_to))


def counts_from(agreement: Agreement) -> datetime.date | None:
    """The day that revisions count from: the latest one, else the signing, else the day the text is to hold from."""
    if agreement.revised_on is not None:
        return agreement.revised_on
    signed, begins = partial(agreement.signed_on), partial(agreement.valid_from)
    return signed.last_day if signed else begins.first_day if begins else None


def rule_of(
    kind: str, years: int | None, grace_months: int | None, political: bool | None = None
) -> revision.RevisionRule:
    """The pure rule of stored values. Raises ValueError for what does not fit together."""
    return revision.RevisionRule(revision.RevisionKind(kind), years, grace_months, political)


def next_revision(
    agreement: Agreement,
    rules: Sequence[revision.RevisionRule],
    elections: Iterable[revision.Election],
    *,
    today: datetime.date,
) -> NextRevision:
    """The agreement's next revision as of `today`."""
    found = _outlook(agreement, rules, elections, today=today)
    return NextRevision(
        due=found.due,
        is_overdue=found.is_overdue,
        reasons=tuple(str(REASONS[reason]) for reason in found.reasons),
    )


def misses_election(
    agreement: Agreement,
    rules: Sequence[revision.RevisionRule],
    elections: Iterable[revision.Election],
    *,
    today: datetime.date,
) -> bool:
    """Whether one of the rules waits for an election whose day is not among `elections`."""
    return revision.Reason.NO_KNOWN_ELECTION in _outlook(agreement, rules, elections, today=today).reasons


def _outlook(
    agreement: Agreement,
    rules: Sequence[revision.RevisionRule],
    elections: Iterable[revision.Election],
    *,
    today: datetime.date,
) -> revision.Outlook:
    """What the rules say of the next revision, by the agreement's dates."""
    return revision.outlook(
        rules,
        signed_on=partial(agreement.signed_on),
        valid_to=partial(agreement.ends),
        elections=elections,
        today=today,
        revised_on=agreement.revised_on,
    )


def contradictions(
    agreement: Agreement, rules: Sequence[revision.RevisionRule], elections: Iterable[revision.Election]
) -> tuple[str, ...]:
    """What the agreement's own rules disagree about, in sentences."""
    codes = revision.contradictions(rules, period=period_of(agreement), elections=elections)
    return tuple(str(CONTRADICTIONS[code]) for code in codes)


def state_on(
    agreement: Agreement,
    *,
    today: datetime.date,
    revision_due: datetime.date | None,
    replaced_on: datetime.date | None = None,
) -> State:
    """The state on a day: the stored one, moved on by the calendar when the agreement is signed.

    `replaced_on` is the first day a successor is in force.
    """
    stored = State(agreement.state)
    if stored in lifecycle.WRITABLE | SETTLED:
        return stored
    facts = lifecycle.Facts(
        stage=Stage.SIGNED,
        period=period_of(agreement),
        notice_given_on=agreement.notice_given_on,
        ends_after_notice=agreement.notice_ends_on,
        replaced_on=replaced_on,
        revision_due=revision_due,
    )
    return lifecycle.state_on(facts, today)


def elections(rows: Iterable[Any]) -> tuple[revision.Election, ...]:
    """The register's election days as the rules take them."""
    return tuple(revision.Election(row.date, row.confirmed) for row in rows)


def stage_of(state: State) -> Stage:
    """What the lifecycle's rules call the stored state."""
    if state in lifecycle.AWAITING_SIGNATURES:
        return Stage.FROZEN
    return Stage.SIGNED if state.value in SIGNED_STATES or state is State.UPCOMING else Stage(state.value)
