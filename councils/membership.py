"""The list of members as it stands, or stood, on a day: seats by side, with those who hold them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from councils.cadence_text import list_of, month_name
from councils.models import Council, Office, OfficeHolding, Seat, Side
from politirad.tenancy.models import User


@dataclass(frozen=True)
class Holder:
    """One person in one seat. `invited` means that the person has not yet chosen a password."""

    holding: OfficeHolding
    user: User
    acting: bool
    invited: bool


@dataclass
class Line:
    """One seat with those who hold it that day (acting first), those who come later, and its deputies."""

    seat: Seat
    holders: tuple[Holder, ...] = ()
    coming: tuple[Holder, ...] = ()
    deputies: list[Line] = field(default_factory=list)

    @property
    def vacant(self) -> bool:
        """A seat bound to an office that nobody holds."""
        return self.seat.office_id is not None and not self.holders

    @property
    def words(self) -> list[str]:
        """What the agreement says of the seat besides its title, in short phrases."""
        seat, said = self.seat, []
        if seat.is_chair:
            said.append(_("leder"))
        if seat.is_secretary and seat.kind != Seat.Kind.SECRETARY:
            said.append(_("sekretær"))
        if seat.kind == Seat.Kind.NAMED_MONTHS and seat.months:
            language = get_language() or "nb"
            months = list_of([month_name(month, language) for month in seat.months], language)
            said.append(_("møter i %(months)s") % {"months": months})
        elif seat.kind != Seat.Kind.PERMANENT:
            said.append(str(seat.get_kind_display()).lower())
        if seat.count and seat.count > 1:
            said.append(
                ngettext("%(count)d person", "%(count)d personer", seat.count) % {"count": seat.count}
            )
        if seat.optional:
            said.append(_("og/eller"))
        if seat.represents:
            said.append(_("representerer %(whom)s") % {"whom": seat.represents})
        if not seat.listed:
            said.append(_("ikke i medlemslisten"))
        return said


@dataclass
class SideGroup:
    """The lines of one side of the table."""

    side: str
    name: str
    lines: list[Line] = field(default_factory=list)

    @property
    def people(self) -> int:
        """How many members the lines stand for: the number that a line gives, else one. Who is invited, and a
        secretary who is no member, do not count."""
        return sum(line.seat.count or 1 for line in self.lines if line.seat.kind == Seat.Kind.PERMANENT)


ORDER = (Side.MUNICIPALITY, Side.POLICE, Side.COUNTY, Side.OTHER)


def seats_of(council: Council) -> QuerySet[Seat]:
    """The council's seats with office, organisation and all who have held them, in three queries at most."""
    holdings = OfficeHolding.objects.select_related("user").order_by("valid_from")
    return council.seats.select_related(
        "office__role", "office__organization", "organization"
    ).prefetch_related(Prefetch("office__holdings", queryset=holdings))


def on_day(day: datetime.date) -> Q:
    """Seats that stand in the list on `day`."""
    return Q(Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & Q(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )


def members_on(council: Council, day: datetime.date) -> list[SideGroup]:
    """The sides of the table with their lines on `day`; a side without a seat is left out."""
    return grouped([line_of(seat, day) for seat in seats_of(council).filter(on_day(day))])


def line_of(seat: Seat, day: datetime.date) -> Line:
    """One seat as it stands on `day`. Its office's holdings must be prefetched, or cost a query."""
    if seat.office is None:
        return Line(seat)
    holdings = list(seat.office.holdings.all())
    return Line(
        seat,
        holders=tuple(holders_on(holdings, day)),
        coming=tuple(holder_of(one) for one in holdings if one.valid_from > day),
    )


def holders_on(holdings: Iterable[OfficeHolding], day: datetime.date) -> list[Holder]:
    """Those who hold an office on `day`, the acting one first: that is who comes to the meeting."""
    found = [holder_of(one) for one in holdings if one.holds_on(day)]
    return sorted(found, key=lambda holder: (not holder.acting, holder.holding.valid_from))


def holders_of(office: Office, day: datetime.date) -> list[Holder]:
    """Those who hold `office` on `day`; one query."""
    return holders_on(office.holdings.select_related("user"), day)


def holder_of(holding: OfficeHolding) -> Holder:
    """A holding as pages show it; its user must be fetched, or costs a query."""
    return Holder(holding, holding.user, holding.acting, not holding.user.has_usable_password())


def grouped(lines: list[Line]) -> list[SideGroup]:
    """Lines by side, deputies under the seat they stand in for."""
    by_seat = {line.seat.pk: line for line in lines}
    groups = {side: SideGroup(side.value, str(side.label)) for side in ORDER}
    for line in lines:
        principal = by_seat.get(line.seat.deputy_for_id) if line.seat.deputy_for_id else None
        if principal is not None and principal.seat.deputy_for_id is None:
            principal.deputies.append(line)
        else:
            groups[side_of(line.seat)].lines.append(line)
    return [group for group in groups.values() if group.lines]


def side_of(seat: Seat) -> Side:
    """The seat's own side, else its organisation's, else among the others."""
    if seat.side:
        return Side(seat.side)
    organization = seat.organization or (seat.office.organization if seat.office else None)
    return Side(organization.side) if organization else Side.OTHER
