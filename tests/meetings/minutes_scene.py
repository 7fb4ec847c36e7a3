"""What the tests of minutes share: a meeting that was held, with the minutes begun."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from meetings.actions.agenda import begin_agenda
from meetings.actions.approval import approve_minutes
from meetings.actions.hearing import remark_on_minutes, send_minutes
from meetings.actions.minutes import begin_minutes, save_item_minutes
from meetings.models import AgendaItem, ClosedAccess, Invitee, Meeting, Minutes, Remark
from politirad.tenancy.models import OutgoingMessage, User
from tests.meetings.calls import held
from tests.world import World


def begun(world: World) -> tuple[Meeting, Minutes, AgendaItem]:
    """A held meeting whose minutes are begun, with its first item."""
    meeting = held(world)
    with world.acting(world.north.slt):
        minutes = begin_minutes(meeting=meeting, at=timezone.now(), by=world.north.slt)
    return meeting, minutes, items_of(world, meeting)[0]


def sent(world: World, minutes: Minutes, *, approval: str = "chair", days: int = 7) -> int:
    """The secretary sends the minutes on hearing; returns how many letters were written."""
    with world.acting(world.north.slt):
        return send_minutes(
            minutes=minutes,
            at=timezone.now(),
            by=world.north.slt,
            remarks_until=world.today + datetime.timedelta(days=days),
            approval=Minutes.Approval(approval),
        )


def approved(world: World, minutes: Minutes) -> None:
    """The secretary sends them, and the mayor approves them."""
    sent(world, minutes)
    with world.acting(world.north.mayor):
        approve_minutes(minutes=minutes, at=timezone.now(), by=world.north.mayor)


def second_writer(world: World) -> User:
    """The member, who is secretary beside the coordinator for the day."""
    group = Group.objects.get(name=f"council:{world.north.council.pk}:secretary")
    world.north.member.groups.add(group)
    return world.north.member


def closed_item(world: World, meeting: Meeting, *concerned: User, title: str = "Lukket sak") -> AgendaItem:
    """A closed item of the secretary's on a meeting that is held, with those it concerns."""
    with world.acting(world.north.slt):
        item = AgendaItem.objects.create(
            council=world.north.council,
            meeting=meeting,
            part=2,
            title=title,
            legal_basis="Offentleglova § 13",
            created_by=world.north.slt,
        )
        for person in concerned:
            ClosedAccess.objects.create(
                council=world.north.council, item=item, user=person, given_by=world.north.slt
            )
    return item


def items_of(world: World, meeting: Meeting) -> list[AgendaItem]:
    """The items as the secretary sees them, in order."""
    with world.acting(world.north.slt):
        rows = AgendaItem.objects.select_related("meeting", "council").filter(meeting=meeting)
        return list(rows.order_by("part", "order"))


def invitee_of(world: World, meeting: Meeting, user: User) -> Invitee:
    """One person's line of the meeting."""
    with world.acting(world.north.slt):
        return Invitee.objects.get(meeting=meeting, user=user)


def everybody_came(world: World, meeting: Meeting) -> None:
    """All who were called were there."""
    with world.acting(world.north.slt):
        Invitee.objects.filter(meeting=meeting).update(attendance=Invitee.Attendance.PRESENT)


def fresh(world: World, minutes: Minutes) -> Minutes:
    with world.acting(world.north.slt):
        return Minutes.objects.select_related("meeting__council", "approval_item").get(pk=minutes.pk)


def write(world: World, item: AgendaItem, html: str, version: int = 0) -> None:
    with world.acting(world.north.slt):
        save_item_minutes(item=item, html=html, version=version, by=world.north.slt)


def remarked(world: World, minutes: Minutes, user: User, text: str = "Noe mangler.", **how: Any) -> Remark:
    with world.acting(user):
        return remark_on_minutes(minutes=minutes, text=text, at=timezone.now(), by=user, **how)


def letters(world: World, kind: str) -> list[OutgoingMessage]:
    with world.acting(world.north.slt):
        return list(OutgoingMessage.objects.filter(kind=kind).order_by("to_email"))


def next_one(world: World, *, begun_at: bool = False, days: int = 30, state: str = "planned") -> Meeting:
    """The council's next meeting."""
    with world.acting(world.north.slt):
        meeting = Meeting.objects.create(
            council=world.north.council,
            title="Møte 2",
            date=world.today + datetime.timedelta(days=days),
            start=datetime.time(9),
            end=datetime.time(11),
        )
        if begun_at:
            begin_agenda(meeting=meeting, by=world.north.slt, at=timezone.now())
        return Meeting.objects.select_related("council").get(pk=meeting.pk)
