"""What every test can ask for. Everything is real: PostgreSQL, Valkey, SMTP, a Celery worker, a browser.

Database tests run as the serving role (`politirad_app`); two kinds, as pytest-django marks them:

- `@pytest.mark.django_db`: one transaction, rolled back. A second request in one test inherits the first one's
  tenant setting, which production never does.
- `@pytest.mark.django_db(transaction=True)`, and every test with `live_server`, `worker` or `page`: real commits,
  which other processes see; afterwards each table is put back to what the migrations wrote (as owner).

Fixtures beside pytest-django's (`client`, `settings`, `live_server`, `django_assert_num_queries`, ...):

- `post_office`: the SMTP server that all mail of tests goes to; `.letters`, `.wait_for(n)`, `.close()`,
  `.answer_recipient`, `.answer_letter` (see tests/post_office.py). Emptied before each test that asks.
- `worker`: a Celery worker in a process of its own, on this test's database, broker and post office. Lives on between
  tests, but takes jobs only in those that ask for it; needs real commits.
- `start_worker`: `start_worker()` starts one more and returns its process, for tests that kill it.
- `broker`: the Valkey client; asking for it empties the broker first.
- `page`: a playwright page of Debian's Chromium at `live_server` (relative addresses work), 1280 px wide, bokmål.
  A console error, an uncaught exception or a breach of the content policy fails the test.
- `new_page(**context_options)`: more pages, each a browser of another person, e.g. `new_page(viewport=...,
  color_scheme="dark")`.
- `sign_in(page, user)`: gives the page a logged-in session without the form.
- `manage`: `manage("plan_year", "Stange", "2027")` runs manage.py in a process of its own against the test database
  and returns the finished process (`.returncode`, `.stdout`, `.stderr`).
- `world`: two tenants that share a police unit, with people in every role (tests/world.py).
- `at_root`: the checkout.
"""

import gc
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import engines

engines.start()

import redis
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import Visitor, launch
from tests.post_office import PostOffice
from tests.processes import ByFile, suite_of, turn
from tests.workers import Worker, start_worker_process, stop_process

# The settings are read now. Under xdist each process has engines of its own, and must read them after those are there;
# with this in the environment pytest-django would read them before.
os.environ.pop("DJANGO_SETTINGS_MODULE")

NEEDS_COMMITS = {"worker", "start_worker", "page", "new_page"}
_seconds: defaultdict[str, float] = defaultdict(float)
_cases: Counter[str] = Counter()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share the database with another process commit for real."""
    for item in items:
        if NEEDS_COMMITS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db(transaction=True), append=False)
    items.sort(key=lambda item: turn(item.nodeid))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: the collector need not walk it again and again, which took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_configure(config: pytest.Config) -> None:
    """A fast hash for passwords: no test is about its strength save those that set the real one back. And patience:
    hypothesis measures no time, since a busy machine would fail what is right."""
    hypothesis_settings.register_profile(
        "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    hypothesis_settings.load_profile("patient")
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    connections.close_all()
    engines.stop()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Share the tests out between the processes."""
    return ByFile(config, log)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up each suite's seconds (under xdist in the controller, which hears every report)."""
    suite = suite_of(report.nodeid)
    _seconds[suite] += report.duration
    _cases[suite] += report.when == "call"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """State the seconds of every suite."""
    if _seconds:
        terminalreporter.section("seconds by suite")
        for suite, seconds in sorted(_seconds.items()):
            terminalreporter.write_line(f"{suite:<14}{_cases[suite]:>6} tests{seconds:>9.1f} s")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> None:
    """This process's database: migrated by the owner, with the world of tests/world.py built by the serving role."""
    from tests.world import build  # noqa: PLC0415  (models can be imported only once the apps are ready)

    @contextmanager
    def named(alias: str, name: str) -> Iterator[None]:
        connection = connections[alias]
        connection.close()
        connection.settings_dict["NAME"], own = name, connection.settings_dict["NAME"]
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own

    def migrate(name: str) -> None:
        with named("owner", name):
            call_command("migrate", verbosity=0, interactive=False)

    def build_world(name: str) -> None:
        with named("default", name), transaction.atomic():
            build()
        engines.remember_rows(name)

    with django_db_blocker.unblock():
        engines.create_database(migrate, build_world)


def _put_back(self: TransactionTestCase) -> None:
    connections.close_all()
    engines.restore_database()


TransactionTestCase._fixture_teardown = _put_back  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def _real_mail(django_test_environment: None) -> None:
    """Django's test environment puts a list in the place of the mail server; we have a real one."""
    django_settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(scope="session")
def _post_office() -> Iterator[PostOffice]:
    office = PostOffice(django_settings.EMAIL_PORT)
    office.open()
    yield office
    office.close()


@pytest.fixture
def post_office(_post_office: PostOffice) -> PostOffice:
    """The mail server of the tests, empty and well-behaved."""
    _post_office.clear()
    return _post_office


@pytest.fixture
def broker() -> Iterator["redis.Redis"]:
    """The broker, emptied."""
    client = redis.Redis.from_url(django_settings.REDIS_URL)
    client.flushdb()
    yield client
    client.close()


@pytest.fixture(scope="session")
def _worker(django_db_setup: None, _post_office: PostOffice) -> Iterator[Worker]:
    worker = start_worker_process(engines.OWN / "worker.log")
    worker.rest()
    yield worker
    stop_process(worker.process)


@pytest.fixture
def worker(
    transactional_db: None,
    post_office: PostOffice,
    _worker: Worker,
    broker: "redis.Redis",  # emptied of what earlier tests sent off
) -> Iterator[subprocess.Popen[bytes]]:
    """A running Celery worker."""
    assert _worker.process.poll() is None, "an earlier test ended the worker; such a test uses start_worker"
    with _worker.at_work():
        yield _worker.process


@pytest.fixture
def start_worker(
    transactional_db: None, post_office: PostOffice
) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts workers that the test may kill; what is left of them is stopped afterwards."""
    with ExitStack() as stack:

        def start() -> subprocess.Popen[bytes]:
            process = start_worker_process(engines.OWN / "killed-worker.log").process
            stack.callback(stop_process, process)
            return process

        yield start


@pytest.fixture(scope="session")
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def new_page(_browser: Browser, live_server: Any, post_office: PostOffice) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a browser context of its own; complaints of any of them fail the test."""
    visitors: list[Visitor] = []

    def open_page(**options: Any) -> Page:
        visitor = Visitor(_browser, live_server.url, options)
        visitors.append(visitor)
        return visitor.page

    yield open_page
    complaints = [complaint for visitor in visitors for complaint in visitor.leave()]
    assert complaints == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One page at the live server."""
    return new_page()


@pytest.fixture
def sign_in() -> Callable[[Page, Any], None]:
    """Give a page the session of a user."""

    def sign_in(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        host = urlsplit(django_settings.SITE_URL).hostname or "localhost"
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": host, "path": "/"}])

    return sign_in


@pytest.fixture
def manage() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a management command as an operator does."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=engines.ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    return run


@pytest.fixture
def world(db: None) -> Any:
    """Two tenants that share a police unit, with people in every role: see tests/world.py."""
    from tests.world import find  # noqa: PLC0415  (models can be imported only once the apps are ready)

    return find()


@pytest.fixture(scope="session")
def at_root() -> Path:
    """The checkout."""
    return engines.ROOT
