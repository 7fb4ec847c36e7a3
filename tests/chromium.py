"""Debian's Chromium under playwright."""

import shutil
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, expect

PATIENCE = (
    15_000  # milliseconds that a step may take on a busy machine; a test never waits longer than it must
)
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# It runs as root in places, without a graphics card, and must not look for the world outside.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def launch(playwright: Playwright) -> Browser:
    """The browser; a sentence where the machine has none."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    expect.set_options(timeout=PATIENCE)
    assert path, "The browser tests need Chromium: apt-get install chromium-headless-shell"
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


class Visitor:
    """One person's browser: a context with one page, and what the page complained about."""

    def __init__(self, browser: Browser, address: str, options: dict[str, Any]) -> None:
        settings = {
            "viewport": {"width": 1280, "height": 900},
            "locale": "nb-NO",
            "timezone_id": "Europe/Oslo",
        }
        self.context = browser.new_context(base_url=address, **{**settings, **options})
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self.complaints.append(f"exception: {error.error}"))

    def leave(self) -> list[str]:
        """Close everything; what was complained about."""
        self.context.close()
        return self.complaints

    def _hear(self, message: ConsoleMessage) -> None:
        # An answer of 4xx is also logged as an error; a test that expects one looks at the answer itself.
        if message.type == "error" and not message.text.startswith(
            "Failed to load resource: the server responded"
        ):
            self.complaints.append(f"console: {message.text}")
