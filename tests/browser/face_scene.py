"""What the tests of this subject share."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import showcase
from tests.world import PASSWORD

# What the soak looks at, beside what every run does (test_every_template.py).
VIEWS = [
    pytest.param(*view, marks=pytest.mark.soak) for view in [(1280, "dark"), (390, "light"), (320, "light")]
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
    steps = list(yield_hotp_counters_from_time())  # those that are taken: the one before, this one, the next
    return str(format_hotp_value(hotp_value(secret, steps[len(steps) // 2])))


#: Waits for what appears or slides away; what goes round for ever is not waited for.
AT_REST = """() => Promise.all(
  document.getAnimations({ subtree: true })
    .filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
    .map((one) => one.finished.catch(() => null)),
)"""


def assert_accessible(page: Page) -> None:
    """No finding of axe, no control too small, no sideways scrolling, once what moves has come to rest."""
    page.evaluate(AT_REST)
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


PASTED = """<html xmlns:o="urn:x"><head><style>p { color: red }</style></head><body>
<h1 style='margin:0'>Tittel<o:p></o:p></h1>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span> </span></span>En</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span> </span></span>Under</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span> </span></span>To</p>
<p class=MsoNormal>Imellom</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span> </span></span>Nummer</p>
<img src=x onerror=alert(1)><script>alert(2)</script></body></html>"""


def prove(page: Page) -> None:
    """Answer the question for the password once more."""
    expect(page.get_by_role("heading", name="Bekreft at det er deg")).to_be_visible()
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Bekreft").click()
