"""Every deed of the room that stores what somebody has written, each tried with a birth number."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from councils.models import Council
from meetings.actions.activities import ActivityTerms, add_activity
from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.answers import AnswerTerms, answer_notice
from meetings.actions.approval import correct_minutes
from meetings.actions.calling import Guest, MeetingTerms, call_guest, call_meeting
from meetings.actions.changes import cancel_meeting, change_called_meeting
from meetings.actions.closed_items import ClosedTerms
from meetings.actions.follow_up import ActionTerms, assign_action, close_action, decide
from meetings.actions.meetings import MeetingTerms as NewMeetingTerms
from meetings.actions.meetings import create_meeting
from meetings.actions.papers import add_paper
from meetings.actions.planned import PlannedTerms, add_planned_meeting
from meetings.actions.proposals import ProposalTerms, defer_proposal, propose_item
from meetings.actions.review import review_item
from meetings.actions.school_holidays import HolidayTerms, add_school_holiday
from meetings.models import Action, AgendaItem, Invitee, Meeting, YearPlan
from politirad.tenancy.models import User
from tests.meetings.agenda_scene import PDF, a_meeting, open_item
from tests.meetings.calls import called, planned
from tests.meetings.identity_numbers import made_up
from tests.meetings.minutes_scene import approved, begun, closed_item, invitee_of, remarked, sent
from tests.world import World

BIRTH = made_up(1, 1, 75)
D_NUMBER = made_up(52, 3, 75)
WRONG = f"{BIRTH[:-1]}{(int(BIRTH[-1]) + 1) % 10}"
NINE, ELEVEN = datetime.time(9), datetime.time(11)

Deed = Callable[[World, User], Any]


def _plan(world: World, user: User) -> YearPlan:
    return YearPlan.objects.create(council=world.north.council, year=world.today.year + 1)


def _council(world: World) -> Council:
    return Council.objects.select_related("owner").get(pk=world.north.council.pk)


def _called(world: World) -> Meeting:
    return called(world)


def _item(world: World, **facts: Any) -> AgendaItem:
    meeting = a_meeting(world)
    item = open_item(world, meeting, "Sak")
    return AgendaItem.objects.select_related("council", "meeting").get(pk=item.pk)


def _answer(world: World, user: User, **terms: Any) -> Any:
    invitee = invitee_of(world, _called(world), world.north.member)
    return answer_notice(
        invitee=Invitee.objects.select_related("meeting").get(pk=invitee.pk),
        terms=AnswerTerms(answer=Invitee.Answer.DECLINED, **terms),
        at=timezone.now(),
        by=user,
    )


def _close(world: World, user: User) -> Any:
    meeting, _minutes, _first = begun(world)
    item = closed_item(world, meeting)
    with world.acting(user):
        item = AgendaItem.objects.select_related("council", "meeting").get(pk=item.pk)
        action = assign_action(council=item.council, item=item, by=user, terms=ActionTerms("Oppgave"))
        close_action(action=action, state=Action.State.DONE, result=BIRTH, on=world.today, by=user)


def _follow(world: World, user: User, **terms: str) -> Any:
    return assign_action(council=_council(world), by=user, terms=ActionTerms(**{"text": "Oppgave", **terms}))


def _defer(world: World, user: User) -> Any:
    proposal = propose_item(council=_council(world), terms=ProposalTerms(title="Sak"), by=user)
    defer_proposal(proposal=proposal, reason=BIRTH, by=user, at=timezone.now())


def _correct(world: World, user: User) -> Any:
    meeting, minutes, _first = begun(world)
    approved(world, minutes)
    correct_minutes(minutes=minutes, text=BIRTH, at=timezone.now(), by=user)


def _remark(world: World, user: User) -> Any:
    _meeting, minutes, _first = begun(world)
    sent(world, minutes)
    remarked(world, minutes, user, BIRTH)


def _decide(world: World, user: User) -> Any:
    _meeting, _minutes, first = begun(world)
    decide(item=first, text=BIRTH, by=user)


def _change(world: World, user: User, **terms: Any) -> Any:
    meeting = _called(world)
    facts = {"title": "Møte", "date": meeting.date, "start": NINE, "end": ELEVEN, **terms}
    change_called_meeting(meeting=meeting, terms=MeetingTerms(**facts), at=timezone.now(), by=user)


def _create(world: World, user: User, **terms: Any) -> Any:
    facts = NewMeetingTerms(date=world.today, start=NINE, end=ELEVEN, **terms)
    create_meeting(council=_council(world), terms=facts, by=user, today=world.today)


def _planned(world: World, user: User, **terms: Any) -> Any:
    plan = _plan(world, user)
    facts = PlannedTerms(date=datetime.date(plan.year, 3, 3), start=NINE, end=ELEVEN, **terms)
    add_planned_meeting(plan=plan, terms=facts, by=user)


def _activity(world: World, user: User, **terms: Any) -> Any:
    facts = {"month": 3, "title": "Foreldremøte", **terms}
    add_activity(plan=_plan(world, user), terms=ActivityTerms(**facts), by=user)


def _call(world: World, user: User, **how: Any) -> Any:
    return call_meeting(meeting=planned(world), at=timezone.now(), by=user, **how)


def _guest(world: World, user: User, **facts: str) -> Any:
    guest = Guest(**{"name": "Gro Gjest", "email": "gro@example.test", **facts})
    return call_guest(meeting=_called(world), guest=guest, at=timezone.now(), by=user)


def _add(world: World, user: User, **terms: Any) -> Any:
    facts = ItemTerms(**{"title": "Sak", **terms})
    return add_item(meeting=a_meeting(world), terms=facts, by=user, at=timezone.now())


DEEDS: dict[str, Deed] = {
    "item_title": lambda world, user: _add(world, user, title=BIRTH),
    "item_text": lambda world, user: _add(world, user, text=f"<p>{BIRTH[:6]}<b>{BIRTH[6:]}</b></p>"),
    "item_presenter": lambda world, user: _add(world, user, presenter=BIRTH),
    "item_basis": lambda world, user: _add(world, user, closed=ClosedTerms(legal_basis=BIRTH)),
    "item_consent": lambda world, user: _add(
        world, user, closed=ClosedTerms(consent_reference=BIRTH, consent_until=world.today)
    ),
    "paper_name": lambda world, user: add_paper(
        item=_item(world), name=f"{BIRTH}.pdf", content=PDF, by=user, at=timezone.now()
    ),
    "review_comment": lambda world, user: review_item(item=_item(world), comment=BIRTH, by=user, version=1),
    "proposal_title": lambda world, user: propose_item(
        council=_council(world), terms=ProposalTerms(title=BIRTH), by=user
    ),
    "proposal_text": lambda world, user: propose_item(
        council=_council(world), terms=ProposalTerms(title="Sak", text=BIRTH), by=user
    ),
    "proposal_reason": _defer,
    "call_message": lambda world, user: _call(world, user, message=BIRTH),
    "call_late_reason": lambda world, user: _call(world, user, late_reason=BIRTH),
    "call_guest": lambda world, user: _call(world, user, guests=(Guest(BIRTH, "gro@example.test"),)),
    "guest_role": lambda world, user: _guest(world, user, role=BIRTH),
    "meeting_place": lambda world, user: _change(world, user, place=BIRTH),
    "meeting_title": lambda world, user: _create(world, user, title=BIRTH),
    "meeting_theme": lambda world, user: _create(world, user, theme=BIRTH),
    "cancel_reason": lambda world, user: cancel_meeting(
        meeting=_called(world), reason=BIRTH, at=timezone.now(), by=user
    ),
    "answer_note": lambda world, user: _answer(world, user, note=BIRTH),
    "answer_deputy": lambda world, user: _answer(world, user, deputy_name=BIRTH),
    "decision": _decide,
    "remark": _remark,
    "correction": _correct,
    "action_text": lambda world, user: _follow(world, user, text=BIRTH),
    "action_who": lambda world, user: _follow(world, user, responsible_text=BIRTH),
    "action_result_of_closed_item": _close,
    "planned_theme": lambda world, user: _planned(world, user, theme=BIRTH),
    "activity_text": lambda world, user: _activity(world, user, description=BIRTH),
    "activity_contact": lambda world, user: _activity(world, user, contact=BIRTH),
    "school_holiday": lambda world, user: add_school_holiday(
        organization=world.north.municipality,
        terms=HolidayTerms(BIRTH, world.today, world.today),
        by=user,
    ),
}
