"""A party gives notice and takes it back; everybody is told, and the state follows."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements import clock
from agreements.models import Agreement, Notice, StateChange
from councils.refusals import Refusal
from politirad.tenancy.models import OutgoingMessage
from tests.agreements.notice_scene import (  # noqa: F401  (held is a fixture)
    REASON,
    at,
    held,
    party,
    say,
    settle_now,
    take_back,
    told,
)
from tests.world import World


def test_notice_moves_the_state_sets_the_last_day_and_tells_everybody(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    assert notice.given_on == world.today
    row = settle_now(world, held)
    assert (row.state, row.notice_given_on, row.notice_ends_on) == (
        "notice_given",
        world.today,
        notice.last_day,
    )
    assert row.out_of_force_on == notice.last_day + datetime.timedelta(days=1)
    people = told(world, "agreement_notice")
    assert {world.station_chief.email, world.north.mayor.email, world.north.slt.email} <= set(people)
    with world.inside(world.north.council):
        letter = OutgoingMessage.objects.get(kind="agreement_notice", recipient=world.north.mayor)
        assert REASON in letter.text and "Vik politistasjonsdistrikt sa opp" in letter.text
        change = StateChange.objects.filter(agreement=held).last()
        assert change is not None
        assert (change.now, change.by, change.reason) == ("notice_given", world.station_chief, REASON)
    assert len(people) == len(told(world, "agreement_notice"))
    settle_now(world, held)
    assert people == told(world, "agreement_notice")


def test_agreement_ends_after_its_last_day(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    settle_now(world, held)
    clock.due_states(at(notice.last_day))
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=held.pk).state == "notice_given"
    clock.due_states(at(notice.last_day + datetime.timedelta(days=1)))
    with world.inside(world.north.council):
        assert Agreement.objects.get(pk=held.pk).state == "terminated"
    with pytest.raises(Refusal, match="Ingen har sagt opp"):
        take_back(world, world.station_chief, notice)


def test_notice_taken_back_lets_the_agreement_live_on(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    settle_now(world, held)
    with pytest.raises(Refusal, match="Bare en leder hos parten"):
        take_back(world, world.north.mayor, notice)
    take_back(world, world.station_chief, notice)
    row = settle_now(world, held)
    assert (row.state, row.notice_given_on, row.notice_ends_on, row.out_of_force_on) == (
        "in_force",
        None,
        None,
        None,
    )
    assert world.north.mayor.email in told(world, "agreement_notice_back")
    page = world.client(world.north.slt).get(reverse("agreement_history", args=[held.pk])).content.decode()
    assert "Oppsigelsen ble trukket tilbake" in page and "sa opp avtalen. Siste dag er" in page
    say(world, world.north.mayor, held, world.north.municipality)
    assert settle_now(world, held).state == "notice_given"


def test_notice_cannot_be_taken_back_twice(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    settle_now(world, held)
    take_back(world, world.station_chief, notice)
    with pytest.raises(Refusal, match="gjort allerede"):
        take_back(world, world.station_chief, notice)


def test_of_two_notices_at_once_the_one_that_ends_first_counts(world: World, held: Agreement) -> None:
    """Neither party had heard of the other's: both stand, and the agreement ends once."""
    say(world, world.station_chief, held, world.police_unit)
    say(world, world.north.mayor, held, world.north.municipality)
    first = settle_now(world, held)
    with pytest.raises(Refusal, match="allerede sagt opp"):
        say(world, world.north.mayor, held, world.north.municipality)
    with world.inside(world.north.council):
        notices = list(Notice.objects.order_by("recorded_at"))
    take_back(world, world.station_chief, notices[0])
    second = settle_now(world, held)
    assert (first.state, second.state) == ("notice_given", "notice_given")


def test_clock_settles_a_notice_whose_wake_up_was_lost(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    assert clock.due_settlements(timezone.now()) == 1
    assert clock.due_settlements(timezone.now()) == 0
    take_back(world, world.station_chief, notice)
    assert clock.due_settlements(timezone.now()) == 1
    assert clock.due_settlements(timezone.now()) == 0


@pytest.mark.parametrize("who", ["slt", "police_contact", "member", "station_chief"])
def test_only_a_leader_of_the_party_gives_notice(world: World, held: Agreement, who: str) -> None:
    user = world.everybody()[who]
    assert user is not None
    with pytest.raises(Refusal, match="Bare en leder hos parten"):
        say(
            world,
            user,
            held,
            world.north.municipality if who in {"police_contact", "station_chief"} else world.police_unit,
        )


def test_database_itself_knows_who_leads_the_party(world: World, held: Agreement) -> None:
    one = party(world, held, world.north.municipality)
    said: dict[str, Any] = {
        "agreement": held,
        "party": one,
        "given_on": world.today,
        "last_day": world.today,
        "reason": "x",
        "name": "x",
        "recorded_at": timezone.now(),
    }
    for user, method, fault in (
        (world.north.slt, "app", "only a leader"),
        (world.north.mayor, "paper", "row-level security"),
    ):
        with world.acting(user), pytest.raises(DatabaseError, match=fault), transaction.atomic():
            Notice.objects.create(**said, user=user, method=method)


def test_notice_needs_a_reason_and_an_agreement_in_force(world: World, held: Agreement) -> None:
    with pytest.raises(Refusal, match="begrunnelse"):
        say(world, world.station_chief, held, world.police_unit, " ")
    say(world, world.station_chief, held, world.police_unit)
    settle_now(world, held)
    with pytest.raises(Refusal, match="allerede sagt opp"):
        say(world, world.station_chief, held, world.police_unit)


def test_rows_are_kept_as_they_were_written(world: World, held: Agreement) -> None:
    notice = say(world, world.station_chief, held, world.police_unit)
    with (
        world.acting(world.north.slt),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        Notice.objects.filter(pk=notice.pk).update(reason="Noe annet")
    one = party(world, held, world.police_unit)
    with (
        world.acting(world.station_chief),
        pytest.raises(IntegrityError, match="notice_looks_ahead"),
        transaction.atomic(),
    ):
        Notice.objects.create(
            agreement=held,
            party=one,
            method="app",
            given_on=world.today,
            last_day=world.today - datetime.timedelta(days=1),
            reason="x",
            name="x",
            user=world.station_chief,
            recorded_at=timezone.now(),
        )
