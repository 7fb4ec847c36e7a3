"""What nobody may do with an enquiry: the other party's part, another agreement's, without words, against the database."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from agreements.actions import add_enquiry, move_enquiry
from agreements.models import (
    Agreement,
    Enquiry,
    EnquiryAnswer,
    EnquiryCorrection,
    Expectation,
    Party,
)
from councils.refusals import Refusal
from tests.agreements.drafts import draft, put_in_state
from tests.agreements.enquiry_scene import ask, asked, expected, page, say, send  # noqa: F401  (fixtures)
from tests.agreements.writing_scene import post
from tests.world import World


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"title": ""}, "Hva det gjelder: Skriv hva det gjelder."),
        ({"link": "http://plan.example"}, "Skriv en adresse som begynner med https://"),
        ({"deadline": "en gang"}, "Skriv datoen som dag.måned.år"),
        ({"deadline": "01.02.2020"}, "Fristen kan ikke være passert."),
        ({"kind": "fest"}, "gyldig"),
    ],
)
def test_bad_enquiry_keeps_what_was_typed(
    world: World, expected: Expectation, bad: dict[str, str], sentence: str
) -> None:
    sent = send(
        world, world.north.slt, expected, **{"title": "Reguleringsplan", "link": "https://a.example", **bad}
    )
    shown = sent.content.decode()
    assert sent.status_code == 422 and sentence.lower() in shown.lower()
    for value in {"title": "Reguleringsplan", "link": "https://a.example", **bad}.values():
        assert value in shown or value == "fest"
    with world.inside(world.north.council):
        assert not Enquiry.objects.exists()


def test_answer_without_words_is_asked_for_them(world: World, asked: Enquiry) -> None:
    sent = say(world, world.north.police_contact, asked, "")
    assert sent.status_code == 422 and "Skriv kort hva dere svarte." in sent.content.decode()


def test_each_party_does_its_own_part_and_nobody_else_does_any(world: World, asked: Enquiry) -> None:
    """Every visitor at every door: the asked party answers, the other moves, both ask, and the rest are refused."""
    north, names = world.north, ("enquiry_answer", "enquiry_move", "enquiry_add", "enquiry_correct")
    police, municipality = {"police_contact", "station_chief"}, {"slt", "mayor", "deputy_mayor", "chief_executive", "member"}  # fmt: skip
    comes_in = {
        "enquiry_answer": police,
        "enquiry_move": municipality,
        "enquiry_add": police | municipality,
        "enquiry_correct": police | municipality,
    }
    inside = police | municipality | {"observer", "administrator"}
    for visitor, user in world.everybody().items():
        for name in names:
            key = asked.expectation_id if name == "enquiry_add" else asked.pk
            status = post(world, user, name, asked.agreement_id, key, deadline="x").status_code
            wanted = (
                302
                if user is None
                else 422
                if visitor in comes_in[name]
                else 403
                if visitor in inside
                else 404
            )
            assert (name, visitor, status) == (name, visitor, wanted)
    assert page(world, north.member, asked)


def test_enquiry_of_another_agreement_is_not_found(world: World, asked: Enquiry) -> None:
    with world.acting(world.north.slt):
        other = draft(world, "En annen avtale")
    for name in ("enquiry_answer", "enquiry_move", "enquiry_correct", "enquiry_add"):
        key = asked.expectation_id if name == "enquiry_add" else asked.pk
        assert post(world, world.north.slt, name, other.pk, key).status_code == 404


@pytest.mark.parametrize("state", ["draft", "replaced", "terminated"])
def test_nobody_asks_under_an_agreement_that_is_not_in_charge(
    world: World, expected: Expectation, state: str
) -> None:
    with world.inside(world.north.council):
        put_in_state(expected.agreement, state)
    assert "Ny henvendelse" not in page(world, world.north.slt, expected)
    sent = send(world, world.north.slt, expected)
    assert sent.status_code == 422 and "Avtalen gjelder ikke nå" in sent.content.decode()


def test_nobody_asks_the_own_party(world: World, expected: Expectation) -> None:
    with world.acting(world.north.slt):
        own = Party.objects.get(agreement=expected.agreement, organization=world.north.municipality)
        with pytest.raises(Refusal, match="annen part"):
            ask(world, expected, party=own)


def test_database_keeps_what_was_asked_and_answered(world: World, asked: Enquiry) -> None:
    slt, contact, now = world.north.slt, world.north.police_contact, timezone.now()
    facts: dict[str, Any] = {"agreement_id": asked.agreement_id, "at": now}
    answer: dict[str, Any] = {**facts, "enquiry": asked, "outcome": "answered", "text": "Ja"}
    asking: dict[str, Any] = {**facts, "expectation_id": asked.expectation_id, "party_id": asked.party_id, "kind": "plan", "asked_on": world.today, "by": slt}  # fmt: skip
    with world.acting(slt):
        for wrong, error in (
            (EnquiryAnswer(**answer, by=slt), "row-level security"),
            (EnquiryAnswer(**answer, by=contact), "row-level security"),
            (Enquiry(**{**asking, "by": contact}, title="x"), "row-level security"),
            (Enquiry(**asking, title=""), "says_something"),
            (Enquiry(**asking, title="x", link="javascript:1"), "link_is_https"),
            (Enquiry(**asking, title="x", deadline=world.today), "deadline_lies_ahead"),
        ):
            with pytest.raises((DatabaseError, IntegrityError), match=error), transaction.atomic():
                wrong.save(force_insert=True)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Enquiry.objects.update(title="Noe annet")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Enquiry.objects.all()._raw_delete("default")
    with world.acting(contact):
        assert (
            Enquiry.objects.update(deadline=None, deadline_set_on=None) == 0
        )  # the asked party does not move it
        EnquiryAnswer(**answer, by=contact).save(force_insert=True)
        with pytest.raises(IntegrityError, match="unique"), transaction.atomic():
            EnquiryAnswer(**answer, by=contact).save(force_insert=True)
        for change in ({"text": "Nei"}, {"outcome": "not_relevant"}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                EnquiryAnswer.objects.update(**change)
        note = EnquiryCorrection(**facts, answer=EnquiryAnswer.objects.get(), text="", by=contact)
        with pytest.raises(IntegrityError, match="says_something"), transaction.atomic():
            note.save(force_insert=True)
    with world.acting(slt):
        assert Enquiry.objects.update(deadline=None, deadline_set_on=None) == 0  # answered: nothing moves
    with world.acting(world.south.slt):
        assert not (Enquiry.objects.exists() or EnquiryAnswer.objects.exists())


def test_same_deadline_is_no_change(world: World, asked: Enquiry) -> None:
    with world.acting(world.north.slt):
        agreement = Agreement.objects.get(pk=asked.agreement_id)
        facts: dict[str, Any] = {"by": world.north.slt, "today": world.today}
        assert not move_enquiry(enquiry=asked, agreement=agreement, deadline=asked.deadline, **facts)
        with pytest.raises(Refusal, match="Skriv hva det gjelder"):
            add_enquiry(
                expectation=asked.expectation, agreement=agreement, party=asked.party, kind="plan", title=" ",
                link="", deadline=None, at=timezone.now(), **facts,
            )  # fmt: skip
