"""The guided flow: a municipality is taken in, step by step, and then governs itself."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils.actions import (
    abandon_onboarding,
    answer_step,
    complete_onboarding,
    found_council,
    start_onboarding,
)
from councils.models import Seat
from councils.refusals import Refusal
from councils.starters import FOLDER, StarterError, read, starters
from politirad.tenancy import context
from politirad.tenancy.models import Organization, User
from tests.councils.onboarding_scene import PEOPLE, begin, client, council_of, heroy, onboarding_of, walk  # noqa: F401  (fixtures)
from tests.world import World, person


@pytest.mark.parametrize(
    ("step", "changes", "sentence"),
    [
        ("politi", {"which": "other"}, "Velg enheten i listen."),
        ("politi", {"which": "new", "new_name": "x"}, "Skriv hva enheten heter."),
        (
            "politi",
            {"which": "new", "new_name": "vik politistasjonsdistrikt"},
            "Denne enheten står i registeret.",
        ),
        ("politi", {"which": "register", "new_name": "Vik lensmannsdistrikt"}, "men valgt noe annet øverst"),
        ("politi", {}, "ds-error-summary"),
        ("sprak", {"language": "en", "archive": "municipality"}, "ds-error-summary"),
        ("sprak", {"language": "nb"}, "ds-error-summary"),
        ("personer", PEOPLE | {"slt_coordinator-name": ""}, "Skriv navnet."),
        ("personer", PEOPLE | {"police_contact-email": ""}, "Skriv e-postadressen."),
        ("personer", PEOPLE | {"mayor-email": "oda"}, "ds-error-summary"),
        (
            "personer",
            PEOPLE | {"mayor-email": "siri@heroy.kommune.no"},
            "Adressen står på en annen linje også.",
        ),
        ("personer", PEOPLE | {"mayor-name": "oda@heroy.kommune.no"}, "Skriv navnet her"),
        (
            "personer",
            PEOPLE | {"slt_coordinator-is_administrator": ""},
            "Velg minst én administrator i kommunen.",
        ),
        ("personer", PEOPLE | {"station_chief-name": "En Annen"}, "er registrert allerede"),
        ("personer", PEOPLE | {"police_contact-email": "per@politiet.on"}, "mente du @politiet.no?"),
        (
            "personer",
            PEOPLE
            | {
                "mayor-email": "oda@heroy.komune.no",
                "deputy_mayor-name": "V",
                "deputy_mayor-email": "v@heroy.kommune.no",
            },
            "mente du @heroy.kommune.no?",
        ),
        (
            "personer",
            PEOPLE | {"flere-0-name": "Else", "flere-0-email": "else@heroy.kommune.no"},
            "Velg rolle.",
        ),
        ("rad", {"starter": "noe annet", "name": "X"}, "ds-error-summary"),
        ("rad", {"starter": "police_council", "name": ""}, "ds-error-summary"),
        ("rad", {"starter": "police_council", "name": "X", "founded_year": "87"}, "ds-error-summary"),
    ],
)
def test_bad_answer_is_answered_with_a_sentence_and_not_kept(
    world: World, client: Client, heroy: Organization, step: str, changes: dict[str, Any], sentence: str
) -> None:
    check = walk(client, heroy)
    kept = onboarding_of(world).answers
    answer = client.post(check.replace("kontroll", step), changes)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert onboarding_of(world).answers == kept


def test_odd_address_is_taken_when_it_is_said_to_be_right(
    world: World, client: Client, heroy: Organization
) -> None:
    check = walk(client, heroy)
    odd = PEOPLE | {"police_contact-email": "per@politiet.on", "addresses_right": "on"}
    assert client.post(check.replace("kontroll", "personer"), odd).status_code == 302
    assert "per@politiet.on" in {one["email"] for one in onboarding_of(world).answers["personer"]}


def test_more_rows_keep_what_was_written_and_become_seats_of_their_own(
    world: World, client: Client, heroy: Organization
) -> None:
    check = walk(client, heroy)
    step = check.replace("kontroll", "personer")
    more = PEOPLE | {
        "mayor-name": "Halvferdig",
        "flere-0-role": "director",
        "flere-0-title": "Leder for skole",
        "flere-0-name": "Eli Leder",
        "flere-0-email": "eli@heroy.kommune.no",
    }
    text = client.post(step, more | {"another_row": "1"}).content.decode()
    assert 'name="flere-1-name"' in text and 'value="Halvferdig"' in text and 'value="Eli Leder"' in text
    client.post(step, more | {"mayor-name": "Oda Ordfører", "extra": "2"})
    client.post(check)
    council = council_of(world, heroy)
    with world.inside(council):
        seat = Seat.objects.select_related("office").get(council=council, title="Leder for skole")
        assert seat.office is not None
        assert (seat.office.role_id, seat.office.council_id, seat.side) == (
            "director",
            council.pk,
            "municipality",
        )


def test_municipality_with_a_council_or_under_way_is_refused(
    world: World, client: Client, heroy: Organization
) -> None:
    taken = client.post(reverse("start_onboarding"), {"municipality": str(world.north.municipality.pk)})
    assert "har et politiråd i Politiråd allerede" in taken.content.decode()
    begin(client, heroy)
    again = client.post(reverse("start_onboarding"), {"municipality": str(heroy.pk)})
    assert "Noen er i gang med å ta inn Herøy kommune" in again.content.decode()
    none = client.post(reverse("start_onboarding"), {"municipality": str(world.county.pk)})
    assert "Velg en kommune fra listen." in none.content.decode()


def test_second_administrator_is_told_that_somebody_is_under_way_and_sees_nothing(
    world: World, client: Client, heroy: Organization
) -> None:
    address = begin(client, heroy)
    other = person("system2", "Stig System")
    other.is_system_administrator = True
    other.save()
    with world.acting(other), pytest.raises(Refusal, match="Noen er i gang"):
        start_onboarding(municipality=heroy, by=other, today=world.today)
    assert world.client(other).get(address).status_code == 404
    assert "Herøy" not in world.client(other).get(reverse("onboardings")).content.decode()


def test_council_founded_in_the_meantime_stops_the_end_and_nothing_is_made(
    world: World, client: Client, heroy: Organization
) -> None:
    check = walk(client, heroy)
    with context.entered(context.of_organization(heroy.pk)):
        found_council(owner=heroy, name="Et annet råd", participants=[], today=world.today, by=None)
    text = client.post(check, follow=True).content.decode()
    assert "har fått et politiråd i mellomtiden" in text
    assert not User.objects.filter(email="siri@heroy.kommune.no").exists()
    assert onboarding_of(world).is_open


def test_end_is_reached_once(world: World, client: Client, heroy: Organization) -> None:
    walk(client, heroy)
    onboarding = onboarding_of(world)
    with world.acting(world.system_administrator):
        facts = {"onboarding": onboarding, "by": world.system_administrator}
        complete_onboarding(at=timezone.now(), today=world.today, **facts)
        with pytest.raises(Refusal, match="avsluttet allerede"):
            complete_onboarding(at=timezone.now(), today=world.today, **facts)
        with pytest.raises(Refusal, match="avsluttet allerede"):
            answer_step(step="sprak", answer={}, **facts)


def test_end_without_all_answers_says_what_is_missing(
    world: World, client: Client, heroy: Organization
) -> None:
    begin(client, heroy)
    with world.acting(world.system_administrator), pytest.raises(Refusal, match="Politi, Språk og arkiv"):
        complete_onboarding(
            onboarding=onboarding_of(world),
            at=timezone.now(),
            today=world.today,
            by=world.system_administrator,
        )


def test_abandoned_flow_closes_the_door_and_the_municipality_is_free_again(
    world: World, client: Client, heroy: Organization
) -> None:
    address = begin(client, heroy)
    onboarding = onboarding_of(world)
    leave = reverse("abandon_onboarding", args=[onboarding.pk])
    assert "ds-error-summary" in client.post(leave, {"reason": ""}).content.decode()
    client.post(leave, {"reason": "Kommunen ville vente."})
    assert client.get(address).status_code == 404
    assert "Kommunen ville vente." in client.get(reverse("onboardings")).content.decode()
    with world.acting(world.system_administrator):
        assert heroy.pk not in context.current().organizations
        with pytest.raises(Refusal, match="avsluttet allerede"):
            abandon_onboarding(
                onboarding=onboarding, reason="igjen", at=timezone.now(), by=world.system_administrator
            )
    begin(client, heroy)


def test_administrator_who_is_one_no_longer_loses_the_flow(
    world: World, client: Client, heroy: Organization
) -> None:
    address = begin(client, heroy)
    world.system_administrator.is_system_administrator = False
    world.system_administrator.save()
    assert client.get(address).status_code == 404
    assert client.get(reverse("onboardings")).status_code == 403


@pytest.mark.parametrize("who", ["slt", "administrator", "station_chief", "stranger", "other_slt"])
def test_flow_is_for_system_administrators_only(
    world: World, client: Client, heroy: Organization, who: str
) -> None:
    address = begin(client, heroy)
    visitor = world.client(world.everybody()[who])
    assert visitor.get(reverse("onboardings")).status_code == 403
    assert visitor.get(reverse("start_onboarding")).status_code == 403
    assert visitor.post(reverse("start_onboarding"), {"municipality": str(heroy.pk)}).status_code == 403
    assert visitor.get(address).status_code == 404
    assert visitor.post(address, {"which": "register"}).status_code == 404
    assert visitor.get(reverse("abandon_onboarding", args=[onboarding_of(world).pk])).status_code == 404


def test_beginnings_can_be_meant_in_both_languages() -> None:
    found = starters()
    assert list(found) == ["police_council", "steering_group", "slt_meeting"]
    for starter in found.values():
        for council in starter.councils:
            assert sum(seat.is_chair for seat in council.seats) == 1
            assert sum(seat.is_secretary for seat in council.seats) == 1
            for language in ("nb", "nn"):
                assert council.rules.terms(language).standing_items
    nynorsk = found["slt_meeting"].councils[1].rules.terms("nn")
    assert nynorsk.start_time == datetime.time(12)
    assert "Nytt frå politiet" in nynorsk.standing_items


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("nn: Politiråd, fire møte i året", ""), "name.nn"),
        (("code: police_council", "kode: x"), "code"),
        (("agenda_deadline_days: 7", "agenda_deadline_days: sju"), "councils.0.rules.agenda_deadline_days"),
        (("code: police_council", "code: [x"), "file.yaml"),
        (("          - Eventuelt\n        nn:", "        nn:"), "councils.0.rules.standing_items"),
    ],
)
def test_bad_beginning_names_file_and_place(tmp_path: Any, change: tuple[str, str], place: str) -> None:
    text = (FOLDER / "1_politirad.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    file = tmp_path / "file.yaml"
    file.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(StarterError, match=r"file\.yaml") as error:
        read(file)
    assert place in str(error.value)
