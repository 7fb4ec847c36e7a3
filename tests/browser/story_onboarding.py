"""Chapter five: the administrator takes one more municipality in, and the first of its people comes in."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.story_people import go_to, letters_about, link_in
from tests.post_office import Letter, PostOffice

PEOPLE = {
    "SLT-koordinator": ("Siri Samordner", "siri@tynset.example"),
    "Politikontakt": ("Per Politikontakt", "per@politiet.example"),
    "Ordfører": ("Oda Ordfører", "oda@tynset.example"),
}
NEW_PASSWORD = "furuskogen-i-Tynset-1884"


def take_in_tynset(administrator: Page) -> None:
    """The guided flow, from the register to the invitations."""
    go_to(administrator, "Nye kommuner", "Ny kommune")
    administrator.get_by_label("Navn eller kommunenummer").fill("Tynset")
    administrator.get_by_role("main").get_by_role("button", name="Søk").click()
    administrator.get_by_role("button", name="Velg Tynset kommune").click()
    expect(administrator.get_by_role("heading", name="Hvilken politienhet er med?")).to_be_visible()
    administrator.get_by_label("En enhet som ikke står i registeret").check()
    administrator.get_by_label("Navnet på en ny enhet").fill("Tynset politistasjonsdistrikt")
    onward(administrator)
    administrator.get_by_role("radio", name="Bokmål").check()
    administrator.get_by_role("radio", name="Tynset kommune").check()
    onward(administrator)
    for title, (name, email) in PEOPLE.items():
        person = administrator.get_by_role("group", name=title, exact=False).first
        person.get_by_label("Navn").fill(name)
        person.get_by_label("E-post").fill(email)
    onward(administrator)
    administrator.get_by_role("radio", name="Politiråd, fire møter i året").check()
    onward(administrator)
    for name, email in PEOPLE.values():
        expect(administrator.get_by_role("listitem").filter(has_text=email)).to_contain_text(name)
    administrator.get_by_role("button", name="Opprett og send invitasjonene").click()
    expect(administrator.get_by_text("Fullført")).to_be_visible()


def onward(page: Page) -> None:
    """To the next step."""
    page.get_by_role("button", name="Lagre og gå videre").click()


def invitations(post_office: PostOffice) -> dict[str, Letter]:
    """One invitation each."""
    came = letters_about(post_office, "Du er invitert til Politirådet i Tynset", len(PEOPLE))
    assert {one.recipients[0] for one in came} == {email for _name, email in PEOPLE.values()}
    return {one.recipients[0]: one for one in came}


def accept(new_page: Callable[..., Page], letter: Letter) -> None:
    """The invited person sets a password, is in, and finds the new council; nobody else's."""
    page = new_page()
    page.goto(link_in(letter, "/invitasjon/"))
    page.get_by_label("Velg et passord").fill(NEW_PASSWORD)
    page.get_by_label("Skriv passordet en gang til").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Lagre og logg inn").click()
    go_to(page, "Råd og medlemmer", "Politirådet i Tynset")
    expect(page.get_by_role("heading", level=1)).to_have_text("Politirådet i Tynset")
    for name, _email in PEOPLE.values():
        expect(page.get_by_role("main").get_by_text(name).first).to_be_visible()
    go_to(page, "Råd og medlemmer")
    expect(page.get_by_text("Nordvik")).to_have_count(0)
