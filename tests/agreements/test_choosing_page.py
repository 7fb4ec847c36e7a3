"""Choosing in a browser: where it is typed, on the page that the button gives, without scripts, and for everybody."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from agreements.models import Section
from politirad.tenancy.models import User
from tests.agreements.choosing_scene import changed, other, save  # noqa: F401  (fixtures)
from tests.agreements.test_merging_saves import BASE, begun  # noqa: F401  (fixture)
from tests.agreements.writing_scene import now, section, written  # noqa: F401  (fixtures)
from tests.browser.face_scene import assert_accessible
from tests.world import World

Sign = Callable[[Page, Any], None]


def open_section(page: Page, sign_in: Sign, user: User, section: Section) -> None:
    sign_in(page, user)
    page.goto(reverse("section_edit", args=[section.agreement_id, section.pk]))
    expect(page.locator("[data-editor-root]")).to_have_attribute("data-ready", "")


def state(page: Page, name: str) -> None:
    expect(page.locator("[data-save-status]")).to_have_attribute("data-state", name)


def test_choosing_by_keys_where_it_is_written(
    world: World, begun: Section, other: User, new_page: Callable[..., Page], sign_in: Sign
) -> None:
    page = new_page()
    open_section(page, sign_in, world.north.slt, begun)
    with world.acting(other):
        save(begun, BASE.replace("To", "To hos henne").replace("En", "En hos henne"), other, version=2)
    page.locator(".editor__text p").nth(1).click()
    page.keyboard.press("End")
    page.keyboard.type(" hos meg")
    state(page, "conflict")
    expect(page.locator("[data-clash-text]")).to_be_focused()
    expect(page.locator("[data-clash-text]")).to_contain_text(other.name)
    group = page.get_by_role("group", name="Teksten valg 1 av 1")
    expect(group.get_by_role("radio", name="Begge")).to_be_checked()
    page.keyboard.press("Tab")
    expect(group.get_by_role("radio", name="Begge")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(group.get_by_role("radio", name=f"Teksten til {other.name}")).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(group.get_by_role("radio", name="Min tekst")).to_be_checked()
    with world.inside(world.north.council):
        assert Section.objects.get(pk=begun.pk).version == 3  # nothing is sent before it is asked for
    page.keyboard.press("Enter")
    state(page, "saved")
    expect(page.locator("[data-clash-text]")).to_have_count(0)
    expect(page.locator(".editor__text")).to_have_text("En hos henneTo hos megTre")
    expect(page.locator(".editor__text")).to_be_focused()
    assert now(world, begun).html == "<p>En hos henne</p><p>To hos meg</p><p>Tre</p>"
    page.locator(".editor__text p").nth(2).click()
    page.keyboard.press("End")
    with page.expect_response("**/lagre/"):
        page.keyboard.type(" til slutt")
    state(page, "saved")
    assert now(world, begun).html == "<p>En hos henne</p><p>To hos meg</p><p>Tre til slutt</p>"
    assert page.evaluate("localStorage.length") == 0


def test_saved_again_while_it_is_chosen_is_asked_anew_in_the_page(
    world: World, begun: Section, other: User, new_page: Callable[..., Page], sign_in: Sign
) -> None:
    page = new_page()
    open_section(page, sign_in, world.north.slt, begun)
    with world.acting(other):
        save(begun, BASE.replace("To", "To hos henne"), other, version=2)
    page.locator(".editor__text p").nth(1).click()
    page.keyboard.press("End")
    page.keyboard.type(" hos meg")
    state(page, "conflict")
    page.get_by_role("radio", name="Min tekst").check()
    with world.acting(other):
        save(begun, BASE.replace("To", "To igjen"), other, version=3)
    page.get_by_role("button", name="Lagre valgene").click()
    expect(page.get_by_role("radio", name=f"Teksten til {other.name}")).to_have_accessible_description(
        "To igjen"
    )
    expect(page.get_by_role("radio", name="Min tekst")).to_be_checked()
    assert now(world, begun).version == 4
    page.get_by_role("button", name="Lagre valgene").click()
    state(page, "saved")
    assert now(world, begun).html == BASE.replace("To", "To hos meg")


def test_choosing_on_the_page_that_the_button_gives(
    world: World, begun: Section, other: User, new_page: Callable[..., Page], sign_in: Sign
) -> None:
    """What is typed beside the choices waits for them, and stays in the browser meanwhile."""
    page = new_page()
    open_section(page, sign_in, world.north.slt, begun)
    with world.acting(other):
        save(begun, BASE.replace("To", "To hos henne"), other, version=2)
    page.locator(".editor__text p").nth(1).click()
    page.keyboard.press("End")
    page.keyboard.insert_text(" hos meg")
    page.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_role("button", name="Lagre valgene")).to_be_visible()
    expect(page.locator("[data-editor-root]")).to_have_attribute("data-ready", "")
    page.locator(".editor__text p").nth(2).click()
    page.keyboard.press("End")
    page.keyboard.type(" og fire")
    page.wait_for_timeout(1000)
    assert now(world, begun).version == 3
    assert "og fire" in page.evaluate("Object.values(localStorage).join()")
    page.get_by_role("radio", name="Min tekst").check()
    page.get_by_role("button", name="Lagre", exact=True).click()
    state(page, "saved")
    assert now(world, begun).html == "<p>En</p><p>To hos meg</p><p>Tre og fire</p>"
    assert page.evaluate("localStorage.length") == 0


def test_choosing_without_scripts(
    world: World, changed: Section, other: User, new_page: Callable[..., Page], sign_in: Sign
) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, world.north.slt)
    page.goto(reverse("section_edit", args=[changed.agreement_id, changed.pk]))
    page.locator("input[name=version]").evaluate("field => { field.value = 2 }")
    page.get_by_label("Overskrift").fill("Mine mål")
    page.locator("textarea[name=html-0]").fill("En hos meg\n\nTo hos meg\n\nTre hos meg")
    page.get_by_role("button", name="Lagre", exact=True).click()
    page.get_by_role("group", name="Overskriften").get_by_role("radio", name="Min tekst").check()
    page.get_by_role("group", name="valg 3 av 3").get_by_role(
        "radio", name=f"Teksten til {other.name}"
    ).check()
    page.get_by_role("button", name="Lagre valgene").click()
    expect(page.locator("body")).to_contain_text("slik du valgte")
    assert now(world, changed).heading == "Mine mål"
    assert now(world, changed).html == (
        "<p>En hos henne</p><p>En hos meg</p><p>To hos henne</p><p>Tre hos meg</p>"
    )


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_choosing_is_accessible(
    world: World, changed: Section, new_page: Callable[..., Page], sign_in: Sign, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    open_section(page, sign_in, world.north.slt, changed)
    page.locator("input[name=version]").evaluate("field => { field.value = 2 }")
    page.get_by_label("Overskrift").fill("Mine mål")
    state(page, "conflict")
    expect(page.get_by_role("button", name="Lagre valgene")).to_be_visible()
    assert_accessible(page)
