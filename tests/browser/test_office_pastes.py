"""What office programs put on the clipboard, pasted into the editor and cleaned as when it is saved."""

from __future__ import annotations

from playwright.sync_api import Page

from politirad.richtext import clean
from tests.browser.face_scene import showing  # noqa: F401  (fixture)
from tests.office_pastes import PASTES

PASTE = """(html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  document.querySelector(".editor__text").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def test_paste_into_the_editor_is_kept_as_it_was_seen(showing: None, page: Page) -> None:  # noqa: F811
    page.goto("/")
    saved = {}
    for name, paste in PASTES.items():
        page.get_by_role("textbox", name="Saksframlegg").click()
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        page.evaluate(PASTE, paste.html)
        saved[name] = clean(page.locator("textarea[data-editor]").input_value())
    assert saved == {name: paste.in_editor or paste.kept for name, paste in PASTES.items()}
