"""A text that clashes is kept as it was sent, whoever closes what: in the database, and in the browser it was typed in."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from playwright.sync_api import Page, expect

from agreements.actions import Conflict, save_section
from agreements.editions import written_by
from agreements.models import Section, SectionVersion
from agreements.sittings import not_come_in
from agreements.views.pages import removed_sections
from politirad.tenancy.models import AuditEvent
from tests.agreements.test_merging_saves import BASE, begun  # noqa: F401  (fixture)
from tests.agreements.writing_scene import now, post, section, written  # noqa: F401  (fixtures)
from tests.browser.face_scene import NO_NETWORK
from tests.meetings.minutes_scene import second_writer
from tests.world import World

THEIRS, MINE = BASE.replace("To", "Hennes"), BASE.replace("To", "Mitt")


def send(
    world: World, section: Section, html: str, by: Any, *, heading: str = "Mål", version: int = 2
) -> Any:
    with world.acting(by):
        return save_section(section=section, version=version, heading=heading, html=html, by=by)


def aside(world: World, section: Section) -> list[tuple[Any, ...]]:
    with world.inside(world.north.council):
        rows = SectionVersion.objects.filter(section=section, aside=True)
        return list(rows.values_list("number", "heading", "html", "saved_by"))


@pytest.fixture
def clashed(world: World, begun: Section) -> Section:
    """Another has saved as version 3, and the secretary's text did not come in."""
    send(world, begun, THEIRS, second_writer(world))
    assert isinstance(send(world, begun, MINE, world.north.slt), Conflict)
    return begun


def test_a_clashing_text_is_kept_as_it_was_sent(world: World, clashed: Section) -> None:
    assert now(world, clashed).html == THEIRS
    assert aside(world, clashed) == [(3, "Mål", MINE, world.north.slt.pk)]
    with world.inside(world.north.council):
        told = AuditEvent.objects.get(action="keep_aside")
    assert (told.subject_id, told.actor_id) == (clashed.agreement_id, world.north.slt.pk)


def test_the_same_text_again_is_kept_once_and_another_beside_it(world: World, clashed: Section) -> None:
    slt = world.north.slt
    for _again in range(3):
        send(world, clashed, MINE, slt)
    assert len(aside(world, clashed)) == 1
    send(world, clashed, MINE.replace("Mitt", "Mitt og mer"), slt)
    assert [one[2] for one in aside(world, clashed)] == [MINE, MINE.replace("Mitt", "Mitt og mer")]
    assert now(world, clashed).version == 3


def test_a_clash_of_headings_keeps_the_heading(world: World, begun: Section) -> None:
    send(world, begun, BASE, second_writer(world), heading="Hennes mål")
    assert isinstance(send(world, begun, BASE, world.north.slt, heading="Mine mål"), Conflict)
    assert now(world, begun).heading == "Hennes mål"
    assert aside(world, begun) == [(3, "Mine mål", BASE, world.north.slt.pk)]


def test_autosave_and_the_form_keep_it_too(world: World, begun: Section) -> None:
    send(world, begun, THEIRS, second_writer(world))
    said = {"version": 2, "heading": "Mål", "html": MINE}
    for name in ("section_save", "section_edit"):
        assert post(world, world.north.slt, name, begun.agreement_id, begun.pk, **said).status_code == 409
    assert aside(world, begun) == [(3, "Mål", MINE, world.north.slt.pk)]


def test_what_stood_is_told_without_what_was_kept_aside(world: World, clashed: Section) -> None:
    with world.acting(world.north.slt):
        assert THEIRS in [one.html for one in written_by(clashed.agreement, world.today)]
        assert MINE not in [one.html for one in written_by(clashed.agreement, world.today)]
        clashed.delete()
        assert [one.html for one in removed_sections(clashed.agreement_id)] == [THEIRS]


def test_only_one_text_stood_under_a_number(world: World, clashed: Section) -> None:
    facts = {"agreement": clashed.agreement, "section": clashed, "number": 3, "heading": "X"}
    with world.acting(world.north.slt):
        SectionVersion.objects.create(**facts, aside=True)
        with pytest.raises(IntegrityError, match="section_version_once"), transaction.atomic():
            SectionVersion.objects.create(**facts)


def test_versions_say_whose_text_did_not_come_in_and_bring_it_back(world: World, clashed: Section) -> None:
    slt = world.north.slt
    address = reverse("section_versions", args=[clashed.agreement_id, clashed.pk])
    words = f"Teksten til {slt.name} som ikke kom inn"
    page = world.client(slt).get(address)
    (left_out,) = page.context["left_out"]
    assert left_out["words"] == words
    assert words in page.content.decode()
    assert [one.last.number for one in page.context["sittings"]] == [3, 2, 1]
    key = left_out["row"].key
    compared = world.client(slt).get(address, {"fra": "3", "til": key}).content.decode()
    assert "<ins>" in compared and "Mitt" in compared
    response = post(world, slt, "section_restore", clashed.agreement_id, clashed.pk, number=key)
    assert response.status_code == 302
    assert (now(world, clashed).html, now(world, clashed).version) == (MINE, 4)
    assert world.client(slt).get(address).context["left_out"] == []  # now it has come in
    assert len(aside(world, clashed)) == 1
    with world.inside(world.north.council):
        assert SectionVersion.objects.get(section=clashed, number=3, aside=False).html == THEIRS


