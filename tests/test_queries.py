"""No page asks the database more often for thirty rows than for one, and none more than fifteen times.

Every address of tests/doors.py that answers a GET is visited, by somebody who may come in. An address with a rule of
its own needs a line in OTHER_WAYS; a table whose rows are not multiplied in tests/rows.py needs one in FEW.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement
from councils.invitations import LIFE, Invitation, make_token
from councils.models import Office, OfficeHolding, Onboarding
from meetings.actions.feeds import SALT, make_feed
from meetings.calling import answer_secret
from meetings.models import Action, AgendaItem, Invitee
from meetings.secret_links import secret_of
from politirad.tenancy.models import Affiliation, ElectionDay, Organization, User
from tests import test_doors
from tests.again import MORE
from tests.agreements.doors import NOTICES, OF_ONE_PARTY, REGISTER
from tests.agreements.drafts import frozen
from tests.agreements.rows import an_open_hearing
from tests.doors import COUNCIL_DOORS, ORGANIZATION_DOORS, OTHER_DOORS, OWN_DOORS, PUBLIC_DOORS, WHO
from tests.meetings.doors import SCHOOLS_LINK
from tests.queries import MOST, asked
from tests.rows import multiply
from tests.test_doors import arguments, keys
from tests.world import World

#: Tables with fewer than thirty rows after `multiply`, and why.
FEW = {
    "councils.Role": "the catalogue of roles, the same for everybody",
    "councils.CouncilGroup": "one a role of the catalogue",
    "councils.CouncilUserPermission": "stays empty: rights are given to groups",
    "councils.Onboarding": "behind its own wall: only the one who conducts it sees it; see `onboarding` below",
    "councils.Declaration": "one a member",
    "meetings.PublishingCouncil": "one a council",
    "meetings.PublishedMinutes": "one a meeting: tests/meetings/test_public_minutes.py has many",
    "agreements.AgreementGroup": "three an agreement",
    "agreements.AgreementUserPermission": "stays empty: rights are given to groups",
    "agreements.AgreementData": "one a signed version",
    "agreements.AgreementPolicy": "one a council",
    "agreements.Decline": "one ends the round",
    "meetings.EvaluationForm": "one for the year and one for a meeting",
    "meetings.EvaluationAnswer": "one a member: tests/meetings/test_evaluations.py has many",
    "meetings.UpwardReport": "one a meeting, and no page lists them",
    "meetings.Handover": "the newest ten are shown: tests/meetings/test_handover.py has many",
    "meetings.MailReply": "what a mailbox has taken in, one a letter; pages show the answer on its invitee",
    "agreements.Round": "one is open at a time",
    "agreements.SignOff": "one a line of a frozen text: tests/agreements/test_pages.py has many",
    "agreements.Notice": "one ends the agreement",
    "agreements.Publication": "one an agreement: tests/agreements/test_register_pages.py has many",
    "agreements.RegisterMember": "one an organisation",
    "agreements.Support": "the agreements that one supports, hardly ever more than three",
    "meetings.MinutesVersion": "two or three in the life of one meeting's minutes",
}
#: More addresses of doors whose page shows more for a question in the address.
ASKED_FOR = {
    "search": ["?q=sak", "?q=mange"],
    "meetings": ["?vis=tidligere"],
    "follow_up": ["?vis=alle", "?vis=lukket"],
    "councils": ["?dato=2024-06-01"],
    "council": ["?dato=2024-06-01"],
}
#: These only take a deed, though they have a rule of their own.
DEEDS = {
    "make_personal_feed",
    "remove_feed",
    "remove_school_holiday",
    "abandon_onboarding",
    *OF_ONE_PARTY,
    "answer_own",
    "renew_invitation",
    "propose_together",
    "approve_together",
    "receive_reply",
    "remove_proposal_file",
    "election_remove",
}
#: Visited by the test of their own that tests/doors.py names, with rows that only it can make.
ELSEWHERE = {
    *SCHOOLS_LINK,
    "public_council",
    "public_minutes_of",
    *REGISTER,
    "together",
    *NOTICES,
}
#: These hand out one file, and show no rows.
FILES = {
    "public_minutes_pdf",
    "register_pdf",
    "register_text",
    "together_calendar",
    "answer_pack",
    "answer_paper",
    "proposal_file",
}


def new_agreement(world: World) -> tuple[User | None, dict[str, Any]]:
    return world.north.slt, {}


def signing(world: World) -> tuple[User | None, dict[str, Any]]:
    with world.acting(world.north.slt):
        return world.north.mayor, {"agreement_id": frozen(world).agreement_id}


def signing_line(world: World) -> tuple[User | None, dict[str, Any]]:
    with world.acting(world.north.slt):
        agreement = frozen(world).agreement
        slot = agreement.slots.get(planned_user=world.north.mayor)
        return world.north.mayor, {"agreement_id": agreement.pk, "slot_id": slot.pk}


def with_a_code(world: World) -> tuple[User | None, dict[str, Any]]:
    with world.acting(world.north.slt):
        return None, {"code": frozen(world).version.sha256}


def own_proposal(world: World) -> tuple[User | None, dict[str, Any]]:
    return world.north.member, {"proposal_id": test_doors.meeting_scene(world)["proposal_id"]}


def answering(world: World) -> tuple[User | None, dict[str, Any]]:
    meeting_id = test_doors.meeting_scene(world)["ahead"]["meeting_id"]
    with world.inside(world.north.council):
        invitee = Invitee.objects.get(meeting_id=meeting_id, user=world.north.member)
    return None, {"secret": answer_secret(invitee)}


def subscribing(world: World) -> tuple[User | None, dict[str, Any]]:
    with world.acting(world.north.slt):
        feed = make_feed(council=None, by=world.north.slt, at=timezone.now())
    return None, {"secret": secret_of(SALT, feed.pk)}


def invited(world: World) -> tuple[User | None, dict[str, Any]]:
    user = User.objects.create_user(f"ny.{User.objects.count()}@example.test", None, name="Nina Ny")
    link = Invitation(user, timezone.now() + LIFE, council_id=world.north.council.pk)
    return None, {"token": make_token(link)}


def conducting(world: World) -> tuple[User | None, dict[str, Any]]:
    """The first call begins one; a later one has as many as there are municipalities beside it."""
    conductor = world.system_administrator
    with world.acting(conductor):
        open_ones = set(Onboarding.objects.values_list("organization_id", flat=True))
        rest = Organization.objects.filter(kind="municipality", number__gte="8000").exclude(pk__in=open_ones)
        Onboarding.objects.bulk_create(
            Onboarding(organization=one, conducted_by=conductor, police_unit=world.police_unit)
            for one in rest
        )
        first = Onboarding.objects.order_by("started_at")[0]
    return conductor, {"onboarding_id": first.pk, "step": "politi"}


def system(world: World) -> tuple[User | None, dict[str, Any]]:
    return world.system_administrator, {}


def electing(world: World, more: int = 1) -> tuple[User | None, dict[str, Any]]:
    """So many more election days than there were."""
    last = ElectionDay.objects.order_by("date").last()
    first = (last.date.year if last else world.today.year) + 1
    days = [datetime.date(year, 9, 13) for year in range(first, first + more)]
    ElectionDay.objects.bulk_create(ElectionDay(date=day) for day in days)
    return world.system_administrator, {"day": days[0].isoformat()}


#: Addresses with a rule of their own: who comes, and what stands in the address.
OTHER_WAYS: dict[str, Callable[[World], tuple[User | None, dict[str, Any]]]] = {
    "new_agreement": new_agreement,
    "agreement_sign": signing,
    "agreement_sign_line": signing_line,
    "agreement_decline": signing_line,
    "feed": subscribing,
    "verify_code": with_a_code,
    "proposal": own_proposal,
    "answer": answering,
    "invitation": invited,
    "elections": electing,
    "election_add": system,
    "election_edit": electing,
    "onboardings": conducting,
    "start_onboarding": system,
    "onboarding_step": conducting,
}


def of_the_organization(world: World) -> dict[str, Any]:
    """One of everything that an organisation's own addresses name."""
    north = world.north
    with world.acting(north.administrator):
        office = Office.objects.create(organization=north.municipality, role_id="mayor", title="Leder")
        holding = OfficeHolding.objects.create(office=office, user=north.mayor, valid_from=world.today)
        return {
            "organization_id": north.municipality.pk,
            "affiliation_id": Affiliation.objects.get(user=north.member).pk,
            "office_id": office.pk,
            "holding_id": holding.pk,
        }


