"""Sub-items in a browser: lists within a list are put in order each for itself, by keyboard and by dragging."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from meetings.models import Meeting
from tests.browser.face_scene import assert_accessible
from tests.meetings.agenda_scene import a_meeting, open_item
from tests.meetings.sub_scene import numbered, sub_item
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
Sign = Callable[[Page, Any], None]


@pytest.fixture
def agenda(world: World, page: Page, sign_in: Sign) -> Meeting:
    """The page of an agenda: A, B with B1 and B2 under it, and C."""
    meeting = a_meeting(world, agenda_begun_at=timezone.now())
    open_item(world, meeting, "A")
    above = open_item(world, meeting, "B")
    open_item(world, meeting, "C")
    for title in ("B1", "B2"):
        sub_item(world, above, title)
    sign_in(page, world.north.slt)
    page.goto(reverse("agenda", args=[meeting.pk]))
    return meeting


def shown(page: Page) -> list[str]:
    """Number and title of every item, from top to bottom."""
    lines = page.locator(".ordered--agenda [data-item]").all()
    return [
        f"{line.locator('.agenda__number').first.inner_text()} {line.get_attribute('data-title')}"
        for line in lines
    ]


def dragged(page: Page, item: str, to: Locator) -> int:
    """Drag the item by its handle to the far end of the other; the answer's status."""
    handle = page.locator(f"[data-title='{item}'] .handle").first.bounding_box()
    end = to.bounding_box()
    assert handle is not None
    assert end is not None
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(handle["x"] + 5, end["y"] + end["height"] - 4, steps=12)
    with page.expect_response(lambda answer: "rekkefolge" in answer.url) as answered:
        page.mouse.up()
    return answered.value.status


def test_sub_item_is_moved_among_its_own_by_keyboard(world: World, page: Page, agenda: Meeting) -> None:
    button = page.get_by_role("button", name="Flytt «B2» opp")
    button.focus()
    with page.expect_response(lambda answer: "rekkefolge" in answer.url) as answered:
        page.keyboard.press("Enter")
    assert answered.value.status == 200
    expect(page.locator("#sagt")).to_have_text("«B2» er flyttet til plass 1 av 2.")
    expect(button).to_be_focused()
    # It is first now and does not leave its item.
    expect(button).to_have_attribute("aria-disabled", "true")
    assert shown(page) == ["1 A", "2 B", "2.1 B2", "2.2 B1", "3 C"]
    assert numbered(world, agenda) == [("1", "A"), ("2", "B"), ("2.1", "B2"), ("2.2", "B1"), ("3", "C")]


def test_item_takes_its_sub_items_along_by_keyboard(world: World, page: Page, agenda: Meeting) -> None:
    page.get_by_role("button", name="Flytt «B» ned").focus()
    with page.expect_response(lambda answer: "rekkefolge" in answer.url):
        page.keyboard.press("Enter")
    expect(page.locator("#sagt")).to_have_text("«B» er flyttet til plass 3 av 3.")
    assert shown(page) == ["1 A", "2 C", "3 B", "3.1 B1", "3.2 B2"]
    assert numbered(world, agenda)[2:] == [("3", "B"), ("3.1", "B1"), ("3.2", "B2")]


def test_item_takes_its_sub_items_along_by_dragging(world: World, page: Page, agenda: Meeting) -> None:
    assert dragged(page, "B", page.locator("[data-title='C']")) == 200
    expect(page.locator("#sagt")).to_have_text("«B» er flyttet til plass 3 av 3.")
    assert shown(page) == ["1 A", "2 C", "3 B", "3.1 B1", "3.2 B2"]
    assert numbered(world, agenda)[2:] == [("3", "B"), ("3.1", "B1"), ("3.2", "B2")]


def test_sub_item_is_dragged_among_its_own_alone(world: World, page: Page, agenda: Meeting) -> None:
    """However far it is dragged: it stays under its item."""
    assert dragged(page, "B1", page.locator("[data-title='B2']")) == 200
    expect(page.locator("#sagt")).to_have_text("«B1» er flyttet til plass 2 av 2.")
    assert shown(page) == ["1 A", "2 B", "2.1 B2", "2.2 B1", "3 C"]
    handle = page.locator("[data-title='B2'] .handle").bounding_box()
    far = page.locator("[data-title='A']").bounding_box()
    assert handle is not None
    assert far is not None
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(handle["x"] + 5, far["y"] + 2, steps=12)
    page.mouse.up()
    assert shown(page) == ["1 A", "2 B", "2.1 B2", "2.2 B1", "3 C"]
    assert numbered(world, agenda) == [("1", "A"), ("2", "B"), ("2.1", "B2"), ("2.2", "B1"), ("3", "C")]


def test_moving_that_fails_puts_everything_back(world: World, page: Page, agenda: Meeting) -> None:
    """Somebody else has sent the notice meanwhile: order and numbers are as they were."""
    with world.acting(world.north.slt):
        Meeting.objects.filter(pk=agenda.pk).update(state="called", called_at=timezone.now())
    with page.expect_response(lambda answer: "rekkefolge" in answer.url) as answered:
        page.get_by_role("button", name="Flytt «B» opp").click()
    assert answered.value.status == 409
    assert shown(page) == ["1 A", "2 B", "2.1 B1", "2.2 B2", "3 C"]


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_with_sub_items_are_accessible(world: World, page: Page, agenda: Meeting, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    with world.acting(world.north.slt):
        above, below = agenda.items.get(title="B"), agenda.items.get(title="B1")
        agenda.items.update(title=Concat(Value("Saken om "), "title"))  # a link of one letter is narrow
    addresses = [
        reverse(name, args=[agenda.pk]) for name in ("agenda", "meeting", "new_item", "meeting_call")
    ]
    addresses += [reverse("item", args=[agenda.pk, one.pk]) for one in (above, below)]
    for address in addresses:
        page.goto(address)
        assert_accessible(page)


def test_without_scripts_the_buttons_do_it(
    world: World, new_page: Callable[..., Page], sign_in: Sign
) -> None:
    meeting = a_meeting(world, agenda_begun_at=timezone.now())
    above = open_item(world, meeting, "B")
    for title in ("B1", "B2"):
        sub_item(world, above, title)
    page = new_page(java_script_enabled=False)
    sign_in(page, world.north.slt)
    page.goto(reverse("agenda", args=[meeting.pk]))
    page.get_by_role("button", name="Flytt «B2» opp").click()
    assert shown(page) == ["1 B", "1.1 B2", "1.2 B1"]


def test_item_is_put_under_another_in_the_form(page: Page, agenda: Meeting, world: World) -> None:
    page.get_by_role("link", name="Legg til sak").click()
    page.get_by_label("Sak", exact=False).first.fill("B3")
    page.get_by_label("Undersak av").select_option("2 B")
    page.get_by_role("button", name="Lagre saken").click()
    expect(page.get_by_text("Saken er lagt til.")).to_be_visible()
    assert shown(page) == ["1 A", "2 B", "2.1 B1", "2.2 B2", "2.3 B3", "3 C"]
    page.get_by_role("link", name="B", exact=True).click()
    page.get_by_role("link", name="Legg til en undersak").click()
    expect(page.get_by_label("Undersak av")).to_have_value(str(_above(world, agenda)))


def _above(world: World, meeting: Meeting) -> object:
    with world.acting(world.north.slt):
        return meeting.items.get(title="B").pk
