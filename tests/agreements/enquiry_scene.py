"""An agreement in force with an expectation, and what the municipality has asked the police under it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.actions import add_enquiry, add_term, freeze, settle
from agreements.models import Agreement, Enquiry, Expectation, Party
from politirad.tenancy.models import User
from tests.agreements.drafts import draft, sign_all
from tests.agreements.writing_scene import post
from tests.world import World


@pytest.fixture
def expected(world: World) -> Expectation:
    return expected_of_the_police(world)


def expected_of_the_police(world: World) -> Expectation:
    """An expectation of an agreement in force."""
    slt, today = world.north.slt, world.today
    with world.acting(slt):
        agreement = draft(world)
        words = {"who": "politikontakten", "text": "Gir råd når kommunale planer er på høring"}
        row = add_term(Expectation, agreement=agreement, by=slt, today=today, **words)
        signing = freeze(agreement=agreement, by=slt, at=timezone.now(), today=today, deadline=None)
    sign_all(world, signing)
    with world.inside(world.north.council):
        settle(agreement=agreement, at=timezone.now(), today=today)
        return Expectation.objects.select_related("agreement").get(pk=row.pk)


def ask(world: World, expectation: Expectation, **changed: Any) -> Enquiry:
    """The coordinator asks the police; inside his context."""
    agreement = changed.pop("agreement", None) or Agreement.objects.get(pk=expectation.agreement_id)
    facts: dict[str, Any] = {
        "party": changed.pop("party", None)
        or Party.objects.select_related("organization").get(
            agreement=agreement, organization=world.police_unit
        ),
        "kind": "plan",
        "title": "Kommuneplanens arealdel",
        "link": "",
        "deadline": None,
        "by": world.north.slt,
        "at": timezone.now(),
        "today": world.today,
    }
    return add_enquiry(expectation=expectation, agreement=agreement, **{**facts, **changed})


@pytest.fixture
def asked(world: World, expected: Expectation) -> Enquiry:
    """A plan on hearing that the police are asked about, with thirty days to answer."""
    with world.acting(world.north.slt):
        return ask(world, expected, deadline=world.today + datetime.timedelta(days=30))


def page(world: World, user: User, row: Expectation | Enquiry, asked_for: str = "") -> str:
    address = reverse("agreement_expectations", args=[row.agreement_id]) + asked_for
    answer = world.client(user).get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def send(world: World, user: User, expectation: Expectation, **changed: Any) -> Any:
    """Ask by the form, with one other party to ask."""
    values = {"kind": "plan", "title": "Kommuneplanens arealdel", "link": "", "deadline": "", **changed}
    return post(world, user, "enquiry_add", expectation.agreement_id, expectation.pk, **values)


def say(
    world: World, user: User, enquiry: Enquiry, text: str = "Lys langs gangveien.", **changed: Any
) -> Any:
    values = {"outcome": "answered", "text": text, **changed}
    return post(world, user, "enquiry_answer", enquiry.agreement_id, enquiry.pk, **values)
