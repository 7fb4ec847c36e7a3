"""A meeting keeps the deadlines of the rules that hold on its own day, also when new rules are on their way."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from councils.actions import RulesTerms, adopt_rules
from meetings.deadlines import item_deadline
from meetings.models import Meeting
from politirad.dates import long_date
from tests.meetings.agenda_scene import a_meeting
from tests.meetings.test_proposals import a_proposal
from tests.queries import asked
from tests.world import World

LATER = 80
OLD_DAYS, NEW_DAYS = 14, 28


def with_new_rules(world: World) -> None:
    """New rules for the north council, from a day between the two meetings."""
    with world.acting(world.north.slt):
        adopt_rules(
            council=world.north.council,
            terms=RulesTerms(item_deadline_days=NEW_DAYS, agenda_deadline_days=NEW_DAYS),
            valid_from=world.today + datetime.timedelta(days=50),
            by=world.north.slt,
        )


def moved(world: World, meeting: Meeting, days: int) -> Meeting:
    with world.acting(world.north.slt):
        meeting.date = world.today + datetime.timedelta(days=days)
        meeting.save(update_fields=["date"])
    return meeting


@pytest.mark.django_db
def test_each_meeting_shows_the_item_deadline_of_its_own_day(world: World) -> None:
    soon, later = a_meeting(world), moved(world, a_meeting(world), LATER)
    with_new_rules(world)
    url = reverse("propose_item", args=[world.north.council.pk])
    text = world.client(world.north.member).get(url).content.decode()
    for meeting, days in ((soon, OLD_DAYS), (later, NEW_DAYS)):
        last = item_deadline(meeting.date, days)
        assert last
        assert f"Møtet {long_date(meeting.date, 'nb')}: {long_date(last, 'nb')}" in text


@pytest.mark.django_db
def test_proposal_is_late_by_the_rules_of_the_meetings_day(world: World) -> None:
    soon = moved(world, a_meeting(world), 20)  # in time by the old rules, late by the new
    with_new_rules(world)
    proposal = a_proposal(world, soon)
    client = world.client(world.north.slt)
    page = reverse("proposal", args=[proposal.pk])
    assert "Saken er meldt etter fristen" not in client.get(page).content.decode()
    with world.acting(world.north.slt):
        rules = world.north.council.rules.order_by("valid_from").last()
        assert rules
        rules.valid_from = world.today + datetime.timedelta(days=10)
        former = world.north.council.rules.exclude(pk=rules.pk).get()
        former.valid_to = world.today + datetime.timedelta(days=9)
        former.save()
        rules.save()
    assert "Saken er meldt etter fristen" in client.get(page).content.decode()


@pytest.mark.django_db
def test_overview_asks_for_the_notice_by_the_rules_of_the_meetings_day(world: World) -> None:
    moved(world, a_meeting(world), 25)
    with_new_rules(world)  # by these the notice would be three days late
    text = world.client(world.north.slt).get("/").content.decode()
    assert "Kall inn til Møte 1" in text
    assert "Frist passert" not in text


@pytest.mark.django_db
def test_many_meetings_cost_no_more_questions_than_one(world: World) -> None:
    a_meeting(world)
    client, url = world.client(world.north.member), reverse("propose_item", args=[world.north.council.pk])
    one = len(asked(client, url))
    for days in range(31, 60):
        moved(world, a_meeting(world), days)
    assert len(asked(client, url)) == one
