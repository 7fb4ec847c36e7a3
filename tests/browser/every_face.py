"""Pages that are shown when something is refused or fails, the demo's own pages, and every part on one page."""

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.every_room import send
from tests.browser.examined import Look
from tests.world import World

TOO_MANY_FIELDS = 1001


def refusals(look: Look, page: Page, world: World, settings: Any) -> None:
    """A member, with a form to write in, meets each of the refusals, as they really come."""
    look.at(page, reverse("propose_item", args=[world.north.council.pk]))
    look.at(page, "/finnes-ikke/", status=404)
    look.at(page, reverse("add_seat", args=[world.north.council.pk]), status=403)
    page.goto(reverse("profile"))
    send(page, reverse("profile"), csrfmiddlewaretoken="feil")
    expect(page.get_by_role("heading", name="Skjemaet ble ikke sendt")).to_be_visible()
    look(page, "csrf")
    page.goto(reverse("profile"))
    send(page, reverse("profile"), **{f"felt{number}": "" for number in range(TOO_MANY_FIELDS)})
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    look(page, "too many fields")
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "1/m/user"}
    page.goto(reverse("account_reauthenticate"))
    for _attempt in range(2):
        send(page, reverse("account_reauthenticate"), password="feil")
    expect(page.get_by_role("heading", name="Vent litt før du prøver igjen")).to_be_visible()
    look(page, "too many attempts")


def demo(look: Look, page: Page, folder: Path, settings: Any) -> None:
    """The list of people to log in as, and the inbox with one letter."""
    settings.DEMO, settings.MAIL_FOLDER = True, folder
    letter = EmailMessage()
    letter["From"], letter["To"] = "ikke-svar@politirad.example", "slt@politirad.example"
    letter["Subject"] = "Innkalling til møte"
    letter.set_content("Møtet er på rådhuset.")
    entry = (
        "BEGIN:VCALENDAR\r\nATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:x@y.example\r\n"
    )
    letter.add_alternative(entry, subtype="calendar", params={"method": "REQUEST"})
    name = f"{time.time_ns()}-abcd.eml"
    (folder / name).write_bytes(bytes(letter))
    look.at(page, reverse("account_login"))
    look.at(page, reverse("demo_mailbox"))
    look.at(page, reverse("demo_letter", args=[name]))


def showcase(look: Look, page: Page, settings: Any) -> None:
    """Every part, without and with mistakes in the form; and what a failure in the code looks like."""
    settings.ROOT_URLCONF = "tests.browser.showcase"
    for address in ("/", "/?wrong"):
        page.goto(address)
        expect(page.locator(".editor__text")).to_be_visible()
        expect(page.get_by_role("link", name="Last ned avtalen")).to_be_visible()
        look(page)
    look.at(page, "/feiler/", status=500)
