"""Activities of the year with day, span and text, and the prevention calendar that the schools get."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction

from meetings.actions.activities import ActivityTerms, add_activity
from meetings.actions.plans import copy_plan
from meetings.models import Activity, Meeting, YearPlan
from tests.meetings.year_plan_scene import YEAR, at, page, proposed, url
from tests.queries import MOST, asked
from tests.world import World


def add(world: World, **terms: object) -> Activity:
    with world.acting(world.north.slt):
        plan = YearPlan.objects.get(council=world.north.council, year=YEAR)
        facts: dict[str, object] = {"month": 9, "title": "Foreldremøte", "for_schools": True, **terms}
        return add_activity(plan=plan, terms=ActivityTerms(**facts), by=world.north.slt)


def calendar(world: World, who: object = None) -> str:
    client = world.client(who or world.north.member)
    return client.get(url("prevention_calendar", world)).content.decode()


@pytest.mark.django_db
def test_schools_see_what_is_meant_for_them_and_nothing_else(world: World) -> None:
    proposed(world)
    add(
        world,
        date=datetime.date(YEAR, 9, 14),
        kind="parents",
        title="Årets første foreldremøte",
        description="Politiet presenterer seg.\nTi minutter.",
        target_group="åttende trinn",
        responsible="politikontakten",
        contact="55 55 55 55",
    )
    add(world, month=4, last_month=5, kind="graduation", title="Arbeid i russetida")
    add(world, month=2, title="Sende ut evalueringsmalen", for_schools=False)
    text = calendar(world)
    for words in (
        "Årets første foreldremøte",
        "Politiet presenterer seg.<br>Ti minutter.",
        "åttende trinn",
        "politikontakten",
        "55 55 55 55",
        f"14. september {YEAR}",
        "april til mai",
    ):
        assert words in text
    assert "evalueringsmalen" not in text
    assert "Sende ut evalueringsmalen" in page(world)
    assert text.index("Arbeid i russetida") < text.index("Årets første foreldremøte")


@pytest.mark.django_db
def test_only_who_plans_gets_the_tools(world: World) -> None:
    proposed(world)
    activity = add(world)
    assert url("year_activity", world, activity.pk) in calendar(world, world.north.slt)
    assert url("year_activity", world, activity.pk) not in calendar(world)


@pytest.mark.django_db
def test_empty_calendar_says_what_belongs_in_it(world: World) -> None:
    assert "Ingenting for skolene ennå" in calendar(world)


@pytest.mark.django_db
def test_text_is_shown_as_text(world: World) -> None:
    proposed(world)
    add(world, title="<b>fet</b>", description="<script>alert(1)</script>")
    text = calendar(world)
    assert "<b>fet" not in text
    assert "<script>alert" not in text


@pytest.mark.django_db
def test_what_lasts_is_a_band_on_the_wheel_and_what_has_a_day_lies_on_it(world: World) -> None:
    proposed(world)
    add(world, month=4, last_month=5, title="Arbeid i russetida")
    add(world, month=9, date=datetime.date(YEAR, 9, 2), title="Skolestart")
    text = page(world)
    assert "Aktivitet over tid" in text
    assert "2. september, Skolestart" in text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"month": "5", "last_month": "4"}, "Aktiviteten må slutte etter at den begynner."),
        ({"month": "5", "date": f"01.06.{YEAR}"}, "Datoen ligger ikke i måneden du har valgt."),
        ({"month": "5", "date": f"01.05.{YEAR + 1}"}, f"Datoen må være i {YEAR}."),
        ({"month": "4", "last_month": "5", "date": f"01.04.{YEAR}"}, "Det som varer i flere måneder"),
    ],
)
@pytest.mark.django_db
def test_contradiction_is_told_in_words_and_what_was_typed_is_kept(
    world: World, sent: dict[str, str], sentence: str
) -> None:
    proposed(world)
    answer = world.client(world.north.slt).post(
        url("add_year_activity", world), {"title": "Skrevet tittel", "kind": "parents", **sent}
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in text
    assert "Skrevet tittel" in text
    with world.acting(world.north.slt):
        assert not Activity.objects.exists()


@pytest.mark.django_db
def test_a_span_of_one_month_is_that_month(world: World) -> None:
    proposed(world)
    world.client(world.north.slt).post(
        url("add_year_activity", world),
        {"title": "Russetid", "kind": "graduation", "month": "5", "last_month": "5"},
    )
    with world.acting(world.north.slt):
        assert Activity.objects.get().last_month is None


@pytest.mark.parametrize(
    "fields",
    [
        {"month": 5, "last_month": 5},
        {"month": 5, "last_month": 13},
        {"month": 5, "date": datetime.date(YEAR, 6, 1)},
        {"month": 5, "last_month": 6, "date": datetime.date(YEAR, 5, 1)},
    ],
)
@pytest.mark.django_db
def test_database_refuses_nonsense(world: World, fields: dict[str, object]) -> None:
    proposed(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        add(world, **fields)


@pytest.mark.django_db
def test_copied_activity_keeps_its_week_and_its_text(world: World) -> None:
    with world.acting(world.north.slt):
        council, by = world.north.council, world.north.slt
        before = YearPlan.objects.create(council=council, year=YEAR - 1, made_by=by)
        Meeting.objects.create(
            council=council,
            title="Møte",
            date=datetime.date(YEAR - 1, 2, 10),
            start=datetime.time(9),
            end=datetime.time(11),
        )
        old = datetime.date.fromisocalendar(YEAR - 1, 37, 2)
        terms = ActivityTerms(old.month, "Foreldremøte", date=old, description="Tekst", for_schools=True)
        add_activity(plan=before, terms=terms, by=by)
        plan = copy_plan(council=council, year=YEAR, by=by, at=at())
        (copied,) = plan.activities.all()
    assert copied.date == datetime.date.fromisocalendar(YEAR, 37, 2)
    assert (copied.month, copied.description, copied.for_schools) == (copied.date.month, "Tekst", True)


@pytest.mark.django_db
def test_calendar_asks_the_same_for_one_and_for_thirty(world: World) -> None:
    proposed(world)
    add(world)
    client = world.client(world.north.slt)
    few = asked(client, url("prevention_calendar", world))
    for number in range(29):
        add(world, month=number % 12 + 1, title=f"Aktivitet {number}")
    assert len(asked(client, url("prevention_calendar", world))) == len(few) <= MOST
