"""The clock times of an agenda follow when an item moves, by mouse and by keyboard, those of sub-items too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.models import Meeting
from tests.browser.test_sub_item_pages import dragged
from tests.meetings.agenda_scene import a_meeting, open_item
from tests.meetings.sub_scene import sub_item
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agenda(world: World, page: Page, sign_in: Callable[[Page, Any], None]) -> Meeting:
    """A (20 minutes), B with B1 (5) and B2 (10) under it, C (30) and D, whose minutes nobody knows."""
    meeting = a_meeting(world, agenda_begun_at=timezone.now())
    open_item(world, meeting, "A", 20)
    above = open_item(world, meeting, "B")
    open_item(world, meeting, "C", 30)
    open_item(world, meeting, "D")
    for title, minutes in (("B1", 5), ("B2", 10)):
        sub_item(world, above, title, minutes)
    sign_in(page, world.north.slt)
    page.goto(reverse("agenda", args=[meeting.pk]))
    return meeting


def clocks(page: Page) -> list[str]:
    """Title and clock time of every item from top to bottom, as they are seen."""
    lines = page.locator(".ordered--agenda [data-item]").all()
    return [
        f"{one.get_attribute('data-title')} {one.locator('[data-time]').first.inner_text()}" for one in lines
    ]


def settled(page: Page, words: str) -> None:
    expect(page.locator("#sagt")).to_have_text(words)


@pytest.mark.usefixtures("agenda")
def test_times_follow_a_move_by_keyboard(page: Page) -> None:
    assert clocks(page) == [
        "A kl. 09.00",
        "B kl. 09.20",
        "B1 kl. 09.20",
        "B2 kl. 09.25",
        "C kl. 09.35",
        "D kl. 10.05",
    ]
    page.get_by_role("button", name="Flytt «C» opp").focus()
    page.keyboard.press("Enter")
    settled(page, "«C» er flyttet til plass 2 av 4.")
    assert clocks(page) == [
        "A kl. 09.00",
        "C kl. 09.20",
        "B kl. 09.50",
        "B1 kl. 09.50",
        "B2 kl. 09.55",
        "D kl. 10.05",
    ]
    page.get_by_role("button", name="Flytt «B2» opp").focus()
    page.keyboard.press("Enter")
    settled(page, "«B2» er flyttet til plass 1 av 2.")
    assert clocks(page)[2:5] == ["B kl. 09.50", "B2 kl. 09.50", "B1 kl. 10.00"]


@pytest.mark.usefixtures("agenda")
def test_times_follow_a_move_by_mouse(page: Page) -> None:
    assert dragged(page, "A", page.locator("[data-title='C']")) == 200
    settled(page, "«A» er flyttet til plass 3 av 4.")
    assert clocks(page) == [
        "B kl. 09.00",
        "B1 kl. 09.00",
        "B2 kl. 09.05",
        "C kl. 09.15",
        "A kl. 09.45",
        "D kl. 10.05",
    ]


@pytest.mark.usefixtures("agenda")
def test_after_an_item_of_unknown_length_no_time_is_shown(page: Page) -> None:
    page.get_by_role("button", name="Flytt «D» opp").focus()
    page.keyboard.press("Enter")
    settled(page, "«D» er flyttet til plass 3 av 4.")
    assert clocks(page)[-2:] == ["D kl. 09.35", "C "]
    expect(page.locator("[data-title='C'] [data-time]")).to_be_hidden()
    page.get_by_role("button", name="Flytt «D» ned").focus()
    page.keyboard.press("Enter")
    settled(page, "«D» er flyttet til plass 4 av 4.")
    expect(page.locator("[data-title='C'] [data-time]")).to_have_text("kl. 09.35")
    assert clocks(page)[-2:] == ["C kl. 09.35", "D kl. 10.05"]
