"""Plan many councils' years at once, and approve many plans at once."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from councils.models import Council
from meetings.actions.plans import Decided, approve_plan
from meetings.models import YearPlan
from meetings.plan_filling import fill, open_plan
from meetings.planning import propose_together
from meetings.year_request import facts_of_each
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class ProposedTogether:
    """`plans`: those that got meetings. `silent`: councils whose rules give no number. `decided`: approved already."""

    plans: tuple[YearPlan, ...]
    silent: tuple[Council, ...]
    decided: tuple[Council, ...]


@transaction.atomic
def propose_plans(
    *,
    councils: Sequence[Council],
    year: int,
    by: User | None,
    at: datetime.datetime,
    not_before: datetime.date | None = None,
) -> ProposedTogether:
    """Propose the year for every council given, so that nobody is called to two of the meetings at once.

    Earlier proposals are replaced; an approved plan is left alone, and its meetings are what the others avoid.
    Where the rules give no number no plan is made. Raises Refusal when the year is over.
    """
    approved = set(
        YearPlan.objects.filter(council__in=councils, year=year, state=YearPlan.State.APPROVED).values_list(
            "council_id", flat=True
        )
    )
    # In one order for everybody, so that two who plan at once wait for each other instead of standing still.
    wanted = sorted((one for one in councils if one.pk not in approved), key=lambda one: one.pk)
    facts = facts_of_each(wanted, year, not_before=not_before)
    proposals = propose_together([facts[one.pk].request for one in wanted])
    plans, silent = [], []
    for council, proposal in zip(wanted, proposals, strict=True):
        if not proposal.meetings:
            silent.append(council)
            continue
        plan = open_plan(council, year, by=by, at=at)
        fill(plan, facts[council.pk], proposal)
        record("propose_plan", plan, by=by, year=year, meetings=len(proposal.meetings))
        plans.append(plan)
    return ProposedTogether(tuple(plans), tuple(silent), tuple(one for one in councils if one.pk in approved))


@transaction.atomic
def approve_plans(*, plans: Sequence[YearPlan], by: User | None, at: datetime.datetime) -> Decided:
    """Approve every plan given that has meetings, all of them or none; what that brought."""
    each = [approve_plan(plan=plan, by=by, at=at) for plan in sorted(plans, key=lambda one: one.council_id)]
    return Decided(
        tuple(meeting for one in each for meeting in one.made),
        tuple(meeting for one in each for meeting in one.taken_over),
    )
