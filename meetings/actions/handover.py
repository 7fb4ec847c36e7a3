"""Hand somebody's open work in a council over to another, in one step."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.actions import take_over_measures
from councils.declarations import declaration_of
from councils.models import Council
from councils.refusals import Refusal
from meetings.actions.inviting import call_one, take_off
from meetings.actions.sending import hold_meeting
from meetings.calling import Called
from meetings.handover import OpenWork, open_work
from meetings.models import AgendaItem, ClosedAccess, Handover, Invitee, Meeting
from meetings.notifications import handover as letters
from meetings.permissions import members_of, readers_of
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@transaction.atomic
def hand_over(
    *, council: Council, leaver: User, successor: User, at: datetime.datetime, by: User
) -> Handover:
    """Give all that is open in the leaver's name to the successor, who is called in the leaver's place.

    Nothing that is done, approved or held is touched. Raises Refusal when the two are the same, the successor is no
    member, nothing is open, or the successor has not declared to keep closed items confidential and some would move.
    """
    Council.objects.select_for_update(of=("self",)).get(pk=council.pk)  # two at once would call twice
    if leaver.pk == successor.pk:
        raise Refusal(_("Velg to forskjellige personer."))
    if not members_of(council).filter(pk=successor.pk).exists():
        raise Refusal(_("Den som tar over, må være medlem av rådet. Sett personen inn på en plass først."))
    work = open_work(council, leaver, successor, at=at, today=timezone.localdate(at))
    if work.is_empty:
        raise Refusal(_("%s har ingenting åpent i rådet, så det er ingenting å overføre.") % leaver.name)
    if work.closed and declaration_of(council, successor) is None:
        raise Refusal(
            _("Lukkede saker kan ikke overføres før %s har gitt taushetserklæring til rådet.")
            % successor.name
        )
    _move(work, leaver, successor, by=by)
    take_over_measures(
        council=council, leaver=leaver, successor=successor, by=by, at=at, today=timezone.localdate(at)
    )
    for line in work.notices:
        _call_instead(line, successor, at=at)
    handover = Handover.objects.create(
        council=council,
        leaver=leaver,
        successor=successor,
        moved={**work.counts(), "closed": 0},  # the whole council reads it, and closed items are not for all
        made_by=by,
        made_at=at,
    )
    record("hand_over", handover, by=by, leaver=leaver.pk, successor=successor.pk)
    letters.taken_over(handover)
    return handover


def _move(work: OpenWork, leaver: User, successor: User, *, by: User) -> None:
    """Put the successor's name where the leaver's stood, row by row under the wall."""
    for action in work.actions:
        action.responsible = successor
        action.save(update_fields=["responsible"])
        record("take_over_action", action, by=by, leaver=leaver.pk, successor=successor.pk)
    for proposal in work.proposals:
        proposal.proposed_by = successor
        proposal.save(update_fields=["proposed_by"])
        record("take_over_proposal", proposal, by=by, leaver=leaver.pk, successor=successor.pk)
    for minutes in work.minutes:
        minutes.started_by = successor
        minutes.save(update_fields=["started_by"])
    for plan in work.plans:
        plan.made_by = successor
        plan.save(update_fields=["made_by"])
    for item in work.items:
        item.presenter = successor.name
    AgendaItem.objects.bulk_update(work.items, ["presenter"])
    for item in work.closed:
        if successor.pk not in readers_of(item):
            ClosedAccess(council=item.council, item=item, user=successor, given_by=by).save(force_insert=True)
            record("set_concerned", item, by=by, added=[str(successor.pk)], removed=[])


def _call_instead(line: Invitee, successor: User, *, at: datetime.datetime) -> None:
    """Cancel the leaver's calendar entry, and call the successor unless that has been done."""
    meeting: Meeting = hold_meeting(line.meeting)
    if meeting.state != Meeting.State.CALLED:
        return
    if not meeting.invitees.filter(email__iexact=successor.email, removed_at__isnull=True).exists():
        called = Called(
            name=successor.name,
            email=successor.email,
            role=line.role,
            optional=line.optional,
            user_id=successor.pk,
            seat_id=line.seat_id,
        )
        call_one(meeting, called, at=at)
    take_off(meeting, line, at=at)
