"""What follows when people have signed, and when days pass. Runs in the owning council's context, by nobody."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from agreements import notifications
from agreements.actions.force import (
    REPLACEABLE,
    extend_amended,
    replace_predecessor,
    replaced_on,
    settle_notices,
    take_effect,
)
from agreements.actions.guards import locked
from agreements.actions.moving import move
from agreements.actions.printing import request_pdf
from agreements.lifecycle import ENDED, State, can_conclude
from agreements.models import Agreement, Decline, RevisionRule, Round, SignOff
from agreements.standing import elections, misses_election, next_revision, rule_of, state_on
from agreements.turns import Place, current_turn
from politirad.tenancy.audit import record
from politirad.tenancy.models import ElectionDay


@transaction.atomic
def settle(*, agreement: Agreement, at: datetime.datetime, today: datetime.date) -> bool:
    """Bring an agreement up to date with its signatures and notices; True when something had ended and nobody knew.

    When the last of a turn has signed, those of the next one are asked. When the last of all has signed: the round
    is closed, the agreement is in force, its predecessor is replaced, the sealed PDF is ordered and everybody is
    told. When somebody has declined: the agreement is declined, and everybody is told. When a party has given notice
    or taken it back: the state and the last day follow, and everybody is told. Repeating it changes nothing.
    """
    row = locked(agreement)
    if settle_notices(row, at=at, today=today):
        return True
    signing = row.rounds.select_for_update(no_key=True).order_by("-opened_at").first()
    if signing is None or row.state not in {Agreement.State.FROZEN, Agreement.State.PARTLY_SIGNED}:
        return False
    if signing.outcome == Round.Outcome.DECLINED:
        _declined(row, signing)
        return True
    if signing.outcome != Round.Outcome.OPEN:
        return False
    given = SignOff.objects.filter(version=signing.version_id)
    signed = set(given.values_list("slot_id", flat=True))
    places = [Place(turn, pk in signed) for pk, turn in row.slots.values_list("pk", "turn")]
    if signed and row.state == Agreement.State.FROZEN:
        move(row, Agreement.State.PARTLY_SIGNED, by=None, at=at)
    if not can_conclude(State(row.state), signatures_needed=len(places), signatures_given=len(signed)):
        _ask_next(row, signing, places, at=at)
        return False
    notifications.in_force(row, signing)
    signing.outcome, signing.closed_at = Round.Outcome.SIGNED, at
    signing.save(update_fields=["outcome", "closed_at"])
    signed_on = max(given.values_list("signed_on", flat=True))
    row.signed_on = row.signed_on or signed_on.isoformat()
    row.save(update_fields=["signed_on", "updated_at"])
    take_effect(row, signed_on=signed_on)
    move(row, Agreement.State.IN_FORCE, by=None, at=at, version=signing.version.number)
    record("in_force", row, by=None, round=signing.pk, signatures=len(signed))
    replace_predecessor(row, at=at, today=today)
    if row.amends_id is not None:
        extend_amended(row, today=today)
        Agreement.objects.filter(pk=row.amends_id).update(
            updated_at=at
        )  # what others keep of it is behind now
    request_pdf(agreement=row, by=None)
    return True


def _ask_next(row: Agreement, signing: Round, places: list[Place], *, at: datetime.datetime) -> None:
    """Ask those whose turn has come. The reminders of a turn count from the day it began."""
    turn = current_turn(places)
    if turn is None or turn <= signing.turn:
        return
    signing.turn, signing.turn_began_at = turn, at
    signing.save(update_fields=["turn", "turn_began_at"])
    record("next_turn", row, by=None, round=signing.pk, turn=turn)
    notifications.asked_to_sign(row, signing)


def _declined(row: Agreement, signing: Round) -> None:
    """Somebody has said no, and the database has closed the round: the state follows, and everybody is told."""
    one = Decline.objects.select_related("user", "slot__party__organization").get(version=signing.version_id)
    notifications.declined(row, signing, one, today=timezone.localdate(one.recorded_at))
    facts = {"capacity": one.capacity, "party": str(one.slot.party)}
    move(row, Agreement.State.DECLINED, by=one.user, at=one.recorded_at, reason=one.reason, **facts)
    record("declined", row, by=None, round=signing.pk)


@transaction.atomic
def follow_calendar(*, agreement: Agreement, at: datetime.datetime, today: datetime.date) -> bool:
    """Move the stored state on as days pass: to be renewed, expired, the predecessor replaced. True if anything moved."""
    row = locked(agreement)
    moved = False
    if row.state in REPLACEABLE:
        moved = replace_predecessor(row, at=at, today=today) or extend_amended(row, today=today)
    state = _state_on(row, today=today)
    if state is State.UPCOMING or state.value == row.state:
        return moved
    record("state", row, by=None, former=row.state, now=state.value)
    move(row, Agreement.State(state.value), by=None, at=at)
    return True


def _state_on(row: Agreement, *, today: datetime.date) -> State:
    """The state on a day. An addendum ends when its agreement does."""
    due = revision_due(row, today=today)
    state = state_on(row, today=today, revision_due=due, replaced_on=replaced_on(row))
    if row.amends is None or state in ENDED:
        return state
    base = _state_on(row.amends, today=today)
    return base if base in ENDED else state


def revision_due(agreement: Agreement, *, today: datetime.date) -> datetime.date | None:
    """The day the next revision is due, by the agreement's rules and the table of elections."""
    rules = [rule_of(row.kind, row.years, row.grace_months) for row in agreement.revision_rules.all()]
    if not rules:
        return None
    return next_revision(agreement, rules, elections(ElectionDay.objects.all()), today=today).due


def lacks_election(agreement: Agreement, *, today: datetime.date) -> bool:
    """Whether the agreement is to be revised after an election whose day is not in the table."""
    found = agreement.revision_rules.filter(kind=RevisionRule.Kind.AFTER_MUNICIPAL_ELECTION)
    rules = [rule_of(row.kind, row.years, row.grace_months) for row in found]
    if not rules:
        return False
    return misses_election(agreement, rules, elections(ElectionDay.objects.all()), today=today)
