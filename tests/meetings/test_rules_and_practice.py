"""Where rules contradict each other or practice the pages say so, and refuse nothing; standing items carry minutes."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.actions import RulesTerms, adopt_rules
from meetings.actions.publishing import open_minutes_to_all
from meetings.models import AgendaItem, Meeting
from tests.councils.test_rules import filled
from tests.meetings.agenda_scene import a_meeting, form
from tests.queries import asked
from tests.world import World

AFTER_NOTICE = "Fristen for å melde saker kommer etter fristen for innkallingen."
AGAINST_RULES = "sier at referatet ikke er offentlig"
CONSENT = "Samtykket går ut før møtet"


def page(world: World, name: str, *args: Any, user: str = "slt") -> str:
    client = world.client(world.everybody()[user])
    return client.get(reverse(name, args=[*args])).content.decode()


@pytest.mark.parametrize(
    ("items", "notice", "warned"),
    [("5", "7", True), ("7", "7", False), ("14", "7", False), ("", "7", False), ("5", "", False)],
)
def test_items_that_close_after_the_notice_are_warned_of(
    world: World, items: str, notice: str, warned: bool
) -> None:
    council = world.north.council.pk
    today = f"{world.today:%d.%m.%Y}"
    rules = filled(valid_from=today, item_deadline_days=items, agenda_deadline_days=notice)
    client = world.client(world.north.slt)
    answer = client.post(reverse("adopt_rules", args=[council]), rules, follow=True).content.decode()
    assert "Reglene er lagret" in answer
    assert answer.count(AFTER_NOTICE) == (2 if warned else 0)  # said at once, and beside the rules
    for user in ("slt", "member"):
        assert (AFTER_NOTICE in page(world, "council", council, user=user)) is warned


@pytest.mark.django_db
def test_minutes_open_to_all_against_the_rules_are_warned_of_on_both_pages(world: World) -> None:
    council = world.north.council
    with world.acting(world.north.slt):
        adopt_rules(
            council=council,
            terms=RulesTerms(minutes_public=False),
            valid_from=world.today,
            by=world.north.slt,
        )
    assert AGAINST_RULES not in page(world, "rules", council.pk)
    assert AGAINST_RULES in page(world, "council_publishing", council.pk)  # before anybody opens them
    with world.acting(world.north.slt):
        open_minutes_to_all(council=council, at=timezone.now(), by=world.north.slt)
    assert AGAINST_RULES in page(world, "rules", council.pk)
    assert reverse("council_publishing", args=[council.pk]) in page(world, "rules", council.pk)
    member = page(world, "rules", council.pk, user="member")
    assert AGAINST_RULES in member and reverse("council_publishing", args=[council.pk]) not in member


@pytest.mark.django_db
def test_rules_that_say_nothing_of_the_minutes_are_not_contradicted(world: World) -> None:
    with world.acting(world.north.slt):
        adopt_rules(
            council=world.north.council, terms=RulesTerms(), valid_from=world.today, by=world.north.slt
        )
        open_minutes_to_all(council=world.north.council, at=timezone.now(), by=world.north.slt)
    assert AGAINST_RULES not in page(world, "rules", world.north.council.pk)
    assert AGAINST_RULES not in page(world, "council_publishing", world.north.council.pk)


@pytest.mark.django_db
def test_many_sets_of_rules_cost_no_more_questions_than_one(world: World) -> None:
    client, url = world.client(world.north.member), reverse("rules", args=[world.north.council.pk])
    one = len(asked(client, url))
    with world.acting(world.north.slt):
        for days in range(30):
            adopt_rules(
                council=world.north.council,
                terms=RulesTerms(standing_items=("Nytt",)),
                valid_from=world.today + datetime.timedelta(days=days),
                by=world.north.slt,
            )
    assert len(asked(client, url)) == one


def closed_by_consent(world: World, meeting: Meeting, until: datetime.date) -> tuple[AgendaItem, str]:
    """A closed item made in its form, and the page that answers."""
    data = form(
        "Lukket sak",
        part="2",
        consent_reference="Sak 2027/12",
        consent_until=f"{until:%d.%m.%Y}",
        concerned=[str(world.north.police_contact.pk)],
    )
    client = world.client(world.north.slt)
    text = client.post(reverse("new_item", args=[meeting.pk]), data, follow=True).content.decode()
    with world.acting(world.north.slt):
        return meeting.items.get(), text


@pytest.mark.parametrize(("before", "warned"), [(1, True), (0, False)])
@pytest.mark.django_db
def test_consent_that_has_run_out_when_the_council_meets_is_warned_of(
    world: World, before: int, warned: bool
) -> None:
    meeting = a_meeting(world, agenda_begun_at=timezone.now())
    item, saved = closed_by_consent(world, meeting, meeting.date - datetime.timedelta(days=before))
    assert "Saken er lagt til." in saved
    assert (f"{CONSENT}. Hent et nytt" in saved) is warned
    assert (CONSENT in page(world, "agenda", meeting.pk)) is warned
    assert ("Går ut før møtet" in page(world, "item", meeting.pk, item.pk)) is warned
    call = page(world, "meeting_call", meeting.pk)
    assert ("Samtykket til 1 lukket sak går ut før møtet." in call) is warned
    assert CONSENT not in page(world, "meeting", meeting.pk, user="member")


@pytest.mark.django_db
def test_standing_items_with_minutes_give_the_agenda_its_clock_times(world: World) -> None:
    council, client = world.north.council, world.client(world.north.slt)
    rules = filled(
        valid_from=f"{world.today:%d.%m.%Y}",
        standing_items="Referat (5 min)\nNytt fra politiet; 15\nMøteplan 2027",
    )
    client.post(reverse("adopt_rules", args=[council.pk]), rules)
    assert "Referat <span" in page(world, "rules", council.pk)
    again = page(world, "adopt_rules", council.pk)
    assert "Referat (5 min)\nNytt fra politiet (15 min)\nMøteplan 2027" in again
    agenda = page(world, "agenda", a_meeting(world).pk)
    for clock in ("kl. 09.00", "kl. 09.05", "kl. 09.20"):
        assert clock in agenda
