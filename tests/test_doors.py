"""The second lock at every address: each address against each kind of visitor. An address without a line fails.

An outsider finds nothing (404), an insider without the right is refused (403), and whoever has the right is
let in. Each knock is undone before the next, so that one visitor's deed does not open another's door.
"""

from __future__ import annotations

import datetime
import functools
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from councils.models import Office, OfficeHolding
from meetings.models import SchoolHoliday
from politirad.tenancy.models import Affiliation
from tests.agreements.doors_scene import agreement_scene as agreement_scene
from tests.door_scenes import council_scene, plan_scene
from tests.doors import (
    COUNCIL_DOORS,
    INSIDE,
    ORGANIZATION_DOORS,
    OTHER_DOORS,
    OWN_DOORS,
    PROPOSERS_DOORS,
    PUBLIC_DOORS,
    SENT,
    WHO,
)
from tests.meetings.doors_scene import meeting_scene as meeting_scene
from tests.world import World

#: Addresses that are not ours: allauth's, and the demo's.
ELSEWHERE = ("accounts/", "demo/")
ROOMS = ("agreements", "councils", "meetings")
#: A method, an address and what is sent.
Door = tuple[str, str, dict[str, str]]


def all_patterns(patterns: list[Any], prefix: str = "") -> list[URLPattern]:
    """Every address of ours."""
    found: list[URLPattern] = []
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += all_patterns(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and not route.startswith(ELSEWHERE):
            assert pattern.name, f"{route} has no name"
            found.append(pattern)
    return found


def test_every_address_has_a_line() -> None:
    lines = {*COUNCIL_DOORS, *ORGANIZATION_DOORS, *OWN_DOORS, *PUBLIC_DOORS, *OTHER_DOORS}
    assert {pattern.name for pattern in all_patterns(get_resolver().url_patterns)} == lines


def test_every_door_with_a_rule_of_its_own_is_tried_where_the_table_says(at_root: Path) -> None:
    for name, place in OTHER_DOORS.items():
        path = at_root / place
        assert path.exists(), f"{name}: {place} is not there"


AHEAD = {"meeting_call", "answer_for", "member_call", "letter_again", "meeting_change", "meeting_cancel", "guest_call", "invitee_remove", "move_item", "edit_item",
         "remove_item", "fetch_tasks", "new_item", "add_focus_item", "agenda", "ask_review", "review_item", "finish_review", "agenda_review"}  # fmt: skip


def arguments(world: World, name: str, route: str) -> dict[str, Any]:
    """What stands in the address."""
    given: dict[str, Any] = {"council_id": world.north.council.pk}
    if "agreement_id" in route:
        given |= agreement_scene(world)
    elif "meeting_id" in route or "action_id" in route or "proposal_id" in route:
        scene = meeting_scene(world)
        given |= scene | (scene["ahead"] if name in AHEAD else {})
    elif "year" in route:
        given |= plan_scene(world)
    else:
        given |= council_scene(world)
    return given


def keys(name: str) -> list[str]:
    """The names of what stands in an address."""
    [(_path, parameters)] = get_resolver().reverse_dict.getlist(name)[0][0]
    return list(parameters)


def knock(client: Client, method: str, address: str, sent: dict[str, str]) -> int:
    """The answer's status; whatever the knock did is undone."""
    with transaction.atomic():
        response = client.get(address) if method == "GET" else client.post(address, sent)
        transaction.set_rollback(True)
    return int(response.status_code)


def expected(visitor: str, name: str) -> str:
    """What the visitor should meet at a door."""
    if visitor == "anonymous":
        return "login"
    if visitor in WHO[COUNCIL_DOORS[name][1]]:
        return "in"
    sees = {"member"} if name in PROPOSERS_DOORS else INSIDE
    return "refused" if visitor in sees else "nothing"


def met(status: int, *, anonymous: bool) -> str:
    """What a status means to the visitor. 302 lets in (a deed done), save for those who are sent to log in."""
    if anonymous:
        return "login" if status == 302 else str(status)
    return {403: "refused", 404: "nothing", 500: "error"}.get(status, "in")


def build_scenes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every door of one test lead to the same rows."""
    module = sys.modules[__name__]
    for name in dir(module):
        if name.endswith("_scene"):
            monkeypatch.setattr(module, name, functools.cache(getattr(module, name)))


def clients(world: World) -> dict[str, Client]:
    """A browser for each kind of visitor."""
    return {visitor: world.client(user) for visitor, user in world.everybody().items()}


def knock_everywhere(visitors: dict[str, Client], doors: dict[str, Door]) -> dict[tuple[str, str], str]:
    """What each visitor meets at each door."""
    return {
        (door, visitor): met(knock(client, *doors[door]), anonymous=visitor == "anonymous")
        for door in doors
        for visitor, client in visitors.items()
    }


def differing(answers: dict[tuple[str, str], str], wanted: dict[tuple[str, str], str]) -> dict[Any, Any]:
    """Where a visitor met something else than expected: what, and what it should have been."""
    return {key: (answers[key], wanted[key]) for key in answers if answers[key] != wanted[key]}


def of_room(room: str) -> list[str]:
    """The names of the council doors whose views lie in the room."""
    views = {
        pattern.name: pattern.callback.__module__ for pattern in all_patterns(get_resolver().url_patterns)
    }
    return [name for name in sorted(COUNCIL_DOORS) if views[name].startswith(f"{room}.")]


def test_every_council_door_lies_in_a_room() -> None:
    assert sorted(name for room in ROOMS for name in of_room(room)) == sorted(COUNCIL_DOORS)


@pytest.mark.parametrize("room", ROOMS)
def test_council_doors(world: World, room: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build_scenes_once(monkeypatch)
    doors: dict[str, Door] = {}
    for name in of_room(room):
        given = arguments(world, name, " ".join(keys(name)))
        address = reverse(name, kwargs={key: given[key] for key in keys(name)})
        sent = {key: value.format(**given) for key, value in SENT.get(name, {}).items()}
        doors[name] = (COUNCIL_DOORS[name][0], address, sent)
    answers = knock_everywhere(clients(world), doors)
    assert differing(answers, {(name, visitor): expected(visitor, name) for name, visitor in answers}) == {}


def test_organization_doors(world: World) -> None:
    north = world.north
    with world.acting(north.administrator):
        affiliation = Affiliation.objects.get(user=north.member)
        office = Office.objects.create(
            organization=north.municipality, role_id="mayor", title="Ordfører i kommunen"
        )
        holding = OfficeHolding.objects.create(
            office=office, user=north.mayor, valid_from=world.today - datetime.timedelta(days=30)
        )
        holiday = SchoolHoliday.objects.create(
            organization=north.municipality, name="Ferie", first_day=world.today, last_day=world.today
        )
    given = {
        "organization_id": north.municipality.pk,
        "affiliation_id": affiliation.pk,
        "office_id": office.pk,
        "holding_id": holding.pk,
        "holiday_id": holiday.pk,
    }
    doors: dict[str, Door] = {
        name: (method, reverse(name, kwargs={key: given[key] for key in keys(name)}), {})
        for name, method in ORGANIZATION_DOORS.items()
    }
    own_people = {"slt", "mayor", "deputy_mayor", "chief_executive", "member", "observer"}
    answers = knock_everywhere(clients(world), doors)
    wanted = {
        (name, visitor): "login"
        if visitor == "anonymous"
        else "in"
        if visitor == "administrator"
        else "refused"
        if visitor in own_people
        else "nothing"
        for name, visitor in answers
    }
    assert differing(answers, wanted) == {}


def test_own_doors_open_for_everybody_with_a_login(world: World) -> None:
    doors: dict[str, Door] = {name: ("GET", reverse(name), {}) for name in OWN_DOORS}
    answers = knock_everywhere(clients(world), doors)
    wanted = {key: "login" if key[1] == "anonymous" else "in" for key in answers}
    assert differing(answers, wanted) == {}


@pytest.mark.django_db
def test_public_doors_open_without_login(client: Client) -> None:
    answers = {
        name: client.get(reverse(name)).status_code for name in PUBLIC_DOORS - {"healthz", "set_language"}
    }
    assert answers == dict.fromkeys(answers, 200)


def test_foreign_and_absent_get_the_same_answer(world: World) -> None:
    client = world.client(world.south.slt)
    foreign = client.get(reverse("council", args=[world.north.council.pk]))
    absent = client.get(reverse("council", args=[world.stranger.pk]))
    assert foreign.status_code == absent.status_code == 404
    tokens = re.compile(r'"X-CSRFToken": "\w+"|name="csrfmiddlewaretoken" value="\w+"')
    pages = [tokens.sub("", answer.content.decode()) for answer in (foreign, absent)]
    assert pages[0].replace(str(world.north.council.pk), "") == pages[1].replace(str(world.stranger.pk), "")
