"""Chapter one: the SLT-koordinator plans next year and builds the agenda of one of its meetings."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.story_people import confirm, go_to
from tests.world import STANDING_ITEMS, Place

TOPIC = "Rus i sentrum på kveldstid"
OWN_ITEM = "Felles uteteam i helgene"
DAY = re.compile(r"(?:man|tirs|ons|tors|fre|lør|søn)dag \d+\. \w+ \d{4}")


def plan_the_year(slt: Page, place: Place, year: int) -> str:
    """Propose, move the last meeting a week, approve. Returns that meeting's title."""
    go_to(slt, "Årshjul", f"{place.council.name} {year}")
    slt.get_by_role("button", name="Foreslå møter").click()
    expect(slt.get_by_text("Forslaget er klart.")).to_be_visible()
    titles = slt.get_by_role("link", name=re.compile(r"^Flytt eller endre Møte"))
    expect(titles).to_have_count(4)
    title = titles.last.inner_text().removeprefix("Flytt eller endre").strip()
    entry = slt.get_by_role("listitem").filter(has_text=title).last
    before = DAY.search(entry.inner_text())
    entry.get_by_role("button", name=re.compile("^Uka før")).click()
    expect(entry.get_by_text("Dagen er valgt for hånd.")).to_be_visible()
    after = DAY.search(entry.inner_text())
    assert before and after and before.group() != after.group()
    confirm(slt, "Godkjenn årshjulet")
    expect(slt.get_by_role("definition").filter(has_text="4 møter fastsatt")).to_be_visible()
    return title


def propose_a_topic(member: Page, place: Place, title: str) -> None:
    """A member follows the meeting's page to the form and writes what the council should take up."""
    go_to(member, "Møter", title, "Meld en sak til møtet")
    member.get_by_label("Sak", exact=False).first.fill(TOPIC)
    member.get_by_label("Hva gjelder saken").fill("Naboene melder om uro. Vi trenger en felles plan.")
    member.get_by_label("Minutter").fill("25")
    member.get_by_role("button", name="Meld saken").click()
    expect(member.get_by_role("status").filter(has_text="meldt")).to_be_visible()


def build_the_agenda(slt: Page, title: str) -> None:
    """Standing items come by themselves; one own item; the member's proposal is accepted; then the police look."""
    go_to(slt, "Møter", title, "Rediger sakslisten")
    for standing in STANDING_ITEMS:
        expect(slt.get_by_role("link", name=standing, exact=True)).to_be_visible()
    slt.get_by_role("link", name="Legg til sak").click()
    slt.get_by_label("Sak", exact=False).first.fill(OWN_ITEM)
    slt.get_by_label("Type sak").select_option(label="Vedtak")
    slt.get_by_label("Minutter").fill("30")
    text = slt.get_by_role("textbox", name="Saksframlegg")
    text.click()
    slt.keyboard.type("Kommunen og politiet deler vaktene.")
    slt.get_by_role("button", name="Lagre saken").click()
    expect(slt.get_by_role("link", name=OWN_ITEM, exact=True)).to_be_visible()
    slt.get_by_role("link", name=TOPIC, exact=True).click()
    expect(slt.get_by_text("Naboene melder om uro.")).to_be_visible()
    slt.get_by_role("button", name="Sett på sakslisten").click()
    go_to(slt, "Møter", title, "Rediger sakslisten")
    expect(slt.get_by_role("link", name=TOPIC, exact=True)).to_be_visible()
    slt.get_by_role("button", name="Be politiet gå gjennom").click()
    expect(slt.get_by_role("status").filter(has_text="bedt om å se over")).to_be_visible()


def review_the_agenda(contact: Page) -> None:
    """The politikontakt finds the task on the front page, comments one item, is content with the rest."""
    contact.goto("/")
    contact.get_by_role("main").get_by_role("link", name=re.compile("sakslisten", re.I)).first.click()
    expect(contact.get_by_role("heading", name="Gå gjennom sakslisten")).to_be_visible()
    item = contact.get_by_role("region", name=OWN_ITEM)
    item.get_by_label("Merknad").fill("Ta med tallene fra oktober.")
    item.get_by_role("button", name=re.compile("^Send merknad")).click()
    while (waiting := contact.get_by_role("region").filter(has_text="Ikke gjennomgått")).count():
        left = waiting.count()
        waiting.first.get_by_role("button", name=re.compile("^Klar")).click()
        expect(waiting).to_have_count(left - 1)
    contact.get_by_role("button", name="Ferdig gjennomgått").last.click()
    expect(contact.get_by_text("Sakslisten er gjennomgått.")).to_be_visible()


def read_the_review(slt: Page, title: str) -> None:
    """The SLT-koordinator reads the comment beside the item."""
    go_to(slt, "Møter", title, "Rediger sakslisten")
    expect(slt.get_by_text("Ta med tallene fra oktober.")).to_be_visible()
