"""Minutes in two browsers at once: both texts arrive, a clash is asked about, and everything is reached by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from meetings.actions.follow_up import decide
from meetings.actions.minutes import save_item_minutes
from meetings.models import Action, AgendaItem, Decision, ItemMinutes, Meeting
from tests.meetings.minutes_scene import begun, items_of, second_writer
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
Sign = Callable[[Page, Any], None]


def editor(page: Page, item: AgendaItem) -> Locator:
    return page.locator(f"#sak-{item.pk} .editor__text")


def status(page: Page, item: AgendaItem) -> Locator:
    return page.locator(f"#sak-{item.pk} [data-save-status]")


def stored(world: World, item: AgendaItem) -> str:
    with world.acting(world.north.slt):
        row = ItemMinutes.objects.filter(item=item).first()
        return row.html if row else ""


def caret_at_end(page: Page, item: AgendaItem) -> None:
    """The editor takes up where the browser has put the caret a moment after it got the focus."""
    editor(page, item).focus()
    page.wait_for_timeout(100)
    page.keyboard.press("ControlOrMeta+End")


def open_minutes(page: Page, sign_in: Sign, user: Any, meeting: Meeting) -> None:
    sign_in(page, user)
    page.goto(f"/moter/{meeting.pk}/referat/")
    expect(page.locator("[data-editor-root][data-ready]").first).to_be_visible()


def test_two_who_write_at_once_see_each_others_words_and_the_caret_stays(
    world: World, new_page: Callable[..., Page], sign_in: Sign
) -> None:
    meeting, _minutes, item = begun(world)
    other = second_writer(world)
    with world.acting(world.north.slt):
        save_item_minutes(item=item, html="<p>Midt.</p>", version=0, by=world.north.slt)
    mine, theirs = new_page(), new_page()
    open_minutes(mine, sign_in, world.north.slt, meeting)
    open_minutes(theirs, sign_in, other, meeting)
    editor(theirs, item).press("ControlOrMeta+Home")
    theirs.keyboard.type("Først.")
    theirs.keyboard.press("Enter")
    expect(status(theirs, item)).to_contain_text("Lagret kl.")
    caret_at_end(mine, item)
    mine.keyboard.press("Enter")
    mine.keyboard.type("Sist")
    expect(editor(mine, item)).to_contain_text("Først.")
    mine.keyboard.type(" ord.")
    expect(status(mine, item)).to_contain_text("Lagret kl.")
    expect(editor(mine, item)).to_have_text("Først.Midt.Sist ord.")
    expect(editor(theirs, item)).to_have_text("Først.Midt.Sist ord.")
    assert stored(world, item) == "<p>Først.</p><p>Midt.</p><p>Sist ord.</p>"


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ("Behold begge", "<p>april</p><p>juni</p>"),
        ("Bruk det jeg skrev", "<p>juni</p>"),
        ("Bruk det som er lagret", "<p>april</p>"),
    ],
)
def test_a_clash_is_shown_and_the_choice_is_stored(
    world: World, page: Page, sign_in: Sign, choice: str, left: str
) -> None:
    meeting, _minutes, item = begun(world)
    other = second_writer(world)
    with world.acting(world.north.slt):
        save_item_minutes(item=item, html="<p>mai</p>", version=0, by=world.north.slt)
    open_minutes(page, sign_in, world.north.slt, meeting)
    with world.acting(other):
        save_item_minutes(item=item, html="<p>april</p>", version=1, by=other)
    editor(page, item).press("ControlOrMeta+a")
    page.keyboard.type("juni")
    panel = page.locator(f"#sak-{item.pk} .clash")
    expect(panel).to_contain_text("Det du skrev")
    expect(panel).to_contain_text("april")
    panel.get_by_role("button", name=choice).press("Enter")
    expect(panel).to_have_count(0)
    expect(status(page, item)).to_contain_text("Lagret kl.")
    assert stored(world, item) == left


def test_text_decision_and_action_without_a_mouse(world: World, page: Page, sign_in: Sign) -> None:
    meeting, _minutes, _item = begun(world)
    first, second = items_of(world, meeting)
    open_minutes(page, sign_in, world.north.slt, meeting)
    editor(page, first).focus()
    page.keyboard.press("Alt+Shift+N")
    expect(editor(page, second)).to_be_focused()
    page.keyboard.type("Politiet fortalte.")
    page.keyboard.press("Alt+Shift+V")
    page.keyboard.type("Rådet ber om en plan.")
    page.keyboard.press("Control+Enter")
    outcomes = page.locator(f"#utfall-{second.pk}")
    expect(outcomes).to_contain_text("Rådet ber om en plan.")
    expect(editor(page, second)).to_be_focused()
    page.keyboard.press("Alt+Shift+O")
    page.keyboard.type("Lag en plan")
    page.keyboard.press("Tab")
    page.keyboard.type(world.north.member.name)
    page.keyboard.press("Tab")
    page.keyboard.type("1.12.2026")
    page.keyboard.press("Enter")
    expect(outcomes).to_contain_text("Lag en plan")
    expect(editor(page, second)).to_be_focused()
    page.keyboard.press("Alt+Shift+V")
    page.keyboard.press("Escape")
    expect(editor(page, second)).to_be_focused()
    page.keyboard.press("Alt+Shift+P")
    expect(editor(page, first)).to_be_focused()
    expect(status(page, second)).to_contain_text("Lagret kl.")
    with world.acting(world.north.slt):
        assert Decision.objects.get(item=second).text == "Rådet ber om en plan."
        action = Action.objects.get(item=second)
        assert (action.text, action.responsible) == ("Lag en plan", world.north.member)
    assert stored(world, second) == "<p>Politiet fortalte.</p>"


def test_a_wrong_date_keeps_the_words_and_the_cursor(world: World, page: Page, sign_in: Sign) -> None:
    meeting, _minutes, item = begun(world)
    open_minutes(page, sign_in, world.north.slt, meeting)
    editor(page, item).focus()
    page.keyboard.press("Alt+Shift+O")
    page.keyboard.type("Lag en plan")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("i mai")
    page.keyboard.press("Enter")
    wrong = page.locator(f"#utfall-{item.pk} [aria-invalid=true]")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_value("i mai")
    expect(page.locator(f"#oppgave-{item.pk}-text")).to_have_value("Lag en plan")


def held_back(page: Page, address: str) -> tuple[list[Route], Callable[[], None]]:
    """Requests to addresses that end so wait; the second value lets them go, and all that come after."""
    waiting: list[Route] = []
    open_again: list[bool] = []

    def hold(route: Route) -> None:
        if open_again:
            route.continue_()
        else:
            waiting.append(route)

    def let_go() -> None:
        open_again.append(True)
        for route in waiting:
            route.continue_()

    page.route(f"**{address}", hold)
    return waiting, let_go


def test_words_in_another_form_outlive_the_answer_to_the_first(
    world: World, page: Page, sign_in: Sign
) -> None:
    """A fast writer begins on a task while the decision is on its way."""
    meeting, _minutes, item = begun(world)
    open_minutes(page, sign_in, world.north.slt, meeting)
    waiting, let_go = held_back(page, "/vedtak/")
    editor(page, item).focus()
    page.keyboard.press("Alt+Shift+V")
    page.keyboard.type("Rådet ber om en plan.")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Alt+Shift+O")
    page.keyboard.type("Lag en ")
    task = page.locator(f"#oppgave-{item.pk}-text")
    expect(task).to_have_value("Lag en ")
    assert len(waiting) == 1
    let_go()
    outcomes = page.locator(f"#utfall-{item.pk}")
    expect(outcomes.locator(".outcomes__decision")).to_contain_text("Rådet ber om en plan.")
    expect(task).to_be_focused()
    page.keyboard.type("plan")
    expect(task).to_have_value("Lag en plan")
    expect(page.locator(f"#vedtak-{item.pk}-text")).to_have_value("")
    page.keyboard.press("Enter")
    expect(outcomes).to_contain_text("Lag en plan")
    with world.acting(world.north.slt):
        assert Decision.objects.get(item=item).text == "Rådet ber om en plan."
        assert Action.objects.get(item=item).text == "Lag en plan"


def test_words_added_to_a_form_on_its_way_stay_in_it(world: World, page: Page, sign_in: Sign) -> None:
    meeting, _minutes, item = begun(world)
    open_minutes(page, sign_in, world.north.slt, meeting)
    _waiting, let_go = held_back(page, "/vedtak/")
    editor(page, item).focus()
    page.keyboard.press("Alt+Shift+V")
    page.keyboard.type("Første vedtak.")
    page.keyboard.press("Control+Enter")
    page.keyboard.type(" Og mer")
    let_go()
    expect(page.locator(f"#utfall-{item.pk} .outcomes__decision")).to_contain_text("Første vedtak.")
    decision = page.locator(f"#vedtak-{item.pk}-text")
    expect(decision).to_be_focused()
    expect(decision).to_have_value("Første vedtak. Og mer")


def test_refusal_of_one_form_leaves_the_writer_in_the_other(world: World, page: Page, sign_in: Sign) -> None:
    meeting, _minutes, item = begun(world)
    open_minutes(page, sign_in, world.north.slt, meeting)
    _waiting, let_go = held_back(page, "/oppfolging/")
    editor(page, item).focus()
    page.keyboard.press("Alt+Shift+O")
    page.keyboard.type("Lag en plan")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("i mai")
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+Shift+V")
    page.keyboard.type("Et vedtak")
    let_go()
    wrong = page.locator(f"#utfall-{item.pk} [aria-invalid=true]")
    expect(wrong).to_have_value("i mai")
    expect(page.locator("#sagt")).to_contain_text("Skriv datoen som")
    decision = page.locator(f"#vedtak-{item.pk}-text")
    expect(decision).to_be_focused()
    expect(decision).to_have_value("Et vedtak")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#utfall-{item.pk} .outcomes__decision")).to_contain_text("Et vedtak")
    expect(page.locator(f"#oppgave-{item.pk}-text")).to_have_value("Lag en plan")
    expect(wrong).to_have_value("i mai")


def test_what_the_other_writer_decides_shows_beside_an_open_form(
    world: World, page: Page, sign_in: Sign
) -> None:
    meeting, _minutes, item = begun(world)
    other = second_writer(world)
    open_minutes(page, sign_in, world.north.slt, meeting)
    editor(page, item).focus()
    page.keyboard.press("Alt+Shift+V")
    page.keyboard.type("Mitt utkast")
    with world.acting(other):
        decide(item=item, text="Vedtatt av den andre.", by=other)
    expect(page.locator(f"#utfall-{item.pk}")).to_contain_text("Vedtatt av den andre.", timeout=15000)
    decision = page.locator(f"#vedtak-{item.pk}-text")
    expect(decision).to_be_focused()
    expect(decision).to_have_value("Mitt utkast")


def test_the_screen_follows_what_is_written_and_the_arrow_keys(
    world: World, page: Page, sign_in: Sign
) -> None:
    meeting, _minutes, _item = begun(world)
    _first, second = items_of(world, meeting)
    sign_in(page, world.north.slt)
    page.goto(f"/moter/{meeting.pk}/skjerm/")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text(second.title)
    with world.acting(world.north.slt):
        save_item_minutes(item=second, html="<p>Skrevet nå.</p>", version=0, by=world.north.slt)
    expect(page.locator("#skjerm")).to_contain_text("Skrevet nå.")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text(second.title)
