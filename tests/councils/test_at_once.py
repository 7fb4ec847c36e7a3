"""Two people at the same moment, in two connections: one is first, the other gets a sentence."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.utils import timezone

from councils.actions import (
    CouncilFacts,
    accept_invitation,
    add_participant,
    adopt_rules,
    change_council,
    complete_onboarding,
    found_council,
    invite_person,
    seat_person,
    set_administrator,
    start_onboarding,
)
from councils.actions.rules import RulesTerms
from councils.invitations import LIFE, Invitation, LinkError, make_token
from councils.models import Council, OfficeHolding, Onboarding, Rules, Seat
from councils.refusals import Refusal
from politirad.tenancy import context
from politirad.tenancy.models import Affiliation, Organization, User
from tests.world import World, affiliate, person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do each deed in a thread and connection of its own, starting together; what each gave or raised."""
    outcomes: list[object] = [None] * len(deeds)
    barrier = threading.Barrier(len(deeds))

    def run(place: int, deed: Callable[[], object]) -> None:
        try:
            barrier.wait(10)
            outcomes[place] = deed()
        except (Refusal, LinkError) as refused:
            outcomes[place] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def refusals(outcomes: list[object]) -> list[str]:
    """The sentences of those who came second."""
    return [str(one) for one in outcomes if isinstance(one, (Refusal, LinkError))]


def test_two_administrators_take_the_same_municipality(world: World) -> None:
    free = Organization.objects.create(kind="municipality", number="9903", name="Østvik kommune")
    second = person("system2", "Stig System")
    second.is_system_administrator = True
    second.save()

    def start(by: User) -> Callable[[], object]:
        def deed() -> object:
            with world.acting(by):
                return start_onboarding(municipality=free, by=by, today=world.today)

        return deed

    outcomes = at_once(start(world.system_administrator), start(second))
    assert refusals(outcomes) == ["Noen er i gang med å ta inn Østvik kommune."]
    assert sum(isinstance(one, Onboarding) for one in outcomes) == 1


def test_flow_is_completed_twice_at_once(world: World) -> None:
    free = Organization.objects.create(
        kind="municipality", number="9903", name="Østvik kommune", station_district=world.police_unit
    )
    by = world.system_administrator
    with world.acting(by):
        onboarding = start_onboarding(municipality=free, by=by, today=world.today)
        named = {"title": "x", "is_administrator": True}
        onboarding.answers = {
            "politi": {"which": "register", "new_name": ""},
            "sprak": {"language": "nb", "archive": "municipality"},
            "personer": [
                {**named, "role": "slt_coordinator", "name": "Siri", "email": "siri@ostvik.example"},
                {**named, "role": "police_contact", "name": "Per", "email": "per@politi.example"},
            ],
            "rad": {"starter": "police_council", "name": "Politirådet i Østvik", "founded_year": None},
        }
        onboarding.police_unit = world.police_unit
        onboarding.save()

    def deed() -> object:
        with world.acting(by):
            return complete_onboarding(onboarding=onboarding, at=timezone.now(), today=world.today, by=by)

    outcomes = at_once(deed, deed)
    assert refusals(outcomes) == ["Innføringen er avsluttet allerede."]
    with context.entered(context.of_organization(free.pk)):
        made = next(one for one in outcomes if isinstance(one, Council))
    with world.inside(made):
        assert Council.objects.filter(owner=free).count() == 1


def test_two_successors_are_named_from_the_same_day(world: World) -> None:
    with world.acting(world.north.slt):
        office = (
            Seat.objects.select_related("office__organization")
            .get(council=world.north.council, title="Ordfører")
            .office
        )
    assert office is not None
    day = world.today + datetime.timedelta(days=10)

    def name(address: str) -> Callable[[], object]:
        def deed() -> object:
            with world.acting(world.north.slt):
                return seat_person(
                    office=office,
                    council=world.north.council,
                    email=address,
                    name=address,
                    valid_from=day,
                    succeeds=True,
                    by=world.north.slt,
                    at=timezone.now(),
                    today=world.today,
                )

        return deed

    outcomes = at_once(name("en@example.test"), name("to@example.test"))
    assert len(refusals(outcomes)) == 1
    with world.acting(world.north.slt):
        assert OfficeHolding.objects.filter(office=office, valid_from=day).count() == 1
        assert OfficeHolding.objects.filter(office=office, valid_to__isnull=True).count() == 1