def visits(world: World) -> dict[str, tuple[User | None, str]]:
    """Every page: its name, who visits it, and its address."""
    found: dict[str, tuple[User | None, str]] = {}
    for name, (method, right) in COUNCIL_DOORS.items():
        if method == "GET":
            wanted = keys(name)
            given = arguments(world, name, " ".join(wanted))
            who = "slt" if "slt" in WHO[right] else min(WHO[right])
            address = reverse(name, kwargs={key: given[key] for key in wanted})
            found[name] = (world.everybody()[who], address)
    given = of_the_organization(world)
    for name, method in ORGANIZATION_DOORS.items():
        if method == "GET":
            address = reverse(name, kwargs={key: given[key] for key in keys(name)})
            found[name] = (world.north.administrator, address)
    for name in OWN_DOORS:
        found[name] = (world.north.slt, reverse(name))
    for name in PUBLIC_DOORS - {"healthz", "set_language"}:
        found[name] = (None, reverse(name))
    for name, way in OTHER_WAYS.items():
        user, given = way(world)
        found[name] = (user, reverse(name, kwargs={key: given[key] for key in keys(name)}))
    for name, questions in ASKED_FOR.items():
        for question in questions:
            user, address = found[name]
            found[name + question] = (user, address + question)
    return found


def counts(world: World, pages: dict[str, tuple[User | None, str]]) -> dict[str, int]:
    """How often each page asks."""
    return {name: len(asked(world.client(user), address)) for name, (user, address) in pages.items()}


