"""What the planner is asked for councils' years, gathered from their rules, their members and their calendars."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from councils.models import Council, Rules
from councils.procedure import cadence_of
from meetings import year_sources
from meetings.hosts import turn_after
from meetings.ordered import Ordered, ordered_by_agreements
from meetings.plan_request import PlanRequest, PlanRequestError
from meetings.workdays import SchoolHoliday
from meetings.year_days import Calendars, calendars_of
from meetings.year_sources import RulesOfYear, Seated, Taking

WEEKDAYS, STARTS_AT, MINUTES = (1, 2, 3), datetime.time(9), 120


@dataclass(frozen=True)
class YearFacts:
    """The request, with what the page needs to put it into words.

    `names`: person key to name. `rules`: the council's rules in that year, None when it has none. `place`: where
    the council usually meets, "" when the rules do not say. `keepers`: the organisations whose school holidays count.
    """

    request: PlanRequest
    names: Mapping[str, str]
    rules: Rules | None
    place: str
    keepers: frozenset[UUID] = frozenset()
    of_year: RulesOfYear | None = None

    def rules_on(self, day: datetime.date) -> Rules | None:
        """The rules that hold on a day of the year."""
        return self.of_year.on(day) if self.of_year else None


@dataclass(frozen=True)
class _Sources:
    """Everything read, by council."""

    rules: Mapping[UUID, RulesOfYear]
    seats: Mapping[UUID, Seated]
    calendars: Calendars
    taking_part: Mapping[UUID, list[Taking]]
    previous: Mapping[UUID, datetime.date]
    decided: Mapping[UUID, Sequence[datetime.date]]
    last_hosts: Mapping[UUID, Sequence[str]]
    ordered: Mapping[UUID, Ordered]


def year_facts(
    council: Council,
    year: int,
    *,
    not_before: datetime.date | None = None,
    with_duties: bool = True,
    today: datetime.date | None = None,
) -> YearFacts:
    """Everything that decides the council's year, from what the wall shows of it.

    `with_duties` False leaves out duties, themes, hosts and the council's own meetings: enough to check days. `today`
    adds the duties that follow from how things stand on that day, for meetings that are read anew every day. Rules
    that name nothing leave the planner's own preferences (Tuesday to Thursday, nine o'clock, two hours).
    """
    found = facts_of_each([council], year, not_before=not_before, with_duties=with_duties, today=today)
    return found[council.pk]


def facts_of_each(
    councils: Iterable[Council],
    year: int,
    *,
    not_before: datetime.date | None = None,
    with_duties: bool = True,
    today: datetime.date | None = None,
) -> dict[UUID, YearFacts]:
    """The same for many councils at once, by id, with as many queries as for one."""
    listed = list(councils)
    sources = _read([one.pk for one in listed], year, with_duties=with_duties, today=today)
    return {one.pk: _facts(one, year, sources, not_before) for one in listed}


def _read(councils: Sequence[UUID], year: int, *, with_duties: bool, today: datetime.date | None) -> _Sources:
    rules = year_sources.rules_in(councils, year)
    calendars = calendars_of(councils, year)
    previous = year_sources.previous_meetings(councils, year) if with_duties else {}
    hosted = [pk for pk, one in rules.items() if one.rules.rotating_host] if with_duties else []
    return _Sources(
        rules=rules,
        seats=year_sources.seats_of(councils, year),
        calendars=calendars,
        taking_part=year_sources.taking_part(councils, year),
        previous=previous,
        decided=year_sources.decided_days(councils, year) if with_duties else {},
        last_hosts=year_sources.last_hosts(hosted, year) if hosted else {},
        ordered=ordered_by_agreements(councils, year, calendars.elections, today=today, previous=previous)
        if with_duties
        else {},
    )


def _facts(council: Council, year: int, sources: _Sources, not_before: datetime.date | None) -> YearFacts:
    of_year = sources.rules.get(council.pk)
    rules = of_year.rules if of_year else None
    seated = sources.seats.get(council.pk, Seated())
    ordered = sources.ordered.get(council.pk, Ordered())
    taking_part = sources.taking_part.get(council.pk, [])
    starts_at, minutes = _hours(rules, year)
    hosts = tuple(one.name for one in taking_part if one.municipality)
    turns = bool(rules and rules.rotating_host)
    request = PlanRequest(
        year=year,
        cadences=tuple(cadence_of(row) for row in rules.cadence.all()) if rules else (),
        weekdays=tuple(rules.preferred_weekdays) if rules and rules.preferred_weekdays else WEEKDAYS,
        not_before=not_before,
        rules_changed_on=of_year.changed_on if of_year else None,
        previous_meeting=sources.previous.get(council.pk),
        decided=tuple(sources.decided.get(council.pk, ())),
        elections=sources.calendars.elections,
        school_holidays=_closed(sources.calendars.holidays.get(council.pk, ())),
        people=tuple(seated.people),
        month_members=seated.month_members(),
        busy=tuple(sources.calendars.busy.get(council.pk, ())),
        attendance=seated.rules(),
        duties=tuple(ordered.duties),
        themes=ordered.themes,
        hosts=hosts if turns else (),
        first_host=turn_after(hosts, sources.last_hosts.get(council.pk, ())) if turns else 0,
        starts_at=starts_at,
        minutes=minutes,
    )
    keepers = frozenset(key for one in taking_part for key in one.keepers)
    return YearFacts(request, seated.names, rules, rules.place if rules else "", keepers, of_year)


def _closed(spans: Iterable[SchoolHoliday]) -> tuple[SchoolHoliday, ...]:
    """Each span once, though two municipalities have it, in the order of the days."""
    return tuple(sorted(dict.fromkeys(spans), key=lambda span: (span.first, span.last, span.name)))


def _hours(rules: Rules | None, year: int) -> tuple[datetime.time, int]:
    """When an ordinary meeting begins and how long it lasts; hours that pass midnight are not meant."""
    starts = (rules and rules.start_time) or STARTS_AT
    minutes = (rules and rules.duration_minutes) or MINUTES
    try:
        PlanRequest(year, (), starts_at=starts, minutes=minutes)
    except PlanRequestError:
        return STARTS_AT, MINUTES
    return starts, minutes
