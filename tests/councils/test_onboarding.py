"""The guided flow: a municipality is taken in, step by step, and then governs itself."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

from django.test import Client
from django.urls import reverse

from councils.models import Council, Office, Rules, Seat
from councils.onboarding_steps import next_step
from politirad.tenancy import context
from politirad.tenancy.models import Affiliation, AuditEvent, Organization, OutgoingMessage, User
from tests.councils.onboarding_scene import begin, client, council_of, heroy, onboarding_of, walk  # noqa: F401  (fixtures)
from tests.world import World


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
