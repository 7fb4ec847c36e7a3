"""Target groups, tasks of roles and expectations: written, shown, frozen; whether an expectation was kept."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements.actions import add_term, freeze, settle
from agreements.commitments import expectation_in_words, group_in_words, roles_of
from agreements.composition import compose
from agreements.models import Agreement, Expectation, ExpectationReview, RoleTask, TargetGroup
from politirad.tenancy.models import AuditEvent
from tests.agreements.drafts import draft, sign_all
from tests.agreements.writing_scene import post, written  # noqa: F401  (fixture)
from tests.queries import MOST, asked
from tests.world import World


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (("Ungdom", 12, 18, ""), "Ungdom (12–18 år)"),
        (("Ungdom i alderen 12–18 år", 12, 18, "SLT-møtet"), "Ungdom i alderen 12–18 år: SLT-møtet"),
        (("Hele befolkningen", None, None, ""), "Hele befolkningen"),
        (("Ungdom", 12, None, ""), "Ungdom (fra 12 år)"),
        (("Barn", None, 12, ""), "Barn (til og med 12 år)"),
        (("Ungdom, jf. planen fra 2012", 12, None, ""), "Ungdom, jf. planen fra 2012 (fra 12 år)"),
        (("Ungdom fra fylte 12 år", 12, None, ""), "Ungdom fra fylte 12 år"),
    ],
)
def test_target_group_in_words(entry: tuple[Any, ...], words: str) -> None:
    assert group_in_words(dict(zip(("text", "age_from", "age_to", "concerns"), entry, strict=True))) == words


@pytest.mark.parametrize(
    ("who", "days", "hours", "language", "words"),
    [
        ("politikontakten", [3, 1], ("10:00", "14:00"), "nb", "politikontakten: Kontor (mandag og onsdag, kl. 10.00–14.00)"),
        ("", [], ("10:00:00", "14:30:00"), "nn", "Kontor (kl. 10.00–14.30)"),
        ("", [6], (None, None), "nn", "Kontor (laurdag)"),
        ("police", [2], ("10:00", "14:00"), "en", "police: Kontor (Tuesday, 10:00–14:00)"),
        ("kommunen", [], (None, None), "nb", "kommunen: Kontor"),
    ],
)  # fmt: skip
def test_expectation_in_words(who: str, days: list[int], hours: Any, language: str, words: str) -> None:
    entry = {"who": who, "text": "Kontor", "weekdays": days, "starts": hours[0], "ends": hours[1]}
    assert expectation_in_words(entry, language) == words


def test_tasks_are_gathered_by_role() -> None:
    rows = [
        {"role": "SLT-koordinator", "kind": "position", "text": "100 prosent"},
        {"role": "politikontakt", "kind": "task", "text": "Gi råd"},
        {"role": "slt-koordinator", "kind": "task", "text": "Kartlegge"},
        {"role": "politikontakt", "kind": "duty", "text": "Kriseledelsen"},
    ]
    slt, contact = roles_of(rows)
    assert (slt.name, slt.position, slt.tasks, slt.duties) == (
        "SLT-koordinator",
        ["100 prosent"],
        ["Kartlegge"],
        [],
    )
    assert (contact.tasks, contact.duties) == (["Gi råd"], ["Kriseledelsen"])


SAID: dict[str, tuple[type[Any], dict[str, Any], dict[str, Any], str]] = {
    # what is right, what is wrong with the sentence that says so
    "malgruppe": (TargetGroup, {"text": "Unge voksne", "age_from": 18, "age_to": 25}, {"age_to": 12}, "Øvre alder"),
    "oppgave": (RoleTask, {"role": "politikontakt", "kind": "task", "text": "Gi råd"}, {"role": ""}, "må fylles ut"),
    "forventning": (
        Expectation,
        {"who": "politikontakten", "text": "Har kontortid", "weekdays": ["1", "3"], "starts": "10.00", "ends": "14.00"},
        {"ends": "09.00"},
        "Det må slutte etter",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(SAID))
def test_commitments_are_written_shown_and_taken_out(world: World, written: Agreement, kind: str) -> None:
    model, right, wrong, sentence = SAID[kind]
    slt = world.north.slt
    refused = post(world, slt, "term_add", written.pk, kind, **{**right, **wrong})
    assert sentence.lower() in refused.content.decode().lower()
    assert str(right["text"]) in refused.content.decode()
    assert post(world, slt, "term_add", written.pk, kind, **right).status_code == 302
    with world.inside(world.north.council):
        row = model.objects.get(agreement=written)
    overview = (
        world.client(world.north.observer).get(reverse("agreement", args=[written.pk])).content.decode()
    )
    assert right["text"] in overview
    assert post(world, world.north.mayor, "term_edit", written.pk, kind, row.pk, **right).status_code == 403
    assert post(world, world.south.slt, "term_edit", written.pk, kind, row.pk, **right).status_code == 404
    changed = {**right, "text": "Noe annet"}
    assert post(world, slt, "term_edit", written.pk, kind, row.pk, **changed).status_code == 302
    with world.inside(world.north.council):
        assert model.objects.get(agreement=written).text == "Noe annet"
        text, _beside = compose(written, day=world.today)
        assert any("Noe annet" in section.html for section in text.sections)
    assert post(world, slt, "term_remove", written.pk, kind, row.pk).status_code == 302
    with world.inside(world.north.council):
        assert not model.objects.exists()
        verbs = AuditEvent.objects.filter(subject_id=written.pk).values_list("action", flat=True)
        name = model._meta.model_name
        assert {f"add_{name}", f"change_{name}", f"remove_{name}"} <= set(verbs)


@pytest.fixture
def expected(world: World) -> Expectation:
    """An expectation of an agreement in force."""
    slt, today = world.north.slt, world.today
    with world.acting(slt):
        agreement = draft(world)
        row = add_term(
            Expectation, agreement=agreement, by=slt, today=today, who="kommunen", text="Inviterer politiet"
        )
        signing = freeze(agreement=agreement, by=slt, at=timezone.now(), today=today, deadline=None)
    sign_all(world, signing)
    with world.inside(world.north.council):
        settle(agreement=agreement, at=timezone.now(), today=today)
    return row


def say(
    world: World, user: Any, row: Expectation, verdict: str, note: str = "", year: int | None = None
) -> Any:
    said = {"verdict": verdict, "note": note, "year": year or world.today.year}
    return post(world, user, "expectation_review", row.agreement_id, row.pk, **said)


def test_either_party_says_whether_it_was_kept(world: World, expected: Expectation) -> None:
    assert (
        say(world, world.north.police_contact, expected, "partly", "To grupper manglet.").status_code == 302
    )
    assert say(world, world.north.slt, expected, "kept").status_code == 302
    address = reverse("agreement_expectations", args=[expected.agreement_id])
    page = world.client(world.north.observer).get(address).content.decode()
    assert "To grupper manglet." in page and "Delvis innfridd" in page and world.north.slt.name in page
    assert "Si om den ble innfridd" not in page
    with world.inside(world.north.council):
        assert ExpectationReview.objects.count() == 2
        assert AuditEvent.objects.filter(action="review_expectation").count() == 2


def test_what_was_not_kept_needs_a_word(world: World, expected: Expectation) -> None:
    answer = say(world, world.north.slt, expected, "not_kept")
    assert answer.status_code == 422 and "Skriv kort hva som ikke ble innfridd" in answer.content.decode()
    ahead = say(world, world.north.slt, expected, "not_kept", "Ingen kom", year=world.today.year + 1)
    assert "Velg et år da avtalen gjaldt" in ahead.content.decode() and "Ingen kom" in ahead.content.decode()
    with world.inside(world.north.council):
        assert not ExpectationReview.objects.exists()


def test_those_who_look_on_and_strangers_say_nothing(world: World, expected: Expectation) -> None:
    assert say(world, world.north.observer, expected, "kept").status_code == 403
    assert say(world, world.south.slt, expected, "kept").status_code == 404
    other = reverse("agreement_expectations", args=[expected.agreement_id])
    assert world.client(world.south.slt).get(other).status_code == 404


def test_draft_keeps_no_promises(world: World, written: Agreement) -> None:
    with world.acting(world.north.slt):
        row = add_term(
            Expectation, agreement=written, by=world.north.slt, today=world.today, who="", text="Deler bildet"
        )
    assert "ikke signert ennå" in say(world, world.north.slt, row, "kept").content.decode()


def test_database_keeps_what_was_said(world: World, expected: Expectation, written: Agreement) -> None:
    facts: dict[str, Any] = {
        "agreement_id": expected.agreement_id, "expectation": expected, "year": 2026, "at": timezone.now()
    }  # fmt: skip
    with world.acting(world.north.slt):
        for bad, error in (
            ({"verdict": "kept", "by": world.north.mayor}, "row-level security"),
            ({"verdict": "not_kept", "by": world.north.slt}, "says_why"),
        ):
            with pytest.raises((DatabaseError, IntegrityError), match=error), transaction.atomic():
                ExpectationReview(**facts, **bad).save(force_insert=True)
        ExpectationReview(**facts, verdict="kept", by=world.north.slt).save(force_insert=True)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            ExpectationReview.objects.update(verdict="partly")
        with pytest.raises(IntegrityError, match="hours_rise"), transaction.atomic():
            Expectation(agreement=written, text="x", starts="10:00").save(force_insert=True)


def test_councils_page_shows_what_the_agreement_in_force_asks_of_each_role(world: World) -> None:
    north = world.north
    told: dict[str, Any] = {"by": north.slt, "today": world.today, "role": "politikontakt"}
    with world.acting(north.slt):
        agreement = draft(world)
        add_term(RoleTask, agreement=agreement, text="Gir råd om forebygging", kind="task", **told)
        add_term(RoleTask, agreement=agreement, text="Kontakt for kriseledelsen", kind="duty", **told)
    address = reverse("council", args=[north.council.pk])
    assert "Gir råd om forebygging" not in world.client(north.observer).get(address).content.decode()
    with world.acting(north.slt):
        signing = freeze(
            agreement=agreement, by=north.slt, at=timezone.now(), today=world.today, deadline=None
        )
    sign_all(world, signing)
    with world.inside(north.council):
        settle(agreement=agreement, at=timezone.now(), today=world.today)
    page = world.client(north.observer).get(address).content.decode()
    assert "Oppgaver for politikontakt" in page
    assert "Gir råd om forebygging" in page and "Kontakt for kriseledelsen" in page
    assert "Din rolle" not in page
    own = world.client(north.police_contact).get(address).content.decode()
    assert "Din rolle" in own and '<details class="ds-details" open>' in own
    assert len(asked(world.client(north.slt), address)) <= MOST


def test_many_reviews_cost_no_more_questions(world: World, expected: Expectation) -> None:
    address = reverse("agreement_expectations", args=[expected.agreement_id])
    client = world.client(world.north.slt)
    few = len(asked(client, address))
    for number in range(5):
        say(world, world.north.police_contact, expected, "kept", str(number))
    assert len(asked(client, address)) == few <= MOST
