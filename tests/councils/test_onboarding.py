"""The guided flow: a municipality is taken in, step by step, and then governs itself."""

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
from councils.models import Council, Office, Onboarding, Rules, Seat
from councils.onboarding import next_step
from councils.refusals import Refusal
from councils.starters import FOLDER, StarterError, read, starters
from politirad.tenancy import context
from politirad.tenancy.models import Affiliation, AuditEvent, Organization, OutgoingMessage, User
from tests.world import World, person

PEOPLE = {
    "slt_coordinator-name": "Siri Samordner",
    "slt_coordinator-email": "Siri@Heroy.kommune.no",
    "slt_coordinator-is_administrator": "on",
    "police_contact-name": "Per Politikontakt",
    "police_contact-email": "per@politiet.no",
    "mayor-name": "Oda Ordfører",
    "mayor-email": "oda@heroy.kommune.no",
    "extra": "1",
}


@pytest.fixture
def heroy(world: World) -> Organization:
    """The Herøy in Nordland, beside the one in Møre og Romsdal."""
    nordland = Organization.objects.create(kind="county", number="18", name="Nordland fylkeskommune")
    more = Organization.objects.create(kind="county", number="15", name="Møre og Romsdal fylkeskommune")
    Organization.objects.create(kind="municipality", number="1515", name="Herøy kommune", parent=more)
    return Organization.objects.create(
        kind="municipality",
        number="1818",
        name="Herøy kommune",
        parent=nordland,
        station_district=world.police_unit,
        note="Antatt ut fra navnet; sjekk med politiet.",
    )


@pytest.fixture
def client(world: World) -> Client:
    return world.client(world.system_administrator)