def test_every_address_is_visited() -> None:
    assert set(OTHER_DOORS) == set(OTHER_WAYS) | DEEDS | ELSEWHERE | FILES


@pytest.fixture
def one_of_each(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The world in which each scene of the doors is built once, with a closed item and something to do."""
    test_doors.build_scenes_once(monkeypatch)
    slt, council, scene = world.north.slt, world.north.council, test_doors.meeting_scene(world)
    with world.acting(slt):
        agreement = Agreement.objects.get(pk=test_doors.agreement_scene(world)["agreement_id"])
        an_open_hearing(world, agreement)
        for state, closed_on in ((Action.State.OPEN, None), (Action.State.DONE, world.today)):
            Action.objects.create(
                council=council, text="Lag en plan", responsible=slt, state=state, closed_on=closed_on
            )
        for meeting_id in (scene["meeting_id"], scene["ahead"]["meeting_id"]):
            AgendaItem.objects.create(
                council=council,
                meeting_id=meeting_id,
                part=2,
                title="Lukket",
                legal_basis="politiloven",
                created_by=slt,
            )
    return world


def test_no_page_asks_more_for_thirty_rows_than_for_one(one_of_each: World) -> None:
    world = one_of_each
    pages = visits(world)
    few = counts(world, pages)
    given: dict[str, Any] = {}
    for name in ("council_scene", "agreement_scene", "plan_scene", "meeting_scene"):
        given |= getattr(test_doors, name)(world)
    multiply(world, given)
    conducting(world)
    electing(world, MORE)
    many = counts(world, pages)
    assert {name: (few[name], many[name]) for name in pages if many[name] > few[name]} == {}
    assert {name: count for name, count in many.items() if count > MOST} == {}
    assert sparse(world) == FEW.keys()


def sparse(world: World) -> set[str]:
    """The tables of the rooms in which the secretary sees fewer than thirty rows."""
    with world.acting(world.north.slt):
        return {
            model._meta.label
            for room in ("councils", "agreements", "meetings")
            for model in apps.get_app_config(room).get_models()
            if model._default_manager.count() <= MORE
        }
