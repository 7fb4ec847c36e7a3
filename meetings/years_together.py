"""The year of all councils a person sees, on one page: a board of councils and months, every date, and what clashes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from councils.cadence import ExpectationKind, meetings_expected
from councils.cadence_text import explain_expectation, list_of, month_name
from councils.models import Council
from councils.permissions import Right, may
from meetings.explanations import say_day, say_time
from meetings.models import Meeting, PlannedMeeting, YearPlan
from meetings.reason_record import reasons_of
from meetings.together import Overlap, Sitting, overlaps, overlaps_with_unseen
from meetings.year_overview import said
from meetings.year_request import YearFacts, facts_of_each
from politirad.tenancy.models import User

Row = Meeting | PlannedMeeting
MANY = 40


@dataclass(frozen=True)
class Entry:
    """One meeting. `url` leads to it, or to its place in the plan while it is only proposed."""

    row: Row
    council: Council
    url: str
    day_in_words: str
    reasons: tuple[str, ...] = ()
    clashes: bool = False

    @property
    def planned(self) -> bool:
        """Is it only proposed?"""
        return isinstance(self.row, PlannedMeeting)


@dataclass
class Line:
    """One council's year: twelve months of entries. `state` is the plan's, "" without one.

    `expectation`: what the agreement says of the number. `can_propose` and `can_approve`: what the reader may do with
    it now. `chosen`: whether planning everything includes it unless the reader says otherwise: it has a number, and
    nobody has moved anything by hand.
    """

    council: Council
    state: str
    expectation: str
    has_number: bool
    can_propose: bool
    can_approve: bool
    chosen: bool
    month_names: tuple[str, ...]
    months: tuple[list[Entry], ...] = field(default_factory=lambda: tuple([] for _ in range(12)))

    @property
    def entries(self) -> list[Entry]:
        """All of them in date order."""
        return [entry for month in self.months for entry in month]

    @property
    def by_name(self) -> list[tuple[str, list[Entry]]]:
        """The months with their names."""
        return list(zip(self.month_names, self.months, strict=True))

    @property
    def proposals(self) -> int:
        """How many are only proposed."""
        return sum(entry.planned for entry in self.entries)


@dataclass(frozen=True)
class Clash:
    """Two meetings at once, in a sentence, with the way to each that the reader sees."""

    text: str
    first: Entry
    second: Entry | None


@dataclass(frozen=True)
class YearsTogether:
    """The whole page. `months` are the names in order, each with its entries of all councils."""

    lines: tuple[Line, ...]
    months: tuple[tuple[str, list[Entry]], ...]
    clashes: tuple[Clash, ...]

    @property
    def proposals(self) -> int:
        """How many meetings are only proposed."""
        return sum(line.proposals for line in self.lines)

    @property
    def decided(self) -> int:
        """How many are decided."""
        return sum(len(line.entries) for line in self.lines) - self.proposals

    @property
    def crowded(self) -> bool:
        """Are there too many dates to show them all at once? Then each month opens by itself."""
        return self.decided + self.proposals > MANY

    @property
    def can_propose(self) -> bool:
        """May the reader plan any of the councils?"""
        return any(line.can_propose for line in self.lines)

    @property
    def can_approve(self) -> bool:
        """May the reader approve any of the proposals?"""
        return any(line.can_approve for line in self.lines)


def years_together(
    user: User, councils: Sequence[Council], year: int, *, today: datetime.date, language: str
) -> YearsTogether:
    """The year of `councils`; the reader's rights in them must be known already. The same queries for 1 and for 30."""
    facts = facts_of_each(councils, year, with_duties=False)
    plans = {plan.council_id: plan for plan in YearPlan.objects.filter(council__in=councils, year=year)}
    rows = _rows(councils, year)
    by_council = {council.pk: council for council in councils}
    sittings = [_sitting(row, facts[row.council_id]) for row in rows]
    found = [
        *overlaps(sittings),
        *overlaps_with_unseen(sittings, {str(pk): one.request.busy for pk, one in facts.items()}),
    ]
    in_clash = {one.key for each in found for one in (each.first, each.second) if one is not None}
    lines = {
        council.pk: _line(user, council, facts[council.pk], plans.get(council.pk), today, language)
        for council in councils
    }
    entries: dict[str, Entry] = {}
    for row in rows:
        line = lines[row.council_id]
        explains = isinstance(row, PlannedMeeting) and may(user, line.council, Right.PLAN_YEAR)
        entry = Entry(
            row,
            by_council[row.council_id],
            _url(row, year),
            say_day(row.date, language),
            said(reasons_of(row.reasons), facts[row.council_id], language)
            if explains and isinstance(row, PlannedMeeting)
            else (),
            str(row.pk) in in_clash,
        )
        entries[str(row.pk)] = entry
        line.months[row.date.month - 1].append(entry)
    for line in lines.values():
        _settle(line, user)
    months = tuple(
        (month_name(month, language), [entry for entry in entries.values() if entry.row.date.month == month])
        for month in range(1, 13)
    )
    names = {person: name for one in facts.values() for person, name in one.names.items()}
    clashes = tuple(_clash(one, entries, names, language) for one in _in_order(found))
    # Councils with meetings, or with a number to plan from, stand first.
    ordered = sorted(lines.values(), key=lambda line: not (line.entries or line.has_number))
    return YearsTogether(tuple(ordered), months, clashes)


