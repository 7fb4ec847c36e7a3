"""Every template is shown in a browser, wide and narrow, and nothing is wrong with any of the pages.

A new template fails here until some page of a chapter shows it. Each chapter answers for its folders alone, so that
they can run by themselves.
"""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page

from agreements.models import Agreement
from politirad.tenancy.models import Organization, User
from tests.agreements.notice_scene import held  # noqa: F401  (fixture)
from tests.agreements.register_scene import _own_seal  # noqa: F401  (fixture)
from tests.browser import every_face, every_login, every_room
from tests.browser.examined import EVERY_RUN, Look
from tests.browser.rendered import ELSEWHERE, ROOT, all_templates, our_templates, rendering
from tests.councils.onboarding_scene import heroy  # noqa: F401  (fixture)
from tests.post_office import PostOffice
from tests.test_queries import one_of_each  # noqa: F401  (fixture)
from tests.world import World

Sign = Callable[[Page, Any], None]
#: Which chapter answers for which templates, by how their names begin; the last answers for the rest.
CHAPTERS = {
    "rooms": ("overview/", "councils/", "agreements/", "meetings/", "public/", "public.html"),
    "logins": ("account/", "allauth/", "mfa/", "usersessions/"),
    "face": ("",),
}


def of_chapter(chapter: str) -> set[str]:
    """The templates that a chapter must show."""

    def home(name: str) -> str:
        return next(one for one, begins in CHAPTERS.items() if name.startswith(begins))

    return {name for name in our_templates() if home(name) == chapter}


def answer_for(chapter: str, look: Look) -> None:
    """Nothing is wrong with what was looked at, and it was all there is."""
    unseen = sorted(of_chapter(chapter) - look.templates)
    words = f"{look.report()}\nno page of this chapter shows: {', '.join(unseen) or 'nothing'}"
    assert (look.wrong, unseen) == ({}, []), words


def test_what_is_left_out_is_there() -> None:
    for folder, (_what, where) in {name: why.rsplit(": ", 1) for name, why in ELSEWHERE.items()}.items():
        assert any(name.startswith(folder) for name in all_templates()), folder
        assert (ROOT / where).is_file(), where


def test_rooms(
    one_of_each: World, held: Agreement, heroy: Organization, new_page: Callable[..., Page], sign_in: Sign
) -> None:
    world = one_of_each
    visits = [
        *every_room.doors(world),
        *every_room.of_councils(world, heroy),
        *every_room.of_agreements(world, held),
        *every_room.of_meetings(world),
    ]
    browsers: dict[User | None, Page] = {}
    with rendering() as rendered:
        chosen = every_room.enough(world, visits, rendered)
        look = Look(rendered, *EVERY_RUN)
        for user, address, status in chosen:
            if user not in browsers:
                browsers[user] = new_page()
                if user is not None:
                    sign_in(browsers[user], user)
            look.at(browsers[user], address, status=status)
        every_room.clash(world, browsers[world.north.slt])
        look(browsers[world.north.slt], "clash")
        kept_aside = every_room.section_clash(world, browsers[world.north.slt])
        look(browsers[world.north.slt], "section clash")
        browsers[world.north.slt].on("dialog", lambda dialog: dialog.accept())  # what clashes is not stored
        look.at(browsers[world.north.slt], kept_aside, status=200)
    answer_for("rooms", look)


def test_logins(world: World, new_page: Callable[..., Page], sign_in: Sign, post_office: PostOffice) -> None:
    stranger, page = new_page(), new_page()
    with rendering() as rendered:
        look = Look(rendered, *EVERY_RUN)
        every_login.entrance(look, stranger)
        sign_in(page, world.north.slt)
        every_login.prove(look, page, reverse("account_email"))
        every_login.own_pages(look, page)
        every_login.another_address(look, page, world, post_office)
        every_login.key(look, page)
        every_login.code_app(look, page, world)
        every_login.second_step(look, stranger, world)
    answer_for("logins", look)


def test_face(
    world: World, new_page: Callable[..., Page], sign_in: Sign, settings: Any, tmp_path: Path
) -> None:
    stranger, page = new_page(), new_page()
    with rendering() as rendered:
        look = Look(rendered, *EVERY_RUN)
        sign_in(page, world.north.member)
        every_face.refusals(look, page, world, settings)
        every_face.demo(look, stranger, tmp_path, settings)
        every_face.showcase(look, stranger, settings)
    answer_for("face", look)
