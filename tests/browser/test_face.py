"""The face in a real browser: every part, in both schemes, on narrow and wide screens, by mouse and keyboard."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from politirad.tenancy.models import User
from tests.browser import showcase
from tests.post_office import PostOffice
from tests.world import PASSWORD

# What every run looks at; the soak adds the rest of the matrix.
VIEWS = [
    (1280, "light"),
    (320, "dark"),
    *(
        pytest.param(*view, marks=pytest.mark.soak)
        for view in [(1280, "dark"), (390, "light"), (320, "light")]
    ),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Controls outside running text that are smaller than 24 by 24 CSS pixels.
SMALL_TARGETS = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea")]
  .filter((e) => e.checkVisibility() && getComputedStyle(e).display !== "inline" && !e.closest(".sr-only, .prose"))
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.width > 1 && (box.height < 23.9 || box.width < 23.9))
  .map(([e]) => e.outerHTML.slice(0, 120))"""
# WCAG 1.4.12, through a constructed style sheet, because inline styles are forbidden.
SPACE_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } " +
    "p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
CLIPPED = """() => [...document.querySelectorAll("button, .ds-button, .status, .tabs a, .sidebar a, h1, h2, label")]
  .filter((e) => e.checkVisibility() && !e.closest(".sr-only") && e.scrollWidth > e.clientWidth + 1
    && getComputedStyle(e).overflowX !== "visible")
  .map((e) => e.outerHTML.slice(0, 120))"""


# A failed request in the browser's own words would be a complaint in its console, which fails the test.
NO_NETWORK = """() => {
  window.realFetch = window.fetch;
  window.fetch = async () => { throw new TypeError("Failed to fetch"); };
}"""


