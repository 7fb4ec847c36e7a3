"""Every page of the demo on the wire, from an empty cache, as gunicorn serves it: small enough for a poor connection."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Error, Page

from politirad import bootstrap
from politirad.demo.loading import load
from politirad.demo.reading import read_all
from politirad.engines.processes import child_setup, free_port
from tests import engines
from tests.browser.addresses import NAME, demo_person

pytestmark = pytest.mark.django_db(transaction=True)
MOST, MOST_WITH_EDITOR = 200_000, 320_000  # bytes of a page with everything it fetches
EDITOR = "/vendor/editor."
PEOPLE = ("slt.lillestrom", "stasjonssjef.lillestrom", "administrator.lorenskog", "admin")
OF_EACH_KIND = 2
UP_SECONDS = 120
LINKS = """() => [...document.querySelectorAll("main a[href], nav a[href]")]
  .filter((link) => link.host === location.host)
  .map((link) => link.pathname + link.search)"""


@pytest.fixture
def served(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of gunicorn, on this test's database, with the static files that `make run` prepares."""
    monkeypatch.setenv("HASHED_STATIC", "true")
    bootstrap.static_files()
    port = free_port()
    environment = {**os.environ, "BIND": f"127.0.0.1:{port}", "WEB_PROCESSES": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "python:politirad.gunicorn", "politirad.wsgi"],
        cwd=engines.ROOT,
        env=environment,
        preexec_fn=child_setup(parent=os.getpid(), stop_signal=15),
    )
    deadline = time.monotonic() + UP_SECONDS
    while True:
        try:
            urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=10).close()
            break
        except OSError:
            assert process.poll() is None, "gunicorn ended at once"
            assert time.monotonic() < deadline, "gunicorn does not answer"
            time.sleep(0.2)
    yield f"http://localhost:{port}"
    process.terminate()
    process.wait(30)


@dataclass
class Scale:
    """Weighs pages: what each asked for since the last `put_on`, by what it weighed when it came over the wire,
    answers' heads included. What the browser has from an earlier page weighs as much as it did then."""

    weighed: dict[str, int] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _addresses: dict[str, str] = field(default_factory=dict)

    def watch(self, page: Page) -> None:
        """Listen to the page's network."""
        devtools = page.context.new_cdp_session(page)
        devtools.on("Network.requestWillBeSent", self._ask)
        devtools.on("Network.loadingFinished", self._finish)
        devtools.send("Network.enable")

    @property
    def spent(self) -> Counter[str]:
        """The bytes of each address that the page asked for."""
        return Counter({address: self.weighed[address] for address in self._asked})

    def put_on(self, page: Page, address: str) -> int | None:
        """Go there; the bytes of all that it needs, or None where it is a file and no page."""
        self._asked.clear()
        try:
            answer = page.goto(address, wait_until="load")
        except Error as error:
            assert "Download is starting" in error.message, address
            return None
        assert answer is not None
        assert answer.status == 200, address
        if "text/html" not in answer.headers.get("content-type", ""):
            return None
        page.evaluate("document.fonts.ready.then(() => true)")
        return self.spent.total()

    @property
    def has_editor(self) -> bool:
        """Whether the page fetched the editor."""
        return any(EDITOR in address for address in self.spent)

    def _ask(self, event: dict[str, Any]) -> None:
        if "redirectResponse" in event:  # the same request goes on to another address
            self._finish({"requestId": event["requestId"], **event["redirectResponse"]})
        address = event["request"]["url"]
        self._addresses[event["requestId"]] = address
        self._asked.add(address)

    def _finish(self, event: dict[str, Any]) -> None:
        address, size = self._addresses[event["requestId"]], int(event["encodedDataLength"])
        self.weighed[address] = max(size, self.weighed.get(address, 0))


def test_every_page_is_light_on_the_wire(
    served: str, new_page: Callable[..., Page], sign_in: Callable[[Page, Any], None]
) -> None:
    load(read_all(), at=timezone.localtime(), password=settings.DEMO_PASSWORD)
    heavy, weights, editors = {}, Counter[str](), 0
    kinds: Counter[str] = Counter()
    for key in PEOPLE:
        page, scale = new_page(), Scale()
        sign_in(page, demo_person(key))
        scale.watch(page)
        waiting, seen = ["/"], {"/"}
        while waiting:
            address = waiting.pop(0)
            weight = scale.put_on(page, served + address)
            if weight is None:
                continue
            weights[NAME.sub("*", address)] = max(weight, weights[NAME.sub("*", address)])
            editors += scale.has_editor
            if weight > (MOST_WITH_EDITOR if scale.has_editor else MOST):
                heavy[key, address] = weight, scale.spent.most_common(8)
            for target in page.evaluate(LINKS):
                kind = NAME.sub("*", target)
                if target not in seen and kinds[kind] < OF_EACH_KIND:
                    kinds[kind] += 1
                    seen.add(target)
                    waiting.append(target)
    print(f"{len(weights)} kinds of pages; the heaviest: {weights.most_common(5)}")
    assert heavy == {}
    assert len(weights) > 80
    assert editors > 0
