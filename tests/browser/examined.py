"""What is looked for on every page, wide and narrow, light and dark."""

from __future__ import annotations

from weakref import WeakSet

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

from tests.browser.face_scene import RULES, SMALL_TARGETS
from tests.browser.rendered import Rendered

View = tuple[int, str]  # width in pixels; light or dark
#: What every run looks at; the soak has the whole matrix.
EVERY_RUN: tuple[View, ...] = ((1280, "light"), (320, "dark"))
NAMES = "label-content-name-mismatch"
#: These names do begin with what the mark shows; axe takes the picture's tooltip for shown text too.
TOOLTIP = 'class="year-wheel__link"'
#: Beside the rules that every page is held to: a control's name contains what it shows (WCAG 2.5.3).
OPTIONS = {
    "runOnly": RULES,
    "rules": {NAMES: {"enabled": True}},
    "resultTypes": ["violations"],
}
EDITORS_READY = "() => !document.querySelector('[data-editor-root]:not([data-ready])')"
HAS_AXE = "() => 'axe' in window"
#: The browsers that load axe with every page from their second one on: it need not be sent to them again.
_with_axe: WeakSet[BrowserContext] = WeakSet()
VIOLATIONS = "async (options) => (await axe.run(options)).violations"


def findings(page: Page, *views: View) -> list[str]:
    """What is wrong with the page in each view, in words."""
    wrong = []
    if not page.evaluate(EDITORS_READY):
        page.wait_for_function(EDITORS_READY)
    if page.context not in _with_axe:
        page.context.add_init_script(AXE_SCRIPT)
        _with_axe.add(page.context)
    if not page.evaluate(HAS_AXE):
        page.evaluate(AXE_SCRIPT)
    for width, scheme in views:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        wrong += [f"{width} {scheme} {words}" for words in _in_this_view(page, width)]
    return wrong


def _in_this_view(page: Page, width: int) -> list[str]:
    """Findings of axe, controls that are too small to hit, and sideways scrolling."""
    wrong = [
        f"{found['id']}: {node['html'][:160]}"
        for found in page.evaluate(VIOLATIONS, OPTIONS)
        for node in found["nodes"]
        if not (found["id"] == NAMES and TOOLTIP in node["html"])
    ]
    wrong += [f"too small: {html}" for html in page.evaluate(SMALL_TARGETS)]
    needed = page.evaluate("document.documentElement.scrollWidth")
    return [*wrong, f"scrolls sideways: {needed} px"] if needed > width else wrong


class Look:
    """Examines what a page shows in some views, and keeps which templates that was and what was wrong."""

    def __init__(self, rendered: Rendered, *views: View) -> None:
        self.rendered = rendered
        self._views = views
        self.templates: set[str] = set()
        self.wrong: dict[str, list[str]] = {}
        self.pages = 0
        rendered.take()

    def at(self, page: Page, address: str, *, status: int = 200) -> None:
        """Go there and look; the page must answer with this status."""
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status, f"{address} answered {answer.status}"
        self(page)

    def __call__(self, page: Page, what: str = "") -> None:
        """Look at what the page shows now."""
        if found := findings(page, *self._views):
            self.wrong[what or page.url] = found
        self.templates |= self.rendered.take()
        self.pages += 1

    def report(self) -> str:
        """What was wrong, page by page."""
        return "\n".join(
            line
            for page, found in self.wrong.items()
            for line in (page, *(f"    {words}" for words in found))
        )
