"""Two people who write one section: merged where they changed different paragraphs, shown where they did not."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from agreements.actions import save_section
from agreements.models import Section, SectionVersion
from tests.agreements.sent_form import fields_of
from tests.agreements.test_at_once import together
from tests.agreements.writing_scene import now, post, section, written  # noqa: F401  (fixtures)
from tests.world import World

BASE = "<p>En</p><p>To</p><p>Tre</p>"


@pytest.fixture
def begun(world: World, section: Section) -> Section:
    with world.acting(world.north.slt):
        save_section(section=section, version=1, heading="Mål", html=BASE, by=world.north.slt)
    return section


def save(world: World, section: Section, html: str, *, version: int = 2, heading: str = "Mål") -> Any:
    said = {"version": version, "heading": heading, "html": html}
    return post(world, world.north.slt, "section_save", section.agreement_id, section.pk, **said)


def test_different_paragraphs_are_merged_and_told_of(world: World, begun: Section) -> None:
    assert "merged" not in save(world, begun, BASE.replace("En", "Ein")).json()
    answer = save(world, begun, BASE.replace("Tre", "Tri"), heading="Felles mål")
    assert answer.status_code == 200
    merged = "<p>Ein</p><p>To</p><p>Tri</p>"
    told = answer.json()
    assert told["merged"] == {"heading": "Felles mål", "html": merged}
    assert (told["version"], told["began"]) == (5, 4)
    assert now(world, begun).html == merged
    with world.inside(world.north.council):
        kept = SectionVersion.objects.filter(section=begun).values_list("number", "html")
        assert list(kept)[3:] == [(4, BASE.replace("Tre", "Tri")), (5, merged)]


def test_who_types_on_while_it_is_merged_goes_on_from_what_was_sent(world: World, begun: Section) -> None:
    save(world, begun, BASE.replace("En", "Ein"))
    base = save(world, begun, BASE.replace("Tre", "Tri")).json()["began"]
    answer = save(world, begun, BASE.replace("Tre", "Tri og fire"), version=base)
    assert answer.status_code == 200
    assert now(world, begun).html == "<p>Ein</p><p>To</p><p>Tri og fire</p>"


def test_the_same_paragraph_is_shown_twice_for_a_person_to_choose(world: World, begun: Section) -> None:
    save(world, begun, BASE.replace("To", "Mitt"))
    assert save(world, begun, BASE.replace("To", "Ditt")).status_code == 409
    said = {"version": 2, "heading": "Mål", "html": BASE.replace("To", "Ditt")}
    page = post(world, world.north.slt, "section_edit", begun.agreement_id, begun.pk, **said)
    assert page.status_code == 409
    assert page.context["conflict"].html == "<p>En</p><p>Mitt</p><p>Ditt</p><p>Tre</p>"
    assert page.context["form"]["html"].value() == BASE.replace("To", "Ditt")
    assert page.context["conflict"].theirs.version == 3
    assert now(world, begun).html == BASE.replace("To", "Mitt")
    post(world, world.north.slt, "section_edit", begun.agreement_id, begun.pk, **fields_of(page))
    assert now(world, begun).html == "<p>En</p><p>Mitt</p><p>Ditt</p><p>Tre</p>"


@pytest.mark.parametrize("version", [99, 2_000_000])
def test_a_version_that_never_was_is_a_conflict(world: World, begun: Section, version: int) -> None:
    assert save(world, begun, "<p>Annet</p>", version=version).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_two_hundred_saves_at_once_lose_no_paragraph(world: World, begun: Section) -> None:
    slt = world.north.slt
    for number in range(100):
        with world.acting(slt):
            row = Section.objects.select_related("agreement").get(pk=begun.pk)

        def writer(text: str, row: Section = row) -> Callable[[], Any]:
            def write() -> Any:
                with world.acting(slt):
                    return save_section(section=row, version=row.version, heading="Mål", html=text, by=slt)

            return write

        together(
            writer(f"<p>før {number}</p>{row.html}"),
            writer(f"{row.html}<p>etter {number}</p>"),
        )
    html = now(world, begun).html
    assert all(f"<p>før {number}</p>" in html and f"<p>etter {number}</p>" in html for number in range(100))


def test_two_screens_end_with_the_same_text(
    world: World, begun: Section, new_page: Callable[..., Page], sign_in: Callable[[Page, Any], None]
) -> None:
    address = reverse("section_edit", args=[begun.agreement_id, begun.pk])
    pages = [new_page(), new_page()]
    for page in pages:
        sign_in(page, world.north.slt)
        page.goto(address)
        expect(page.locator("[data-editor-root]")).to_have_attribute("data-ready", "")
    for page, number in zip(pages, (0, 2), strict=True):
        page.locator(".editor__text p").nth(number).click()
        page.keyboard.press("End")
        page.keyboard.type(f" fra skjerm {number}")
        expect(page.locator("[data-save-status]")).to_have_attribute("data-state", "saved")
    expect(pages[1].locator("[data-save-status]")).to_contain_text("slått sammen")
    expect(pages[1].locator(".editor__text")).to_contain_text("En fra skjerm 0")
    merged = "<p>En fra skjerm 0</p><p>To</p><p>Tre fra skjerm 2</p>"
    assert now(world, begun).html == merged
