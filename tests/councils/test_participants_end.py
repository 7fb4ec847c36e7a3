"""An organisation's time in a council ends: with its seats, for its people, and with the history left standing."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from agreements.models import Party
from councils.actions import add_seat
from councils.clock import due_memberships
from councils.models import Participant, Seat
from politirad.tenancy import context
from politirad.tenancy.models import AuditEvent
from tests.agreements.drafts import draft
from tests.councils.participants_scene import DAY, add, end_page, no, participation, seated, sees, sees_on
from tests.world import World


def test_even_a_seat_that_is_open_too_long_closes_with_the_participation(world: World) -> None:
    """The wall and the groups ask for the participation themselves, whatever the seat says."""
    add(world, world.county)
    director = seated(world, world.county)
    with world.acting(world.north.administrator):
        Participant.objects.filter(organization=world.county).update(
            valid_from=world.today - 9 * DAY, valid_to=world.today - DAY
        )
        assert Seat.objects.get(title="Fylkesdirektør").valid_to is None
    assert sees_on(director, world.today, world) is False
    due_memberships(datetime.datetime.combine(world.today, datetime.time(12), datetime.UTC))
    assert not director.groups.exists()


def test_ended_organisation_loses_sight_and_the_others_keep_the_history(world: World) -> None:
    add(world, world.county, valid_from=no(world.today - 60 * DAY))
    director = seated(world, world.county)
    address, form = end_page(world, world.county)
    page = world.client(world.north.administrator).get(address).content.decode()
    assert "Fylkesdirektør" in page and "Nora Ny" in page and "Avtaler står som de er signert." in page
    last = world.today + 5 * DAY
    answer = world.client(world.north.administrator).post(address, form | {"on": no(last)}, follow=True)
    assert "Viken testfylkeskommune er med i rådet til og med" in answer.content.decode()
    with world.acting(world.north.administrator):
        assert Seat.objects.get(title="Fylkesdirektør").valid_to == last
        assert AuditEvent.objects.get(action="end_participation").facts["seats"] == 1
        assert AuditEvent.objects.filter(action="end_seat").count() == 1
    assert sees(world, director) == 200
    assert [sees_on(director, day, world) for day in (last, last + DAY)] == [True, False]
    with world.acting(world.north.administrator):
        Seat.objects.filter(title="Fylkesdirektør").update(valid_to=world.today - DAY)
        Participant.objects.filter(organization=world.county).update(valid_to=world.today - DAY)
    due_memberships(datetime.datetime.combine(world.today, datetime.time(12), datetime.UTC))
    assert not director.groups.exists()
    assert sees(world, director) == 404
    member = world.client(world.north.member)
    here = reverse("council", args=[world.north.council.pk])
    assert "Viken testfylkeskommune" not in member.get(here).content.decode()
    then = member.get(here, {"dato": (world.today - 2 * DAY).isoformat()}).content.decode()
    assert "Viken testfylkeskommune" in then and "Fylkesdirektør" in then
    listed = member.get(reverse("participants", args=[world.north.council.pk])).content.decode()
    assert "Har vært med" in listed and "Viken testfylkeskommune" in listed


def test_ended_police_unit_takes_deputies_and_seats_along_and_stays_a_party(world: World) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world)
        parties = set(Party.objects.filter(agreement=agreement).values_list("organization", flat=True))
        deputy_for = Seat.objects.get(council=world.north.council, title="Politistasjonssjef")
        deputy = add_seat(
            council=world.north.council,
            title="Stedfortreder",
            kind="deputy",
            deputy_for=deputy_for,
            organization=world.north.municipality,
            by=world.north.slt,
            today=world.today,
        )
    address, form = end_page(world, world.police_unit)
    world.client(world.north.administrator).post(address, form)
    with world.acting(world.north.administrator):
        going_on = Seat.objects.filter(council=world.north.council, valid_to__isnull=True)
        assert not going_on.filter(office__organization=world.police_unit).exists()
        assert Seat.objects.get(pk=deputy.pk).valid_to == world.today
    with world.acting(world.north.slt):
        assert parties == set(
            Party.objects.filter(agreement=agreement).values_list("organization", flat=True)
        )
        assert world.police_unit.pk in parties
    assert sees_on(world.station_chief, world.today + DAY, world) is False
    assert world.south.council.pk in context.of_user(world.station_chief.pk, today=world.today + DAY).councils


def test_last_day_can_be_moved_and_the_seats_follow(world: World) -> None:
    add(world, world.county)
    seated(world, world.county)
    for days in (10, 20):
        address, form = end_page(world, world.county)
        world.client(world.north.administrator).post(address, form | {"on": no(world.today + days * DAY)})
        with world.acting(world.north.administrator):
            assert Seat.objects.get(title="Fylkesdirektør").valid_to == world.today + days * DAY
    with world.acting(world.north.administrator):
        later = add_seat(
            council=world.north.council,
            title="Enda en",
            organization=world.county,
            by=world.north.administrator,
            today=world.today,
        )
        assert later.valid_to == world.today + 20 * DAY


def test_an_organisation_can_come_back(world: World) -> None:
    add(world, world.county, valid_from=no(world.today - 60 * DAY))
    seated(world, world.county)
    address, form = end_page(world, world.county)
    world.client(world.north.administrator).post(address, form)
    assert "er med til og med" in add(world, world.county).content.decode()
    again = add(world, world.county, valid_from=no(world.today + DAY)).content.decode()
    assert "er lagt til" in again and "Kommer" in again
    with world.acting(world.north.administrator):
        assert Participant.objects.filter(organization=world.county).count() == 2


@pytest.mark.parametrize(
    ("on", "sentence"),
    [("snart", "Skriv datoen som"), ("1.1.2001", "Siste dag kan ikke være før første dag.")],
)
def test_bad_last_day_is_answered_with_a_sentence(world: World, on: str, sentence: str) -> None:
    add(world, world.county)
    address, form = end_page(world, world.county)
    text = world.client(world.north.administrator).post(address, form | {"on": on}).content.decode()
    assert sentence in text and f'value="{on}"' in text
    assert participation(world, world.county).valid_to is None


def test_last_day_before_a_coming_seat_is_refused(world: World) -> None:
    add(world, world.county)
    with world.acting(world.north.administrator):
        add_seat(
            council=world.north.council,
            title="Kommer senere",
            organization=world.county,
            valid_from=world.today + 40 * DAY,
            by=world.north.administrator,
            today=world.today,
        )
    address, form = end_page(world, world.county)
    text = world.client(world.north.administrator).post(address, form).content.decode()
    assert "Plassen «Kommer senere» begynner først" in text
    assert participation(world, world.county).valid_to is None


def test_who_ends_first_is_heard_and_the_second_is_told(world: World) -> None:
    add(world, world.county)
    seated(world, world.county)
    address, form = end_page(world, world.county)
    client = world.client(world.north.administrator)
    client.post(address, form | {"on": no(world.today + 9 * DAY)})
    answer = client.post(address, form | {"on": no(world.today + 3 * DAY)})
    text = answer.content.decode()
    assert "Noe er endret etter at du åpnet siden." in text
    assert f'value="{no(world.today + 3 * DAY)}"' in text
    assert participation(world, world.county).valid_to == world.today + 9 * DAY
    seen = answer.context["form"]["seen"].value()
    client.post(address, form | {"on": no(world.today + 3 * DAY), "seen": seen})
    assert participation(world, world.county).valid_to == world.today + 3 * DAY


def test_a_seat_added_meanwhile_is_shown_before_it_ends(world: World) -> None:
    add(world, world.county)
    address, form = end_page(world, world.county)
    seated(world, world.county)
    text = world.client(world.north.administrator).post(address, form).content.decode()
    assert "Noe er endret etter at du åpnet siden." in text and "Nora Ny" in text
    assert participation(world, world.county).valid_to is None


def test_owner_and_archive_keeper_stay(world: World) -> None:
    address, form = end_page(world, world.north.municipality)
    text = world.client(world.north.administrator).post(address, form).content.decode()
    assert "Nordvik kommune eier rådet og kan ikke tas ut." in text
    with world.acting(world.north.administrator):
        world.north.council.archive_keeper = world.police_unit
        world.north.council.save(update_fields=["archive_keeper"])
    address, form = end_page(world, world.police_unit)
    text = world.client(world.north.administrator).post(address, form).content.decode()
    assert "har arkivansvaret. Velg en annen arkivansvarlig" in text
    assert participation(world, world.police_unit).valid_to is None
