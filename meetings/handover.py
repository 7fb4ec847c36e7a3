"""What somebody who leaves has open in a council: what a successor takes over in one step, and what follows the role.

Closed items are moved as far as the one who hands over sees them; to others they are not there, here as elsewhere.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

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
from politirad.tenancy.models import User

#: What moves, by code, in the order of the page.
KINDS = ("actions", "proposals", "minutes", "plans", "notices", "items", "closed")
OPEN_MEETINGS = (Meeting.State.PLANNED, Meeting.State.CALLED)


@dataclass(frozen=True)
class OpenWork:
    """Everything that is open in somebody's name. `notices` are lines of meetings that are called and have not been."""

    actions: tuple[Action, ...]
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
    waiting = (ItemProposal.State.SUBMITTED, ItemProposal.State.DEFERRED)
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
        proposals=tuple(
            ItemProposal.objects.filter(
                council=council, proposed_by=leaver, state__in=waiting, reported_from=""
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


def leavers(council: Council, members: Sequence[User]) -> list[User]:
    """Whom work can be taken over from: the members, and those who have left with something still in their name."""
    responsible = Action.objects.filter(council=council, state=Action.State.OPEN, responsible__isnull=False)
    proposing = ItemProposal.objects.filter(
        council=council, state__in=["submitted", "deferred"], reported_from=""
    )
    named = Q(pk__in=responsible.values("responsible_id")) | Q(pk__in=proposing.values("proposed_by_id"))
    left = User.objects.filter(named).exclude(pk__in=[user.pk for user in members])
    return sorted([*members, *left], key=lambda user: user.name.casefold())
