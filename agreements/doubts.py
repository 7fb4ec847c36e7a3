"""What a person should look at in an agreement: findings, and what its rules and dates disagree about. In sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agreements import consistency
from agreements.lifecycle import AWAITING_SIGNATURES, VALID, WRITABLE, State
from agreements.models import Agreement
from agreements.relations import former_period
from agreements.revision import Election, RevisionRule
from agreements.sentences import DISAGREEMENTS
from agreements.standing import attachment_period, contradictions, partial, period_of


def doubts_of(agreement: Any, rules: Sequence[RevisionRule], elections: Sequence[Election]) -> list[str]:
    """All of it, for an agreement fetched with `sheets()`. Shown to people, never settled by us."""
    return [
        *(row["message"] for row in agreement.finding_rows),
        *contradictions(agreement, rules, elections),
        *_disagreements(agreement, rules),
    ]


def _disagreements(agreement: Any, rules: Sequence[RevisionRule]) -> list[str]:
    """What the agreement's dates disagree about, in sentences."""
    decided = any(row["outcome"] not in {"", "rejected"} for row in agreement.treatment_rows)
    is_revision = agreement.predecessor_id is not None or bool(agreement.predecessor_note)
    unsigned = State(agreement.state) in WRITABLE | AWAITING_SIGNATURES
    one_at_a_time = agreement.kind == Agreement.Kind.POLICE_COUNCIL and agreement.amends_id is None
    dates = consistency.Dates(
        period=period_of(agreement),
        signed_on=partial(agreement.signed_on),
        notice_days=agreement.notice_days,
        notice_months=agreement.notice_months,
        predecessor_date=partial(agreement.predecessor_date),
        predecessor_period=former_period(agreement),
        attachments=[
            (row["number"], attachment_period(row["valid_from"], row["valid_to"]))
            for row in agreement.attachment_rows
        ],
        beside_another=one_at_a_time
        and agreement.beside_another
        and (unsigned or State(agreement.state) in VALID),
        treatment_missing=unsigned and is_revision and not decided and any(rule.political for rule in rules),
    )
    return [
        str(DISAGREEMENTS[one.code]) % {"number": one.number} if one.number else str(DISAGREEMENTS[one.code])
        for one in consistency.disagreements(dates)
    ]
