"""Decisions and actions where they are captured: numbers without holes, people by name, and what was typed kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from councils.refusals import Refusal
from meetings.actions.follow_up import (
    ActionTerms,
    assign_action,
    change_action,
    close_action,
    decide,
    withdraw_action,
    withdraw_decision,
)
from meetings.models import Action, AgendaItem, Decision
from politirad.tenancy.models import AuditEvent
from tests.meetings.minutes_scene import approved, begun, closed_item, items_of, second_writer, sent
from tests.meetings.numbers import SYNTHETIC
from tests.world import World

HTMX: dict[str, Any] = {"headers": {"HX-Request": "true"}}


def decided(world: World, item: AgendaItem, *texts: str) -> list[Decision]:
    with world.acting(world.north.slt):
        return [decide(item=item, text=text, by=world.north.slt) for text in texts]


def numbers(world: World) -> list[tuple[str, str]]:
    with world.acting(world.north.slt):
        return [(str(one), one.text) for one in Decision.objects.order_by("part", "number")]


def test_withdrawn_from_a_draft_leaves_no_hole(world: World) -> None:
    meeting, _minutes, item = begun(world)
    first, _second, _third = decided(world, item, "En", "To", "Tre")
    with world.acting(world.north.slt):
        withdraw_decision(decision=first, by=world.north.slt)
    year = meeting.date.year
    assert numbers(world) == [(f"1/{year}", "To"), (f"2/{year}", "Tre")]


def test_a_number_that_has_been_sent_is_never_given_to_another(world: World) -> None:
    meeting, minutes, item = begun(world)
    first, _second = decided(world, item, "En", "To")
    sent(world, minutes)
    with world.acting(world.north.slt):
        withdraw_decision(decision=first, by=world.north.slt)
    assert numbers(world) == [(f"2/{meeting.date.year}", "To")]


def test_numbers_another_meeting_has_taken_since_are_left_alone(world: World) -> None:
    meeting, _minutes, item = begun(world)
    (first,) = decided(world, item, "En")
    _other, _other_minutes, other_item = begun(world)
    decided(world, other_item, "To")
    with world.acting(world.north.slt):
        withdraw_decision(decision=first, by=world.north.slt)
    assert numbers(world) == [(f"2/{meeting.date.year}", "To")]


def test_decisions_of_closed_items_have_a_series_of_their_own(world: World) -> None:
    meeting, _minutes, item = begun(world)
    closed = closed_item(world, meeting)
    decided(world, item, "Åpent")
    decided(world, closed, "Lukket")
    decided(world, item, "Åpent igjen")
    year = meeting.date.year
    assert numbers(world) == [(f"1/{year}", "Åpent"), (f"2/{year}", "Åpent igjen"), (f"L1/{year}", "Lukket")]


def test_a_writer_who_does_not_see_a_closed_decision_does_not_take_its_number(world: World) -> None:
    meeting, _minutes, _item = begun(world)
    other = second_writer(world)
    decided(world, closed_item(world, meeting), "Skjult")
    with world.acting(other):
        own = AgendaItem.objects.create(
            council=world.north.council,
            meeting=meeting,
            part=2,
            title="Min",
            legal_basis="Offentleglova § 13",
            created_by=other,
        )
        own = AgendaItem.objects.select_related("meeting").get(pk=own.pk)
        assert str(decide(item=own, text="Mitt", by=other)) == f"L2/{meeting.date.year}"


def test_the_database_refuses_a_number_twice(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    (first,) = decided(world, item, "En")
    with world.acting(world.north.slt), pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            council=world.north.council,
            item=item,
            year=first.year,
            number=first.number,
            text="To",
            decided_on=first.decided_on,
        )


def test_a_decision_of_a_closed_item_leaves_no_words_in_the_trail(world: World) -> None:
    meeting, _minutes, _item = begun(world)
    closed = closed_item(world, meeting)
    (decision,) = decided(world, closed, "Hemmelig vedtak")
    with world.acting(world.north.slt):
        action = assign_action(
            council=world.north.council,
            item=closed,
            terms=ActionTerms("Hemmelig oppgave"),
            by=world.north.slt,
        )
        change_action(action=action, terms=ActionTerms("Annen hemmelighet"), by=world.north.slt)
        close_action(action=action, state=Action.State.DONE, result="", on=world.today, by=world.north.slt)
        withdraw_decision(decision=decision, by=world.north.slt)
        told = AuditEvent.objects.filter(
            action__in=["decide", "assign_action", "change_action", "close_action", "withdraw_decision"]
        )
        assert [(row.subject_name, row.facts.get("number")) for row in told] == [("", None)] * 5


def test_a_script_gets_the_outcomes_again_and_what_to_speak(world: World) -> None:
    meeting, _minutes, item = begun(world)
    address = f"/moter/{meeting.pk}/saker/{item.pk}/vedtak/"
    answer = world.client(world.north.slt).post(address, {"text": "Rådet ber om en plan."}, **HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Rådet ber om en plan." in page
    assert page.lstrip().startswith('<div class="outcomes"')
    assert "er f\\u00f8rt" in answer.headers["HX-Trigger"]


@pytest.mark.parametrize(("text", "said"), [("", "feltet"), (f"Gjelder {SYNTHETIC}", "fødselsnummer")])
@pytest.mark.parametrize("script", [True, False])
def test_what_cannot_be_stored_comes_back_as_it_was_typed(
    world: World, text: str, said: str, script: bool
) -> None:
    meeting, _minutes, item = begun(world)
    address = f"/moter/{meeting.pk}/saker/{item.pk}/vedtak/"
    answer = world.client(world.north.slt).post(address, {"text": text}, **(HTMX if script else {}))
    assert answer.status_code == (422 if script else 200)
    assert said in answer.content.decode()
    assert text in answer.content.decode()


def test_a_members_name_means_the_member_and_other_words_are_words(world: World) -> None:
    meeting, _minutes, item = begun(world)
    north = world.north
    address = f"/moter/{meeting.pk}/saker/{item.pk}/oppfolging/"
    client = world.client(north.slt)
    client.post(address, {"text": "En", "who": north.member.name.upper(), "due_on": "1.12.2026"}, **HTMX)
    client.post(address, {"text": "To", "who": "NAV"}, **HTMX)
    with world.acting(north.slt):
        rows = [(one.responsible, one.responsible_text) for one in Action.objects.order_by("text")]
    assert rows == [(north.member, ""), (None, "NAV")]


def test_two_members_of_one_name_are_not_guessed_between(world: World) -> None:
    meeting, _minutes, item = begun(world)
    north = world.north
    north.mayor.name = north.member.name
    north.mayor.save(update_fields=["name"])
    address = f"/moter/{meeting.pk}/saker/{item.pk}/oppfolging/"
    answer = world.client(north.slt).post(address, {"text": "En", "who": north.member.name}, **HTMX)
    assert answer.status_code == 422
    assert "Flere i rådet heter dette" in answer.content.decode()


def test_a_decision_and_an_action_are_changed_on_pages_of_their_own(world: World) -> None:
    meeting, _minutes, item = begun(world)
    (decision,) = decided(world, item, "Gamle ord")
    with world.acting(world.north.slt):
        action = assign_action(
            council=world.north.council, item=item, terms=ActionTerms("Gammel oppgave"), by=world.north.slt
        )
    client = world.client(world.north.slt)
    addresses = [f"/moter/{meeting.pk}/vedtak/{decision.pk}/", f"/moter/{meeting.pk}/oppfolging/{action.pk}/"]
    assert "Gamle ord" in client.get(addresses[0]).content.decode()
    assert "Gammel oppgave" in client.get(addresses[1]).content.decode()
    assert "Skriv datoen" in client.post(addresses[1], {"text": "Ny", "due_on": "32.13."}).content.decode()
    for address in addresses:
        assert client.post(address, {"text": "Nye ord"}).status_code == 302
    with world.acting(world.north.slt):
        assert (Decision.objects.get().text, Action.objects.get().text) == ("Nye ord", "Nye ord")


def test_outcomes_of_approved_minutes_stand_fast(world: World) -> None:
    meeting, minutes, item = begun(world)
    (decision,) = decided(world, item, "Står fast")
    with world.acting(world.north.slt):
        action = assign_action(
            council=world.north.council, item=item, terms=ActionTerms("Står fast"), by=world.north.slt
        )
    approved(world, minutes)
    with world.acting(world.north.slt):
        with pytest.raises(Refusal, match="godkjent"):
            withdraw_decision(decision=decision, by=world.north.slt)
        with pytest.raises(Refusal, match="godkjent"):
            withdraw_action(action=action, by=world.north.slt)
    client = world.client(world.north.slt)
    answer = client.post(f"/moter/{meeting.pk}/vedtak/{decision.pk}/", {"text": "Endret"})
    assert "godkjent" in answer.content.decode()
    client.post(f"/moter/{meeting.pk}/vedtak/{decision.pk}/fjern/")
    assert numbers(world) == [(f"1/{meeting.date.year}", "Står fast")]


def test_a_closed_action_is_opened_before_it_is_changed(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    with world.acting(world.north.slt):
        action = assign_action(
            council=world.north.council, item=item, terms=ActionTerms("Gjort"), by=world.north.slt
        )
        close_action(action=action, state=Action.State.DONE, result="", on=world.today, by=world.north.slt)
        with pytest.raises(Refusal, match="lukket"):
            change_action(action=action, terms=ActionTerms("Annet"), by=world.north.slt)


def test_an_action_outside_minutes_is_dropped_not_taken_out(world: World) -> None:
    with world.acting(world.north.slt):
        action = assign_action(
            council=world.north.council, terms=ActionTerms("For seg selv"), by=world.north.slt
        )
        with pytest.raises(Refusal, match="frafalt"):
            withdraw_action(action=action, by=world.north.slt)


def test_outcomes_of_one_meeting_are_not_reached_through_another(world: World) -> None:
    _meeting, _minutes, item = begun(world)
    (decision,) = decided(world, item, "En")
    other, _other_minutes, _item = begun(world)
    client = world.client(world.north.slt)
    assert client.get(f"/moter/{other.pk}/vedtak/{decision.pk}/").status_code == 404
    assert items_of(world, other)[0].pk != item.pk
