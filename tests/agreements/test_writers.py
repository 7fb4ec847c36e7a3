"""Who writes in a section now: said to those who may write, for a while, and never in anybody's way."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from agreements.actions import save_section
from agreements.models import Agreement, Section
from agreements.writers import LIFE, note_left, note_writing, writers_of
from tests.agreements.drafts import frozen
from tests.agreements.test_merging_saves import BASE, begun  # noqa: F401  (fixture)
from tests.agreements.writing_scene import now, post, section, written  # noqa: F401  (fixtures)
from tests.queries import MOST, asked
from tests.world import World

AT = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC)
SOON, LATE = AT + LIFE - datetime.timedelta(seconds=1), AT + LIFE


def said(world: World, section: Section, user: Any, **question: Any) -> dict[str, Any]:
    address = reverse("section_now", args=[section.agreement_id, section.pk])
    answer = world.client(user).get(address, question)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_a_mark_says_the_name_to_others_until_it_fades(world: World, section: Section) -> None:
    slt, police, mayor = world.north.slt, world.north.police_contact, world.north.mayor
    note_writing(section.pk, by=slt, at=AT)
    assert writers_of([section.pk], reader=police, at=SOON) == {section.pk: f"{slt.name} skriver her nå"}
    assert writers_of([section.pk], reader=slt, at=SOON) == {}
    assert writers_of([section.pk], reader=police, at=LATE) == {}
    note_writing(section.pk, by=police, at=SOON)
    both = sorted([slt.name, police.name])
    words = f"{both[0]} og {both[1]} skriver her nå"
    assert writers_of([section.pk], reader=mayor, at=SOON) == {section.pk: words}
    note_left(section.pk, by=police, at=SOON)
    assert writers_of([section.pk], reader=mayor, at=SOON) == {section.pk: f"{slt.name} skriver her nå"}
    assert writers_of([], reader=mayor, at=SOON) == {}


def test_opening_and_saving_by_itself_mark_and_going_on_takes_the_mark_away(
    world: World, section: Section
) -> None:
    slt, agreement_id = world.north.slt, section.agreement_id
    police = world.north.police_contact

    def seen() -> dict[Any, str]:
        return writers_of([section.pk], reader=police, at=timezone.now())

    values = {"version": 1, "heading": "Mål", "html": "<p>Nytt</p>"}
    assert seen() == {}
    world.client(slt).get(reverse("section_edit", args=[agreement_id, section.pk]))
    assert seen() == {section.pk: f"{slt.name} skriver her nå"}
    post(world, slt, "section_edit", agreement_id, section.pk, **values)
    assert seen() == {}
    post(world, slt, "section_save", agreement_id, section.pk, **values | {"version": 2, "heading": "Nå"})
    assert seen() == {section.pk: f"{slt.name} skriver her nå"}


def test_asking_alone_marks_nobody(world: World, section: Section) -> None:
    said(world, section, world.north.slt)
    world.client(world.north.slt).get(reverse("agreement_edit", args=[section.agreement_id]))
    assert writers_of([section.pk], reader=world.north.mayor, at=timezone.now()) == {}


def test_nobody_writes_in_a_text_that_is_locked(world: World) -> None:
    with world.acting(world.north.slt):
        signing = frozen(world)
        row = Section.objects.filter(agreement=signing.agreement_id)[0]
    world.client(world.north.slt).get(reverse("section_edit", args=[row.agreement_id, row.pk]))
    values = {"version": 1, "heading": "A", "html": ""}
    assert post(world, world.north.slt, "section_save", row.agreement_id, row.pk, **values).status_code == 422
    assert writers_of([row.pk], reader=world.north.mayor, at=timezone.now()) == {}


def test_pages_say_who_writes(world: World, written: Agreement, section: Section) -> None:
    slt, police = world.north.slt, world.north.police_contact
    note_writing(section.pk, by=police, at=timezone.now())
    words = f"{police.name} skriver her nå"
    assert said(world, section, slt) == {"writers": {str(section.pk): words}, "version": 1}
    listed = world.client(slt).get(reverse("outline_now", args=[written.pk])).json()
    assert listed == {"writers": {str(section.pk): words}}
    for name, keys in (("agreement_edit", [written.pk]), ("section_edit", [written.pk, section.pk])):
        page = world.client(slt).get(reverse(name, args=keys)).content.decode()
        assert page.count(words) == 1


@pytest.mark.parametrize(
    ("who", "status"), [("mayor", 403), ("observer", 403), ("stranger", 404), ("other", 404)]
)
def test_only_those_who_may_write_are_told(world: World, section: Section, who: str, status: int) -> None:
    users = {"other": world.south.slt, "stranger": world.stranger}
    client = world.client(users.get(who) or getattr(world.north, who))
    for address in (
        reverse("section_now", args=[section.agreement_id, section.pk]),
        reverse("outline_now", args=[section.agreement_id]),
    ):
        assert client.get(address).status_code == status


@pytest.mark.parametrize(
    ("shown", "is_told"), [("1", True), ("2", False), ("3", False), ("x", False), ("", False)]
)
def test_a_page_with_an_older_version_gets_the_text(
    world: World, section: Section, shown: str, is_told: bool
) -> None:
    slt = world.north.slt
    with world.acting(slt):
        save_section(section=section, version=1, heading="Nytt", html="<p>Ny</p>", by=slt)
    found = said(world, section, slt, versjon=shown)
    told = {"values": {"heading": "Nytt", "html": "<p>Ny</p>"}, "said": f"Endret av {slt.name}"}
    assert found == {"writers": {}, "version": 2} | (told if is_told else {})


def test_many_sections_cost_no_more_questions(world: World, written: Agreement, section: Section) -> None:
    client = world.client(world.north.slt)
    addresses = [
        reverse("outline_now", args=[written.pk]),
        reverse("section_now", args=[written.pk, section.pk]),
    ]
    few = [len(asked(client, one)) for one in addresses]
    with world.acting(world.north.slt):
        first = Section.objects.filter(agreement=written).count() + 1
        rows = [Section(agreement=written, order=first + n, heading=f"Nr. {n}") for n in range(30)]
        Section.objects.bulk_create(rows)
    for row in rows:
        note_writing(row.pk, by=world.north.police_contact, at=timezone.now())
    many = [len(asked(client, one)) for one in addresses]
    assert many == few
    assert max(many) <= MOST


def editor(page: Page) -> Any:
    return page.locator(".editor__text")


def test_one_sees_the_other_and_takes_what_was_saved_while_nothing_is_typed(
    world: World, begun: Section, new_page: Callable[..., Page], sign_in: Callable[[Page, Any], None]
) -> None:
    slt, police = world.north.slt, world.north.police_contact
    address = reverse("section_edit", args=[begun.agreement_id, begun.pk])
    mine, list_page = new_page(), new_page()
    for page in (mine, list_page):
        page.clock.install()
        sign_in(page, slt)
    mine.goto(address)
    expect(mine.locator("[data-editor-root]")).to_have_attribute("data-ready", "")
    list_page.goto(reverse("agreement_edit", args=[begun.agreement_id]))
    note_writing(begun.pk, by=police, at=timezone.now())
    with world.acting(police):
        html = BASE.replace("Tre", "Tre nye")
        save_section(section=begun, version=2, heading="Nye mål", html=html, by=police)
    for page in (mine, list_page):
        page.clock.run_for(6000)
        expect(page.get_by_text(f"{police.name} skriver her nå")).to_be_visible()
    expect(editor(mine)).to_have_text("EnToTre nye")
    expect(mine.get_by_label("Overskrift")).to_have_value("Nye mål")
    expect(mine.locator("[data-save-status]")).to_have_text(f"Endret av {police.name}")
    note_left(begun.pk, by=police, at=timezone.now())
    mine.clock.run_for(6000)
    expect(mine.get_by_text("skriver her nå")).to_have_count(0)
    editor(mine).locator("p").nth(0).click()
    mine.keyboard.press("End")
    mine.keyboard.type(" og mitt")
    with mine.expect_response("**/lagre/"):
        mine.clock.run_for(1000)
    assert now(world, begun).html == html.replace("En", "En og mitt")
    assert now(world, begun).version == 4  # nothing had to be merged


def test_what_is_typed_stays_when_another_has_saved(
    world: World, begun: Section, new_page: Callable[..., Page], sign_in: Callable[[Page, Any], None]
) -> None:
    slt, police = world.north.slt, world.north.police_contact
    page = new_page()
    page.clock.install()
    sign_in(page, slt)
    page.goto(reverse("section_edit", args=[begun.agreement_id, begun.pk]))
    expect(page.locator("[data-editor-root]")).to_have_attribute("data-ready", "")
    page.clock.run_for(4700)
    editor(page).locator("p").nth(0).click()
    page.keyboard.press("End")
    page.keyboard.type(" og mitt")
    with world.acting(police):
        save_section(section=begun, version=2, heading="Mål", html=BASE.replace("Tre", "Tri"), by=police)
    with page.expect_response("**/na/**"):
        page.clock.run_for(400)
    expect(editor(page)).to_have_text("En og mittToTre")
    with page.expect_response("**/lagre/"):
        page.clock.run_for(1000)
    expect(editor(page)).to_have_text("En og mittToTri")
    assert now(world, begun).html == "<p>En og mitt</p><p>To</p><p>Tri</p>"
