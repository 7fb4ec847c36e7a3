"""Every forum of the five agreements, as the product's own files have them, with everybody who sits in it, planned
together for 2026, 2027 and 2028: nobody is called to two meetings at once, no meeting lies on a bad day, and a forum
without a number gets no meeting and a reason.
"""

from collections import defaultdict
from datetime import date, datetime
from functools import cache

import pytest

from councils.cadence import Cadence, CadenceKind, Strength, meetings_expected
from meetings.plan_request import AttendanceRule, MonthMember, PlanRequest, YearProposal
from meetings.planning import propose_together
from meetings.workdays import ElectionDay, SchoolHoliday, is_working_day, reasons_against
from politirad.demo.forums import Forum
from politirad.demo.reading import read_all

ELECTIONS = (ElectionDay(date(2027, 9, 13), confirmed=False),)
YEARS = [2026, 2027, 2028]
WEEKS = {"vinterferie": 8, "høstferie": 40}


def holidays(year: int) -> tuple[SchoolHoliday, ...]:
    """Winter and autumn weeks, and a summer from about 20 June to 16 August."""
    spans = [
        SchoolHoliday(name, date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 5))
        for name, week in WEEKS.items()
    ]
    return (*spans, SchoolHoliday("sommerferie", date(year, 6, 20), date(year, 8, 16)))


def forums() -> dict[str, Forum]:
    demo = read_all()
    return {
        f"{file}: {forum.name}": forum
        for file, agreement in demo.agreements.items()
        for forum in agreement.forums
    }


def cadences(forum: Forum) -> tuple[Cadence, ...]:
    return tuple(
        Cadence(
            CadenceKind(one.kind),
            one.count,
            one.low,
            one.high,
            tuple(one.months or ()),
            Strength(one.strength) if one.strength else None,
            one.from_year,
            one.to_year,
        )
        for one in forum.cadence
    )


def people(forum: Forum) -> tuple[str, ...]:
    """Those who are called to every meeting."""
    members = [key for member in forum.members if member.attends == "permanent" for key in member.holders]
    return tuple(dict.fromkeys([*members, *forum.unlisted, *filter(None, [forum.unlisted_secretary])]))


def in_months(forum: Forum) -> tuple[MonthMember, ...]:
    """Those who are called in named months only, such as the leads of the schools in May and December."""
    return tuple(
        MonthMember(key, tuple(rule.months)) for rule in forum.attendance_rules for key in rule.holders
    )


def called(forum: Forum, month: int) -> list[str]:
    """Everybody who is called to a meeting in that month."""
    return [*people(forum), *(one.person for one in in_months(forum) if month in one.months)]


@cache
def plan(year: int) -> dict[str, YearProposal]:
    found = forums()
    requests = [
        PlanRequest(
            year,
            cadences(forum),
            elections=ELECTIONS,
            school_holidays=holidays(year),
            people=people(forum),
            month_members=in_months(forum),
            attendance=tuple(AttendanceRule(r.who, tuple(r.months)) for r in forum.attendance_rules),
            hosts=tuple(forum.rotating_host.hosts) if forum.rotating_host else (),
        )
        for forum in found.values()
    ]
    return dict(zip(found, propose_together(requests), strict=True))


def test_the_files_have_the_forums_of_the_five_agreements() -> None:
    found = forums()
    assert len({name.split(":")[0] for name in found}) == 5
    assert len(found) >= 17
    counts: dict[str, int] = defaultdict(int)
    for forum in found.values():
        for person in people(forum):
            counts[person] += 1
    # The contact of Lillestrøm and the station chief sit in several: without them nothing could clash.
    assert sum(count > 1 for count in counts.values()) >= 5
    assert max(counts.values()) >= 5
    assert {key for forum in found.values() for one in in_months(forum) for key in [one.person]} & set(counts)


@pytest.mark.parametrize("year", YEARS)
def test_no_meeting_lies_on_a_holiday_or_another_bad_day(year: int) -> None:
    found = forums()
    for name, proposal in plan(year).items():
        weekly = any(one.kind is CadenceKind.WEEKLY for one in cadences(found[name]))
        for meeting in proposal.meetings:
            against = reasons_against(meeting.day, elections=ELECTIONS, school_holidays=holidays(year))
            # A weekly meeting point does not stop for an election on another day of the week.
            serious = [one.code for one in against if not (weekly and one.code == "election_week")]
            assert serious == [], (name, meeting.day)
            assert is_working_day(meeting.day), (name, meeting.day)


@pytest.mark.parametrize("year", YEARS)
def test_nobody_is_called_to_two_meetings_at_once(year: int) -> None:
    found = forums()
    calendars: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for name, proposal in plan(year).items():
        for meeting in proposal.meetings:
            assert not any(one.code == "clash" for one in meeting.warnings), (name, meeting.day)
            for person in called(found[name], meeting.day.month):
                begins = datetime.combine(meeting.day, meeting.starts_at)
                calendars[person].append((begins, datetime.combine(meeting.day, meeting.ends_at)))
    for person, entries in calendars.items():
        ordered = sorted(entries)
        overlaps = [
            (first, second)
            for place, first in enumerate(ordered)
            for second in ordered[place + 1 :]
            if second[0] < first[1]
        ]
        assert overlaps == [], person


@pytest.mark.parametrize("year", YEARS)
def test_a_forum_without_a_number_gets_no_meeting_and_a_reason(year: int) -> None:
    found, without = forums(), []
    for name, proposal in plan(year).items():
        expected = meetings_expected(cadences(found[name]), year)
        if expected.count is None:
            without.append(name)
            assert proposal.meetings == (), name
            assert [(note.code, note.get("why")) for note in proposal.notes] == [
                ("no_number", expected.reason)
            ], name
        else:
            assert proposal.meetings, name
    assert len(without) >= 8
