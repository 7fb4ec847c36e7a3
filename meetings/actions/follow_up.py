"""Decisions, and the actions that follow from them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from councils.models import Council, Rules
from councils.procedure import is_continuous
from councils.refusals import Refusal
from meetings.actions.writing import checked, open_minutes, require_no_identity
from meetings.calling import rules_on
from meetings.models import Action, AgendaItem, Decision, Minutes
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
    """Write down a decision on an item; it takes the next number of its council's series.

    Raises Refusal for an empty text, a national identity number, or approved minutes.
    """
    open_minutes(item.meeting_id)
    text = checked(text)
    council = Council.objects.select_for_update(of=("self",)).get(pk=item.council_id)
    year = item.meeting.date.year
    rules = rules_on(council, item.meeting.date)
    with connection.cursor() as cursor:
        within = None if is_continuous(rules) else year
        cursor.execute("SELECT sec.last_decision(%s, %s, %s)", [council.pk, within, item.part])
        (last,) = cursor.fetchone()
    decision = Decision.objects.create(
        council=council,
        item=item,
        year=year,
        part=item.part,
        number=next_sequence([last], starts_at=_first_number(rules, item)),
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
    """Take a decision out while the minutes are open.

    While nobody has been sent the minutes, the meeting's later decisions move up, so that the series has no hole.
    Once they are sent, or another meeting has taken a number since, the number stays unused.
    """
    minutes = open_minutes(decision.item.meeting_id)
    Council.objects.select_for_update(of=("self",)).get(pk=decision.council_id)
    record("withdraw_decision", decision, by=by)
    later = Decision.objects.filter(
        council=decision.council_id, part=decision.part, number__gt=decision.number
    )
    if not is_continuous(rules_on(decision.council, decision.decided_on)):
        later = later.filter(year=decision.year)
    decision.delete()
    unsent = minutes.state == Minutes.State.DRAFT and minutes.sent_at is None
    if unsent and not later.exclude(item__meeting_id=minutes.meeting_id).exists():
        for row in later.order_by("number"):
            row.number -= 1
            row.save(update_fields=["number"])


def _first_number(rules: Rules | None, item: AgendaItem) -> int:
    """The lowest number that a decision on the item may have. Closed items count from 1: their series is ours alone."""
    if rules is None or item.part != 1:
        return 1
    begins_here = is_continuous(rules) or rules.valid_from.year == item.meeting.date.year
    return rules.first_decision if begins_here else 1


@transaction.atomic
def assign_action(
    *, council: Council, terms: ActionTerms, by: User, item: AgendaItem | None = None
) -> Action:
    """Give somebody something to do. Raises Refusal for an empty text or a national identity number."""
    require_no_identity([terms.responsible_text])
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
        action,
        by=by,
        responsible=terms.responsible.pk if terms.responsible else None,
    )
    return action


@transaction.atomic
def change_action(*, action: Action, terms: ActionTerms, by: User) -> None:
    """Change what is to be done, by whom or until when.

    Raises Refusal for a closed action, an empty text, or a national identity number.
    """
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.state != Action.State.OPEN:
        raise Refusal(_("Punktet er lukket. Åpne det igjen før du endrer det."))
    action.text = checked(terms.text)
    require_no_identity([terms.responsible_text])
    action.responsible, action.responsible_text = terms.responsible, terms.responsible_text
    action.due_on = terms.due_on
    action.save(update_fields=["text", "responsible", "responsible_text", "due_on"])
    record("change_action", action, by=by)


@transaction.atomic
def withdraw_action(*, action: Action, by: User) -> None:
    """Take an action out that was written by mistake, while the minutes are open."""
    if action.item is None:
        raise Refusal(_("Punktet hører ikke til noe referat. Lukk det som frafalt."))
    open_minutes(action.item.meeting_id)
    record("withdraw_action", action, by=by)
    action.delete()


@transaction.atomic
def close_action(*, action: Action, state: Action.State, result: str, on: datetime.date, by: User) -> None:
    """Say that an action is done or dropped.

    Raises Refusal when it is closed already, dropped without a reason, and on an identity number.
    """
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.state != Action.State.OPEN:
        raise Refusal(_("Punktet er allerede lukket."))
    require_no_identity([result])
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