def _rows(councils: Sequence[Council], year: int) -> list[Row]:
    """Decided and proposed meetings in date order."""
    decided = Meeting.objects.filter(council__in=councils, date__year=year).exclude(
        state=Meeting.State.CANCELLED
    )
    proposed = PlannedMeeting.objects.filter(
        Q(plan__state=YearPlan.State.PROPOSED), council__in=councils, plan__year=year
    )
    rows: list[Row] = [*decided, *proposed]
    return sorted(rows, key=lambda row: (row.date, row.start, str(row.pk)))


def _sitting(row: Row, facts: YearFacts) -> Sitting:
    return Sitting(
        str(row.pk),
        str(row.council_id),
        row.date,
        row.start,
        row.end,
        facts.request.called_in(row.date.month),
    )


def _line(
    user: User,
    council: Council,
    facts: YearFacts,
    plan: YearPlan | None,
    today: datetime.date,
    language: str,
) -> Line:
    year = facts.request.year
    expected = meetings_expected(facts.request.cadences, year)
    has_number = expected.kind is not ExpectationKind.NOTHING
    open_to_proposals = plan is None or plan.state == YearPlan.State.PROPOSED
    return Line(
        council=council,
        state=plan.state if plan else "",
        expectation=explain_expectation(expected, year, language),
        has_number=has_number,
        can_propose=open_to_proposals
        and year >= today.year
        and has_number
        and may(user, council, Right.PLAN_YEAR),
        can_approve=False,
        chosen=False,
        month_names=tuple(month_name(month, language) for month in range(1, 13)),
    )


def _settle(line: Line, user: User) -> None:
    """What depends on the line's meetings."""
    proposed = [entry.row for entry in line.entries if isinstance(entry.row, PlannedMeeting)]
    line.can_approve = bool(proposed) and may(user, line.council, Right.APPROVE_PLAN)
    line.chosen = line.can_propose and not any(one.moved_by_hand for one in proposed)


def _url(row: Row, year: int) -> str:
    if isinstance(row, Meeting):
        return reverse("meeting", args=[row.pk])
    return f"{reverse('year_plan', args=[row.council_id, year])}#mote-{row.pk}"


def _in_order(found: Iterable[Overlap]) -> list[Overlap]:
    return sorted(found, key=lambda one: (one.first.day, one.starts_at, one.first.key))


def _clash(one: Overlap, entries: Mapping[str, Entry], names: Mapping[str, str], language: str) -> Clash:
    """When it is and who is wanted in both; the page names the meetings."""
    hours = f"{say_time(one.starts_at, language)}–{say_time(one.ends_at, language)}"
    who: dict[UUID | str, str] = {key: names[key] for key in one.people if key in names}
    day = say_day(one.first.day, language)
    text = f"{day[:1].upper()}{day[1:]}, {hours}: {list_of(list(who.values()), language)}"
    second = entries[one.second.key] if one.second else None
    return Clash(text, entries[one.first.key], second)