def test_link_is_used_twice_at_once(world: World) -> None:
    with world.acting(world.north.slt):
        user = invite_person(
            email="ny@example.test",
            name="Ny",
            council=world.north.council,
            by=world.north.slt,
            at=timezone.now(),
        )
    token = make_token(
        Invitation(user=user, expires=timezone.now() + LIFE, council_id=world.north.council.pk)
    )

    def accept(name: str) -> Callable[[], object]:
        def deed() -> object:
            with context.entered(context.Context()):
                return accept_invitation(
                    token=token,
                    name=name,
                    password=f"{name} og noe mer",
                    at=timezone.now(),
                    today=world.today,
                )

        return deed

    outcomes = at_once(accept("Den ene"), accept("Den andre"))
    assert refusals(outcomes) == ["used"]
    user.refresh_from_db()
    assert user.check_password(f"{user.name} og noe mer")


def test_two_administrators_remove_each_other(world: World) -> None:
    organization = world.north.municipality
    first, second = world.north.administrator, person("ad2", "Arne Administrator")
    with context.entered(context.of_organization(organization.pk)):
        affiliate(second, organization, administrator=True)
        rows = {
            one.user_id: one
            for one in Affiliation.objects.select_related("user", "organization").filter(
                organization=organization, is_administrator=True
            )
        }

    def remove(whom: User, by: User) -> Callable[[], object]:
        def deed() -> object:
            with world.acting(by):
                return set_administrator(
                    affiliation=rows[whom.pk],
                    to=False,
                    by=by,
                    today=world.today,
                )

        return deed

    outcomes = at_once(remove(second, first), remove(first, second))
    assert len(refusals(outcomes)) == 1
    with context.entered(context.of_organization(organization.pk)):
        assert Affiliation.objects.filter(organization=organization, is_administrator=True).count() == 1


def test_first_rules_are_written_twice_at_once(world: World) -> None:
    with world.acting(world.north.slt):
        world.north.council.rules.all().delete()

    def deed() -> object:
        with world.acting(world.north.slt):
            return adopt_rules(
                council=world.north.council, terms=RulesTerms(), valid_from=world.today, by=world.north.slt
            )

    outcomes = at_once(deed, deed)
    assert all(
        isinstance(one, Rules) for one in outcomes
    )  # in turn: the later replaces the earlier of the same day
    with world.acting(world.north.slt):
        assert world.north.council.rules.count() == 1


def test_two_administrators_change_the_council(world: World) -> None:
    by, council = world.north.administrator, world.north.council

    def rename(name: str) -> Callable[[], object]:
        def deed() -> object:
            with world.acting(by):
                facts = CouncilFacts(
                    name=name,
                    kind=council.kind,
                    level=council.level,
                    parent_id=None,
                    language=council.language,
                    archive_keeper_id=council.archive_keeper_id,
                    purpose=council.purpose,
                    founded_year=council.founded_year,
                )
                return change_council(council=council, facts=facts, version=0, by=by)

        return deed

    outcomes = at_once(rename("Rådet A"), rename("Rådet B"))
    assert refusals(outcomes) == ["Noen andre har endret rådet etter at du åpnet siden."]
    with world.inside(council):
        stored = Council.objects.get(pk=council.pk)
        assert (stored.version, stored.name) == (1, ("Rådet A", "Rådet B")[outcomes.index(["name"])])


def test_the_same_organisation_is_added_twice_at_once(world: World) -> None:
    by, council = world.north.administrator, world.north.council

    def deed() -> object:
        with world.acting(by):
            return add_participant(
                council=council,
                organization=world.county,
                side="county",
                valid_from=world.today,
                by=by,
                today=world.today,
            )

    outcomes = at_once(deed, deed)
    assert refusals(outcomes) == ["Viken testfylkeskommune er med i rådet allerede."]
    with world.inside(council):
        assert council.participants.filter(organization=world.county).count() == 1


def test_two_councils_are_put_below_each_other_at_once(world: World) -> None:
    by = world.north.administrator
    with world.acting(by):
        other = found_council(
            owner=world.north.municipality, name="Det andre", participants=[], today=world.today, by=by
        )

    def below(lower: Council, upper: Council) -> Callable[[], object]:
        def deed() -> object:
            with world.acting(by):
                facts = CouncilFacts(
                    name=lower.name,
                    kind=lower.kind,
                    level=lower.level,
                    parent_id=upper.pk,
                    language=lower.language,
                    archive_keeper_id=None,
                    purpose="",
                    founded_year=None,
                )
                return change_council(council=lower, facts=facts, version=0, by=by)

        return deed

    outcomes = at_once(below(other, world.north.council), below(world.north.council, other))
    assert refusals(outcomes) == ["Det overordnede forumet ligger selv under dette rådet. Velg et annet."]
