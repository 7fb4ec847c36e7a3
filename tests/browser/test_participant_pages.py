"""The pages about a council itself and its participants: accessible, wide and narrow, and done by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from councils.models import Participant
from tests.browser.face_scene import assert_accessible
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
Sign = Callable[[Page, Any], None]


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_pages_are_accessible(world: World, new_page: Callable[..., Page], sign_in: Sign, width: int) -> None:
    with world.acting(world.north.administrator):
        unit = Participant.objects.get(council=world.north.council, organization=world.police_unit)
        Participant.objects.create(
            council=world.north.council,
            organization=world.county,
            side="municipality",
            valid_to=world.today.replace(year=world.today.year - 1),
        )
    base = f"/rad/{world.north.council.pk}"
    page = new_page(viewport={"width": width, "height": 900})
    sign_in(page, world.north.administrator)
    for address in (
        f"{base}/",
        f"{base}/endre/",
        f"{base}/deltakere/",
        f"{base}/deltakere/ny/?q=vik",
        f"{base}/deltakere/ny/?q=atlantis",
        f"{base}/deltakere/ny/annen/",
        f"{base}/deltakere/ny/{world.county.pk}/",
        f"{base}/deltakere/{unit.pk}/slutt/",
    ):
        page.goto(address)
        assert_accessible(page)


def test_administrator_finds_the_way_from_the_council(world: World, page: Page, sign_in: Sign) -> None:
    sign_in(page, world.north.administrator)
    page.goto(f"/rad/{world.north.council.pk}/")
    page.get_by_role("link", name="Endre rådet").click()
    page.get_by_label("Navn").fill("Politirådet i Nordvik")
    page.get_by_role("button", name="Lagre endringene").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Politirådet i Nordvik")
    page.get_by_role("link", name="Deltakere").click()
    page.get_by_role("link", name="Legg til en organisasjon").click()
    page.get_by_label("Navn eller nummer").fill("Viken")
    page.get_by_role("button", name="Søk").click()
    page.get_by_role("link", name="Velg Viken testfylkeskommune").click()
    page.get_by_role("button", name="Legg til").click()
    expect(page.get_by_role("list").filter(has_text="Viken testfylkeskommune")).to_be_visible()
    page.get_by_role("link", name="Avslutt").filter(has_text="Viken").click()
    page.get_by_role("button", name="Ta ut igjen").click()
    page.get_by_role("dialog").get_by_role("button", name="Ta ut igjen").click()
    expect(page.get_by_text("Viken testfylkeskommune er tatt ut igjen.")).to_be_visible()


def test_participants_are_put_in_order_by_keyboard(world: World, page: Page, sign_in: Sign) -> None:
    sign_in(page, world.north.administrator)
    page.goto(f"/rad/{world.north.council.pk}/deltakere/")
    button = page.get_by_role("button", name="Flytt «Vik politistasjonsdistrikt» opp")
    button.focus()
    with page.expect_response(lambda answer: "rekkefolge" in answer.url) as answered:
        page.keyboard.press("Enter")
    assert answered.value.status == 204
    expect(page.locator("#sagt")).to_have_text("«Vik politistasjonsdistrikt» er flyttet til plass 1 av 2.")
    expect(button).to_be_focused()
    page.reload()
    expect(page.locator("[data-reorder] [data-item]").first).to_contain_text("Vik politistasjonsdistrikt")
