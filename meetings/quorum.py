"""Whether enough members are there to decide, by the rules of the meeting's day. It is said, and never hinders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Subquery
from django.utils.translation import gettext as _

from councils.models import Rules, Seat
from meetings.calling import rules_on
from meetings.models import Invitee, Meeting

SITTING = frozenset({Invitee.Attendance.PRESENT, Invitee.Attendance.DEPUTY})
MEMBERS = frozenset({Seat.Kind.PERMANENT, Seat.Kind.NAMED_MONTHS})


@dataclass(frozen=True)
class Quorum:
    """How many members must be there, and how many are."""

    needed: int
    present: int

    @property
    def is_short(self) -> bool:
        """Whether there are too few."""
        return self.present < self.needed

    @property
    def noted(self) -> str:
        """What is said of too few while the minutes are written, "" when there are enough."""
        said = _(
            "Rådet er ikke vedtaksført: reglene krever minst %(needed)d til stede, og %(present)d er ført."
        )
        return said % {"needed": self.needed, "present": self.present} if self.is_short else ""

    @property
    def minuted(self) -> str:
        """What the minutes say of too few, "" when there were enough."""
        said = _(
            "Rådet var ikke vedtaksført: reglene krever minst %(needed)d til stede, og %(present)d møtte."
        )
        return said % {"needed": self.needed, "present": self.present} if self.is_short else ""


def quorum_of(meeting: Meeting, invitees: Iterable[Invitee]) -> Quorum | None:
    """What the rules ask and what is written down, None where they ask nothing; one question.

    Seats of members count, by whoever sat there, and a member who came without having been called. Observers, a
    secretary who is no member, and guests do not.
    """
    rules = rules_on(meeting.council, meeting.date)
    return counted(rules.quorum if rules else None, invitees)


def needed_in(meeting: Meeting) -> Subquery:
    """How many the rules ask on the meeting's day, for a page that asks the database something else anyway."""
    holds = Q(valid_to__isnull=True) | Q(valid_to__gte=meeting.date)
    rules = Rules.objects.filter(holds, council=meeting.council_id, valid_from__lte=meeting.date)
    return Subquery(rules.order_by("-valid_from").values("quorum")[:1])


def counted(needed: int | None, invitees: Iterable[Invitee]) -> Quorum | None:
    """The same where it is known how many are needed."""
    return Quorum(needed, sum(_counts(one) for one in invitees)) if needed is not None else None


def _counts(one: Invitee) -> bool:
    if one.attendance not in SITTING or one.deputy_for_id is not None:
        return False
    return one.seat.kind in MEMBERS if one.seat is not None else one.user_id is not None
