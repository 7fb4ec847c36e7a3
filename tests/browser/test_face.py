"""The face in a real browser: every part, in both schemes, on narrow and wide screens, by mouse and keyboard."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import showcase
from tests.browser.face_scene import (
    CLIPPED,
    SPACE_OUT,
    VIEWS,
    assert_accessible,
    showing,  # noqa: F401  (fixtures)
)


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_parts_are_accessible(showing: None, new_page: Callable[..., Page], width: int, scheme: str) -> None:
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto("/?wrong")
    expect(page.locator(".editor__text")).to_be_visible()
    expect(page.get_by_role("link", name="Last ned avtalen")).to_be_visible()
    assert_accessible(page)


def test_text_spacing_clips_nothing(showing: None, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 320, "height": 900})
    page.goto("/?wrong")
    page.evaluate(SPACE_OUT)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_error_summary_takes_focus_and_leads_to_the_field(showing: None, page: Page) -> None:
    page.goto("/?wrong")
    summary = page.locator("ds-error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Dato").click()
    expect(page.get_by_label("Dato")).to_be_focused()
    described = page.get_by_label("Dato").get_attribute("aria-describedby") or ""
    assert {"id_day_helptext", "id_day_error"} <= set(described.split())


def test_skip_link_is_first_and_leads_to_the_content(showing: None, page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_drawer_opens_takes_focus_and_closes(showing: None, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto("/")
    menu = page.get_by_role("navigation", name="Hovedmeny")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Meny", exact=True).click()
    expect(menu.get_by_role("link", name="Møter")).to_be_focused()
    assert_accessible(page)
    menu.get_by_role("button", name="Lukk menyen").click()
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Meny", exact=True).click()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_theme_is_remembered_by_the_server(showing: None, page: Page) -> None:
    page.goto("/")
    root = page.locator("html")
    expect(root).to_have_attribute("data-color-scheme", "auto")
    page.get_by_role("button", name="Min meny").click()
    page.get_by_role("button", name="Mørk").click()
    expect(root).to_have_attribute("data-color-scheme", "dark")
    assert_accessible(page)
    page.goto("/")
    assert 'data-color-scheme="dark"' in page.request.get("/").text()
    expect(root).to_have_attribute("data-color-scheme", "dark")


@pytest.mark.django_db
def test_theme_cookie_with_nonsense_is_ignored(showing: None, client: Any) -> None:
    client.cookies["theme"] = '"><script>'
    assert b'data-color-scheme="auto"' in client.get("/").content


def test_confirm_asks_before_the_form_is_sent(showing: None, page: Page) -> None:
    page.goto("/")
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(request.method) if request.is_navigation_request() else None
    )
    page.get_by_role("button", name="Slett saken").click()
    dialog = page.get_by_role("dialog", name="Er du sikker?")
    expect(dialog).to_contain_text("Saken blir slettet fra sakslisten.")
    assert_accessible(page)
    dialog.get_by_role("button", name="Avbryt").click()
    expect(dialog).to_be_hidden()
    assert sent == []
    page.get_by_role("button", name="Slett saken").click()
    dialog.get_by_role("button", name="Slett saken").click()
    page.wait_for_load_state()
    assert sent == ["POST"]


def test_items_are_moved_with_the_keyboard_and_focus_stays(showing: None, page: Page) -> None:
    page.goto("/")
    down = page.get_by_role("button", name="Flytt «Referat fra forrige møte» ned")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sagt")).to_have_text("«Referat fra forrige møte» er flyttet til plass 2 av 3.")
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#sagt")).to_have_text("«Referat fra forrige møte» er flyttet til plass 3 av 3.")
    expect(down).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    assert showcase.moved == [("1", "2"), ("1", "3")]


def test_items_are_dragged_with_the_mouse(showing: None, page: Page) -> None:
    page.goto("/")
    items = page.locator("[data-item]")
    page.set_viewport_size({"width": 1280, "height": 1600})
    handle = items.nth(2).locator(".handle").bounding_box()
    first = items.nth(0).bounding_box()
    assert handle and first
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(handle["x"] + 5, first["y"] + 4, steps=8)
    page.mouse.up()
    expect(items.nth(0)).to_have_attribute("data-item", "3")
    expect(page.locator("#sagt")).to_have_text("«Rus i sentrum» er flyttet til plass 1 av 3.")
    assert showcase.moved == [("3", "1")]


def test_a_refused_move_goes_back_and_says_so(showing: None, page: Page) -> None:
    showcase.answers["move"] = 409
    page.goto("/")
    page.get_by_role("button", name="Flytt «Referat fra forrige møte» ned").click()
    expect(page.locator("#meldinger")).to_contain_text("Det gikk ikke.")
    expect(page.locator("[data-item]").nth(0)).to_have_attribute("data-item", "1")


def put_caret_at_end(page: Page, *, after: str) -> None:
    """Press until the caret stands after the last paragraph: a click's own selection may come late."""
    at_end = "text => { const s = getSelection(); return s.anchorNode?.textContent === text && s.anchorOffset === text.length }"
    for _attempt in range(50):
        page.keyboard.press("Control+End")
        page.wait_for_timeout(100)
        if page.evaluate(at_end, after):
            return
    raise AssertionError(f"the caret did not come to stand after «{after}»")


def test_editor_writes_the_subset_and_autosave_tells_the_truth(showing: None, page: Page) -> None:
    page.goto("/")
    editor = page.get_by_role("textbox", name="Saksframlegg")
    editor.click()
    put_caret_at_end(page, after="Vanlig avsnitt.")
    page.keyboard.press("Enter")
    page.keyboard.type("Se ")
    page.get_by_role("button", name="Fet").click()
    page.keyboard.type("dette")
    status = page.locator("[data-save-status]")
    expect(status).to_have_text("Lagret kl. 13.05")
    assert showcase.saved[-1]["text"].endswith("<p>Se <strong>dette</strong></p>")
    version = showcase.saved[-1]["version"]
    editor.click()
    with page.expect_response("**/lagre/"):
        page.keyboard.type("!")
    expect(status).to_have_text("Lagret kl. 13.05")
    assert int(showcase.saved[-1]["version"]) > int(version)


@pytest.mark.parametrize(
    ("code", "sentence"), [(409, "Ola lagret denne teksten"), (422, "Teksten er for lang.")]
)
def test_autosave_says_what_the_server_refused(showing: None, page: Page, code: int, sentence: str) -> None:
    showcase.answers["save"] = code
    page.goto("/")
    page.get_by_label("Tittel").fill("Ny tittel")
    expect(page.locator("[data-save-status]")).to_contain_text(sentence)
    assert showcase.saved == []
