"""The year's pages in a browser: planned together with the mouse and the keyboard, at both widths, without faults."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from councils.actions import CadenceTerms
from councils.cadence_text import month_name
from meetings.actions.plans import propose_plan
from meetings.models import PlannedMeeting, SchoolHoliday
from politirad.tenancy import context
from tests.meetings.forums_scene import forum
from tests.meetings.year_plan_scene import YEAR, at
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


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


def first_proposal(world: World) -> tuple[PlannedMeeting, str]:
    """The year's first proposed meeting, and the page it stands on."""
    with world.acting(world.north.slt):
        plan = propose_plan(council=world.north.council, year=YEAR, by=world.north.slt, at=at())
        return plan.meetings.all()[0], reverse("year_plan", args=[world.north.council.pk, YEAR])


def day_of(world: World, one: PlannedMeeting) -> datetime.date:
    with world.acting(world.north.slt):
        return PlannedMeeting.objects.get(pk=one.pk).date


def test_meeting_is_moved_on_the_wheel_by_keyboard(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    one, address = first_proposal(world)
    sign_in(page, world.north.slt)
    page.goto(address)
    mark = page.locator(f"#aarshjul-merke-{one.pk}")
    mark.focus()
    page.keyboard.press("ArrowRight")
    said = page.locator("[data-wheel-said]")
    tomorrow = one.date + datetime.timedelta(days=1)
    expect(said).to_contain_text(f"{tomorrow.day}. {month_name(tomorrow.month)}")
    page.keyboard.press("Escape")
    expect(said).to_contain_text("Dra et møte langs hjulet")
    assert day_of(world, one) == one.date
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Møtet er flyttet til")).to_be_visible()
    assert day_of(world, one) == one.date + datetime.timedelta(days=14)
    expect(page.locator(f"#aarshjul-merke-{one.pk}")).to_be_focused()


def test_weekend_is_stepped_over_and_a_bad_day_is_told_before_the_drop(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    one, address = first_proposal(world)
    friday = one.date + datetime.timedelta(days=4 - one.date.weekday())
    with context.entered(context.of_organization(world.north.municipality.pk)):
        SchoolHoliday.objects.create(
            organization=world.north.municipality,
            name="planleggingsdager",
            first_day=friday + datetime.timedelta(days=3),
            last_day=friday + datetime.timedelta(days=3),
        )
    sign_in(page, world.north.slt)
    page.goto(address)
    page.locator(f"#aarshjul-merke-{one.pk}").focus()
    for _step in range((friday - one.date).days + 1):
        page.keyboard.press("ArrowRight")
    said = page.locator("[data-wheel-said]")
    expect(said).to_contain_text("Skolene har planleggingsdager")
    expect(page.locator(".year-wheel__ghost")).to_have_attribute("data-judged", "mild")
    # Leaving the mark is no decision.
    page.keyboard.press("Tab")
    expect(page.locator(".year-wheel__ghost")).to_have_count(0)
    assert day_of(world, one) == one.date


def test_meeting_is_dragged_along_the_wheel(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    one, address = first_proposal(world)
    sign_in(page, world.north.slt)
    page.goto(address)
    mark = page.locator(f"#aarshjul-merke-{one.pk} .year-wheel__shape").bounding_box()
    wheel = page.locator(".year-wheel__picture").bounding_box()
    assert mark is not None
    assert wheel is not None
    wished = one.date + datetime.timedelta(days=21)
    days = (datetime.date(YEAR, 12, 31) - datetime.date(YEAR, 1, 1)).days + 1
    turn = ((wished - datetime.date(YEAR, 1, 1)).days + 0.5) / days * 2 * math.pi
    centre = (wheel["x"] + wheel["width"] / 2, wheel["y"] + wheel["height"] / 2)
    radius = 0.35 * wheel["width"]
    page.mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    page.mouse.down()
    page.mouse.move(centre[0] + radius * math.sin(turn), centre[1] - radius * math.cos(turn), steps=12)
    expect(page.locator(".year-wheel__ghost")).to_be_visible()
    expect(page.locator("[data-wheel-said]")).to_contain_text(f"{wished.day}. {month_name(wished.month)}")
    page.mouse.up()
    expect(page.get_by_text("Møtet er flyttet til")).to_be_visible()
    assert day_of(world, one) == wished


def test_a_click_on_a_mark_still_leads_to_its_line(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    one, address = first_proposal(world)
    sign_in(page, world.north.slt)
    page.goto(address)
    page.locator(f"#aarshjul-merke-{one.pk} .year-wheel__shape").click()
    expect(page).to_have_url(re.compile(f"#mote-{one.pk}$"))
    assert day_of(world, one) == one.date
