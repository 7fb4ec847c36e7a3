"""What the planner needs to know of many councils' year, each read in one query for all of them.

Everything is keyed by the council's id; a council about which nothing is known is absent.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Max

from councils.models import Participant, Rules, Seat
from meetings.models import Meeting, PlannedMeeting, YearPlan
from meetings.plan_request import AttendanceRule, MonthMember
from meetings.school_calendars import KEEPING
from politirad.tenancy.models import Organization

HOSTS_REMEMBERED = 3  # years of meetings that say whose turn it was


@dataclass
class Seated:
    """`people`: key and name of those whose other meetings count. `attendance`: which seats come in named months.

    `in_months`: the key of each who holds such a seat, with its months; `names` holds their names too.
    """

    people: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    in_months: dict[str, tuple[int, ...]] = field(default_factory=dict)
    attendance: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def month_members(self) -> tuple[MonthMember, ...]:
        """The people in those seats."""
        return tuple(MonthMember(person, months) for person, months in self.in_months.items())

    def rules(self) -> tuple[AttendanceRule, ...]:
        """Those who come only in named months."""
        return tuple(AttendanceRule(who, months) for who, months in self.attendance.items())


@dataclass(frozen=True)
class RulesOfYear:
    """The rules a year is planned by. `changed_on`: the day in it on which they take over from others, None for none.

    `until_then`: these and all that the council had before, oldest first.
    """

    rules: Rules
    changed_on: datetime.date | None
    until_then: tuple[Rules, ...]

    def on(self, day: datetime.date) -> Rules | None:
        """The rules that hold on a day of the year."""
        held = [
            one
            for one in self.until_then
            if one.valid_from <= day and (one.valid_to is None or one.valid_to >= day)
        ]
        return held[-1] if held else None


@dataclass(frozen=True)
class Taking:
    """An organisation that takes part. `municipality`: it can be the host. `keepers`: whose school holidays it follows."""

    organization: UUID
    name: str
    municipality: bool
    keepers: tuple[UUID, ...] = ()


def rules_in(councils: Sequence[UUID], year: int) -> dict[UUID, RulesOfYear]:
    """The rules at the year's end with their cadence, else the last ones the council had; two queries."""
    found: dict[UUID, RulesOfYear] = {}
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    for rules in (
        Rules.objects.filter(council__in=councils).prefetch_related("cadence").order_by("valid_from")
    ):
        former = found.get(rules.council_id)
        if rules.valid_from <= last or former is None:
            ended = former.rules.valid_to if former else None
            changes = former is not None and rules.valid_from > first and (ended is None or ended >= first)
            before = former.until_then if former else ()
            changed_on = rules.valid_from if changes else None
            found[rules.council_id] = RulesOfYear(rules, changed_on, (*before, rules))
    return found


def rules_of(councils: Sequence[UUID], year: int) -> dict[UUID, Rules]:
    """The same without the day on which they change."""
    return {pk: one.rules for pk, one in rules_in(councils, year).items()}


def seats_of(councils: Sequence[UUID], year: int) -> dict[UUID, Seated]:
    """Seats of the year with their holders."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    rows: Iterable[tuple[Any, ...]] = (
        Seat.objects.filter(council__in=councils)
        .exclude(valid_to__lt=first)
        .exclude(valid_from__gt=last)
        .order_by("order")
        .values_list(
            "council_id",
            "title",
            "kind",
            "months",
            "office__holdings__user_id",
            "office__holdings__user__name",
            "office__holdings__valid_from",
            "office__holdings__valid_to",
        )
    )
    found: defaultdict[UUID, Seated] = defaultdict(Seated)
    for council, title, kind, months, user, name, begins, ends in rows:
        if kind == Seat.Kind.NAMED_MONTHS and months:
            found[council].attendance[title] = tuple(months)
        if user is None or begins > last or (ends is not None and ends < first):
            continue
        seated, person = found[council], str(user)
        if kind in (Seat.Kind.PERMANENT, Seat.Kind.SECRETARY):
            seated.people[person] = seated.names[person] = name
        elif kind == Seat.Kind.NAMED_MONTHS and months:
            seated.names[person] = name
            seated.in_months[person] = tuple(sorted({*seated.in_months.get(person, ()), *months}))
    return found


def taking_part(councils: Sequence[UUID], year: int) -> dict[UUID, list[Taking]]:
    """The organisations that take part in the year, the owner too, in their order."""
    found: defaultdict[UUID, list[Taking]] = defaultdict(list)
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    rows = (
        Participant.objects.filter(council__in=councils)
        .exclude(valid_to__lt=first)
        .exclude(valid_from__gt=last)
        .order_by("order", "id")
    )
    for council, pk, name, kind, parent, above in rows.values_list(
        "council_id",
        "organization_id",
        "organization__name",
        "organization__kind",
        "organization__parent_id",
        "organization__parent__kind",
    ):
        if all(one.organization != pk for one in found[council]):  # it may have left and come back
            keepers = [(pk, kind), (parent, above)] if kind in KEEPING else []
            kept = tuple(key for key, what in keepers if key is not None and what in KEEPING)
            found[council].append(Taking(pk, name, kind == Organization.Kind.MUNICIPALITY, kept))
    return found


def previous_meetings(councils: Sequence[UUID], year: int) -> dict[UUID, datetime.date]:
    """Each council's last day before the year, held or planned; two queries."""
    before = datetime.date(year, 1, 1)
    held = Meeting.objects.filter(council__in=councils, date__lt=before).exclude(
        state=Meeting.State.CANCELLED
    )
    planned = PlannedMeeting.objects.filter(council__in=councils, date__lt=before)
    found: dict[UUID, datetime.date] = {}
    for rows in (held, planned):
        last = rows.order_by().values("council_id").annotate(last=Max("date"))
        for council, day in last.values_list("council_id", "last"):
            found[council] = max(found.get(council, day), day)
    return found


def decided_days(councils: Sequence[UUID], year: int) -> dict[UUID, list[datetime.date]]:
    """The days of the year on which each council has a meeting that is not only proposed."""
    found: defaultdict[UUID, list[datetime.date]] = defaultdict(list)
    rows = Meeting.objects.filter(council__in=councils, date__year=year)
    for council, day in (
        rows.exclude(state=Meeting.State.CANCELLED).order_by("date").values_list("council_id", "date")
    ):
        found[council].append(day)
    return found


def last_hosts(councils: Sequence[UUID], year: int) -> dict[UUID, list[str]]:
    """The hosts of meetings until the year's end, and of proposals for the years before, oldest first."""
    names, since = ("date", "council_id", "host"), datetime.date(year - HOSTS_REMEMBERED, 1, 1)
    decided = Meeting.objects.filter(council__in=councils, date__range=(since, datetime.date(year, 12, 31)))
    proposed = PlannedMeeting.objects.filter(
        council__in=councils, date__gte=since, plan__year__lt=year, plan__state=YearPlan.State.PROPOSED
    )
    rows = (
        decided.exclude(state=Meeting.State.CANCELLED)
        .exclude(host="")
        .order_by()
        .values_list(*names)
        .union(proposed.exclude(host="").order_by().values_list(*names), all=True)
    )
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for _day, council, host in rows.order_by("date"):
        found[council].append(host)
    return found
