"""Organisations that take part: added, ended with all that follows, and taken back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agreements.models import Party
from councils.actions import add_seat, appoint, open_office
from councils.clock import due_memberships
from councils.models import Participant, Role, Seat
from politirad.tenancy import context
from politirad.tenancy.models import AuditEvent, Organization, User
from tests.agreements.drafts import draft
from tests.councils.seats_scene import OUTSIDERS, READERS, new_seat
from tests.world import World, person

DAY = datetime.timedelta(days=1)


def no(day: datetime.date) -> str:
    """A date as people write it."""
    return f"{day:%d.%m.%Y}"


def participation(world: World, organization: Organization) -> Participant:
    """The organisation's latest time in the north council."""
    with world.acting(world.north.administrator):
        found = Participant.objects.select_related("organization").filter(
            council=world.north.council, organization=organization
        )
        return found.order_by("-valid_to", "-valid_from")[0]


def add(world: World, organization: Organization, **changes: Any) -> Any:
    """Post the form of an organisation in the register, as the administrator."""
    address = reverse("add_registered", args=[world.north.council.pk, organization.pk])
    form = {"side": "county", "valid_from": no(world.today), **changes}
    return world.client(world.north.administrator).post(address, form, follow=True)


def seated(world: World, organization: Organization, title: str = "Fylkesdirektør") -> User:
    """Somebody of the organisation with a seat in the north council."""
    newcomer = person(f"ny{organization.number}", "Nora Ny")
    with world.acting(world.north.administrator):
        office = open_office(
            organization=organization,
            council=world.north.council,
            role=Role.objects.get(code="county_director"),
            title=title,
            by=world.north.administrator,
        )
        add_seat(
            council=world.north.council,
            title=title,
            office=office,
            valid_from=participation(world, organization).valid_from,
            by=world.north.administrator,
            today=world.today,
        )
        appoint(
            office=office,
            user=newcomer,
            valid_from=world.today,
            by=world.north.administrator,
            today=world.today,
        )
    return newcomer


def end_page(world: World, organization: Organization) -> tuple[str, Any]:
    """The page that ends the organisation's time, and its form's values as a browser would send them."""
    one = participation(world, organization)
    address = reverse("end_participation", args=[world.north.council.pk, one.pk])
    form = world.client(world.north.administrator).get(address).context["form"]
    return address, {"on": no(world.today), "seen": form["seen"].value()}


def sees(world: World, user: User) -> int:
    """How the council's page answers the person."""
    return world.client(user).get(reverse("council", args=[world.north.council.pk])).status_code


def sees_on(user: User, day: datetime.date, world: World) -> bool:
    """Whether the database opens the council to the person on a day."""
    return world.north.council.pk in context.of_user(user.pk, today=day).councils


def test_search_finds_every_kind_and_says_who_is_there(world: World) -> None:
    client = world.client(world.north.administrator)
    address = reverse("add_participant", args=[world.north.council.pk])
    for words, found in (("viken", "Viken testfylkeskommune"), ("9902", "Sørvik kommune")):
        assert found in client.get(address, {"q": words}).content.decode()
    police = client.get(address, {"q": "Vik", "type": "police_station_district"}).content.decode()
    assert "er med" in police and "Viken" not in police
    assert "Ingen i registeret har «Atlantis»" in client.get(address, {"q": "Atlantis"}).content.decode()


def test_added_organisation_takes_part_and_its_people_see_the_council_with_a_seat(world: World) -> None:
    page = add(world, world.county).content.decode()
    assert "Viken testfylkeskommune er lagt til." in page
    newcomer = person("fylke", "Fia Fylke")
    assert sees(world, newcomer) == 404
    director = seated(world, world.county)
    assert sees(world, director) == 200
    council = world.client(world.north.member).get(reverse("council", args=[world.north.council.pk]))
    assert "Viken testfylkeskommune" in council.content.decode()
    with world.acting(world.north.administrator):
        event = AuditEvent.objects.get(action="add_participant")
        assert (event.subject_name, event.facts["side"]) == ("Viken testfylkeskommune", "county")


def test_seats_of_a_coming_participant_open_the_council_from_its_first_day(world: World) -> None:
    begins = world.today + 30 * DAY
    add(world, world.county, valid_from=no(begins))
    director = seated(world, world.county)
    assert [sees_on(director, begins - DAY, world), sees_on(director, begins, world)] == [False, True]
    client = world.client(world.north.administrator)
    form = new_seat(organization=world.county.pk, role="member", title="Rådgiver", valid_from=no(world.today))
    answer = client.post(reverse("add_seat", args=[world.north.council.pk]), form)
    assert "La plassen gjelde fra den dagen eller senere." in answer.content.decode()


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
    ("changes", "sentence"),
    [
        ({"valid_from": "i morgen"}, "Skriv datoen som"),
        ({"valid_from": ""}, "Fra og med"),
        ({"valid_from": "1.1.1066"}, "Skriv et år mellom"),
        ({"side": "venstre"}, "Side av bordet"),
    ],
)
def test_bad_addition_is_answered_with_a_sentence(
    world: World, changes: dict[str, str], sentence: str
) -> None:
    text = add(world, world.county, **changes).content.decode()
    assert "ds-error-summary" in text and sentence in text
    for value in changes.values():
        assert value == "venstre" or f'value="{value}"' in text or not value
    with world.acting(world.north.administrator):
        assert not Participant.objects.filter(organization=world.county).exists()


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


