"""What the planner is asked for one council's year, gathered from its rules, its members and its calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from agreements.models import Agreement, EvaluationRule, FocusArea, RevisionRule
from councils.models import Council, Rules, Seat
from councils.procedure import cadence_of
from meetings.duties import evaluation_duty, revision_duty
from meetings.models import Meeting, PlannedMeeting
from meetings.plan_request import (
    AttendanceRule,
    Busy,
    DutyRule,
    PlanRequest,
    PlanRequestError,
    Theme,
)
from meetings.workdays import ElectionDay, SchoolHoliday
from politirad.tenancy.models import Organization

# An agreement in force gives the duties; where there is none, the one under way, and at last the one that ran out:
# the council goes on meeting, and the work is evaluated all the same.
STATES = Agreement.State
PRECEDENCE: tuple[tuple[str, ...], ...] = (
    (STATES.IN_FORCE, STATES.TO_RENEW, STATES.NOTICE_GIVEN),
    (STATES.FROZEN, STATES.PARTLY_SIGNED, STATES.POLITICAL_TREATMENT, STATES.HEARING, STATES.DRAFT),
    (STATES.EXPIRED,),
)
WEEKDAYS, STARTS_AT, MINUTES = (1, 2, 3), datetime.time(9), 120


@dataclass(frozen=True)
class YearFacts:
    """The request, with what the page needs to put it into words.

    `names`: person key to name. `rules`: the council's rules in that year, None when it has none. `place`: where
    the council usually meets, "" when the rules do not say.
    """

    request: PlanRequest
    names: Mapping[str, str]
    rules: Rules | None
    place: str


def year_facts(
    council: Council, year: int, *, not_before: datetime.date | None = None, with_duties: bool = True
) -> YearFacts:
    """Everything that decides the council's year, from what the wall shows of it.

    `with_duties` False leaves out duties, themes, hosts and last year's meetings: enough to check days. Rules
    that name nothing leave the planner's own preferences (Tuesday to Thursday, nine o'clock, two hours).
    """
    rules = _rules_of(council, year)
    starts_at, minutes = _hours(rules, year)
    seats = _seats(council, year)
    elections, holidays, busy = _calendar(council, year)
    cadences = tuple(cadence_of(row) for row in rules.cadence.all()) if rules else ()
    hosts = _hosts(council) if with_duties and rules and rules.rotating_host else ()
    request = PlanRequest(
        year=year,
        cadences=cadences,
        weekdays=tuple(rules.preferred_weekdays) if rules and rules.preferred_weekdays else WEEKDAYS,
        not_before=not_before,
        previous_meeting=_previous_meeting(council, year) if with_duties else None,
        elections=elections,
        school_holidays=holidays,
        people=tuple(seats.people),
        busy=busy,
        attendance=seats.attendance,
        duties=_duties(council, year, elections) if with_duties else (),
        themes=_themes(council) if with_duties else (),
        hosts=hosts,
        first_host=_first_host(council, year, hosts),
        starts_at=starts_at,
        minutes=minutes,
    )
    return YearFacts(request, seats.people, rules, rules.place if rules else "")


def agreements_in_charge(council: Council) -> list[Agreement]:
    """The agreements the council itself owns that give its year its duties: see PRECEDENCE."""
    owned = list(Agreement.objects.filter(owner_council=council))
    for states in PRECEDENCE:
        if found := [agreement for agreement in owned if agreement.state in states]:
            return found
    return []


@dataclass(frozen=True)
class _Seats:
    """`people`: key and name of those whose other meetings count. `attendance`: who comes in named months."""

    people: Mapping[str, str]
    attendance: tuple[AttendanceRule, ...]


def _rules_of(council: Council, year: int) -> Rules | None:
    """The rules at the year's end, else the last ones the council had."""
    rules = council.rules.prefetch_related("cadence")
    held = rules.filter(valid_from__lte=datetime.date(year, 12, 31)).order_by("-valid_from").first()
    return held or rules.order_by("valid_from").first()


