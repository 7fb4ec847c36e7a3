"""The face in a real browser: every part, in both schemes, on narrow and wide screens, by mouse and keyboard."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import showcase
from tests.browser.face_scene import (
    NO_NETWORK,
    PASTED,
    assert_accessible,
    showing,  # noqa: F401  (fixtures)
)


def test_autosave_keeps_a_draft_without_network_and_sends_it_later(showing: None, page: Page) -> None:
    page.goto("/")
    status = page.locator("[data-save-status]")
    page.evaluate(NO_NETWORK)
    page.get_by_label("Tittel").fill("Uten nett")
    expect(status).to_contain_text("Ikke lagret. Teksten ligger i nettleseren")
    assert "Uten nett" in page.evaluate("Object.values(localStorage).join()")
    page.evaluate("window.fetch = window.realFetch; dispatchEvent(new Event('online'))")
    expect(status).to_have_text("Lagret kl. 13.05")
    assert showcase.saved[-1]["title"] == "Uten nett"
    assert page.evaluate("localStorage.length") == 0


def test_autosave_gives_back_a_draft_after_a_crash(showing: None, page: Page) -> None:
    page.goto("/")
    page.evaluate(NO_NETWORK)
    page.get_by_label("Tittel").fill("Mistet")
    expect(page.locator("[data-save-status]")).to_contain_text("Ikke lagret")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/")
    page.get_by_role("button", name="Hent teksten som ikke ble lagret sist").click()
    expect(page.get_by_label("Tittel")).to_have_value("Mistet")
    expect(page.locator("[data-save-status]")).to_have_text("Lagret kl. 13.05")


def test_paste_from_word_becomes_headings_and_lists(showing: None, page: Page) -> None:
    page.goto("/")
    page.get_by_role("textbox", name="Saksframlegg").click()
    page.keyboard.press("Control+A")
    page.evaluate(
        """(html) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/html", html);
          document.querySelector(".editor__text").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        PASTED,
    )
    assert page.locator("textarea[data-editor]").input_value() == (
        "<h2>Tittel</h2><ul><li><p>En</p><ul><li><p>Under</p></li></ul></li><li><p>To</p></li></ul>"
        "<p>Imellom</p><ol><li><p>Nummer</p></li></ol>"
    )


def test_editor_toolbar_is_one_stop_with_arrow_keys(showing: None, page: Page) -> None:
    page.goto("/")
    style = page.get_by_role("combobox", name="Stil")
    style.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Fet")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Gjør om")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Saksframlegg")).to_be_focused()


def test_editor_inserts_a_table_and_a_link(showing: None, page: Page) -> None:
    page.goto("/")
    editor = page.get_by_role("textbox", name="Saksframlegg")
    editor.click()
    page.keyboard.press("Control+End")
    page.get_by_role("button", name="Lenke").click()
    page.get_by_role("textbox", name="Adressen lenken går til").fill("javascript:alert(1)")
    page.get_by_role("button", name="Sett inn lenken").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv en nettadresse")
    page.get_by_role("textbox", name="Adressen lenken går til").fill("www.ks.no")
    page.keyboard.press("Enter")
    value = page.locator("textarea[data-editor]")
    assert '<a href="https://www.ks.no">www.ks.no</a>' in value.input_value()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sett inn tabell").click()
    page.keyboard.type("Tiltak")
    page.keyboard.press("Tab")
    page.keyboard.type("Ansvarlig")
    page.get_by_role("button", name="Ny rad under").click()
    assert value.input_value().count("<tr>") == 4
    assert_accessible(page)


def test_job_is_asked_for_until_it_is_done(showing: None, page: Page) -> None:
    page.goto("/")
    expect(page.locator("#jobb")).to_have_attribute("data-state", "done")


def test_page_without_script_shows_and_takes_the_text(showing: None, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    expect(page.get_by_role("heading", name="Bakgrunn")).to_have_count(1)
    field = page.get_by_role("textbox", name="Avsnitt 3")
    expect(field).to_have_value("Vanlig avsnitt.")
    expect(page.get_by_role("button", name="Flytt «Nytt fra politiet» opp")).to_be_visible()
    page.get_by_role("button", name="Flytt «Nytt fra politiet» opp").click()
    assert showcase.moved == [("2", "1")]


def test_print_shows_the_content_alone(showing: None, page: Page) -> None:
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.locator(".topbar")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Hovedmeny")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
