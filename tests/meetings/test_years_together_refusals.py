"""The year of all councils: who may not propose or approve, and what is told in words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from meetings.actions.plans import propose_plan
from meetings.models import Meeting
from tests.meetings.forums_scene import post
from tests.meetings.year_plan_scene import YEAR, at
from tests.world import World


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "key", "who", "status"),
    [
        ("propose_together", "council", "member", 403),
        ("propose_together", "council", "mayor", 403),
        ("propose_together", "council", "observer", 403),
        ("propose_together", "council", "stranger", 404),
        ("propose_together", "council", "other_slt", 404),
        ("approve_together", "only", "member", 403),
        ("approve_together", "only", "police_contact", 403),
        ("approve_together", "only", "stranger", 404),
        ("approve_together", "only", "other_mayor", 404),
    ],
)
def test_others_may_not(world: World, name: str, key: str, who: str, status: int) -> None:
    with world.acting(world.north.slt):
        propose_plan(council=world.north.council, year=YEAR, by=world.north.slt, at=at())
    client = world.client(world.everybody()[who])
    assert client.post(reverse(name, args=[YEAR]), {key: world.north.council.pk}).status_code == status
    with world.acting(world.north.slt):
        assert not Meeting.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["together", "together_calendar", "propose_together", "approve_together"])
def test_visitor_is_asked_to_log_in_and_a_year_nobody_plans_is_not_there(world: World, name: str) -> None:
    method = "post" if name.startswith(("propose", "approve")) else "get"
    answer = getattr(world.client(), method)(reverse(name, args=[YEAR]))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
    own = world.client(world.north.slt)
    assert getattr(own, method)(reverse(name, args=[1999])).status_code == 404
    if method == "post":
        assert own.get(reverse(name, args=[YEAR])).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["ikke-en-id", "7c9e6679-7425-40de-944b-e07fc1f90ae7"])
def test_unknown_council_is_not_there(world: World, value: str) -> None:
    assert post(world, "propose_together", council=value).status_code == 404


@pytest.mark.django_db
def test_nothing_ticked_and_a_year_that_is_over_are_told_in_words(world: World) -> None:
    assert "Kryss av for minst ett råd." in post(world, "propose_together").content.decode()
    past = reverse("propose_together", args=[world.today.year - 1])
    answer = world.client(world.north.slt).post(past, {"council": world.north.council.pk}, follow=True)
    assert "er over og kan ikke planlegges." in answer.content.decode()
