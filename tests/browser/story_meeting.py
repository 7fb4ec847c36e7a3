"""Chapters two and three: the meeting is called and answered; it is held, minuted, printed, approved and followed up."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Callable
from typing import Any

import icalendar
from playwright.sync_api import Page, expect

from tests.browser.story_papers import at_rest, fetched, is_tagged, words_of
from tests.browser.story_people import confirm, go_to, letters_about, link_in
from tests.browser.story_planning import OWN_ITEM, TOPIC
from tests.post_office import Letter, PostOffice
from tests.world import STANDING_ITEMS, Place

CALLED = 7  # permanent seats and the observer; the deputy mayor is not called
SAID = "Begge stiller med to personer hver helg."
DECISION = "Rådet oppretter et felles uteteam fra 1. februar."
ACTION = "Sette opp vaktplan for uteteamet"


def call_the_meeting(slt: Page, title: str) -> None:
    """The SLT-koordinator sees who gets what, and sends."""
    go_to(slt, "Møter", title, "Kall inn")
    expect(slt.get_by_role("heading", name=f"{CALLED} personer får innkallingen")).to_be_visible()
    slt.get_by_label("Melding øverst i innkallingen").fill("Les saksframleggene før møtet.")
    slt.get_by_role("button", name="Send innkallingen").click()
    expect(slt.get_by_text("Innkallingen er på vei.")).to_be_visible()


def notices(post_office: PostOffice, place: Place, title: str) -> dict[str, Letter]:
    """One notice a member has come, each with the agenda and a calendar entry that a calendar understands."""
    came = {one.recipients[0]: one for one in letters_about(post_office, f"Innkalling: {title}", CALLED)}
    for letter in came.values():
        parts = {part.get_content_type(): part for part in letter.message.walk()}
        event = request_in(letter)
        assert event["SUMMARY"] == f"{place.council.name}: {title}"
        assert letter.recipients[0] in {
            guest.lower().removeprefix("mailto:") for guest in map(str, event["ATTENDEE"])
        }
        body = parts["text/plain"].get_content()
        assert "Les saksframleggene før møtet." in body
        for item in (*STANDING_ITEMS, OWN_ITEM, TOPIC):
            assert item in body
    return came


def request_in(letter: Letter) -> Any:
    """The event of the letter's iCalendar REQUEST."""
    (part,) = (part for part in letter.message.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    assert calendar["METHOD"] == "REQUEST"
    (event,) = calendar.walk("VEVENT")
    return event


def answer_by_the_link(new_page: Callable[..., Page], letter: Letter) -> None:
    """Somebody without a login opens the link in the letter and says yes."""
    page = new_page()
    page.goto(link_in(letter, "/svar/"))
    page.get_by_label(re.compile("^Ja")).check()
    page.get_by_label("Merknad").fill("Kommer fem minutter sent.")
    page.get_by_role("button", name="Send svar").click()
    expect(page.get_by_text("Takk, svaret er lagret")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("button", name="Logg inn", exact=True)).to_be_visible()


def hold_it_today(slt: Page, title: str, person: str, today: datetime.date) -> None:
    """The answer is on the meeting's page; the meeting is moved to tonight, and so the minutes can be begun."""
    go_to(slt, "Møter", title)
    expect(slt.get_by_role("listitem").filter(has_text=person)).to_contain_text("Kommer")
    go_to(slt, "Endre")
    slt.get_by_label("Dato").fill(f"{today:%d.%m.%Y}")
    slt.get_by_label(re.compile("^Fra")).fill("23.30")
    slt.get_by_label(re.compile("^Til")).fill("23.59")
    slt.get_by_role("button", name="Lagre og gi beskjed").click()
    expect(slt.get_by_text("Møtet er endret.")).to_be_visible()


def write_the_minutes(slt: Page, person: str, due: datetime.date) -> None:
    """Who came, what was said in the editor, a decision and an action; then out for remarks."""
    go_to(slt, "Referat")
    slt.get_by_role("button", name="Begynn på referatet").click()
    go_to(slt, "Før oppmøte")
    slt.get_by_label(f"Oppmøte for {person}").select_option(label="Til stede")
    slt.get_by_role("button", name="Lagre, og resten møtte").click()
    expect(slt.get_by_text("Oppmøtet er lagret.")).to_be_visible()
    item = slt.get_by_role("region", name=OWN_ITEM)
    text = item.get_by_role("textbox", name="Referat")
    text.click()
    slt.keyboard.type(SAID)
    expect(item.get_by_text("Lagret kl.")).to_be_visible()
    item.get_by_text("Nytt vedtak").click()
    item.get_by_label("Vedtak").fill(DECISION)
    item.get_by_role("button", name="Før vedtaket").click()
    expect(item.get_by_role("listitem").filter(has_text=DECISION)).to_be_visible()
    item.get_by_text("Nytt oppfølgingspunkt").click()
    item.get_by_label("Hva skal gjøres?").fill(ACTION)
    item.get_by_label("Ansvarlig").fill(person)
    item.get_by_label("Frist").fill(f"{due:%d.%m.%Y}")
    item.get_by_role("button", name="Før punktet").click()
    expect(item.get_by_role("listitem").filter(has_text=ACTION)).to_contain_text(person)
    go_to(slt, "Send til merknader")
    slt.get_by_role("button", name="Send referatet").click()
    expect(slt.get_by_text("Referatet er sendt til dem som var kalt inn.")).to_be_visible()


def print_the_minutes(slt: Page, worker: subprocess.Popen[bytes], person: str) -> None:
    """The worker makes the PDF while the page waits; it says what was said, decided and agreed to do, with tags."""
    with at_rest(worker):
        slt.get_by_role("button", name="Lag PDF av referatet").click()
        expect(slt.get_by_role("progressbar")).to_be_visible()
        expect(slt.get_by_text("Venter på tur")).to_be_visible()
    link = slt.get_by_role("link", name="Last ned PDF")
    expect(link).to_be_visible(timeout=30_000)
    pdf = fetched(slt, link)
    text = words_of(pdf)
    for said in (OWN_ITEM, SAID, DECISION, ACTION, person):
        assert said in text
    assert is_tagged(pdf)


def approve_the_minutes(chair: Page, title: str) -> None:
    """The chair finds the meeting and approves its minutes; from then on they are locked."""
    go_to(chair, "Møter", title, "Referat")
    confirm(chair, "Godkjenn referatet")
    expect(chair.get_by_text("Referatet er godkjent.")).to_be_visible()
    expect(chair.get_by_role("button", name="Godkjenn referatet")).to_have_count(0)


def find_the_task(responsible: Page, title: str) -> None:
    """Who was given the task has it on the overview, and finds it and the decision by the search box."""
    responsible.goto("/")
    expect(responsible.get_by_role("main")).to_contain_text(ACTION)
    box = responsible.get_by_role("searchbox").first
    for words, found in (("vaktplan", ACTION), ("uteteam", DECISION), (title, title)):
        box.fill(words)
        box.press("Enter")
        responsible.wait_for_url(re.compile(r"[?&]q="))
        expect(responsible.get_by_role("main")).to_contain_text(found)
