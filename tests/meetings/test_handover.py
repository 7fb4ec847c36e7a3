"""Somebody leaves: what is open moves to a successor in one step, after a page that says what."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from councils.actions.declarations import withdraw_declaration
from councils.models import Declaration
from councils.refusals import Refusal
from meetings.actions.follow_up import ActionTerms, assign_action, close_action
from meetings.actions.handover import hand_over
from meetings.actions.proposals import ProposalTerms, propose_item, return_proposal
from meetings.models import (
    Action,
    AgendaItem,
    ClosedAccess,
    Handover,
    Invitee,
    ItemProposal,
    Meeting,
    Minutes,
    YearPlan,
)
from politirad.tenancy.models import AuditEvent, OutgoingMessage, User
from tests.meetings.calls import called
from tests.meetings.minutes_scene import begun, closed_item
from tests.queries import MOST, asked
from tests.world import World


def address(world: World) -> str:
    return reverse("handover", args=[world.north.council.pk])


def a_lot(world: World) -> Meeting:
    """Everything that can be open in the secretary's name, and the same done; the meeting that is called."""
    north = world.north
    ahead = called(world)
    minuted, _minutes, item = begun(world)
    with world.acting(north.slt):
        for text, state in (("Lag plan", None), ("Ferdig sak", Action.State.DONE)):
            action = assign_action(
                council=north.council, item=item, terms=ActionTerms(text, responsible=north.slt), by=north.slt
            )
            if state:
                close_action(action=action, state=state, result="Gjort", on=world.today, by=north.slt)
        propose_item(council=north.council, terms=ProposalTerms("Trygg skolevei"), by=north.slt)
        old = propose_item(council=north.council, terms=ProposalTerms("Gammel sak"), by=north.slt)
        return_proposal(proposal=old, reason="Nei", by=north.slt, at=timezone.now())
        YearPlan.objects.create(council=north.council, year=world.today.year + 1, made_by=north.slt)
        AgendaItem.objects.filter(meeting=ahead, order=0).update(presenter=north.slt.name)
    closed_item(world, minuted, title="Kvitveisgruppa")
    return ahead


@pytest.mark.django_db
def test_page_says_what_moves_and_nothing_moves_before_it_is_confirmed(world: World) -> None:
    north = world.north
    ahead = a_lot(world)
    client = world.client(north.slt)
    page = client.get(address(world), {"leaver": north.slt.pk, "successor": north.member.pk}).content.decode()
    assert f"Dette flyttes fra {north.slt.name} til {north.member.name}" in page
    for said in ("Lag plan", "Trygg skolevei", ahead.title, "Kvitveisgruppa", "SLT-koordinator"):
        assert said in page
    for left in ("Ferdig sak", "Gammel sak"):
        assert left not in page
    with world.acting(north.slt):
        assert Action.objects.get(text="Lag plan").responsible == north.slt
        assert not Handover.objects.exists()


@pytest.mark.django_db
def test_all_that_is_open_moves_in_one_step(world: World) -> None:
    north = world.north
    ahead = a_lot(world)
    with world.acting(north.slt):
        before = OutgoingMessage.objects.count()
    client = world.client(north.slt)
    answer = client.post(
        address(world), {"leaver": north.slt.pk, "successor": north.chief_executive.pk}, follow=True
    )
    assert "Oppgavene er overført" in answer.content.decode()
    new = north.chief_executive
    with world.acting(new):
        assert Action.objects.get(text="Lag plan").responsible == new
        assert Action.objects.get(text="Ferdig sak").responsible == north.slt
        assert ItemProposal.objects.get(title="Trygg skolevei").proposed_by == new
        assert ItemProposal.objects.get(title="Gammel sak").proposed_by == north.slt
        assert Minutes.objects.get().started_by == new
        assert YearPlan.objects.get().made_by == new
        assert AgendaItem.objects.get(meeting=ahead, order=0).presenter == new.name
        assert AgendaItem.objects.get(part=2).title == "Kvitveisgruppa"
        lines = Invitee.objects.filter(meeting=ahead, user__in=[new, north.slt])
        assert {one.user_id: one.removed_at is None for one in lines} == {new.pk: True, north.slt.pk: False}
        row = Handover.objects.get()
        assert (row.leaver, row.successor, row.made_by) == (north.slt, new, north.slt)
        assert row.moved == {
            "actions": 1,
            "measures": 0,
            "proposals": 1,
            "minutes": 1,
            "plans": 1,
            "notices": 1,
            "items": 1,
            "closed": 0,
        }
    with world.acting(north.slt):
        kinds = [one.kind for one in OutgoingMessage.objects.order_by("created_at")][before:]
        assert sorted(kinds) == ["handed_over", "meeting_removed"]
        assert AuditEvent.objects.get(action="hand_over").subject_name == f"{north.slt.name} → {new.name}"
    # A second time there is nothing left.
    again = client.post(address(world), {"leaver": north.slt.pk, "successor": new.pk})
    assert again.status_code == 422
    assert "har ingenting åpent i rådet" in again.content.decode()