def test_mistaken_addition_is_taken_back_and_one_with_seats_is_not(world: World) -> None:
    add(world, world.south.municipality, side="municipality")
    client = world.client(world.north.administrator)
    mistake = participation(world, world.south.municipality)
    address, _form = end_page(world, world.south.municipality)
    assert "Ble den lagt til ved en feil?" in client.get(address).content.decode()
    gone = client.post(
        reverse("remove_participant", args=[world.north.council.pk, mistake.pk]), follow=True
    ).content.decode()
    assert "Sørvik kommune er tatt ut igjen." in gone
    unit = participation(world, world.police_unit)
    kept = client.post(
        reverse("remove_participant", args=[world.north.council.pk, unit.pk]), follow=True
    ).content.decode()
    assert "har hatt plasser i rådet" in kept
    with world.acting(world.north.administrator):
        assert not Participant.objects.filter(organization=world.south.municipality).exists()
        assert Participant.objects.filter(pk=unit.pk).exists()
        assert AuditEvent.objects.get(action="remove_participant").subject_name == "Sørvik kommune"


def test_organisation_outside_the_register_is_entered_once(world: World) -> None:
    client = world.client(world.north.administrator)
    address = reverse("add_unregistered", args=[world.north.council.pk])
    form = {"name": " Natteravnene   Nordvik ", "side": "other", "valid_from": no(world.today)}
    assert "Natteravnene Nordvik er lagt til." in client.post(address, form, follow=True).content.decode()
    assert (
        "er med i rådet allerede"
        in client.post(address, form | {"name": "natteravnene nordvik"}).content.decode()
    )
    assert Organization.objects.filter(kind="other", name__iexact="natteravnene nordvik").count() == 1
    for name, sentence in (("Vi", "Skriv hva organisasjonen heter."), ("Sørvik kommune", "Søk etter den")):
        text = client.post(address, form | {"name": name}).content.decode()
        assert sentence in text and f'value="{name}"' in text


def test_side_of_the_table_follows_to_the_seats(world: World) -> None:
    add(world, world.county, side="municipality")
    client = world.client(world.north.administrator)
    client.post(
        reverse("add_seat", args=[world.north.council.pk]),
        new_seat(organization=world.county.pk, role="member", title="Rådgiver"),
    )
    with world.acting(world.north.administrator):
        assert Seat.objects.get(title="Rådgiver").side == "municipality"


def test_database_keeps_an_organisations_periods_apart(world: World) -> None:
    add(world, world.county)
    with (
        world.acting(world.north.administrator),
        pytest.raises(IntegrityError, match="participant_periods_apart"),
        transaction.atomic(),
    ):
        Participant.objects.create(
            council=world.north.council, organization=world.county, valid_from=world.today + 90 * DAY
        )
    with (
        world.acting(world.north.administrator),
        pytest.raises(IntegrityError, match="participant_period"),
        transaction.atomic(),
    ):
        Participant.objects.create(
            council=world.north.council,
            organization=world.south.municipality,
            valid_from=world.today,
            valid_to=world.today - DAY,
        )


@pytest.mark.parametrize("who", ["slt", *READERS, *OUTSIDERS])
def test_nobody_else_adds_ends_or_takes_back(world: World, who: str) -> None:
    code = 404 if who in OUTSIDERS else 403
    council, unit = world.north.council.pk, participation(world, world.police_unit)
    client = world.client(world.everybody()[who])
    for name, arguments, form in (
        ("add_registered", [council, world.county.pk], {"side": "county", "valid_from": no(world.today)}),
        ("add_unregistered", [council], {"name": "Ny", "side": "other", "valid_from": no(world.today)}),
        ("end_participation", [council, unit.pk], {"on": no(world.today), "seen": "x"}),
        ("remove_participant", [council, unit.pk], {}),
    ):
        assert client.post(reverse(name, args=arguments), form).status_code == code, name
    assert participation(world, world.police_unit).valid_to is None
    assert client.get(reverse("participants", args=[council])).status_code == (404 if code == 404 else 200)


def test_participant_of_another_council_is_not_found(world: World) -> None:
    with world.acting(world.south.administrator):
        other = Participant.objects.filter(council=world.south.council)[0]
    client = world.client(world.north.administrator)
    for name in ("end_participation", "remove_participant"):
        address = reverse(name, args=[world.north.council.pk, other.pk])
        assert client.post(address).status_code == 404
