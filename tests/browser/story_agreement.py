"""Chapter four: the agreement is drafted, frozen, signed by both sides, sealed and verified."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from politirad.tenancy.models import User
from tests.browser.face_scene import code_now, prove
from tests.browser.story_papers import at_rest, fetched, is_tagged, words_of
from tests.browser.story_people import go_to, letters_about, link_in, log_in
from tests.post_office import Letter, PostOffice
from tests.world import PASSWORD, World

TITLE = "Avtale om trygghet i Nordvik"
SECTIONS = {
    "Formål": "Kommunen og politiet skal gjøre Nordvik tryggere for barn og unge.",
    "Samarbeidet": "Partene møtes i politirådet fire ganger i året.",
}


def draft_the_agreement(slt: Page, world: World) -> None:
    """The SLT-koordinator begins the draft, writes its terms and its text."""
    year = world.today.year + 1
    go_to(slt, "Avtaler", "Ny avtale")
    slt.get_by_label("Tittel").fill(TITLE)
    slt.get_by_label("Begynn med vanlige overskrifter").uncheck()
    slt.get_by_role("button", name="Lag utkastet").click()
    go_to(slt, "Vilkår", "Endre tittel")
    slt.get_by_label("Gjelder fra").fill(f"01.01.{year}")
    slt.get_by_label("Gjelder til og med").fill(f"31.12.{year + 3}")
    slt.get_by_role("button", name="Lagre").click()
    for capacity, person, party in (
        ("ordfører", world.north.mayor, world.north.municipality),
        ("politistasjonssjef", world.station_chief, world.police_unit),
    ):
        go_to(slt, "Ny signaturlinje")
        slt.get_by_label("Part", exact=False).first.select_option(label=party.name)
        slt.get_by_label("Signerer som").fill(capacity)
        slt.get_by_label("Person som skal signere").select_option(label=person.name)
        slt.get_by_role("button", name="Lagre").click()
        row = slt.get_by_role("listitem").filter(has_text=f"{capacity}, {party.name}")
        expect(row).to_contain_text(person.name)
    go_to(slt, "Tekst og vedlegg", "Skriv teksten")
    for heading, text in SECTIONS.items():
        slt.get_by_label("Overskrift").fill(heading)
        slt.get_by_role("button", name="Legg til og skriv").click()
        slt.get_by_role("textbox", name="Tekst").click()
        slt.keyboard.type(text)
        expect(slt.get_by_text("Lagret kl.")).to_be_visible()
        go_to(slt, "Tilbake til alle avsnitt")
    expect(slt.get_by_text(SECTIONS["Formål"])).to_be_visible()


def send_it_to_signing(slt: Page) -> None:
    """The text is locked."""
    go_to(slt, "Avtaler", TITLE, "Send til signering")
    slt.get_by_role("button", name="Lås teksten og send").click()
    expect(slt.get_by_text("Teksten er låst")).to_be_visible()


def sign(new_page: Callable[..., Page], signer: User, letter: Letter) -> Page:
    """The signatory opens the link in the letter, sets up a code app, reads the whole text, signs, and proves who it is."""
    page = new_page()
    page.goto(link_in(letter, "/avtaler/"))
    log_in(page, signer)
    secret = set_up_a_code_app(page)
    for text in SECTIONS.values():
        expect(page.get_by_text(text)).to_be_visible()
    page.get_by_label("Jeg har lest hele teksten").check()
    page.get_by_role("button", name="Signer", exact=True).click()
    expect(page.get_by_role("heading", name="Bekreft at det er deg")).to_be_visible()
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Bekreft").click()
    page.get_by_label("Kode").fill(code_now(secret))
    page.get_by_role("button", name="Bekreft").click()
    expect(page.get_by_text("Du har signert")).to_be_visible()
    return page


def set_up_a_code_app(page: Page) -> str:
    """From the page of signing, which asks for it, and back to the text. Returns the app's key."""
    go_to(page, "Slå på totrinnsinnlogging", "Ta i bruk kodeapp")
    prove(page)
    secret = page.locator("#totp-key").inner_text()
    page.get_by_label("Kode").fill(code_now(secret))
    page.get_by_role("button", name="Ta i bruk").click()
    go_to(page, "Gå tilbake til teksten")
    return secret


def sign_and_seal(
    world: World, new_page: Callable[..., Page], worker: subprocess.Popen[bytes], post_office: PostOffice
) -> bytes:
    """Both sides sign; the sealed PDF is made while the last one looks on. Returns it."""
    letters = {one.recipients[0]: one for one in letters_about(post_office, f"Til signering: {TITLE}", 2)}
    mayor = sign(new_page, world.north.mayor, letters[world.north.mayor.email])
    expect(mayor.get_by_text("1 av 2 har signert")).to_be_visible()
    with at_rest(worker):
        chief = sign(new_page, world.station_chief, letters[world.station_chief.email])
        expect(chief.get_by_text("nå har alle signert")).to_be_visible()
        expect(chief.get_by_text("2 av 2 har signert")).to_be_visible()
        expect(chief.get_by_role("progressbar")).to_be_visible()
        expect(chief.get_by_text("Venter på tur")).to_be_visible()
    link = chief.get_by_role("link", name="Last ned PDF")
    expect(link).to_be_visible(timeout=30_000)
    return fetched(chief, link)


def the_seal_holds(pdf: bytes, world: World, folder: Path, manage: Callable[..., Any]) -> None:
    """Text, tags and seal are as they must be; one byte changed, and the verdict says so."""
    text = words_of(pdf)
    for said in (TITLE, *SECTIONS.values(), world.north.mayor.name, world.station_chief.name):
        assert said in text
    assert is_tagged(pdf)
    genuine, forged = folder / "avtale.pdf", folder / "forfalsket.pdf"
    genuine.write_bytes(pdf)
    middle = len(pdf) // 2
    forged.write_bytes(pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :])
    verdict, no = manage("verify_agreement", str(genuine)), manage("verify_agreement", str(forged))
    assert (verdict.returncode, no.returncode) == (0, 5), (verdict, no)
