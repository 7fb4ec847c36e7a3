"""An evaluation in the browser: what was said, as columns and as a table, and the council's own questions."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.examined import EVERY_RUN, findings
from tests.meetings.evaluation_scene import STATEMENT, said
from tests.world import World


def test_what_was_said_is_drawn_and_told(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    evaluation = said(world)
    sign_in(page, world.north.slt)
    page.goto(reverse("evaluation", args=[world.north.council.pk, evaluation.pk]))
    picture = page.get_by_role("img", name="Hvor mange som svarte hva")
    expect(picture).to_have_accessible_description("1: 0, 2: 1, 3: 0, 4: 2, 5: 0")
    page.get_by_text("Tallene som tabell").click()
    expect(page.get_by_role("row", name=STATEMENT)).to_contain_text("3,3")
    assert findings(page, *EVERY_RUN) == []
    page.goto(reverse("evaluation_questions", args=[world.north.council.pk, "year"]))
    expect(page.get_by_label("Spørsmål 1")).to_have_value(STATEMENT)
    assert findings(page, *EVERY_RUN) == []