def _seats(council: Council, year: int) -> _Seats:
    """Seats of the year with their holders, in one query."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    rows: Iterable[tuple[Any, ...]] = (
        Seat.objects.filter(council=council)
        .exclude(valid_to__lt=first)
        .exclude(valid_from__gt=last)
        .order_by("order")
        .values_list(
            "title",
            "kind",
            "months",
            "office__holdings__user_id",
            "office__holdings__user__name",
            "office__holdings__valid_from",
            "office__holdings__valid_to",
        )
    )
    people: dict[str, str] = {}
    attendance: dict[str, tuple[int, ...]] = {}
    for title, kind, months, user, name, begins, ends in rows:
        if kind == Seat.Kind.NAMED_MONTHS and months:
            attendance[title] = tuple(months)
            continue
        holds = user is not None and begins <= last and (ends is None or ends >= first)
        if holds and kind in (Seat.Kind.PERMANENT, Seat.Kind.SECRETARY):
            people[str(user)] = name
    return _Seats(people, tuple(AttendanceRule(who, months) for who, months in attendance.items()))


def _calendar(
    council: Council, year: int
) -> tuple[tuple[ElectionDay, ...], tuple[SchoolHoliday, ...], tuple[Busy, ...]]:
    """Election days, school holidays of those who take part, and members' other meetings: one round trip.

    The other meetings come from `sec.busy`, which gives times and nobody's titles.
    """
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'election', date, NULL::date, NULL::time, NULL::time, confirmed::text"
            " FROM tenancy_electionday WHERE date BETWEEN %(first)s AND %(last)s"
            " UNION ALL SELECT 'school', first_day, last_day, NULL, NULL, name FROM meetings_schoolholiday"
            " WHERE first_day <= %(last)s AND last_day >= %(first)s AND (organization_id = %(owner)s"
            " OR organization_id IN (SELECT organization_id FROM councils_participant"
            " WHERE council_id = %(council)s))"
            " UNION ALL SELECT 'busy', day, NULL, starts, ends, user_id::text"
            " FROM sec.busy(%(council)s, %(first)s, %(last)s) ORDER BY 1, 2, 4, 6",
            {"first": first, "last": last, "council": council.pk, "owner": council.owner_id},
        )
        rows = cursor.fetchall()
    elections = tuple(ElectionDay(day, word == "true") for what, day, *_, word in rows if what == "election")
    holidays = tuple(
        SchoolHoliday(word, day, until) for what, day, until, _s, _e, word in rows if what == "school"
    )
    busy = tuple(
        Busy(word, datetime.datetime.combine(day, starts), datetime.datetime.combine(day, ends))
        for what, day, _until, starts, ends, word in rows
        if what == "busy"
    )
    return elections, holidays, busy


def _hours(rules: Rules | None, year: int) -> tuple[datetime.time, int]:
    """When an ordinary meeting begins and how long it lasts; hours that pass midnight are not meant."""
    starts = (rules and rules.start_time) or STARTS_AT
    minutes = (rules and rules.duration_minutes) or MINUTES
    try:
        PlanRequest(year, (), starts_at=starts, minutes=minutes)
    except PlanRequestError:
        return STARTS_AT, MINUTES
    return starts, minutes


def _previous_meeting(council: Council, year: int) -> datetime.date | None:
    """The council's last day before the year, held or planned; None when it never met."""
    before = datetime.date(year, 1, 1)
    days = [
        Meeting.objects.filter(council=council, date__lt=before)
        .exclude(state=Meeting.State.CANCELLED)
        .order_by("-date")
        .values_list("date", flat=True)
        .first(),
        PlannedMeeting.objects.filter(council=council, date__lt=before)
        .order_by("-date")
        .values_list("date", flat=True)
        .first(),
    ]
    return max((day for day in days if day), default=None)


def _hosts(council: Council) -> tuple[str, ...]:
    """The municipalities that take part, in their order."""
    rows = council.participants.filter(organization__kind=Organization.Kind.MUNICIPALITY)
    return tuple(rows.order_by("order").values_list("organization__name", flat=True))


def _first_host(council: Council, year: int, hosts: Sequence[str]) -> int:
    """The one whose turn it is after last year's last host."""
    if not hosts:
        return 0
    last = (
        PlannedMeeting.objects.filter(council=council, plan__year__lt=year, host__in=hosts)
        .order_by("-date")
        .values_list("host", flat=True)
        .first()
    )
    return (hosts.index(last) + 1) % len(hosts) if last else 0


def _duties(council: Council, year: int, elections: Iterable[ElectionDay]) -> tuple[DutyRule, ...]:
    """Evaluation and revision, in the agreement's own words where it has some."""
    agreements = agreements_in_charge(council)
    found: list[DutyRule | None] = [
        evaluation_duty(rule.kind, rule.note)
        for rule in EvaluationRule.objects.filter(agreement__in=agreements)
    ]
    for rule in RevisionRule.objects.filter(agreement__in=agreements).select_related("agreement"):
        since = rule.agreement.valid_from or rule.agreement.signed_on
        found.append(
            revision_duty(
                rule.kind,
                year=year,
                elections=elections,
                years=rule.years,
                since=datetime.date(int(since[:4]), 1, 1) if since else None,
            )
        )
    return tuple(dict.fromkeys(duty for duty in found if duty is not None))


def _themes(council: Council) -> tuple[Theme, ...]:
    """The agreement's focus areas, or its goals where it has no focus areas, each to be treated once."""
    areas = FocusArea.objects.filter(agreement__in=agreements_in_charge(council))
    by_kind: dict[str, list[str]] = {}
    for area in areas:
        by_kind.setdefault(area.kind, []).append(area.text)
    texts = by_kind.get(FocusArea.Kind.FOCUS) or by_kind.get(FocusArea.Kind.GOAL) or []
    return tuple(Theme(text) for text in dict.fromkeys(texts))
