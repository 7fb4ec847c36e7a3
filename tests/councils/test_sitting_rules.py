"""The rules say how many must be there, and how meetings and decisions are numbered."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from councils.models import Rules
from councils.procedure import rules_on
from tests.world import World


def sent(world: World, **typed: str) -> Any:
    """The secretary sends the form of new rules."""
    data = {
        "valid_from": "1.1.2027",
        "hyppighet-TOTAL_FORMS": "0",
        "hyppighet-INITIAL_FORMS": "0",
        "place": "Rådhuset",
        **typed,
    }
    return world.client(world.north.slt).post(reverse("adopt_rules", args=[world.north.council.pk]), data)


def newest(world: World) -> Rules:
    with world.acting(world.north.slt):
        return Rules.objects.filter(council=world.north.council).latest("valid_from")


def test_quorum_and_numbering_are_kept_and_read(world: World) -> None:
    answer = sent(world, quorum="5", decision_numbering="continuous", first_decision="17")
    assert answer.status_code == 302
    rules = newest(world)
    assert (rules.quorum, rules.decision_numbering, rules.first_decision) == (5, "continuous", 17)
    page = world.client(world.north.member).get(reverse("rules", args=[world.north.council.pk]))
    text = page.content.decode()
    assert "Minst fem til stede" in text
    assert "Fortløpende fra år til år. Begynner på 17." in text


def test_numbering_of_meetings_is_kept_and_read(world: World) -> None:
    assert sent(world, meeting_numbering="continuous", first_meeting="48").status_code == 302
    rules = newest(world)
    assert (rules.meeting_numbering, rules.first_meeting) == ("continuous", 48)
    assert (rules.decision_numbering, rules.first_decision) == ("yearly", 1)
    page = world.client(world.north.member).get(reverse("rules", args=[world.north.council.pk]))
    text = page.content.decode()
    assert "Nummer på møter" in text
    assert "Fortløpende fra år til år. Begynner på 48." in text


def test_rules_that_say_nothing_ask_for_nobody_and_number_by_the_year(world: World) -> None:
    assert sent(world).status_code == 302
    rules = newest(world)
    assert (rules.quorum, rules.decision_numbering, rules.first_decision) == (None, "yearly", 1)
    assert (rules.meeting_numbering, rules.first_meeting) == ("yearly", 1)
    text = world.client(world.north.slt).get(reverse("rules", args=[world.north.council.pk])).content.decode()
    assert "Vedtaksført" not in text
    assert "Nummer på vedtak" not in text
    assert "Nummer på møter" not in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"quorum": "0"},
        {"quorum": "mange"},
        {"decision_numbering": "x"},
        {"first_decision": "-1"},
        {"meeting_numbering": "x"},
        {"first_meeting": "0"},
        {"first_meeting": "10000"},
    ],
    ids=str,
)
def test_nonsense_is_refused_and_what_was_typed_stands(world: World, wrong: dict[str, str]) -> None:
    before = newest(world)
    text = sent(world, **wrong).content.decode()
    assert "ds-error-summary" in text
    assert 'value="Rådhuset"' in text
    assert newest(world) == before


def test_new_rules_begin_with_what_holds_but_not_with_a_number_of_then(world: World) -> None:
    with world.acting(world.north.slt):
        now = rules_on(world.north.council, world.today)
        Rules.objects.filter(pk=now.pk).update(
            quorum=4,
            decision_numbering="continuous",
            first_decision=17,
            meeting_numbering="continuous",
            first_meeting=18,
        )
    address = reverse("adopt_rules", args=[world.north.council.pk])
    text = world.client(world.north.slt).get(address).content.decode()
    assert text.count('<option value="continuous" selected>') == 2
    assert re.search('name="quorum"[^>]*value="4"|value="4"[^>]*name="quorum"', text)
    assert 'value="17"' not in text
    assert 'value="18"' not in text


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"quorum": 0}, "rules_quorum"),
        ({"first_decision": 0}, "rules_first_decision"),
        ({"first_meeting": 0}, "rules_first_meeting"),
    ],
)
def test_database_refuses_nonsense(world: World, facts: dict[str, int], name: str) -> None:
    with (
        world.acting(world.north.slt),
        pytest.raises(IntegrityError, match=name),
        transaction.atomic(),
    ):
        Rules.objects.filter(council=world.north.council).update(**facts)