def code_now(secret: str) -> str:
    """What a code app shows for the secret just now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def assert_accessible(page: Page) -> None:
    """No finding of axe, no control too small, no sideways scrolling."""
    findings = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(found["id"], [node["html"][:160] for node in found["nodes"]]) for found in findings] == []
    assert page.evaluate(SMALL_TARGETS) == []
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def showing(settings: Any) -> Iterator[None]:
    """The showcase's addresses instead of the product's."""
    settings.ROOT_URLCONF = "tests.browser.showcase"
    showcase.saved.clear()
    showcase.moved.clear()
    showcase.answers.update(save=200, move=204)
    yield


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_parts_are_accessible(showing: None, new_page: Callable[..., Page], width: int, scheme: str) -> None:
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto("/?wrong")
    expect(page.locator(".editor__text")).to_be_visible()
    expect(page.get_by_role("link", name="Last ned avtalen")).to_be_visible()
    assert_accessible(page)


def test_text_spacing_clips_nothing(showing: None, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 320, "height": 900})
    page.goto("/?wrong")
    page.evaluate(SPACE_OUT)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_error_summary_takes_focus_and_leads_to_the_field(showing: None, page: Page) -> None:
    page.goto("/?wrong")
    summary = page.locator("ds-error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Dato").click()
    expect(page.get_by_label("Dato")).to_be_focused()
    described = page.get_by_label("Dato").get_attribute("aria-describedby") or ""
    assert {"id_day_helptext", "id_day_error"} <= set(described.split())


def test_skip_link_is_first_and_leads_to_the_content(showing: None, page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_drawer_opens_takes_focus_and_closes(showing: None, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto("/")
    menu = page.get_by_role("navigation", name="Hovedmeny")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Meny", exact=True).click()
    expect(menu.get_by_role("link", name="Møter")).to_be_focused()
    assert_accessible(page)
    menu.get_by_role("button", name="Lukk menyen").click()
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Meny", exact=True).click()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_theme_is_remembered_by_the_server(showing: None, page: Page) -> None:
    page.goto("/")
    root = page.locator("html")
    expect(root).to_have_attribute("data-color-scheme", "auto")
    page.get_by_role("button", name="Min meny").click()
    page.get_by_role("button", name="Mørk").click()
    expect(root).to_have_attribute("data-color-scheme", "dark")
    assert_accessible(page)
    page.goto("/")
    assert 'data-color-scheme="dark"' in page.request.get("/").text()
    expect(root).to_have_attribute("data-color-scheme", "dark")


@pytest.mark.django_db
def test_theme_cookie_with_nonsense_is_ignored(showing: None, client: Any) -> None:
    client.cookies["theme"] = '"><script>'
    assert b'data-color-scheme="auto"' in client.get("/").content


def test_confirm_asks_before_the_form_is_sent(showing: None, page: Page) -> None:
    page.goto("/")
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(request.method) if request.is_navigation_request() else None
    )
    page.get_by_role("button", name="Slett saken").click()
    dialog = page.get_by_role("dialog", name="Er du sikker?")
    expect(dialog).to_contain_text("Saken blir slettet fra sakslisten.")
    assert_accessible(page)
    dialog.get_by_role("button", name="Avbryt").click()
    expect(dialog).to_be_hidden()
    assert sent == []
    page.get_by_role("button", name="Slett saken").click()
    dialog.get_by_role("button", name="Slett saken").click()
    page.wait_for_load_state()
    assert sent == ["POST"]


def test_items_are_moved_with_the_keyboard_and_focus_stays(showing: None, page: Page) -> None:
    page.goto("/")
    down = page.get_by_role("button", name="Flytt «Referat fra forrige møte» ned")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sagt")).to_have_text("«Referat fra forrige møte» er flyttet til plass 2 av 3.")
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#sagt")).to_have_text("«Referat fra forrige møte» er flyttet til plass 3 av 3.")
    expect(down).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    assert showcase.moved == [("1", "2"), ("1", "3")]


def test_items_are_dragged_with_the_mouse(showing: None, page: Page) -> None:
    page.goto("/")
    items = page.locator("[data-item]")
    page.set_viewport_size({"width": 1280, "height": 1600})
    handle = items.nth(2).locator(".handle").bounding_box()
    first = items.nth(0).bounding_box()
    assert handle and first
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(handle["x"] + 5, first["y"] + 4, steps=8)
    page.mouse.up()
    expect(items.nth(0)).to_have_attribute("data-item", "3")
    expect(page.locator("#sagt")).to_have_text("«Rus i sentrum» er flyttet til plass 1 av 3.")
    assert showcase.moved == [("3", "1")]


def test_a_refused_move_goes_back_and_says_so(showing: None, page: Page) -> None:
    showcase.answers["move"] = 409
    page.goto("/")
    page.get_by_role("button", name="Flytt «Referat fra forrige møte» ned").click()
    expect(page.locator("#meldinger")).to_contain_text("Det gikk ikke.")
    expect(page.locator("[data-item]").nth(0)).to_have_attribute("data-item", "1")


def test_editor_writes_the_subset_and_autosave_tells_the_truth(showing: None, page: Page) -> None:
    page.goto("/")
    editor = page.get_by_role("textbox", name="Saksframlegg")
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Se ")
    page.get_by_role("button", name="Fet").click()
    page.keyboard.type("dette")
    status = page.locator("[data-save-status]")
    expect(status).to_have_text("Lagret kl. 13.05")
    assert showcase.saved[-1]["text"].endswith("<p>Se <strong>dette</strong></p>")
    version = showcase.saved[-1]["version"]
    editor.click()
    with page.expect_response("**/lagre/"):
        page.keyboard.type("!")
    expect(status).to_have_text("Lagret kl. 13.05")
    assert int(showcase.saved[-1]["version"]) > int(version)


@pytest.mark.parametrize(
    ("code", "sentence"), [(409, "Ola lagret denne teksten"), (422, "Teksten er for lang.")]
)
def test_autosave_says_what_the_server_refused(showing: None, page: Page, code: int, sentence: str) -> None:
    showcase.answers["save"] = code
    page.goto("/")
    page.get_by_label("Tittel").fill("Ny tittel")
    expect(page.locator("[data-save-status]")).to_contain_text(sentence)
    assert showcase.saved == []


def test_autosave_keeps_a_draft_without_network_and_sends_it_later(showing: None, page: Page) -> None:
    page.goto("/")
    status = page.locator("[data-save-status]")
    page.evaluate(NO_NETWORK)
    page.get_by_label("Tittel").fill("Uten nett")
    expect(status).to_contain_text("Ikke lagret. Teksten ligger i nettleseren")
    assert "Uten nett" in page.evaluate("Object.values(localStorage).join()")
    page.evaluate("window.fetch = window.realFetch; dispatchEvent(new Event('online'))")
    expect(status).to_have_text("Lagret kl. 13.05")
    assert showcase.saved[-1]["title"] == "Uten nett"
    assert page.evaluate("localStorage.length") == 0


def test_autosave_gives_back_a_draft_after_a_crash(showing: None, page: Page) -> None:
    page.goto("/")
    page.evaluate(NO_NETWORK)
    page.get_by_label("Tittel").fill("Mistet")
    expect(page.locator("[data-save-status]")).to_contain_text("Ikke lagret")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/")
    page.get_by_role("button", name="Hent teksten som ikke ble lagret sist").click()
    expect(page.get_by_label("Tittel")).to_have_value("Mistet")
    expect(page.locator("[data-save-status]")).to_have_text("Lagret kl. 13.05")


PASTED = """<html xmlns:o="urn:x"><head><style>p { color: red }</style></head><body>
<h1 style='margin:0'>Tittel<o:p></o:p></h1>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span> </span></span>En</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span> </span></span>Under</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span> </span></span>To</p>
<p class=MsoNormal>Imellom</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span> </span></span>Nummer</p>
<img src=x onerror=alert(1)><script>alert(2)</script></body></html>"""


def test_paste_from_word_becomes_headings_and_lists(showing: None, page: Page) -> None:
    page.goto("/")
    page.get_by_role("textbox", name="Saksframlegg").click()
    page.keyboard.press("Control+A")
    page.evaluate(
        """(html) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/html", html);
          document.querySelector(".editor__text").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        PASTED,
    )
    assert page.locator("textarea[data-editor]").input_value() == (
        "<h2>Tittel</h2><ul><li><p>En</p><ul><li><p>Under</p></li></ul></li><li><p>To</p></li></ul>"
        "<p>Imellom</p><ol><li><p>Nummer</p></li></ol>"
    )


