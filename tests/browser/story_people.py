"""The people of the main job, each in a browser of their own."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from politirad.tenancy.models import User
from tests.post_office import Letter, PostOffice
from tests.world import PASSWORD


def enter(new_page: Callable[..., Page], user: User) -> Page:
    """Somebody opens a browser, finds the login page and comes in by the form."""
    page = new_page()
    page.goto("/")
    log_in(page, user)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hei, {user.name}")
    return page


def log_in(page: Page, user: User) -> None:
    """Fill in the login form that the page shows."""
    page.get_by_label("E-post").fill(user.email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.get_by_role("button", name="Min meny")).to_be_visible()


def go_to(page: Page, *links: str) -> None:
    """Follow links by what they say, each on the page that the one before led to."""
    for link in links:
        page.get_by_role("link", name=link).first.click()


def confirm(page: Page, button: str, answer: str = "") -> None:
    """Press a button that asks first, and answer with the same words unless others are given."""
    page.get_by_role("button", name=button).click()
    page.get_by_role("dialog").get_by_role("button", name=answer or button).click()


def subject(letter: Letter) -> str:
    """The subject as a mail program shows it, without what the folding left."""
    return str(letter.message["Subject"]).strip()


def letters_about(post_office: PostOffice, words: str, count: int, *, seconds: float = 30) -> list[Letter]:
    """The letters whose subject begins with the words, once there are so many; to each recipient one."""
    deadline = time.monotonic() + seconds
    while True:
        found = [one for one in post_office.letters if subject(one).startswith(words)]
        if len(found) >= count:
            break
        assert time.monotonic() < deadline, list(map(subject, post_office.letters))
        time.sleep(0.05)
    assert len({one.recipients[0] for one in found}) == len(found) == count
    return found


def link_in(letter: Letter, path: str) -> str:
    """The address in the letter's plain text whose path begins with `path`, as the letter has it."""
    body = letter.message.get_body(("plain",))
    assert body is not None
    found = [word for word in body.get_content().split() if urlsplit(word).path.startswith(path)]
    assert len(found) == 1, found
    return found[0]
