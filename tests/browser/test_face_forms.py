"""The face in a real browser: every part, in both schemes, on narrow and wide screens, by mouse and keyboard."""

import re
from collections.abc import Callable
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from playwright.sync_api import Page, expect

from politirad.tenancy.models import User
from tests.browser.face_scene import assert_accessible, code_now, prove
from tests.post_office import PostOffice
from tests.world import PASSWORD


def test_second_factor_is_set_up_and_asked_for(world: Any, page: Page) -> None:
    """Password, code app, reserve codes, log out, log in with a code; then proof of identity before the next change."""
    user = world.north.slt
    page.goto("/accounts/login/")
    page.get_by_label("E-post").fill(user.email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    page.goto("/accounts/2fa/totp/activate/")
    prove(page)
    secret = page.locator("#totp-key").inner_text()
    page.get_by_label("Kode").fill("000000" if code_now(secret) != "000000" else "111111")
    page.get_by_role("button", name="Ta i bruk").click()
    expect(page.locator("ds-error-summary")).to_be_focused()
    page.get_by_label("Kode").fill(code_now(page.locator("#totp-key").inner_text()))
    page.get_by_role("button", name="Ta i bruk").click()
    expect(page.get_by_role("heading", name="Reservekoder")).to_be_visible()
    reserve = page.locator(".codes li").first.inner_text()
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Logg ut").click()
    page.goto("/accounts/login/")
    page.get_by_label("E-post").fill(user.email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.get_by_role("heading", name="Logg inn – trinn 2")).to_be_visible()
    page.get_by_label("Kode").fill(reserve)
    page.get_by_role("button", name="Logg inn").click()
    page.wait_for_url(lambda url: "/accounts/2fa/authenticate/" not in url)
    page.goto("/accounts/2fa/")
    expect(page.get_by_text("I bruk", exact=True)).to_have_count(1)


def test_passkey_is_added_and_logs_in(world: Any, page: Page, sign_in: Callable[[Page, Any], None]) -> None:
    """With Chromium's virtual authenticator, so that the browser's real WebAuthn code runs."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto("/accounts/login/")
    page.get_by_label("E-post").fill(world.north.slt.email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    page.goto("/accounts/2fa/webauthn/add/")
    prove(page)
    page.get_by_label("Navn på nøkkelen").fill("Jobbmaskinen")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Legg til").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("Jobbmaskinen").first).to_be_visible()
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Logg ut").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    page.goto("/accounts/sessions/")
    expect(page.get_by_text("Her er du nå")).to_be_visible()


def test_a_login_elsewhere_is_ended_from_here(
    world: Any, new_page: Callable[..., Page], sign_in: Callable[[Page, Any], None]
) -> None:
    here, there = (
        new_page(),
        new_page(user_agent="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"),
    )
    sign_in(there, world.north.slt)
    there.goto("/accounts/sessions/")
    sign_in(here, world.north.slt)
    here.goto("/accounts/sessions/")
    here.get_by_role("button", name="Logg ut der – Firefox på Windows").click()
    expect(here.get_by_text("Du er logget ut av Firefox på Windows.")).to_be_visible()
    there.goto("/accounts/sessions/")
    assert "/accounts/login/" in there.url


def test_nobody_ends_the_login_of_somebody_else(world: Any, client: Any) -> None:
    client.force_login(world.north.slt)
    client.get("/accounts/sessions/")
    login = UserSession.objects.get(user=world.north.slt)
    client.force_login(world.south.slt)
    assert client.post(f"/accounts/sessions/{login.pk}/end/").status_code == 404
    assert UserSession.objects.filter(pk=login.pk).exists()


def test_wrong_password_gets_a_sentence_and_keeps_the_address(world: Any, page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-post").fill(world.north.slt.email)
    page.get_by_label("Passord").fill("helt-feil-passord")
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.locator("ds-error-summary")).to_be_focused()
    expect(page.get_by_label("E-post")).to_have_value(world.north.slt.email)
    assert_accessible(page)


def test_forgotten_password_is_replaced_through_the_letter(
    world: Any, page: Page, post_office: PostOffice
) -> None:
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Glemt").click()
    page.get_by_label("E-post").fill(world.north.slt.email)
    page.get_by_role("button", name="Send lenken").click()
    expect(page.get_by_role("heading", name="Se i innboksen din")).to_be_visible()
    (letter,) = post_office.wait_for(1)
    text = letter.message.get_body(("plain",)).get_content()
    assert letter.message["Subject"] == "Lag nytt passord i Politiråd"
    assert "Noen har bedt om et nytt passord" in text
    page.goto(re.findall(r"https?://\S+", text)[0])
    page.get_by_label("Nytt passord", exact=True).fill("sju-grønne-epler-i-skogen")
    page.get_by_label("Nytt passord en gang til").fill("sju-grønne-epler-i-skogen")
    page.get_by_role("button", name="Lagre passordet").click()
    expect(page.get_by_role("heading", name="Passordet er lagret")).to_be_visible()
    page.get_by_role("link", name="Logg inn").click()
    page.get_by_label("E-post").fill(world.north.slt.email)
    page.get_by_label("Passord").fill("sju-grønne-epler-i-skogen")
    page.get_by_role("button", name="Logg inn", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def test_demo_lists_its_people_and_logs_in_as_one_of_them(settings: Any, db: None, page: Page) -> None:
    settings.DEMO = True
    User.objects.create_user("slt.lorenskog@politirad.example", settings.DEMO_PASSWORD, name="Nora Vestengen")
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Nora Vestengen, SLT-koordinator").click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    page.goto("/accounts/sessions/")
    expect(page.get_by_role("button", name="Min meny")).to_contain_text("Nora Vestengen")


def test_demo_shows_the_code_that_is_asked_for(settings: Any, db: None, page: Page) -> None:
    settings.DEMO = True
    person = User.objects.create_user(
        "slt.lorenskog@politirad.example", settings.DEMO_PASSWORD, name="Nora Vestengen"
    )
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Nora Vestengen, SLT-koordinator").click()
    code = page.locator("#demo-kode-tall").inner_text()
    assert_accessible(page)
    page.get_by_label("Kode").fill(code)
    page.get_by_role("button", name="Logg inn").click()
    page.wait_for_url(lambda url: "/accounts/2fa/authenticate/" not in url)


def test_nobody_is_listed_outside_a_demo(settings: Any, page: Page) -> None:
    settings.DEMO = False
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Logg inn", exact=True)).to_be_visible()
    expect(page.get_by_text("Prøv som en av disse")).to_have_count(0)
    assert settings.DEMO_PASSWORD not in page.content()
