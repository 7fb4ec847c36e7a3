"""What a council has decided, and what came of its focus areas, in the browser."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.examined import EVERY_RUN, findings
from tests.meetings.test_decisions import decided
from tests.world import World


def test_decisions_and_focus_areas_are_read_wide_and_narrow(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    meeting, _area = decided(world)
    sign_in(page, world.north.police_contact)
    page.goto(reverse("decisions", args=[world.north.council.pk, meeting.date.year]))
    expect(page.get_by_role("row", name="Lukket vedtak")).to_contain_text(f"L1/{meeting.date.year}")
    assert findings(page, *EVERY_RUN) == []
    page.get_by_role("link", name="Satsingsområdene").click()
    assert findings(page, *EVERY_RUN) == []
    page.get_by_role("main").get_by_role("link", name="Ungdom og rus").click()
    expect(page.get_by_role("region", name="Nytt fra politiet")).to_contain_text("Lag vaktplan")
    assert findings(page, *EVERY_RUN) == []