def test_a_text_kept_aside_is_brought_back_by_writers_of_its_own_agreement_alone(
    world: World, clashed: Section
) -> None:
    with world.inside(world.north.council):
        key = SectionVersion.objects.get(aside=True).key
        other = Section.objects.filter(agreement=clashed.agreement_id).exclude(pk=clashed.pk)[0]
    for user, row, status in (
        (world.north.mayor, clashed, 403),
        (world.south.slt, clashed, 404),
        (world.north.slt, other, 404),
    ):
        answer = post(world, user, "section_restore", row.agreement_id, row.pk, number=key)
        assert answer.status_code == status
    assert now(world, clashed).html == THEIRS


def kept(number: int, html: str, *, aside: bool = False, heading: str = "Mål") -> SectionVersion:
    return SectionVersion(number=number, heading=heading, html=html, aside=aside)


@pytest.mark.parametrize(
    ("later", "left_out"),
    [
        (kept(3, "<p>Mitt</p>"), True),  # stood before the clash
        (kept(4, "<p>Hennes</p>"), True),
        (kept(4, "<p>Hennes</p><ul><li>Mitt</li></ul>"), False),
        (kept(4, "<p>Hennes</p><p>Mitt</p>", heading="Annet"), True),
        (kept(4, "<p>Mitt</p>", heading="Mål / Annet"), False),
        (kept(4, "<p><strong>Mitt</strong></p>"), True),
        (kept(4, "<p>Mitt</p>", aside=True), True),
    ],
)
def test_a_text_has_come_in_when_a_later_version_holds_its_words(
    later: SectionVersion, left_out: bool
) -> None:
    mine = kept(3, "<p>Mitt</p><p></p>", aside=True)
    assert (mine in not_come_in([mine, later])) == left_out


DRAFT = "[data-draft-offer]"


@pytest.fixture
def writing_page(
    world: World, begun: Section, new_page: Callable[..., Page], sign_in: Callable[[Page, Any], None]
) -> Page:
    page = new_page()
    sign_in(page, world.north.slt)
    page.goto(reverse("section_edit", args=[begun.agreement_id, begun.pk]))
    expect(page.locator("[data-editor-root]")).to_have_attribute("data-ready", "")
    return page


def write(page: Page, number: int, words: str) -> None:
    page.locator(".editor__text p").nth(number).click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def leave(page: Page) -> None:
    """Close the page in spite of what is not stored, and open it again."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("[data-editor-root]")).to_have_attribute("data-ready", "")


def test_words_typed_after_a_clash_are_still_in_the_browser(
    world: World, begun: Section, writing_page: Page
) -> None:
    send(world, begun, THEIRS, second_writer(world))
    write(writing_page, 1, " mitt")
    expect(writing_page.locator("[data-save-status]")).to_have_attribute("data-state", "conflict")
    assert [one[2] for one in aside(world, begun)] == [BASE.replace("To", "To mitt")]
    write(writing_page, 2, " og fire")
    leave(writing_page)
    expect(writing_page.locator(DRAFT)).to_contain_text("noe annet")
    writing_page.get_by_role("button", name="Hent teksten").click()
    expect(writing_page.locator(".editor__text")).to_have_text("EnTo mittTre og fire")
    expect(writing_page.locator("[data-save-status]")).to_have_attribute("data-state", "conflict")
    assert [one[2] for one in aside(world, begun)][1:] == [
        BASE.replace("To", "To mitt").replace("Tre", "Tre og fire")
    ]


def test_an_older_text_of_the_browser_is_joined_with_what_was_stored_since(
    world: World, begun: Section, writing_page: Page
) -> None:
    writing_page.evaluate(NO_NETWORK)
    write(writing_page, 2, " og fire")
    expect(writing_page.locator("[data-save-status]")).to_have_attribute("data-state", "offline")
    send(world, begun, THEIRS, second_writer(world))
    leave(writing_page)
    writing_page.get_by_role("button", name="Hent teksten").click()
    expect(writing_page.locator("[data-save-status]")).to_have_attribute("data-state", "saved")
    joined = THEIRS.replace("Tre", "Tre og fire")
    assert now(world, begun).html == joined
    leave(writing_page)
    expect(writing_page.locator(DRAFT)).to_be_hidden()


def test_an_older_text_lies_there_until_it_is_thrown_away(
    world: World, begun: Section, writing_page: Page
) -> None:
    send(world, begun, THEIRS, second_writer(world))
    write(writing_page, 1, " mitt")
    expect(writing_page.locator("[data-save-status]")).to_have_attribute("data-state", "conflict")
    leave(writing_page)
    write(writing_page, 0, " først")
    expect(writing_page.locator("[data-save-status]")).to_have_attribute("data-state", "saved")
    leave(writing_page)
    writing_page.get_by_role("button", name="Kast den").click()
    expect(writing_page.locator(DRAFT)).to_be_hidden()
    leave(writing_page)
    expect(writing_page.locator(DRAFT)).to_be_hidden()
