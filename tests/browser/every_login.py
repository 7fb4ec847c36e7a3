"""Pages of logging in and of one's own login, walked as people walk them."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.examined import Look
from tests.browser.story_people import link_in
from tests.post_office import PostOffice
from tests.world import PASSWORD, World

SECRET = "JBSWY3DPEHPK3PXP"  # of the code app
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def entrance(look: Look, page: Page) -> None:
    """What somebody without a login sees."""
    for name in ("login", "reset_password", "reset_password_done", "signup", "inactive"):
        look.at(page, reverse(f"account_{name}"))
    look.at(page, reverse("account_reset_password_from_key", args=["1", "ikke-noe"]))
    look.at(page, reverse("account_reset_password_from_key_done"))
    look.at(page, reverse("account_confirm_email", args=["ikke-noe"]), status=410)


def prove(look: Look, page: Page, address: str) -> None:
    """Go to a page that asks for the password first."""
    page.goto(address)
    expect(page.get_by_role("heading", name="Bekreft at det er deg")).to_be_visible()
    look(page, "prove")
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Bekreft").click()
    page.wait_for_url(lambda url: url.endswith(address))


def own_pages(look: Look, page: Page) -> None:
    """One's own login, before a second factor; the password has been given."""
    for name in ("usersessions_list", "mfa_index", "account_change_password", "account_logout"):
        look.at(page, reverse(name))


def another_address(look: Look, page: Page, world: World, post_office: PostOffice) -> None:
    """The address is changed by the link in the letter; another's is not."""
    page.goto(reverse("account_email"))
    look(page)
    page.get_by_label("Ny e-postadresse").fill("Ny.Adresse@example.test")
    page.get_by_role("button", name="Send lenken").click()
    expect(page.get_by_role("heading", name="Se i innboksen din")).to_be_visible()
    look(page, "waiting address")
    (letter,) = post_office.wait_for(1)
    link = link_in(letter, "/accounts/confirm-email/")
    look.at(page, link)
    EmailAddress.objects.filter(email="ny.adresse@example.test").update(email=world.north.member.email)
    page.get_by_role("button", name="Bytt adressen").click()
    expect(page.get_by_role("heading", name="Adressen er i bruk")).to_be_visible()
    look(page, "taken address")


def key(look: Look, page: Page) -> None:
    """A key of the machine is added, named anew, and about to be removed."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    look.at(page, reverse("mfa_list_webauthn"))
    look.at(page, reverse("mfa_add_webauthn"))
    page.get_by_label("Navn på nøkkelen").fill("Jobbmaskinen")
    page.get_by_role("button", name="Legg til").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto(reverse("mfa_list_webauthn"))
    look(page, "a key")
    for link in ("Gi nytt navn", "Fjern"):
        page.goto(reverse("mfa_list_webauthn"))
        page.get_by_role("link", name=link).click()
        look(page)


def code_app(look: Look, page: Page, world: World) -> None:
    """The code app is set up, in use, and about to be turned off."""
    look.at(page, reverse("mfa_activate_totp"))
    TOTP.activate(world.north.slt, SECRET)
    RecoveryCodes.activate(world.north.slt)
    for name in (
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    ):
        look.at(page, reverse(name))


def second_step(look: Look, page: Page, world: World) -> None:
    """The password is not enough any more."""
    page.goto(reverse("account_login"))
    page.get_by_label("E-post").fill(world.north.slt.email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.get_by_role("heading", name="Logg inn – trinn 2")).to_be_visible()
    look(page)
