"""Those who come in named months only are free of clashes in those months, and stand in nobody's way in the others."""

from __future__ import annotations

import datetime
from datetime import date, time

import pytest

from councils.actions import add_seat, appoint, open_office
from councils.cadence import Cadence, CadenceKind
from councils.models import Council, Role, Seat
from meetings.checking import check_meeting
from meetings.models import Meeting
from meetings.placement import busy_by_day
from meetings.plan_request import Busy, MonthMember, PlanRequest
from meetings.planning import propose_together
from meetings.year_request import year_facts
from tests.meetings.forums_scene import forum, page
from tests.meetings.year_plan_scene import YEAR
from tests.world import BEGAN, World

LEAD = MonthMember("lead", (5, 12))
NINE, ELEVEN = time(9), time(11)


def busy(day: date) -> Busy:
    return Busy("lead", datetime.datetime.combine(day, NINE), datetime.datetime.combine(day, ELEVEN))


@pytest.mark.parametrize(
    ("day", "codes", "why"),
    [
        (date(2027, 5, 12), ["clash"], "May: the leads of the schools come"),
        (date(2027, 12, 8), ["clash"], "December too"),
        (date(2027, 3, 10), [], "in March they are not called"),
    ],
)
def test_other_meeting_counts_in_the_months_in_which_one_is_called(
    day: date, codes: list[str], why: str
) -> None:
    request = PlanRequest(2027, (), month_members=(LEAD,), busy=(busy(day),))
    assert [one.code for one in check_meeting(request, day, NINE, ELEVEN)] == codes, why
    assert list(busy_by_day(request)) == ([day] if codes else []), why


def test_one_over_midnight_counts_from_the_month_in_which_one_is_called() -> None:
    night = Busy("lead", datetime.datetime(2027, 4, 30, 22), datetime.datetime(2027, 5, 1, 10))
    request = PlanRequest(2027, (), month_members=(LEAD,), busy=(night,))
    assert list(busy_by_day(request)) == [date(2027, 5, 1)]


def test_a_member_of_every_meeting_with_such_a_seat_too_counts_all_year() -> None:
    request = PlanRequest(2027, (), people=("lead",), month_members=(LEAD,), busy=(busy(date(2027, 3, 10)),))
    assert list(busy_by_day(request)) == [date(2027, 3, 10)]
    assert request.called_in(3) == {"lead"}


@pytest.mark.parametrize(("month", "apart"), [(5, True), (3, False)])
def test_councils_planned_together_keep_them_apart_in_those_months(month: int, apart: bool) -> None:
    cadence = (Cadence(CadenceKind.PER_YEAR, 1, months=(month,)),)
    first = PlanRequest(2027, cadence, people=("a",), month_members=(LEAD,))
    second = PlanRequest(2027, cadence, people=("b", "lead"))
    for requests in ((first, second), (second, first)):
        days = [proposal.meetings[0].day for proposal in propose_together(requests)]
        assert (days[0] != days[1]) is apart


def lead_of_schools(world: World, council: Council, *months: int) -> None:
    """The north's `member` comes to the council in those months."""
    with world.acting(world.north.slt), world.inside(council):
        office = open_office(
            organization=world.north.municipality,
            role=Role.objects.get(code="director"),
            title="Ansvarlig for skole",
            council=council,
            by=None,
        )
        add_seat(
            council=council,
            title="Ansvarlig for skole",
            side="municipality",
            kind=Seat.Kind.NAMED_MONTHS,
            months=list(months),
            office=office,
            by=None,
            today=world.today,
        )
        appoint(office=office, user=world.north.member, valid_from=BEGAN, by=None, today=world.today)


def put(world: World, council: Council, day: date) -> None:
    with world.inside(council):
        Meeting.objects.create(council=council, title="Møte", date=day, start=NINE, end=ELEVEN)


@pytest.mark.django_db
def test_their_other_meetings_are_read_in_both_directions_and_in_their_months_only(world: World) -> None:
    schools = forum(world, "Samarbeidsmøtet i Nordvik")
    lead_of_schools(world, schools, 5, 12)
    may, march = date(YEAR, 5, 12), date(YEAR, 3, 10)
    for day in (may, march):
        put(world, schools, day)
    who = str(world.north.member.pk)
    with world.acting(world.north.slt):
        facts = year_facts(world.north.council, YEAR, with_duties=False)
        assert {one.start.date() for one in facts.request.busy if one.person == who} == {may}
        facts = year_facts(schools, YEAR, with_duties=False)
        assert facts.request.month_members == (MonthMember(who, (5, 12)),)
        assert who not in facts.request.people
        assert facts.names[who] == world.north.member.name
    for day in (may + datetime.timedelta(days=7), march + datetime.timedelta(days=7)):
        put(world, world.north.council, day)
    with world.acting(world.north.slt):
        request = year_facts(schools, YEAR, with_duties=False).request
        for day, codes in ((may, ["clash"]), (march, [])):
            found = check_meeting(request, day + datetime.timedelta(days=7), NINE, ELEVEN)
            theirs = [one for one in found if one.code == "clash" and who in str(one.get("people"))]
            assert [one.code for one in theirs] == codes


@pytest.mark.django_db
def test_seat_that_has_ended_keeps_nobody_busy(world: World) -> None:
    schools = forum(world, "Samarbeidsmøtet i Nordvik")
    lead_of_schools(world, schools, 5, 12)
    put(world, schools, date(YEAR, 5, 12))
    with world.inside(schools):
        Seat.objects.filter(council=schools, title="Ansvarlig for skole").update(valid_to=date(YEAR, 4, 30))
    with world.acting(world.north.slt):
        request = year_facts(world.north.council, YEAR, with_duties=False).request
    assert str(world.north.member.pk) not in {one.person for one in request.busy}


@pytest.mark.django_db
def test_page_of_all_councils_names_them_in_their_months_only(world: World) -> None:
    schools = forum(world, "Samarbeidsmøtet i Nordvik")
    lead_of_schools(world, schools, 5)
    for day in (date(YEAR, 5, 12), date(YEAR, 3, 10)):
        put(world, schools, day)
        put(world, world.north.council, day)
    text = page(world)
    name = world.north.member.name
    assert sum(name in line for line in text.splitlines() if "12. mai, " in line) == 1
    assert not any(name in line for line in text.splitlines() if "10. mars, " in line)
