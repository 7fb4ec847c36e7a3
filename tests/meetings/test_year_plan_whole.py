"""What the year's page says besides its meetings: changed rules, why a decided day was chosen, and a year of activities."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from django.urls import reverse

from councils.actions import adopt_rules
from councils.cadence import Cadence, CadenceKind
from meetings.actions.activities import ActivityTerms, add_activity
from meetings.actions.approved import move_meeting, reopen_plan
from meetings.actions.plans import approve_plan
from meetings.models import Meeting, YearPlan
from meetings.plan_request import PlanRequest
from meetings.planning import propose_year
from meetings.year_document import year_document
from tests.meetings.year_plan_scene import YEAR, at, page, proposed, url
from tests.queries import MOST, asked
from tests.world import World, usual_rules

AUGUST = datetime.date(YEAR, 8, 1)
SAID = "Hele året er foreslått etter reglene som gjelder fra da."
DOWNLOADS = ("year_calendar", "year_workbook", "year_order_pdf")
FOUR = (Cadence(CadenceKind.PER_YEAR, 4),)


@pytest.mark.parametrize(
    ("request_", "codes", "why"),
    [
        (PlanRequest(2027, FOUR, rules_changed_on=date(2027, 8, 1)), ["rules_change"], "in the middle"),
        (PlanRequest(2027, FOUR), [], "one set of rules all year"),
        (
            PlanRequest(2027, FOUR, rules_changed_on=date(2027, 8, 1), not_before=date(2027, 7, 31)),
            ["rules_change"],
            "planned from the day before",
        ),
        (
            PlanRequest(2027, FOUR, rules_changed_on=date(2027, 8, 1), not_before=date(2027, 8, 1)),
            [],
            "nothing is planned before they change",
        ),
        (
            PlanRequest(2027, (), rules_changed_on=date(2027, 8, 1)),
            ["rules_change", "no_number"],
            "the new rules give no number, though the old ones might",
        ),
    ],
)
def test_changed_rules_are_told_where_they_change_what_is_planned(
    request_: PlanRequest, codes: list[str], why: str
) -> None:
    assert [note.code for note in propose_year(request_).notes] == codes, why


def new_rules(world: World, day: datetime.date) -> None:
    with world.acting(world.north.slt):
        adopt_rules(council=world.north.council, terms=usual_rules(), valid_from=day, by=world.north.slt)


@pytest.mark.django_db
def test_page_says_by_which_rules_the_year_is_planned(world: World) -> None:
    new_rules(world, AUGUST)
    proposed(world)
    text = page(world)
    assert "Rådets regler endres" in text
    assert "1. august" in text
    assert SAID in text


@pytest.mark.parametrize("day", [datetime.date(YEAR, 1, 1), datetime.date(YEAR + 1, 2, 1)])
@pytest.mark.django_db
def test_rules_that_change_outside_the_year_are_not_told(world: World, day: datetime.date) -> None:
    new_rules(world, day)
    proposed(world)
    assert SAID not in page(world)


def approved(world: World) -> YearPlan:
    plan = proposed(world)
    with world.acting(world.north.slt):
        approve_plan(plan=plan, by=world.north.slt, at=at())
    return plan


@pytest.mark.django_db
def test_why_a_day_was_chosen_is_read_after_approval(world: World) -> None:
    plan = approved(world)
    assert page(world).count("Hvorfor denne dagen?") == 4
    with world.acting(world.north.slt):
        first, second, *_rest = Meeting.objects.filter(council=world.north.council)
        Meeting.objects.filter(pk=first.pk).update(state="called", called_at=at())
        move_meeting(
            meeting=second,
            date=second.date + datetime.timedelta(days=7),
            by=world.north.slt,
            today=world.today,
        )
    # A meeting that people are called to is explained too; one that was moved lies there for another reason.
    assert page(world).count("Hvorfor denne dagen?") == 3
    for reader in (world.north.member, world.north.mayor):
        text = world.client(reader).get(url("year_plan", world)).content.decode()
        assert "Hvorfor denne dagen?" not in text
    with world.acting(world.north.slt):
        reopen_plan(plan=plan, by=world.north.slt)
    assert world.client(world.north.slt).get(url("year_plan", world)).status_code == 200


@pytest.mark.django_db
def test_page_asks_as_often_for_thirty_approved_meetings_as_for_four(world: World) -> None:
    approved(world)
    client, few = world.client(world.north.slt), 0
    few = len(asked(client, url("year_plan", world)))
    with world.acting(world.north.slt):
        Meeting.objects.bulk_create(
            Meeting(
                council=world.north.council,
                title=f"Ekstra {number}",
                date=datetime.date(YEAR, 1, 5) + datetime.timedelta(days=number),
                start=datetime.time(14),
                end=datetime.time(15),
            )
            for number in range(30)
        )
    assert len(asked(client, url("year_plan", world))) == few <= MOST


@pytest.mark.django_db
def test_year_of_activities_alone_is_shown_and_downloaded(world: World) -> None:
    with world.acting(world.north.slt):
        plan = YearPlan.objects.create(council=world.north.council, year=YEAR, made_by=world.north.slt)
        assert not any(url(name, world) in page(world) for name in DOWNLOADS)
        add_activity(plan=plan, terms=ActivityTerms(5, "Russetid"), by=world.north.slt)
    for reader in (world.north.slt, world.north.member):
        text = world.client(reader).get(url("year_plan", world)).content.decode()
        assert "Russetid" in text
        assert "Ingen møter ennå" not in text
        assert all(url(name, world) in text for name in DOWNLOADS)
    content = world.client(world.north.member).get(url("year_calendar", world)).content.decode()
    assert "Russetid" in content
    with world.inside(world.north.council):
        document = year_document(world.north.council, YEAR, created=at())
    assert document.facts["wheel_svg"].startswith("data:image/svg+xml")
    assert world.client(world.south.slt).get(url("year_calendar", world)).status_code == 404
    assert world.client().get(reverse("year_plan", args=[world.north.council.pk, YEAR])).status_code == 302
