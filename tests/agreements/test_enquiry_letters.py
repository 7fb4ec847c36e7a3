"""Who hears of an enquiry with a deadline: at once, and once some days before it; and for whom it waits on the overview."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from agreements.actions import answer_enquiry, move_enquiry
from agreements.models import Agreement, Enquiry, Expectation, Party
from politirad.tenancy.models import OutgoingMessage
from tests.agreements.drafts import put_in_state
from tests.agreements.enquiry_scene import ask, asked, expected  # noqa: F401  (fixtures)
from tests.agreements.test_following_letters import letters, run
from tests.queries import MOST
from tests.queries import asked as questions
from tests.world import World, affiliate

KIND = "agreement_enquiry"
DAY = datetime.timedelta(days=1)


def police(world: World) -> list[str]:
    """Those who answer for the police: their leader, and the contact in the council."""
    return sorted([world.north.police_contact.email, world.station_chief.email])


def moved(world: World, enquiry: Enquiry, deadline: datetime.date | None) -> None:
    with world.acting(world.north.slt):
        agreement = Agreement.objects.get(pk=enquiry.agreement_id)
        move_enquiry(enquiry=enquiry, agreement=agreement, deadline=deadline, by=world.north.slt, today=world.today)  # fmt: skip


def answered(world: World, enquiry: Enquiry) -> None:
    contact = world.north.police_contact
    with world.acting(contact):
        facts: dict[str, Any] = {"outcome": "answered", "text": "Ja", "by": contact, "at": timezone.now()}
        agreement = Agreement.objects.get(pk=enquiry.agreement_id)
        answer_enquiry(enquiry=enquiry, agreement=agreement, **facts)


def needs(world: World, user: Any) -> str:
    return str(world.client(user).get(reverse("overview")).content.decode())


def test_asked_party_hears_at_once_and_some_days_before_the_deadline(world: World, asked: Enquiry) -> None:
    assert letters(world, KIND) == police(world)
    with world.inside(world.north.council):
        letter = OutgoingMessage.objects.filter(kind=KIND)[0]
        assert "Dere er bedt om svar: Kommuneplanens arealdel" in letter.subject
        assert f"#henvendelse-{asked.pk}" in letter.text
    assert asked.deadline is not None
    run(asked.deadline - 6 * DAY)
    assert len(letters(world, KIND)) == 2
    run(asked.deadline - 5 * DAY)
    run(asked.deadline)
    run(asked.deadline + DAY)
    assert letters(world, KIND) == sorted(police(world) * 2)


def test_other_deadline_is_told_and_reminded_of_anew(world: World, asked: Enquiry) -> None:
    assert asked.deadline is not None
    first, later = asked.deadline, asked.deadline + 20 * DAY
    moved(world, asked, later)
    assert len(letters(world, KIND)) == 4
    run(first - 5 * DAY)
    assert len(letters(world, KIND)) == 4
    run(later - 5 * DAY)
    assert len(letters(world, KIND)) == 6
    moved(world, asked, None)
    run(later - 4 * DAY)
    assert len(letters(world, KIND)) == 6


def test_nobody_is_reminded_of_what_is_answered_or_has_no_deadline(world: World, asked: Enquiry) -> None:
    assert asked.deadline is not None
    with world.acting(world.north.slt):
        ask(world, Expectation.objects.get(pk=asked.expectation_id), title="Uten frist")
    answered(world, asked)
    run(asked.deadline - 5 * DAY)
    assert len(letters(world, KIND)) == 2


def test_nobody_is_reminded_under_an_agreement_that_is_over(world: World, asked: Enquiry) -> None:
    assert asked.deadline is not None
    with world.inside(world.north.council):
        put_in_state(asked.agreement, "terminated")
    run(asked.deadline - 5 * DAY)
    assert len(letters(world, KIND)) == 2


def test_municipality_hears_what_the_police_ask_and_the_asker_does_not(
    world: World, expected: Expectation
) -> None:
    north, contact = world.north, world.north.police_contact
    with world.acting(contact):
        municipality = Party.objects.select_related("organization").get(
            agreement=expected.agreement, organization=north.municipality
        )
        ask(world, expected, party=municipality, by=contact, kind="group", deadline=world.today + 9 * DAY)
    told = letters(world, KIND)
    assert {north.slt.email, north.mayor.email} <= set(told)
    assert not {contact.email, world.station_chief.email, world.south.slt.email, north.observer.email} & set(told)  # fmt: skip


def test_clock_writes_for_an_asker_without_a_seat_in_the_council(world: World, expected: Expectation) -> None:
    with world.acting(world.north.administrator):
        affiliate(world.stranger, world.north.municipality)
    with world.acting(world.stranger):
        ask(world, expected, by=world.stranger, deadline=world.today + 30 * DAY)
    assert letters(world, KIND) == []
    run(world.today)
    assert letters(world, KIND) == police(world)


def test_it_waits_on_the_overview_of_those_who_answer(world: World, asked: Enquiry) -> None:
    words = "Svar på henvendelsen «Kommuneplanens arealdel»"
    for user in (world.north.police_contact, world.station_chief):
        assert words in needs(world, user)
    for user in (world.north.slt, world.north.mayor, world.north.member, world.south.police_contact):
        assert words not in needs(world, user)
    answered(world, asked)
    assert words not in needs(world, world.station_chief)


def test_many_that_wait_cost_the_overview_no_more_questions(world: World, asked: Enquiry) -> None:
    client, address = world.client(world.north.police_contact), reverse("overview")
    few = len(questions(client, address))
    with world.acting(world.north.slt):
        expectation = Expectation.objects.get(pk=asked.expectation_id)
        for number in range(30):
            ask(world, expectation, title=f"Plan {number}")
    assert len(questions(client, address)) == few <= MOST
