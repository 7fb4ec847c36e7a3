"""Two have changed the same: the second chooses place by place, and nothing that was typed or chosen is lost."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from agreements.models import Section, SectionVersion
from politirad.tenancy.models import User
from tests.agreements.choosing_scene import MINE, THEIRS, changed, other, save  # noqa: F401  (fixtures)
from tests.agreements.drafts import frozen
from tests.agreements.sent_form import fields_of
from tests.agreements.test_merging_saves import begun  # noqa: F401  (fixture)
from tests.agreements.writing_scene import now, post, section, written  # noqa: F401  (fixtures)
from tests.queries import MOST, asked
from tests.world import World


def send(world: World, section: Section, **fields: Any) -> Any:
    said = {"version": 2, "heading": "Mine mål", "html": MINE} | fields
    return post(world, world.north.slt, "section_edit", section.agreement_id, section.pk, **said)


def kept(world: World, section: Section) -> list[str]:
    with world.inside(world.north.council):
        return list(SectionVersion.objects.filter(section=section, aside=True).values_list("html", flat=True))


def test_the_page_shows_each_place_with_both_chosen(world: World, changed: Section, other: User) -> None:
    page = send(world, changed)
    assert page.status_code == 409
    places = page.context["places"]
    assert [(one["place"].base, one["place"].mine, one["place"].theirs) for one in places] == [
        ("Mål", "Mine mål", "Hennes mål"),
        ("<p>En</p>", "<p>En hos meg</p>", "<p>En hos henne</p>"),
        ("<p>To</p>", "<p>To hos meg</p>", "<p>To hos henne</p>"),
    ]
    labels = [choice["label"] for choice in places[0]["choices"]]
    assert labels == ["Min tekst", f"Teksten til {other.name}", "Begge"]
    sent = fields_of(page)
    assert {value for name, value in sent.items() if name.startswith("valg-")} == {"both"}
    assert (sent["version"], sent["stands"], sent["html"].strip()) == ("2", "3", MINE)


@pytest.mark.parametrize(
    ("choices", "heading", "html"),
    [
        (("mine", "mine", "mine"), "Mine mål", MINE),
        (("theirs", "theirs", "theirs"), "Hennes mål", THEIRS.replace("Tre", "Tre hos meg")),
        (
            ("both", "theirs", "mine"),
            "Hennes mål / Mine mål",
            "<p>En hos henne</p><p>To hos meg</p><p>Tre hos meg</p>",
        ),
        (
            ("mine", "both", "theirs"),
            "Mine mål",
            "<p>En hos henne</p><p>En hos meg</p><p>To hos henne</p><p>Tre hos meg</p>",
        ),
    ],
    ids=["mine", "theirs", "a mixture", "another"],
)
def test_choices_are_stored_and_what_was_sent_is_kept(
    world: World, changed: Section, choices: tuple[str, ...], heading: str, html: str
) -> None:
    sent = fields_of(send(world, changed))
    names = [name for name in sent if name.startswith("valg-")]
    answer = send(world, changed, **sent | dict(zip(names, choices, strict=True)))
    assert answer.url == reverse("section_edit", args=[changed.agreement_id, changed.pk])
    row = now(world, changed)
    assert (row.heading, row.html, row.version) == (heading, html, 4)
    assert kept(world, changed) == [MINE]
    with world.inside(world.north.council):
        stood = SectionVersion.objects.filter(section=changed, aside=False)
        assert list(stood.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_theirs_everywhere_changes_nothing(world: World, changed: Section) -> None:
    mine = MINE.replace("Tre hos meg", "Tre")
    sent = fields_of(send(world, changed, html=mine))
    sent |= {name: "theirs" for name in sent if name.startswith("valg-")}
    assert send(world, changed, **sent).status_code == 302
    assert (now(world, changed).html, now(world, changed).version) == (THEIRS, 3)
    assert kept(world, changed) == [mine]


def test_saved_again_meanwhile_is_asked_anew_with_what_was_typed_and_chosen(
    world: World, changed: Section, other: User
) -> None:
    sent = fields_of(send(world, changed))
    names = [name for name in sent if name.startswith("valg-")]
    sent |= dict(zip(names, ("mine", "theirs", "mine"), strict=True))
    sent["html"] = MINE.replace("Tre hos meg", "Tre og mer hos meg")
    with world.acting(other):
        save(changed, THEIRS.replace("To hos henne", "To igjen"), other, version=3, heading="Hennes mål")
    page = send(world, changed, **sent)
    assert page.status_code == 409
    again = fields_of(page)
    assert [again[name] for name in names] == ["mine", "theirs", "mine"]
    assert (again["stands"], again["html"].strip()) == ("4", sent["html"])
    assert "To igjen" in page.content.decode()
    assert kept(world, changed) == [MINE, sent["html"]]
    assert send(world, changed, **again).status_code == 302
    row = now(world, changed)
    assert row.html == "<p>En hos henne</p><p>To hos meg</p><p>Tre og mer hos meg</p>"
    assert row.heading == "Mine mål"


def test_a_place_that_has_come_since_is_asked_about(world: World, changed: Section, other: User) -> None:
    sent = fields_of(send(world, changed, html=MINE.replace("En hos meg", "En")))
    page = send(world, changed, **sent | {"html": MINE})
    assert page.status_code == 409
    assert len(page.context["places"]) == 3
    assert now(world, changed).version == 3


def test_choices_are_no_way_past_a_version_that_was_not_shown(world: World, changed: Section) -> None:
    sent = fields_of(send(world, changed))
    for stands in ("2", "99", ""):
        assert send(world, changed, **sent | {"stands": stands}).status_code == 409
    garbled = {name: "ours" for name in sent if name.startswith("valg-")}
    assert send(world, changed, **sent | garbled).status_code == 409
    assert now(world, changed).version == 3


def test_a_form_that_is_wrong_keeps_the_choices(world: World, changed: Section) -> None:
    sent = fields_of(send(world, changed))
    names = [name for name in sent if name.startswith("valg-")]
    sent |= dict(zip(names, ("mine", "theirs", "mine"), strict=True))
    wrong = send(world, changed, **sent | {"heading": " "})
    assert wrong.status_code == 200
    again = fields_of(wrong)
    assert [again[name] for name in names] == ["mine", "theirs", "mine"]
    asked_anew = fields_of(send(world, changed, **again | {"heading": "Mine mål"}))
    assert [asked_anew[name] for name in names] == ["mine", "theirs", "mine"]


def test_a_text_that_was_frozen_meanwhile_says_so(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world)
        row = Section.objects.filter(agreement=signing.agreement_id)[0]
    page = send(world, row, stands=1, **{"valg-overskrift": "mine"})
    assert "låst" in page.content.decode()


def test_own_text_from_another_window_is_called_what_is_stored(world: World, begun: Section) -> None:
    with world.acting(world.north.slt):
        save(begun, THEIRS, world.north.slt, version=2)
    page = send(world, begun)
    assert page.context["places"][0]["choices"][1]["label"] == "Teksten som er lagret"


def test_autosave_answers_with_what_to_choose_and_takes_the_choices(world: World, changed: Section) -> None:
    args = ("section_save", changed.agreement_id, changed.pk)
    said: dict[str, Any] = {"version": 2, "heading": "Mine mål", "html": MINE}
    answer = post(world, world.north.slt, *args, **said)
    assert answer.status_code == 409
    assert "Slik det var" in answer.json()["panel"]
    sent = fields_of(send(world, changed))
    chosen = {name: "theirs" for name in sent if name.startswith("valg-")}
    told = post(world, world.north.slt, *args, **sent | chosen).json()
    merged = THEIRS.replace("Tre", "Tre hos meg")
    assert told["merged"] == {"heading": "Hennes mål", "html": merged}
    assert (told["version"], told["began"]) == (4, 2)


def test_many_versions_cost_the_page_no_more_questions(world: World, changed: Section) -> None:
    address = reverse("section_edit", args=[changed.agreement_id, changed.pk])
    versions = reverse("section_versions", args=[changed.agreement_id, changed.pk])
    send(world, changed)
    client = world.client(world.north.slt)
    few = [len(asked(client, one)) for one in (address, versions)]
    for number in range(30):
        send(world, changed, html=MINE.replace("Tre", f"Tre {number}"))
    assert len(kept(world, changed)) == 31
    many = [len(asked(client, one)) for one in (address, versions)]
    assert many == few
    assert max(many) <= MOST
