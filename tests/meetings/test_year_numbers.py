"""The numbers of a year's meetings: each given once, also to two at once, and when a meeting moves to another year."""

from __future__ import annotations

import datetime
import importlib
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from meetings.actions.meetings import MeetingTerms, create_meeting
from meetings.actions.plans import approve_plan
from meetings.models import Meeting, PlannedMeeting
from tests.meetings.year_plan_scene import YEAR, at, proposed
from tests.world import World


def made(world: World, day: datetime.date) -> Meeting:
    """A meeting of its own with the year's next number."""
    terms = MeetingTerms(date=day, start=datetime.time(9), end=datetime.time(11))
    with world.acting(world.north.slt):
        return create_meeting(council=world.north.council, terms=terms, by=world.north.slt, today=world.today)


def moved_by_form(world: World, meeting: Meeting, name: str, **changes: Any) -> str:
    """The page after the meeting is moved through the form of that name."""
    form = {
        "date": "12.01.2099",
        "start": "09.00",
        "end": "11.00",
        "title": meeting.title,
        "place": "",
        **changes,
    }
    answer = world.client(world.north.slt).post(reverse(name, args=[meeting.pk]), form, follow=True)
    with world.acting(world.north.slt):
        meeting.refresh_from_db()
    return str(answer.content.decode())


@pytest.mark.django_db(transaction=True)
def test_meeting_made_while_the_plan_is_approved_gets_a_number_of_its_own(world: World) -> None:
    plan = proposed(world)
    barrier = threading.Barrier(2)

    def approve() -> None:
        approve_plan(plan=plan, by=world.north.slt, at=at())

    def create() -> None:
        terms = MeetingTerms(date=datetime.date(YEAR, 12, 30), start=datetime.time(9), end=datetime.time(11))
        create_meeting(council=world.north.council, terms=terms, by=world.north.slt, today=world.today)

    def run(deed: Callable[[], None]) -> None:
        try:
            with world.acting(world.north.slt):
                barrier.wait(timeout=10)
                deed()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in (approve, create)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    with world.acting(world.north.slt):
        numbers = Meeting.objects.filter(council=world.north.council).values_list("number", flat=True)
        assert sorted(filter(None, numbers)) == [1, 2, 3, 4, 5]


@pytest.mark.django_db
def test_planned_meeting_gets_the_next_number_of_the_year_it_moves_to(world: World) -> None:
    meeting = made(world, datetime.date(YEAR, 5, 4))
    assert meeting.title == f"Møte 1/{YEAR}"
    made(world, datetime.date(2099, 3, 3))
    text = moved_by_form(world, meeting, "edit_meeting")
    assert (meeting.number, meeting.number_year, meeting.title) == (2, 2099, "Møte 2/2099")
    assert "Møtet er flyttet til et annet år, og fikk nummeret 2/2099 der." in text


@pytest.mark.django_db
def test_title_somebody_has_chosen_goes_along_to_the_other_year(world: World) -> None:
    meeting = made(world, datetime.date(YEAR, 5, 4))
    moved_by_form(world, meeting, "edit_meeting", title="Nyttårsmøtet")
    assert (meeting.number, meeting.number_year, meeting.title) == (1, 2099, "Nyttårsmøtet")


@pytest.mark.django_db
def test_called_meeting_keeps_its_number_and_the_new_years_series_is_its_own(world: World) -> None:
    meeting = made(world, datetime.date(YEAR, 5, 4))
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(
            state="called", called_at=timezone.now(), agenda_begun_at=timezone.now()
        )
    text = moved_by_form(world, meeting, "meeting_change")
    assert (meeting.date.year, meeting.number, meeting.title) == (2099, 1, f"Møte 1/{YEAR}")
    assert f"Møtet beholder nummeret 1/{YEAR}, som de innkalte kjenner." in text
    assert made(world, datetime.date(2099, 3, 3)).title == "Møte 1/2099"
    assert made(world, datetime.date(YEAR, 6, 1)).title == f"Møte 2/{YEAR}"


@pytest.mark.django_db
def test_database_refuses_one_number_for_two_meetings(world: World) -> None:
    first, second = made(world, datetime.date(YEAR, 5, 4)), made(world, datetime.date(YEAR, 6, 4))
    with (
        world.acting(world.north.slt),
        pytest.raises(IntegrityError, match="meeting_number_once"),
        transaction.atomic(),
    ):
        Meeting.objects.filter(pk=second.pk).update(number=first.number)


@pytest.mark.django_db
def test_meetings_of_before_get_their_series_and_their_host(world: World) -> None:
    """Of two that had been given one number only the first has it; the other shows it still."""
    plan = proposed(world)
    former = importlib.import_module("meetings.migrations.0025_hosts_and_series").FORMER
    with world.acting(world.north.slt):
        one = plan.meetings.order_by("date").first()
        PlannedMeeting.objects.filter(pk=one.pk).update(host="Nordvik kommune")
        for number, month, planned in ((1, 2, one), (2, 5, None), (2, 6, None), (None, 7, None)):
            Meeting.objects.create(
                council=world.north.council,
                title=f"Møte {number}",
                number=number,
                planned=planned,
                date=datetime.date(YEAR, month, 3),
                start=datetime.time(9),
                end=datetime.time(11),
            )
        with connection.cursor() as cursor:
            for statement in former.split(";"):
                if statement.strip().startswith("UPDATE"):
                    cursor.execute(statement)
        rows = Meeting.objects.order_by("date").values_list("number", "number_year", "host")
        assert list(rows) == [
            (1, YEAR, "Nordvik kommune"),
            (2, YEAR, ""),
            (2, None, ""),
            (None, None, ""),
        ]
