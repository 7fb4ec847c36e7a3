"""The page that says what the archive gets, in the browser."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.examined import EVERY_RUN, findings
from tests.meetings.test_archiving import address, ready
from tests.world import World


def test_package_is_shown_and_downloaded(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    meeting = ready(world)
    sign_in(page, world.north.slt)
    page.goto(address(meeting))
    expect(page.get_by_text("1 lukket sak er med")).to_be_visible()
    assert findings(page, *EVERY_RUN) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned pakken").click()
    assert download.value.suggested_filename.startswith("arkiv-politiradet-i-nordvik-")
