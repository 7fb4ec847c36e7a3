"""Meetings are numbered by the year or continuously, from the number that the dated rules say."""

from __future__ import annotations

import datetime
import threading
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from councils.models import Rules
from meetings.actions.meetings import MeetingTerms, change_meeting, create_meeting
from meetings.actions.planned import PlannedTerms, add_planned_meeting
from meetings.actions.plans import approve_plan
from meetings.models import Meeting, PlannedMeeting
from tests.meetings.year_plan_scene import YEAR, at, proposed
from tests.world import World

NINE, ELEVEN = datetime.time(9), datetime.time(11)


def ruled(world: World, **facts: Any) -> None:
    with world.acting(world.north.slt):
        Rules.objects.filter(council=world.north.council).update(**facts)


def later(world: World, begins: datetime.date, **facts: Any) -> None:
    """New rules from that day on."""
    ruled(world, valid_to=begins - datetime.timedelta(days=1))
    with world.acting(world.north.slt):
        Rules.objects.create(council=world.north.council, valid_from=begins, **facts)


def made(world: World, year: int, month: int = 3) -> str:
    """The title of a new meeting in that year."""
    terms = MeetingTerms(date=datetime.date(year, month, 4), start=NINE, end=ELEVEN)
    with world.acting(world.north.slt):
        return create_meeting(
            council=world.north.council, terms=terms, by=world.north.slt, today=world.today
        ).title


def titles(world: World) -> list[str]:
    with world.acting(world.north.slt):
        return list(PlannedMeeting.objects.filter(plan__year=YEAR).values_list("title", flat=True))


@pytest.mark.django_db
def test_by_the_year_each_begins_at_one(world: World) -> None:
    assert [made(world, YEAR), made(world, YEAR, 5), made(world, YEAR + 1)] == [
        f"Møte 1/{YEAR}",
        f"Møte 2/{YEAR}",
        f"Møte 1/{YEAR + 1}",
    ]


@pytest.mark.django_db
def test_continuously_the_next_year_goes_on(world: World) -> None:
    ruled(world, meeting_numbering="continuous")
    assert [made(world, YEAR), made(world, YEAR, 5), made(world, YEAR + 1)] == [
        f"Møte 1/{YEAR}",
        f"Møte 2/{YEAR}",
        f"Møte 3/{YEAR + 1}",
    ]


@pytest.mark.django_db
def test_first_number_counts_in_the_year_that_the_rules_begin(world: World) -> None:
    """The council has had three meetings this year before it came here."""
    later(world, datetime.date(YEAR, 8, 1), first_meeting=4)
    assert [made(world, YEAR, 9), made(world, YEAR, 11), made(world, YEAR + 1)] == [
        f"Møte 4/{YEAR}",
        f"Møte 5/{YEAR}",
        f"Møte 1/{YEAR + 1}",
    ]


@pytest.mark.django_db
def test_first_number_of_a_continuous_series_counts_from_then_on(world: World) -> None:
    later(world, datetime.date(YEAR, 1, 1), first_meeting=48, meeting_numbering="continuous")
    later(world, datetime.date(YEAR + 1, 1, 1), meeting_numbering="continuous")
    assert made(world, YEAR + 1) == f"Møte 48/{YEAR + 1}"
    assert made(world, YEAR + 1, 5) == f"Møte 49/{YEAR + 1}"
    assert made(world, YEAR - 1) == f"Møte 1/{YEAR - 1}"


@pytest.mark.django_db
def test_council_that_goes_back_to_the_year_begins_at_one(world: World) -> None:
    ruled(world, meeting_numbering="continuous", first_meeting=48)
    assert made(world, YEAR) == f"Møte 48/{YEAR}"
    later(world, datetime.date(YEAR + 1, 1, 1), meeting_numbering="yearly")
    assert made(world, YEAR + 1) == f"Møte 1/{YEAR + 1}"


@pytest.mark.django_db
def test_plan_is_numbered_by_the_same_rules_and_so_are_its_meetings(world: World) -> None:
    ruled(world, meeting_numbering="continuous", first_meeting=148)
    plan = proposed(world)
    assert titles(world) == [f"Møte {number}/{YEAR}" for number in range(148, 152)]
    with world.acting(world.north.slt):
        terms = PlannedTerms(datetime.date(YEAR, 1, 6), NINE, ELEVEN)
        add_planned_meeting(plan=plan, terms=terms, by=world.north.slt)
    assert titles(world) == [f"Møte {number}/{YEAR}" for number in range(148, 153)]
    with world.acting(world.north.slt):
        approve_plan(plan=plan, by=world.north.slt, at=at())
        numbers = Meeting.objects.order_by("date").values_list("number", "number_year")
        assert list(numbers) == [(number, YEAR) for number in range(148, 153)]
    assert made(world, YEAR + 1) == f"Møte 153/{YEAR + 1}"


@pytest.mark.django_db
def test_planned_meeting_keeps_its_number_in_another_year_of_a_continuous_series(world: World) -> None:
    ruled(world, meeting_numbering="continuous")
    made(world, YEAR)
    made(world, YEAR, 5)
    with world.acting(world.north.slt):
        first = Meeting.objects.get(number=1)
        terms = MeetingTerms(date=datetime.date(YEAR + 1, 3, 3), start=NINE, end=ELEVEN, title=first.title)
        moved = change_meeting(meeting=first, terms=terms, by=world.north.slt, today=world.today)
    assert (moved.number, moved.number_year, moved.title) == (1, YEAR + 1, f"Møte 1/{YEAR + 1}")
    assert made(world, YEAR + 1, 9) == f"Møte 3/{YEAR + 1}"


@pytest.mark.django_db
def test_kept_number_that_is_taken_there_becomes_the_next(world: World) -> None:
    made(world, YEAR)
    made(world, YEAR + 1)
    ruled(world, meeting_numbering="continuous")
    with world.acting(world.north.slt):
        first = Meeting.objects.get(number=1, number_year=YEAR)
        terms = MeetingTerms(date=datetime.date(YEAR + 1, 5, 4), start=NINE, end=ELEVEN, title=first.title)
        moved = change_meeting(meeting=first, terms=terms, by=world.north.slt, today=world.today)
    assert (moved.number, moved.title) == (2, f"Møte 2/{YEAR + 1}")


@pytest.mark.django_db
def test_command_shows_the_numbers_that_the_plan_would_have(world: World) -> None:
    ruled(world, meeting_numbering="continuous", first_meeting=48)
    out = StringIO()
    call_command("plan_year", str(world.north.council.pk), str(YEAR), stdout=out, stderr=StringIO())
    assert out.getvalue().startswith(f"Møte 48/{YEAR}: ")


@pytest.mark.django_db(transaction=True)
def test_two_who_make_a_meeting_at_once_in_two_years_get_two_numbers(world: World) -> None:
    ruled(world, meeting_numbering="continuous", first_meeting=5)
    barrier = threading.Barrier(2)

    def act(year: int) -> None:
        try:
            barrier.wait(timeout=10)
            made(world, year)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[year]) for year in (YEAR, YEAR + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    with world.acting(world.north.slt):
        assert sorted(filter(None, Meeting.objects.values_list("number", flat=True))) == [5, 6]
