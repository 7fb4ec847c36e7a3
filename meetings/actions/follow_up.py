"""Decisions, and the actions that follow from them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from councils.models import Council
from councils.refusals import Refusal
from meetings.actions.writing import checked, open_minutes
from meetings.models import Action, AgendaItem, Decision
from meetings.numbering import next_sequence
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class ActionTerms:
    """What is to be done, by whom (a person, or words), and when at the latest."""

    text: str
    responsible: User | None = None
    responsible_text: str = ""
    due_on: datetime.date | None = None


@transaction.atomic
def decide(*, item: AgendaItem, text: str, by: User) -> Decision:
    """Write down a decision on an item; it takes the next number of its council's year.

    Raises Refusal for an empty text, a national identity number, or approved minutes.
    """
    open_minutes(item.meeting_id)
    text = checked(text)
    council = Council.objects.select_for_update(of=("self",)).get(pk=item.council_id)
    year = item.meeting.date.year
    used = Decision.objects.filter(council=council, year=year).values_list("number", flat=True)
    decision = Decision.objects.create(
        council=council,
        item=item,
        year=year,
        number=next_sequence(list(used)),
        text=text,
        decided_on=item.meeting.date,
    )
    record("decide", decision, by=by, item=item.pk)
    return decision


@transaction.atomic
def change_decision(*, decision: Decision, text: str, by: User) -> None:
    """Change the words of a decision while the minutes are open."""
    open_minutes(decision.item.meeting_id)
    decision.text = checked(text)
    decision.save(update_fields=["text"])
    record("change_decision", decision, by=by)


@transaction.atomic
def withdraw_decision(*, decision: Decision, by: User) -> None:
    """Take a decision out while the minutes are open; its number is free again only if it was the last."""
    open_minutes(decision.item.meeting_id)
    record("withdraw_decision", decision, by=by, number=str(decision))
    decision.delete()


@transaction.atomic
def assign_action(
    *, council: Council, terms: ActionTerms, by: User, item: AgendaItem | None = None
) -> Action:
    """Give somebody something to do. Raises Refusal for an empty text or a national identity number."""
    action = Action.objects.create(
        council=council,
        item=item,
        text=checked(terms.text),
        responsible=terms.responsible,
        responsible_text=terms.responsible_text,
        due_on=terms.due_on,
    )
    record(
        "assign_action",
        None if item is not None and item.is_closed else action,
        by=by,
        council_id=council.pk,
        responsible=terms.responsible.pk if terms.responsible else None,
    )
    return action


@transaction.atomic
def close_action(*, action: Action, state: Action.State, result: str, on: datetime.date, by: User) -> None:
    """Say that an action is done or dropped. Raises Refusal when it is closed already, or dropped without a reason."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.state != Action.State.OPEN:
        raise Refusal(_("Punktet er allerede lukket."))
    if state == Action.State.DROPPED and not result.strip():
        raise Refusal(_("Skriv hvorfor punktet er frafalt."))
    action.state, action.result, action.closed_on = state, result.strip(), on
    action.save(update_fields=["state", "result", "closed_on"])
    record("close_action", action, by=by, state=state.value)


@transaction.atomic
def reopen_action(*, action: Action, by: User) -> None:
    """Open an action again that was closed by mistake."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    action.state, action.closed_on = Action.State.OPEN, None
    action.save(update_fields=["state", "closed_on"])
    record("reopen_action", action, by=by)
