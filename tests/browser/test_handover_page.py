"""Handing over in the browser: who, then what moves, then done."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.examined import EVERY_RUN, findings
from tests.meetings.test_handover import a_lot, address
from tests.world import World


def test_secretary_sees_what_moves_and_hands_it_over(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    north = world.north
    a_lot(world)
    sign_in(page, north.slt)
    page.goto(address(world))
    page.get_by_label("Hvem gir fra seg oppgavene?").select_option(label=north.slt.name)
    page.get_by_label("Hvem tar over?").select_option(label=north.member.name)
    page.get_by_role("button", name="Se hva som flyttes").click()
    card = page.get_by_role("region", name=f"Dette flyttes fra {north.slt.name} til {north.member.name}")
    expect(card).to_contain_text("Lag plan")
    assert findings(page, *EVERY_RUN) == []
    card.get_by_role("button", name="Overfør alt dette").click()
    expect(page.get_by_text("Oppgavene er overført")).to_be_visible()
    expect(page.get_by_text(f"{north.slt.name} → {north.member.name}")).to_be_visible()
    assert findings(page, *EVERY_RUN) == []