def begin(client: Client, municipality: Organization) -> str:
    """Start the flow; returns the address of its first step."""
    answer = client.post(reverse("start_onboarding"), {"municipality": str(municipality.pk)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def onboarding_of(world: World) -> Onboarding:
    with world.acting(world.system_administrator):
        return Onboarding.objects.select_related("organization", "police_unit").latest("started_at")


def walk(client: Client, municipality: Organization, **answers: dict[str, Any]) -> str:
    """Answer every step up to the check; returns the check's address."""
    forms = {
        "politi": {"which": "register"},
        "sprak": {"language": "nb", "archive": "municipality"},
        "personer": PEOPLE,
        "rad": {"starter": "police_council", "name": "Politirådet i Herøy"},
    }
    address = begin(client, municipality)
    for step, form in forms.items():
        assert address.endswith(f"/{step}/")
        answer = client.post(address, answers.get(step, form))
        assert answer.status_code == 302, answer.content.decode()
        address = answer["Location"]
    return address


def council_of(world: World, municipality: Organization) -> Council:
    """The politiråd that was made, seen with the municipality's eyes."""
    slt = User.objects.get(email="siri@heroy.kommune.no")
    with world.acting(slt):
        return Council.objects.get(owner=municipality, kind="police_council")


def test_search_tells_two_municipalities_of_one_name_apart(client: Client, heroy: Organization) -> None:
    text = client.get(reverse("start_onboarding"), {"q": "herøy"}).content.decode()
    assert "Nordland fylkeskommune" in text and "Møre og Romsdal fylkeskommune" in text
    by_number = client.get(reverse("start_onboarding"), {"q": "1818"}).content.decode()
    assert "Nordland" in by_number and "Møre" not in by_number
    assert (
        "Ingen kommune i registeret"
        in client.get(reverse("start_onboarding"), {"q": "Atlantis"}).content.decode()
    )


def test_whole_flow_founds_the_council_and_lets_go_of_it(
    world: World, client: Client, heroy: Organization
) -> None:
    check = walk(client, heroy)
    text = client.get(check).content.decode()
    for words in (
        "Politirådet i Herøy",
        "Siri Samordner",
        "Stine Sjef",
        "er registrert allerede",
        "ubesatt – kan fylles senere",
        "per@politiet.no",
        "Får invitasjon",
        "6 faste saker",
    ):
        assert words in text, words
    done = client.post(check, follow=True).content.decode()
    assert "Politirådet i Herøy er opprettet" in done
    council = council_of(world, heroy)
    with world.inside(council):
        seats = {seat.title: seat for seat in Seat.objects.filter(council=council).select_related("office")}
        assert list(seats) == [
            "Ordfører",
            "Varaordfører",
            "Kommunedirektør",
            "SLT-koordinator",
            "Politistasjonssjef",
            "Politikontakt",
        ]
        assert seats["Varaordfører"].deputy_for_id == seats["Ordfører"].pk
        assert seats["Ordfører"].is_chair and seats["SLT-koordinator"].is_secretary
        shared = {title: seat.office.council_id is None for title, seat in seats.items() if seat.office}
        assert shared == {
            "Ordfører": True,
            "Varaordfører": True,
            "Kommunedirektør": True,
            "SLT-koordinator": False,
            "Politistasjonssjef": True,
            "Politikontakt": False,
        }
        rules = Rules.objects.get(council=council)
        assert (rules.valid_from, rules.agenda_deadline_days) == (world.today, 7)
        assert sorted(OutgoingMessage.objects.values_list("kind", "to_email")) == [
            ("invitation", "oda@heroy.kommune.no"),
            ("invitation", "per@politiet.no"),
            ("invitation", "siri@heroy.kommune.no"),
        ]
        assert AuditEvent.objects.filter(action="complete_onboarding").exists()
    assert council.archive_keeper_id == heroy.pk
    # The system administrator has let go, in the same breath.
    assert client.get(reverse("council", args=[council.pk])).status_code == 404
    assert client.get(check).status_code == 404
    assert client.get(reverse("organization", args=[heroy.pk])).status_code == 404
    with world.acting(world.system_administrator):
        assert not Council.objects.filter(pk=council.pk).exists()
    assert "Fullført" in client.get(reverse("onboardings")).content.decode()
    # The people are in, each with their own rights.
    slt = User.objects.get(email="siri@heroy.kommune.no")
    assert world.client(slt).get(reverse("adopt_rules", args=[council.pk])).status_code == 200
    assert world.client(slt).get(reverse("organization", args=[heroy.pk])).status_code == 200
    assert world.client(world.station_chief).get(reverse("council", args=[council.pk])).status_code == 200
    assert world.client(world.north.slt).get(reverse("council", args=[council.pk])).status_code == 404


def test_flow_with_slt_meeting_in_nynorsk_makes_two_forums_with_shared_offices(
    world: World, client: Client, heroy: Organization
) -> None:
    check = walk(
        client,
        heroy,
        sprak={"language": "nn", "archive": "police"},
        rad={"starter": "slt_meeting", "name": "Politirådet i Herøy", "founded_year": "2009"},
    )
    client.post(check)
    council = council_of(world, heroy)
    assert (council.language, council.founded_year, council.archive_keeper_id) == (
        "nn",
        2009,
        world.police_unit.pk,
    )
    heroy.refresh_from_db()
    assert (heroy.language, heroy.note) == ("nn", "")
    slt = User.objects.get(email="siri@heroy.kommune.no")
    with world.acting(slt):
        child = Council.objects.get(parent=council)
        assert child.name == "SLT-møtet i Herøy"
        mine = Seat.objects.filter(office__holdings__user=slt).order_by("council__kind")
        assert [(seat.council_id, seat.is_secretary) for seat in mine] == [
            (council.pk, True),
            (child.pk, True),
        ]
        assert len({seat.office_id for seat in mine}) == 1
        assert Seat.objects.filter(council=child, title="Skule", office__isnull=True).exists()
        assert Rules.objects.get(council=child).two_part
        letters = OutgoingMessage.objects.filter(to_email=slt.email)
        assert [letter.council_id for letter in letters] == [council.pk]
        assert "Du er invitert" not in letters[0].text or slt.language == "nn"
    page = world.client(slt).get(reverse("council", args=[child.pk])).content.decode()
    assert "Hver 6.–8. uke" in page or "Kvar 6.–8. veke" in page


def test_new_police_unit_is_entered_only_when_all_is_made(
    world: World, client: Client, heroy: Organization
) -> None:
    name = "Herøy og Alstahaug politistasjonsdistrikt"
    check = walk(client, heroy, politi={"which": "new", "new_name": name})
    assert not Organization.objects.filter(name=name).exists()
    assert "Ny i registeret" in client.get(check).content.decode()
    client.post(check)
    unit = Organization.objects.get(name=name)
    heroy.refresh_from_db()
    assert heroy.station_district_id == unit.pk
    with context.entered(context.of_organization(unit.pk)):
        assert Affiliation.objects.filter(user__email="per@politiet.no").exists()
        assert Office.objects.filter(
            organization=unit, role_id="station_chief", council__isnull=True
        ).exists()


def test_flow_is_taken_up_again_where_it_was_left(world: World, client: Client, heroy: Organization) -> None:
    address = begin(client, heroy)
    answer = client.post(address, {"which": "register", "later": "1"})
    assert answer["Location"] == reverse("onboardings")
    text = client.get(reverse("onboardings")).content.decode()
    assert "Neste steg: Språk og arkiv" in text
    onboarding = onboarding_of(world)
    assert next_step(onboarding) == "sprak"
    ahead = client.get(reverse("onboarding_step", args=[onboarding.pk, "kontroll"]))
    assert ahead["Location"] == reverse("onboarding_step", args=[onboarding.pk, "sprak"])
    assert client.get(reverse("onboarding_step", args=[onboarding.pk, "politi"])).status_code == 200
    assert client.get(reverse("onboarding_step", args=[onboarding.pk, "tull"])).status_code == 404


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
