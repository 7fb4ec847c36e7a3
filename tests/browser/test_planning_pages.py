"""The year plan and the agenda in a browser: what a script adds to pages that work without it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.actions.agenda import ItemTerms, add_item
from meetings.actions.plans import propose_plan
from meetings.models import Meeting
from tests.meetings.calls import called
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def a_meeting(world: World, *titles: str) -> Meeting:
    with world.acting(world.north.slt):
        meeting = Meeting.objects.create(
            council=world.north.council,
            title="Møte",
            date=world.today + datetime.timedelta(days=30),
            start=datetime.time(9),
            end=datetime.time(11),
            agenda_begun_at=timezone.now(),
        )
        for title in titles:
            add_item(meeting=meeting, terms=ItemTerms(title=title), by=world.north.slt, at=timezone.now())
    return meeting


def titles(world: World, meeting: Meeting) -> list[str]:
    with world.acting(world.north.slt):
        return list(meeting.items.order_by("order").values_list("title", flat=True))


def test_items_are_put_in_order_by_keyboard_and_the_order_is_kept(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    meeting = a_meeting(world, "A", "B", "C")
    sign_in(page, world.north.slt)
    page.goto(reverse("agenda", args=[meeting.pk]))
    button = page.get_by_role("button", name="Flytt «C» opp")
    button.focus()
    with page.expect_response(lambda answer: "rekkefolge" in answer.url) as answered:
        page.keyboard.press("Enter")
    assert answered.value.status == 200
    expect(page.locator("#sagt")).to_have_text("«C» er flyttet til plass 2 av 3.")
    expect(button).to_be_focused()
    assert titles(world, meeting) == ["A", "C", "B"]


def test_items_are_put_in_order_by_dragging(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    meeting = a_meeting(world, "A", "B", "C")
    sign_in(page, world.north.slt)
    page.goto(reverse("agenda", args=[meeting.pk]))
    handle = page.locator("[data-title='A'] .handle").bounding_box()
    last = page.locator("[data-title='C']").bounding_box()
    assert handle is not None
    assert last is not None
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(handle["x"] + 5, last["y"] + last["height"] - 4, steps=12)
    with page.expect_response(lambda answer: "rekkefolge" in answer.url) as answered:
        page.mouse.up()
    assert answered.value.status == 200
    assert titles(world, meeting) == ["B", "C", "A"]


def test_day_is_judged_while_it_is_written(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    year = world.today.year + 1
    with world.acting(world.north.slt):
        plan = propose_plan(
            council=world.north.council, year=year, by=world.north.slt, at=timezone.localtime()
        )
        one = plan.meetings.all()[0]
    sign_in(page, world.north.slt)
    page.goto(reverse("planned_meeting", args=[world.north.council.pk, year, one.pk]))
    judged = page.locator("#dagen")
    expect(judged).to_contain_text("Ingenting taler mot denne dagen.")
    page.get_by_label("Dato").fill(f"17.05.{year}")
    expect(judged).to_contain_text("17. mai er fridag.")


def test_day_of_a_called_meeting_is_judged_while_it_is_written(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    meeting = called(world)
    sign_in(page, world.north.slt)
    page.goto(reverse("meeting_change", args=[meeting.pk]))
    page.get_by_label("Dato").fill(f"17.05.{world.today.year + 1}")
    expect(page.locator("#dagen")).to_contain_text("17. mai er fridag.")
    page.get_by_role("button", name="Lagre og gi beskjed").click()
    expect(page.get_by_text("17. mai er fridag.")).to_be_visible()


def test_fields_of_a_closed_item_appear_when_it_is_closed(
    world: World, page: Page, sign_in: Callable[[Page, Any], None]
) -> None:
    meeting = a_meeting(world)
    sign_in(page, world.north.slt)
    page.goto(reverse("new_item", args=[meeting.pk]))
    basis = page.get_by_label("Hjemmel")
    expect(basis).to_be_hidden()
    page.get_by_label("Bare dem saken gjelder").check()
    expect(basis).to_be_visible()
    page.get_by_label("Sak", exact=False).first.fill("Bekymring i et ungdomsmiljø")
    page.get_by_role("button", name="Lagre saken").click()
    expect(page.locator("ds-error-summary")).to_contain_text("Skriv hjemmelen eller samtykket")
    basis.fill("politiregisterloven § 27")
    page.get_by_role("button", name="Lagre saken").click()
    expect(page.get_by_text("Saken er lagt til.")).to_be_visible()
    assert titles(world, meeting) == ["Bekymring i et ungdomsmiljø"]
