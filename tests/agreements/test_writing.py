"""Writing: sections saved against their version, conflicts, order, terms by forms, attachments, a new agreement."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import json
from typing import Any

import pytest
from django.urls import reverse

from agreements.actions import Conflict, save_section
from agreements.models import (
    Agreement,
    Section,
    SectionVersion,
)
from tests.agreements.drafts import draft, frozen
from tests.agreements.writing_scene import now, post, section, written  # noqa: F401  (fixtures)
from tests.world import World


def test_new_agreement_begins_with_shared_outline_and_the_councils_participants(world: World) -> None:
    answer = post(
        world,
        world.north.slt,
        "new_agreement",
        council=world.north.council.pk,
        title="  Avtale \U0001f46e 2027 ",
        kind="police_council",
        language="nn",
        with_outline="on",
    )
    with world.inside(world.north.council):
        made = Agreement.objects.get()
        assert answer.url == reverse("agreement", args=[made.pk])
        assert (made.title, made.language, made.state) == ("Avtale 2027", "nn", "draft")
        assert [party.organization for party in made.parties.all()] == [
            world.north.municipality,
            world.police_unit,
        ]
        assert list(made.sections.values_list("heading", flat=True))[0] == "Innleiing"


@pytest.mark.parametrize("who", ["mayor", "police_contact"])
def test_new_agreement_is_refused_to_those_who_make_none(world: World, who: str) -> None:
    client = world.client(getattr(world.north, who))
    assert client.get(reverse("new_agreement")).status_code == 403
    client.post(reverse("new_agreement"), {"council": world.north.council.pk, "title": "Min", "kind": "slt"})
    with world.inside(world.north.council):
        assert not Agreement.objects.exists()


def test_autosave_stores_clean_text_and_keeps_every_version(world: World, section: Section) -> None:
    answer = post(
        world,
        world.north.slt,
        "section_save",
        section.agreement_id,
        section.pk,
        version=1,
        heading="Mål",
        html="<p>Nytt <script>x</script><b>mål</b></p>",
    )
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert now(world, section).html == "<p>Nytt <strong>mål</strong></p>"
    with world.inside(world.north.council):
        kept = SectionVersion.objects.filter(section=section).values_list("number", "heading")
        assert list(kept) == [(1, section.heading), (2, "Mål")]


def test_second_writer_gets_the_conflict_in_words_and_loses_nothing(world: World, section: Section) -> None:
    with world.acting(world.north.slt):
        save_section(section=section, version=1, heading="Mål", html="<p>Min</p>", by=world.north.slt)
    said = {"version": 1, "heading": "Mål", "html": "<p>Din</p>"}
    answer = post(world, world.north.slt, "section_save", section.agreement_id, section.pk, **said)
    assert answer.status_code == 409
    assert world.north.slt.name in answer.json()["sentence"]
    page = post(world, world.north.slt, "section_edit", section.agreement_id, section.pk, **said)
    text = page.content.decode()
    assert page.status_code == 409
    assert "Min" in text and "Din" in text
    assert 'name="stands" value="2"' in text
    assert 'name="version" value="1"' in text
    assert now(world, section).html == "<p>Min</p>"
    said["version"] = 2
    assert (
        post(world, world.north.slt, "section_edit", section.agreement_id, section.pk, **said).status_code
        == 302
    )
    assert now(world, section).html == "<p>Din</p>"


def test_same_text_saved_twice_is_no_conflict(world: World, section: Section) -> None:
    with world.acting(world.north.slt):
        for _again in range(2):
            saved = save_section(
                section=section, version=1, heading="Mål", html="<p>Likt</p>", by=world.north.slt
            )
            assert not isinstance(saved, Conflict)
        assert saved.version == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [({"heading": " ", "html": "", "version": 1}, "Feltet"), ({"heading": "A", "html": ""}, "Feltet")],
    ids=["no heading", "no version"],
)
def test_autosave_of_bad_input_answers_with_a_sentence(
    world: World, section: Section, values: dict[str, Any], sentence: str
) -> None:
    answer = post(world, world.north.slt, "section_save", section.agreement_id, section.pk, **values)
    assert answer.status_code == 422
    assert json.loads(answer.content)["sentence"]
    assert now(world, section).version == 1


def test_frozen_text_refuses_autosave_in_words(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world)
        section = Section.objects.filter(agreement=signing.agreement_id)[0]
    answer = post(
        world,
        world.north.slt,
        "section_save",
        signing.agreement_id,
        section.pk,
        version=1,
        heading="A",
        html="",
    )
    assert (answer.status_code, "låst" in answer.json()["sentence"]) == (422, True)


@pytest.mark.parametrize(("who", "status"), [("mayor", 403), ("other", 404)])
def test_section_is_written_by_writers_alone(world: World, section: Section, who: str, status: int) -> None:
    user = world.north.mayor if who == "mayor" else world.south.slt
    for name in ("section_save", "section_edit", "section_remove"):
        answer = post(world, user, name, section.agreement_id, section.pk, version=1, heading="X", html="")
        assert answer.status_code == status
    assert now(world, section).heading == section.heading


def test_section_of_another_agreement_is_not_found(world: World, section: Section) -> None:
    with world.acting(world.north.slt):
        other = draft(world, "En annen")
    answer = post(
        world, world.north.slt, "section_edit", other.pk, section.pk, version=1, heading="X", html=""
    )
    assert answer.status_code == 404


def test_sections_move_and_leave_their_versions_when_removed(world: World, section: Section) -> None:
    post(world, world.north.slt, "section_move", section.agreement_id, item=section.pk, to=1)
    with world.inside(world.north.council):
        assert Section.objects.filter(agreement=section.agreement_id).order_by("order")[0].pk == section.pk
    assert (
        post(world, world.north.slt, "section_move", section.agreement_id, item="x", to=1).status_code == 404
    )
    post(world, world.north.slt, "section_remove", section.agreement_id, section.pk)
    with world.inside(world.north.council):
        orders = Section.objects.filter(agreement=section.agreement_id).values_list("order", flat=True)
        assert list(orders) == list(range(1, 8))
        assert SectionVersion.objects.filter(section=section).count() == 1
