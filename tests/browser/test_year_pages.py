"""The year's pages in a browser: planned together with the mouse and the keyboard, at both widths, without faults."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from councils.actions import CadenceTerms
from meetings.models import PlannedMeeting
from tests.browser.face_scene import assert_accessible
from tests.meetings.test_years_together import forum
from tests.meetings.year_plan_scene import YEAR
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [1280, 320]


def test_councils_are_planned_and_approved_together(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    forum(world, "SLT-møtet i Nordvik", CadenceTerms(kind="monthly"))
    forum(world, "Nettverket i Nordvik", CadenceTerms(kind="vague"))
    sign_in(page, world.north.slt)
    page.goto(reverse("together", args=[YEAR]))
    expect(page.get_by_label("Velg Politirådet i Nordvik")).to_be_checked()
    page.get_by_label("Velg Politirådet i Nordvik").uncheck()
    page.get_by_role("button", name="Foreslå året for de valgte").click()
    expect(page.get_by_text("1 råd har fått forslag.")).to_be_visible()
    page.get_by_role("button", name="Godkjenn SLT-møtet i Nordvik").click()
    page.get_by_role("button", name="Godkjenn årshjulet").click()
    expect(page.get_by_text("1 årshjul er godkjent. 11 møter er opprettet.")).to_be_visible()
    with world.acting(world.north.slt):
        assert not PlannedMeeting.objects.filter(council=world.north.council).exists()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_board_is_accessible(
    world: World, new_page: Callable[..., Page], sign_in: Callable[[Page, Any], None], width: int
) -> None:
    forum(world, "Nettverket i Nordvik", CadenceTerms(kind="vague"))
    page = new_page(viewport={"width": width, "height": 900}, color_scheme="light" if width > 400 else "dark")
    sign_in(page, world.north.slt)
    page.goto(reverse("together", args=[YEAR]))
    page.get_by_role("button", name="Foreslå året for de valgte").click()
    expect(page.get_by_text("1 råd har fått forslag.")).to_be_visible()
    assert_accessible(page)
