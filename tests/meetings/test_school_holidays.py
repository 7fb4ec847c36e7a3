"""The owner's people keep its school holidays; plans avoid them, and nobody else touches them."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from meetings.models import SchoolHoliday
from politirad.tenancy.models import Affiliation, AuditEvent
from tests.world import World


def url(world: World, name: str = "school_holidays", *more: object) -> str:
    return reverse(name, args=[world.north.council.pk, *more])


def holidays(world: World) -> list[SchoolHoliday]:
    with world.acting(world.north.slt):
        return list(SchoolHoliday.objects.filter(organization=world.north.municipality))


def data(world: World, **facts: str) -> dict[str, str]:
    year = world.today.year + 1
    return {"name": "vinterferie", "first_day": f"22.02.{year}", "last_day": f"26.02.{year}", **facts}


@pytest.mark.django_db
def test_holiday_is_added_shown_and_removed(world: World) -> None:
    client = world.client(world.north.slt)
    assert "Ingen ferier er lagt inn" in client.get(url(world)).content.decode()
    assert client.post(url(world), data(world)).status_code == 302
    (holiday,) = holidays(world)
    assert (holiday.first_day, holiday.last_day) == (
        datetime.date(world.today.year + 1, 2, 22),
        datetime.date(world.today.year + 1, 2, 26),
    )
    assert "Vinterferie" in client.get(url(world)).content.decode()
    assert client.post(url(world, "remove_school_holiday", holiday.pk)).status_code == 302
    assert holidays(world) == []
    with world.acting(world.north.slt):
        actions = AuditEvent.objects.filter(organization_id=world.north.municipality.pk)
        assert {"add_school_holiday", "remove_school_holiday"} <= set(
            actions.values_list("action", flat=True)
        )


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": ""}, "Ferie"),
        ({"last_day": "01.02.2027"}, "Ferien må slutte etter at den begynner."),
        ({"first_day": "i februar"}, "Skriv datoen som dag.måned.år"),
        ({"first_day": "01.01.2027", "last_day": "31.12.2027"}, "Ferien er lengre enn 75 dager."),
    ],
)
@pytest.mark.django_db
def test_bad_holiday_is_refused_in_words(world: World, facts: dict[str, str], sentence: str) -> None:
    given = {"name": "ferie", "first_day": "22.02.2027", "last_day": "26.02.2027", **facts}
    answer = world.client(world.north.slt).post(url(world), given)
    assert answer.status_code == 200
    assert "ds-error-summary" in answer.content.decode()
    assert sentence in answer.content.decode()
    assert holidays(world) == []


@pytest.mark.django_db
def test_the_same_holiday_twice_is_refused(world: World) -> None:
    client = world.client(world.north.slt)
    client.post(url(world), data(world))
    assert "Denne ferien er lagt inn allerede." in client.post(url(world), data(world)).content.decode()
    assert len(holidays(world)) == 1


@pytest.mark.django_db
def test_only_the_owners_planners_keep_them(world: World) -> None:
    world.client(world.north.slt).post(url(world), data(world))
    (holiday,) = holidays(world)
    remove = url(world, "remove_school_holiday", holiday.pk)
    for user, status in (
        (world.north.member, 403),
        (world.north.police_contact, 403),
        (world.south.slt, 404),
        (world.stranger, 404),
    ):
        client = world.client(user)
        assert client.get(url(world)).status_code == status
        assert client.post(remove).status_code == status
    # Another municipality's holiday is not found under one's own council.
    own = reverse("remove_school_holiday", args=[world.south.council.pk, holiday.pk])
    assert world.client(world.south.slt).post(own).status_code == 404
    assert len(holidays(world)) == 1


@pytest.mark.django_db
def test_a_planner_who_has_left_the_owner_may_not(world: World) -> None:
    with world.acting(world.north.slt):
        Affiliation.objects.filter(user=world.north.slt).update(
            valid_to=world.today - datetime.timedelta(days=1)
        )
    assert world.client(world.north.slt).get(url(world)).status_code == 403