def test_editor_toolbar_is_one_stop_with_arrow_keys(showing: None, page: Page) -> None:
    page.goto("/")
    style = page.get_by_role("combobox", name="Stil")
    style.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Fet")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Gjør om")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Saksframlegg")).to_be_focused()


def test_editor_inserts_a_table_and_a_link(showing: None, page: Page) -> None:
    page.goto("/")
    editor = page.get_by_role("textbox", name="Saksframlegg")
    editor.click()
    page.keyboard.press("Control+End")
    page.get_by_role("button", name="Lenke").click()
    page.get_by_role("textbox", name="Adressen lenken går til").fill("javascript:alert(1)")
    page.get_by_role("button", name="Sett inn lenken").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv en nettadresse")
    page.get_by_role("textbox", name="Adressen lenken går til").fill("www.ks.no")
    page.keyboard.press("Enter")
    value = page.locator("textarea[data-editor]")
    assert '<a href="https://www.ks.no">www.ks.no</a>' in value.input_value()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sett inn tabell").click()
    page.keyboard.type("Tiltak")
    page.keyboard.press("Tab")
    page.keyboard.type("Ansvarlig")
    page.get_by_role("button", name="Ny rad under").click()
    assert value.input_value().count("<tr>") == 4
    assert_accessible(page)


def test_job_is_asked_for_until_it_is_done(showing: None, page: Page) -> None:
    page.goto("/")
    expect(page.locator("#jobb")).to_have_attribute("data-state", "done")


