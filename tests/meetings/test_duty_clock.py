"""What an agreement orders after the year is approved comes onto the meetings nobody is called to."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from agreements.models import Agreement
from meetings.actions.plans import approve_plan
from meetings.duty_clock import due_duties
from meetings.models import Meeting
from tests.meetings.year_plan_scene import YEAR, at, page, proposed
from tests.world import World

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(days=1)


def approved_before_the_agreement(world: World) -> list[Meeting]:
    """A year of four meetings, approved; then the council gets an agreement that ends after the second of them."""
    plan = proposed(world)
    with world.acting(world.north.slt):
        approve_plan(plan=plan, by=world.north.slt, at=at())
        meetings = list(Meeting.objects.filter(council=world.north.council).order_by("date"))
        ends = meetings[1].date + LATER
        Agreement.objects.create(
            owner_council=world.north.council, title="Avtalen", valid_to=ends.isoformat()
        )
    return meetings


def ordered(world: World) -> list[list[str]]:
    with world.inside(world.north.council):
        rows = Meeting.objects.filter(council=world.north.council).order_by("date")
        return [[duty["kind"] for duty in one.duties] for one in rows]


def test_new_agreements_end_comes_onto_the_meeting_before_it(world: World) -> None:
    approved_before_the_agreement(world)
    assert ordered(world) == [[], [], [], []]
    assert due_duties(timezone.now() + LATER) == 1
    assert ordered(world) == [[], ["expiry"], [], []]
    assert "Avtalen løper ut" in page(world)
    assert due_duties(timezone.now() + 2 * LATER) == 0


@pytest.mark.parametrize("state", ["called", "agenda begun"])
def test_meeting_that_people_prepare_keeps_what_it_has(world: World, state: str) -> None:
    meeting = approved_before_the_agreement(world)[1]
    begun = {"agenda_begun_at": at()} if state == "agenda begun" else {"state": "called", "called_at": at()}
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=meeting.pk).update(**begun)
    assert due_duties(timezone.now() + LATER) == 1
    assert ordered(world) == [[], [], [], []]


def test_year_that_is_over_and_one_that_is_open_are_left_alone(world: World) -> None:
    approved_before_the_agreement(world)
    assert due_duties(timezone.make_aware(datetime.datetime(YEAR + 1, 1, 1, 7))) == 0
    with world.acting(world.south.slt):
        assert not Meeting.objects.exclude(duties=[]).exists()
