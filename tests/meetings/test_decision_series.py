"""Decisions are numbered by the year or continuously, from the number that the rules say."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.db import connection

from councils.models import Rules
from meetings.actions.follow_up import decide, withdraw_decision
from meetings.models import AgendaItem, Decision, Meeting
from tests.meetings.minutes_scene import begun, closed_item
from tests.world import World


def ruled(world: World, **facts: Any) -> None:
    with world.acting(world.north.slt):
        Rules.objects.filter(council=world.north.council).update(**facts)


def decided(world: World, item: AgendaItem) -> str:
    with world.acting(world.north.slt):
        found = AgendaItem.objects.select_related("meeting", "council").get(pk=item.pk)
        return str(decide(item=found, text="Ja.", by=world.north.slt))


def moved(world: World, meeting: Meeting, year: int) -> None:
    """The meeting is in another year."""
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(date=datetime.date(year, 3, 1))


def in_two_years(world: World) -> tuple[AgendaItem, AgendaItem, int]:
    """An item of a meeting of last year, and one of this; and this year."""
    (first, _minutes, before), (second, _others, after) = begun(world), begun(world)
    year = world.today.year
    moved(world, first, year - 1)
    moved(world, second, year)
    return before, after, year


@pytest.mark.django_db
def test_by_the_year_each_begins_at_one(world: World) -> None:
    before, after, year = in_two_years(world)
    assert [decided(world, one) for one in (before, before, after)] == [
        f"1/{year - 1}",
        f"2/{year - 1}",
        f"1/{year}",
    ]


@pytest.mark.django_db
def test_continuously_the_next_year_goes_on(world: World) -> None:
    ruled(world, decision_numbering="continuous")
    before, after, year = in_two_years(world)
    assert [decided(world, one) for one in (before, before, after)] == [
        f"1/{year - 1}",
        f"2/{year - 1}",
        f"3/{year}",
    ]


@pytest.mark.django_db
def test_start_number_counts_in_the_year_that_the_rules_begin(world: World) -> None:
    before, after, year = in_two_years(world)
    ruled(world, first_decision=17, valid_from=datetime.date(year - 1, 1, 1))
    assert [decided(world, one) for one in (before, before, after)] == [
        f"17/{year - 1}",
        f"18/{year - 1}",
        f"1/{year}",
    ]


@pytest.mark.django_db
def test_start_number_of_a_continuous_series_counts_from_then_on(world: World) -> None:
    before, after, year = in_two_years(world)
    ruled(world, first_decision=17, decision_numbering="continuous", valid_from=datetime.date(year - 1, 1, 1))
    assert [decided(world, one) for one in (after, before)] == [f"17/{year}", f"18/{year - 1}"]


@pytest.mark.django_db
def test_start_number_is_of_the_open_series_alone(world: World) -> None:
    meeting, _minutes, item = begun(world)
    ruled(world, first_decision=17, valid_from=datetime.date(meeting.date.year, 1, 1))
    closed = closed_item(world, meeting)
    year = meeting.date.year
    assert [decided(world, one) for one in (closed, item)] == [f"L1/{year}", f"17/{year}"]


@pytest.mark.django_db
def test_withdrawn_from_a_continuous_series_moves_nothing_that_came_the_year_after(world: World) -> None:
    ruled(world, decision_numbering="continuous")
    before, after, year = in_two_years(world)
    for one in (before, before, after):
        decided(world, one)
    with world.acting(world.north.slt):
        first = Decision.objects.select_related("item", "council").get(number=1)
        withdraw_decision(decision=first, by=world.north.slt)
        assert sorted(str(one) for one in Decision.objects.all()) == [f"2/{year - 1}", f"3/{year}"]


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_get_two_numbers(world: World) -> None:
    ruled(world, decision_numbering="continuous", first_decision=5)
    before, after, _year = in_two_years(world)
    barrier = threading.Barrier(2)

    def act(item: AgendaItem) -> None:
        try:
            barrier.wait(timeout=10)
            decided(world, item)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[item]) for item in (before, after)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    with world.acting(world.north.slt):
        assert sorted(Decision.objects.values_list("number", flat=True)) == [5, 6]
