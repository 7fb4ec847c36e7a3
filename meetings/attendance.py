"""The attendance of a meeting as a reader sees it: who was there, who was not, who came and went."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from councils.models import OfficeHolding, Seat
from meetings.minutes_reading import Entry
from meetings.models import Invitee, ItemAbsence, Meeting
from meetings.presence import Kind, Movement, movements
from politirad.tenancy.models import User

Attended = Invitee.Attendance


@dataclass(frozen=True)
class Person:
    """One who was called: the name of whoever sat there, whom they came for, and how they came and went."""

    invitee: Invitee
    name: str
    came_for: str
    note: str

    @property
    def role(self) -> str:
        """The seat's words."""
        return self.invitee.role


@dataclass(frozen=True)
class Attendance:
    """Everybody who was called, sorted by how it went. Guests and observers count among those present."""

    present: tuple[Person, ...]
    absent: tuple[Person, ...]
    unknown: tuple[Person, ...]


def attendance_of(invitees: Iterable[Invitee], entries: Sequence[Entry]) -> Attendance:
    """The attendance. `invitees` as `called_themselves` gives them; `entries` the items this reader sees."""
    items: list[tuple[Hashable, str]] = [(entry.item.pk, entry.line.number) for entry in entries]
    away: dict[Hashable, dict[Hashable, str]] = {}
    for entry in entries:
        for absence in entry.absences:
            away.setdefault(absence.invitee_id, {})[entry.item.pk] = absence.reason
    present, absent, unknown = [], [], []
    for one in invitees:
        if one.attendance in {Attended.PRESENT, Attended.DEPUTY}:
            said = "; ".join(in_words(step) for step in movements(items, away.get(one.pk, {})))
            present.append(_person(one, said))
        elif one.attendance == Attended.ABSENT:
            absent.append(_person(one, one.absence_reason))
        else:
            unknown.append(_person(one, ""))
    return Attendance(tuple(present), tuple(absent), tuple(unknown))


def in_words(movement: Movement) -> str:
    """The movement as it stands behind a name in the minutes."""
    one, more = movement.first, movement.first != movement.last
    span = f"{movement.first}–{movement.last}"
    match movement.kind:
        case Kind.CAME:
            return _("kom til sak %(number)s") % {"number": one}
        case Kind.LEFT:
            return _("gikk etter sak %(number)s") % {"number": one}
        case Kind.DISQUALIFIED:
            if more:
                return _("inhabil i sak %(numbers)s") % {"numbers": span}
            return _("inhabil i sak %(number)s") % {"number": one}
        case Kind.AWAY:
            if more:
                return _("ikke til stede i sak %(numbers)s") % {"numbers": span}
            return _("ikke til stede i sak %(number)s") % {"number": one}


def item_note(entry: Entry, people: Iterable[Person]) -> str:
    """Who came to one item, and who was not there for it, in a line of the minutes; "" when there is nothing to say."""
    names = {one.invitee.pk: one.name for one in people}
    guests = ", ".join(str(guest) for guest in entry.guests)
    gone = [(names[row.invitee_id], row.reason) for row in entry.absences if row.invitee_id in names]
    away = ", ".join(name for name, reason in gone if reason == ItemAbsence.Reason.AWAY)
    disqualified = ", ".join(name for name, reason in gone if reason == ItemAbsence.Reason.DISQUALIFIED)
    said = [
        _("Gjest: %(names)s") % {"names": guests} if guests else "",
        _("Ikke til stede: %(names)s") % {"names": away} if away else "",
        _("Inhabil: %(names)s") % {"names": disqualified} if disqualified else "",
    ]
    return ". ".join(one for one in said if one)


def sitting_in(invitee: Invitee) -> str:
    """The name of whoever sat in the seat."""
    if invitee.attendance == Attended.DEPUTY:
        return invitee.deputy_name or _("Stedfortreder")
    return invitee.name


def fixed_deputies(meeting: Meeting) -> list[str]:
    """Names of the council's fixed deputies on the day of the meeting."""
    seats = Seat.objects.filter(council=meeting.council, kind=Seat.Kind.DEPUTY, office__isnull=False)
    holdings = OfficeHolding.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=meeting.date),
        valid_from__lte=meeting.date,
        office__in=seats.values("office"),
    )
    return list(holdings.order_by("user__name").values_list("user__name", flat=True).distinct())


def who_could_be_added(meeting: Meeting, members: Iterable[User], invitees: Iterable[Invitee]) -> list[User]:
    """Members of today who were not called: somebody may have come all the same."""
    called = {one.user_id for one in invitees}
    return [member for member in members if member.pk not in called]


def _person(invitee: Invitee, note: str) -> Person:
    came_for = invitee.name if invitee.attendance == Attended.DEPUTY else ""
    return Person(invitee, sitting_in(invitee), came_for, note)