@pytest.mark.django_db
def test_successor_who_was_not_called_is_called(world: World) -> None:
    north = world.north
    ahead = called(world)
    with world.acting(north.slt):
        hand_over(
            council=north.council,
            leaver=north.slt,
            successor=north.deputy_mayor,
            at=timezone.now(),
            by=north.slt,
        )
        line = Invitee.objects.get(meeting=ahead, user=north.deputy_mayor)
        assert (line.removed_at, line.role) == (None, Invitee.objects.get(meeting=ahead, user=north.slt).role)
        letters = OutgoingMessage.objects.filter(recipient=north.deputy_mayor, kind="meeting_call")
        assert letters.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("leaver", "successor", "said"),
    [
        ("slt", "slt", "Velg to forskjellige personer."),
        ("slt", "observer", "Den som tar over, må være medlem av rådet."),
        ("slt", "", "Velg en person."),
        ("administrator", "member", "Velg en person fra listen."),
        ("member", "mayor", "har ingenting åpent i rådet"),
    ],
    ids=["the same", "no member", "nobody", "not in the council", "nothing open"],
)
def test_handover_that_is_refused(world: World, leaver: str, successor: str, said: str) -> None:
    users: dict[str, User] = {name: getattr(world.north, name) for name in (leaver, successor) if name}
    data = {"leaver": users[leaver].pk, "successor": users[successor].pk if successor else ""}
    answer = world.client(world.north.slt).post(address(world), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    if leaver in {"slt", "member"}:
        assert f'<option value="{users[leaver].pk}" selected>' in page
    with world.acting(world.north.slt):
        assert not Handover.objects.exists()


@pytest.mark.django_db
def test_stranger_cannot_take_over(world: World) -> None:
    a_lot(world)
    with world.acting(world.north.slt), pytest.raises(Refusal, match="må være medlem av rådet"):
        hand_over(
            council=world.north.council,
            leaver=world.north.slt,
            successor=world.south.slt,
            at=timezone.now(),
            by=world.north.slt,
        )


@pytest.mark.django_db
def test_closed_items_wait_for_the_successors_declaration(world: World) -> None:
    north = world.north
    a_lot(world)
    with world.acting(north.slt):
        declaration = Declaration.objects.get(council=north.council, user=north.member)
        withdraw_declaration(declaration=declaration, at=timezone.now(), by=north.slt)
    answer = world.client(north.slt).post(
        address(world), {"leaver": north.slt.pk, "successor": north.member.pk}
    )
    assert answer.status_code == 422
    assert "har gitt taushetserklæring til rådet" in answer.content.decode()
    with world.acting(north.slt):
        assert Action.objects.get(text="Lag plan").responsible == north.slt


@pytest.mark.django_db
def test_one_who_does_not_see_closed_items_neither_moves_nor_hears_of_them(world: World) -> None:
    north = world.north
    a_lot(world)
    data = {"leaver": north.slt.pk, "successor": north.member.pk}
    client = world.client(north.administrator)
    assert "Kvitveisgruppa" not in client.get(address(world), data).content.decode()
    assert client.post(address(world), data).status_code == 302
    with world.acting(north.member):
        assert Action.objects.get(text="Lag plan").responsible == north.member
        assert not AgendaItem.objects.filter(part=2).exists()
    with world.acting(north.slt):
        assert not ClosedAccess.objects.filter(user=north.member).exists()


@pytest.mark.django_db
def test_roles_that_may_not_and_other_tenants(world: World) -> None:
    for user in (world.north.member, world.north.mayor, world.north.observer, world.north.police_contact):
        for way in ("get", "post"):
            assert getattr(world.client(user), way)(address(world)).status_code == 403
    assert world.client(world.south.slt).get(address(world)).status_code == 404


@pytest.mark.django_db
def test_page_asks_the_same_for_many(world: World) -> None:
    north = world.north
    a_lot(world)
    client = world.client(north.slt)
    url = f"{address(world)}?leaver={north.slt.pk}&successor={north.member.pk}"

    def more(numbers: range) -> None:
        for number in numbers:
            assign_action(
                council=north.council,
                terms=ActionTerms(f"Oppgave {number}", responsible=north.slt),
                by=north.slt,
            )
            Handover.objects.create(
                council=north.council,
                leaver=north.slt,
                successor=north.mayor,
                made_by=north.slt,
                made_at=timezone.now() - datetime.timedelta(days=number),
            )

    with world.acting(north.slt):
        more(range(1))
    few = len(asked(client, url))
    with world.acting(north.slt):
        more(range(1, 30))
    assert len(asked(client, url)) == few
    assert few <= MOST


@pytest.mark.django_db(transaction=True)
def test_two_who_hand_over_at_once_move_it_once(world: World) -> None:
    north = world.north
    called(world)
    barrier = threading.Barrier(2)
    done: list[str] = []

    def move() -> None:
        try:
            with world.acting(north.slt):
                barrier.wait(10)
                hand_over(
                    council=north.council,
                    leaver=north.slt,
                    successor=north.deputy_mayor,
                    at=timezone.now(),
                    by=north.slt,
                )
                done.append("moved")
        except Refusal:
            done.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=move) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["moved", "refused"]
    with world.acting(north.slt):
        assert Handover.objects.count() == 1
