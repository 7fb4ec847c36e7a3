"""Calls that went out: who was called, what they were told, and what they answered."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from councils.models import Rules, Seat
from meetings.actions.freezing import freeze_agenda
from meetings.actions.sending import facts_of
from meetings.deadlines import is_late, notice_deadline
from meetings.models import Invitee, Meeting, Notice
from meetings.told import time_key
from politirad.demo import life
from politirad.demo.loading.people import title_of
from politirad.demo.loading.stage import Stage
from politirad.tenancy.models import User

CALLED = (Seat.Kind.PERMANENT, Seat.Kind.SECRETARY, Seat.Kind.NAMED_MONTHS)


def call(stage: Stage, source: life.Meeting, meeting: Meeting, *, by: User, on: datetime.date) -> None:
    """Let the call have gone out on a day. No letter is written: the day lies behind us."""
    at = stage.moment(on, 9)
    meeting.state, meeting.called_at = Meeting.State.CALLED, at
    meeting.save(update_fields=["state", "called_at"])
    replies = {reply.person: reply for reply in source.replies}
    version = freeze_agenda(meeting=meeting, at=at)
    told = facts_of(meeting, version=version.number, asked=meeting.sequence)
    Invitee.objects.bulk_create(
        _invitee(stage, meeting, key, seat, role, order=order, reply=replies.get(key), told=told)
        for order, (key, seat, role) in enumerate(_called(stage, source, meeting))
    )
    days = Rules.objects.filter(council=meeting.council, valid_to__isnull=True).values_list(
        "agenda_deadline_days", flat=True
    )
    deadline = notice_deadline(meeting.date, days.first())
    Notice.objects.create(
        council=meeting.council,
        meeting=meeting,
        kind=Notice.Kind.CALL,
        sequence=0,
        sent_by=by,
        sent_at=at,
        deadline=deadline,
        late=is_late(deadline, at.date()),
    )


def _invitee(
    stage: Stage,
    meeting: Meeting,
    key: str,
    seat: Seat | None,
    role: str,
    *,
    order: int,
    reply: life.Reply | None,
    told: dict[str, Any],
) -> Invitee:
    """Who was called, with the answer, given two days after the call."""
    assert meeting.called_at is not None
    answered = stage.moment(meeting.called_at.date() + datetime.timedelta(days=2), 12)
    return Invitee(
        council=meeting.council,
        meeting=meeting,
        seat=seat,
        user=stage.users[key],
        name=stage.users[key].name,
        email=stage.users[key].email,
        role=role,
        optional=seat.optional if seat else True,
        answer=reply.answer if reply else Invitee.Answer.NONE,
        answer_note=(reply.note or "") if reply else "",
        answered_at=answered if reply else None,
        answered_for=time_key(told) if reply else "",
        told=told,
        order=order,
    )


def _called(stage: Stage, source: life.Meeting, meeting: Meeting) -> Iterable[tuple[str, Seat | None, str]]:
    """Keys of those called, each once, with seat and role: who sits there that day, then the guests."""
    keys = {user.pk: key for key, user in stage.users.items()}
    seen: set[str] = set()
    seats = Seat.objects.filter(council=meeting.council, kind__in=CALLED, office__isnull=False)
    for seat in seats.order_by("order").prefetch_related("office__holdings"):
        if seat.kind == Seat.Kind.NAMED_MONTHS and meeting.date.month not in seat.months:
            continue
        assert seat.office is not None
        for holding in seat.office.holdings.all():
            key = keys[holding.user_id]
            if holding.holds_on(meeting.date) and key not in seen:
                seen.add(key)
                yield key, seat, seat.title
    for key in source.guests:
        if key not in seen:
            seen.add(key)
            yield key, None, title_of(stage.person(key))
