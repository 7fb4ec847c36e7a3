"""What follows when people have signed, and when days pass. Runs in the owning council's context, by nobody."""

from __future__ import annotations

import datetime

from django.db import transaction

from agreements import notifications
from agreements.actions.guards import locked
from agreements.actions.printing import request_pdf
from agreements.lifecycle import State, can_conclude
from agreements.models import Agreement, Round, SignOff
from agreements.standing import elections, next_revision, period_of, rule_of, state_on
from politirad.tenancy.audit import record
from politirad.tenancy.models import ElectionDay

#: States that a successor in force ends.
REPLACEABLE = (Agreement.State.IN_FORCE, Agreement.State.TO_RENEW, Agreement.State.NOTICE_GIVEN)


@transaction.atomic
def settle(*, agreement: Agreement, at: datetime.datetime, today: datetime.date) -> bool:
    """Bring an agreement up to date with its signatures; True when the round was closed by this call.

    When the last one has signed: the round is closed, the agreement is in force, its predecessor is
    replaced, the sealed PDF is ordered and everybody is told. Repeating it changes nothing.
    """
    row = locked(agreement)
    signing = row.rounds.select_for_update(no_key=True).filter(outcome=Round.Outcome.OPEN).first()
    if signing is None:
        return False
    given = SignOff.objects.filter(version=signing.version_id)
    count = given.count()
    if count and row.state == Agreement.State.FROZEN:
        row.state = Agreement.State.PARTLY_SIGNED
        row.save(update_fields=["state", "updated_at"])
    if not can_conclude(State(row.state), signatures_needed=row.slots.count(), signatures_given=count):
        return False
    notifications.in_force(row, signing)
    signing.outcome, signing.closed_at = Round.Outcome.SIGNED, at
    signing.save(update_fields=["outcome", "closed_at"])
    row.state = Agreement.State.IN_FORCE
    row.signed_on = row.signed_on or max(given.values_list("signed_on", flat=True)).isoformat()
    row.save(update_fields=["state", "signed_on", "updated_at"])
    record("in_force", row, by=None, round=signing.pk, signatures=count)
    replace_predecessor(row, today=today)
    request_pdf(agreement=row, by=None)
    return True


def replace_predecessor(agreement: Agreement, *, today: datetime.date) -> bool:
    """Mark the former agreement as replaced from the day its successor is in force. True when it was done now."""
    if agreement.predecessor_id is None or not period_of(agreement).has_started(today):
        return False
    former = (
        Agreement.objects.select_for_update()
        .filter(pk=agreement.predecessor_id, state__in=REPLACEABLE, owner_council=agreement.owner_council_id)
        .first()
    )
    if former is None:
        return False
    former.state = Agreement.State.REPLACED
    former.save(update_fields=["state", "updated_at"])
    record("replaced", former, by=None, successor=agreement.pk)
    return True


@transaction.atomic
def follow_calendar(*, agreement: Agreement, today: datetime.date) -> bool:
    """Move the stored state on as days pass: to be renewed, expired, the predecessor replaced. True if anything moved."""
    row = locked(agreement)
    replaced = row.state in REPLACEABLE and replace_predecessor(row, today=today)
    state = state_on(row, today=today, revision_due=revision_due(row, today=today))
    if state is State.UPCOMING or state.value == row.state:
        return replaced
    record("state", row, by=None, former=row.state, now=state.value)
    row.state = Agreement.State(state.value)
    row.save(update_fields=["state", "updated_at"])
    return True


def revision_due(agreement: Agreement, *, today: datetime.date) -> datetime.date | None:
    """The day the next revision is due, by the agreement's rules and the table of elections."""
    rules = [rule_of(row.kind, row.years, row.grace_months) for row in agreement.revision_rules.all()]
    if not rules:
        return None
    return next_revision(agreement, rules, elections(ElectionDay.objects.all()), today=today).due
