"""What somebody who leaves has open in a council: what a successor takes over in one step, and what follows the role.

Closed items are moved as far as the one who hands over sees them; to others they are not there, here as elsewhere.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.models import Measure
from agreements.responsible import measures_answered_for, open_in
from councils.models import Council, OfficeHolding, Seat
from meetings.models import (
    Action,
    AgendaItem,
    ClosedAccess,
    Invitee,
    ItemProposal,
    Meeting,
    Minutes,
    YearPlan,
)
from meetings.permissions import members_of
from politirad.tenancy.models import User

#: What moves, by code, in the order of the page.
KINDS = ("actions", "measures", "proposals", "minutes", "plans", "notices", "items", "closed")
WAITING = (ItemProposal.State.SUBMITTED, ItemProposal.State.DEFERRED)
OPEN_MEETINGS = (Meeting.State.PLANNED, Meeting.State.CALLED)


@dataclass(frozen=True)
class OpenWork:
    """Everything that is open in somebody's name. `notices` are lines of meetings that are called and have not been."""

    actions: tuple[Action, ...]
    measures: tuple[Measure, ...]
    proposals: tuple[ItemProposal, ...]
    minutes: tuple[Minutes, ...]
    plans: tuple[YearPlan, ...]
    notices: tuple[Invitee, ...]
    items: tuple[AgendaItem, ...]
    closed: tuple[AgendaItem, ...]

    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        return {kind: len(getattr(self, kind)) for kind in KINDS}

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hand over."""
        return not any(self.counts().values())


def open_work(
    council: Council, leaver: User, successor: User, *, at: datetime.datetime, today: datetime.date
) -> OpenWork:
    """What the person has open in the council, a query for each kind (one for both kinds of items); closed items that the successor sees already stay, and a sub-item follows the one above."""
    ahead = Q(meeting__state__in=OPEN_MEETINGS, meeting__date__gte=today)
    notices = Invitee.objects.filter(
        council=council,
        user=leaver,
        removed_at__isnull=True,
        meeting__state=Meeting.State.CALLED,
        meeting__date__gte=today,
    ).select_related("meeting__council", "council", "seat", "user")
    concerned = Q(created_by=leaver) | Q(pk__in=ClosedAccess.objects.filter(user=leaver).values("item_id"))
    seen = Q(created_by=successor) | Q(pk__in=ClosedAccess.objects.filter(user=successor).values("item_id"))
    unfinished = ~Q(meeting__state__in=[Meeting.State.CANCELLED, Meeting.State.MINUTED])
    theirs = (ahead & Q(part=1, presenter=leaver.name)) | (
        concerned & unfinished & ~seen & Q(part=2, parent=None)
    )
    items = list(
        AgendaItem.objects.filter(theirs, council=council)
        .select_related("meeting", "council")
        .order_by("meeting__date", "order")
    )
    return OpenWork(
        actions=tuple(
            Action.objects.filter(council=council, responsible=leaver, state=Action.State.OPEN)
            .select_related("item")
            .order_by("due_on", "created_at")
        ),
        measures=tuple(measures_answered_for(council, leaver, today=today)),
        proposals=tuple(
            ItemProposal.objects.filter(
                council=council, proposed_by=leaver, state__in=WAITING, reported_from=""
            )
        ),
        minutes=tuple(
            Minutes.objects.filter(council=council, started_by=leaver)
            .exclude(state=Minutes.State.APPROVED)
            .select_related("meeting")
            .order_by("meeting__date")
        ),
        plans=tuple(
            YearPlan.objects.filter(council=council, made_by=leaver, state=YearPlan.State.PROPOSED).order_by(
                "year"
            )
        ),
        notices=tuple(one for one in notices.order_by("meeting__date") if not one.meeting.has_been(at)),
        items=tuple(one for one in items if not one.is_closed),
        closed=tuple(one for one in items if one.is_closed),
    )


def seats_of(council: Council, user: User, *, today: datetime.date) -> list[Seat]:
    """The seats that the person still has: with them go the rights, and a successor is appointed on their pages."""
    holdings = OfficeHolding.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today), user=user, valid_from__lte=today
    )
    seats = Seat.objects.filter(council=council, office__in=holdings.values("office_id"))
    return list(seats.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today)).order_by("order"))


@dataclass(frozen=True)
class People:
    """The council's members, who can take over, and those whom work can be taken over from; both by name."""

    members: tuple[User, ...]
    leavers: tuple[User, ...]


def people_of(council: Council, *, today: datetime.date) -> People:
    """One question. Leavers are the members, and those who have left with something still in their name, as `open_work`
    finds it. An item's presenter is a name and nobody's login.
    """
    closed = AgendaItem.objects.filter(council=council, part=2, parent=None).exclude(
        meeting__state__in=[Meeting.State.CANCELLED, Meeting.State.MINUTED]
    )
    held_by: dict[str, list[QuerySet[Any]]] = {
        "responsible_id": [
            Action.objects.filter(council=council, state=Action.State.OPEN),
            Measure.objects.filter(open_in(council.pk)),
        ],
        "proposed_by_id": [ItemProposal.objects.filter(council=council, state__in=WAITING, reported_from="")],
        "started_by_id": [Minutes.objects.filter(council=council).exclude(state=Minutes.State.APPROVED)],
        "made_by_id": [YearPlan.objects.filter(council=council, state=YearPlan.State.PROPOSED)],
        "user_id": [
            Invitee.objects.filter(
                council=council,
                removed_at__isnull=True,
                meeting__state=Meeting.State.CALLED,
                meeting__date__gte=today,
            ),
            ClosedAccess.objects.filter(council=council, item__in=closed),
        ],
        "created_by_id": [closed],
    }
    named = Q()
    for field, rows in held_by.items():
        for row in rows:
            named |= Q(pk__in=row.filter(**{f"{field}__isnull": False}).order_by().values(field))
    member = Exists(members_of(council).filter(pk=OuterRef("pk")).order_by())
    found = list(User.objects.annotate(member=member).filter(named | Q(member=True)))
    found.sort(key=lambda user: user.name.casefold())
    return People(tuple(user for user in found if user.member), tuple(found))