def test_page_without_script_shows_and_takes_the_text(showing: None, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    expect(page.get_by_role("heading", name="Bakgrunn")).to_have_count(1)
    field = page.get_by_role("textbox", name="Avsnitt 3")
    expect(field).to_have_value("Vanlig avsnitt.")
    expect(page.get_by_role("button", name="Flytt «Nytt fra politiet» opp")).to_be_visible()
    page.get_by_role("button", name="Flytt «Nytt fra politiet» opp").click()
    assert showcase.moved == [("2", "1")]


def test_print_shows_the_content_alone(showing: None, page: Page) -> None:
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.locator(".topbar")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Hovedmeny")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_error_pages_are_accessible_and_lead_on(
    showing: None, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for number in ("400", "403", "403_csrf", "404", "500"):
        answer = page.goto(f"/feil/{number}/")
        assert answer and answer.status == 200
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(page)


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_entrance_is_accessible(new_page: Callable[..., Page], width: int, scheme: str) -> None:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for address in ("login/", "password/reset/", "password/reset/done/", "signup/", "inactive/"):
        answer = page.goto(f"/accounts/{address}")
        assert answer and answer.status == 200
        assert_accessible(page)


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_own_login_pages_are_accessible(
    world: Any, new_page: Callable[..., Page], sign_in: Callable[[Page, Any], None], width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    sign_in(page, world.north.slt)
    for address in ("sessions/", "2fa/", "password/change/", "logout/"):
        answer = page.goto(f"/accounts/{address}")
        assert answer and answer.status == 200
        assert page.url.endswith(f"/accounts/{address}")
        assert_accessible(page)


def prove(page: Page) -> None:
    """Answer the question for the password once more."""
    expect(page.get_by_role("heading", name="Bekreft at det er deg")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Bekreft").click()


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
    assert_accessible(page)
    secret = page.locator("#totp-key").inner_text()
    page.get_by_label("Kode").fill("000000" if code_now(secret) != "000000" else "111111")
    page.get_by_role("button", name="Ta i bruk").click()
    expect(page.locator("ds-error-summary")).to_be_focused()
    page.get_by_label("Kode").fill(code_now(page.locator("#totp-key").inner_text()))
    page.get_by_role("button", name="Ta i bruk").click()
    expect(page.get_by_role("heading", name="Reservekoder")).to_be_visible()
    assert_accessible(page)
    reserve = page.locator(".codes li").first.inner_text()
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Logg ut").click()
    page.goto("/accounts/login/")
    page.get_by_label("E-post").fill(user.email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.get_by_role("heading", name="Logg inn – trinn 2")).to_be_visible()
    assert_accessible(page)
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
    assert_accessible(page)
    page.get_by_label("Navn på nøkkelen").fill("Jobbmaskinen")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Legg til").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("Jobbmaskinen").first).to_be_visible()
    assert_accessible(page)
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
    text = letter.message.get_body().get_content()
    assert letter.message["Subject"] == "Lag nytt passord i Politiråd"
    assert "Noen har bedt om et nytt passord" in text
    page.goto(re.findall(r"https?://\S+", text)[0])
    page.get_by_label("Nytt passord", exact=True).fill("sju-grønne-epler-i-skogen")
    page.get_by_label("Nytt passord en gang til").fill("sju-grønne-epler-i-skogen")
    page.get_by_role("button", name="Lagre passordet").click()
    expect(page.get_by_role("heading", name="Passordet er lagret")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Logg inn").click()
    page.get_by_label("E-post").fill(world.north.slt.email)
    page.get_by_label("Passord").fill("sju-grønne-epler-i-skogen")
    page.get_by_role("button", name="Logg inn", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def test_demo_lists_its_people_and_logs_in_as_one_of_them(settings: Any, db: None, page: Page) -> None:
    settings.DEMO = True
    User.objects.create_user("slt.lorenskog@politirad.example", settings.DEMO_PASSWORD, name="Nora Vestengen")
    page.goto("/accounts/login/")
    assert_accessible(page)
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
