"""A confidentiality matrix: every place where a closed item could show, times every kind of reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from meetings.models import AgendaItem
from politirad.tenancy.models import AuditEvent
from tests.meetings.closed_places import PLACES, page
from tests.meetings.closed_scene import CONCERNED, INSIDE, PAPER, READERS, WORD, Scene, build

#: What tells that there is a closed item at all, where that is hidden too.
EXISTENCE = re.compile(r"[Ll]ukket (?:sak|del)|closed-part|\bL\d+/20\d\d|2-T\d")


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """One scene for all, undone afterwards."""
    from tests.world import find  # noqa: PLC0415  (models can be imported only once the apps are ready)

    with django_db_blocker.unblock(), transaction.atomic():
        yield build(find())
        transaction.set_rollback(True)


def looked(scene: Scene, place: str, reader: str) -> str:
    """What the reader gets there now; what they do is undone."""
    with transaction.atomic():
        text = PLACES[place].look(scene, reader)
        transaction.set_rollback(True)
    return text


def seen(scene: Scene, place: str, reader: str) -> str:
    """The same, looked at once for all tests: the scene does not change."""
    if (place, reader) not in scene.looks:
        scene.looks[place, reader] = looked(scene, place, reader)
    return scene.looks[place, reader]


def leaks(scene: Scene, reader: str) -> list[str]:
    """Every place that tells the reader of a closed item more than it may."""
    found = []
    for name, place in PLACES.items():
        text = seen(scene, name, reader)
        secret = [one for one in (WORD, PAPER, WORD.lower()) if one in text]
        # The address itself holds the id that was guessed; a page may repeat it, for instance to log in first.
        told = [] if place.tells_of_it or reader == "concerned, undeclared" else EXISTENCE.findall(text)
        if secret or told:
            found.append(f"{name}: {secret or told}")
    return found


@pytest.mark.parametrize("reader", [one for one in READERS if one not in CONCERNED])
def test_nothing_leaks_to_those_it_does_not_concern(scene: Scene, reader: str) -> None:
    assert leaks(scene, reader) == []


@pytest.mark.parametrize("reader", CONCERNED)
def test_those_concerned_see_it_where_they_should(scene: Scene, reader: str) -> None:
    """So that the check above can fail: the same look finds the word where it is to be found."""
    shown = {
        name: (place.word or WORD) in seen(scene, name, reader)
        for name, place in PLACES.items()
        if reader in place.shows
    }
    assert len(shown) >= 10
    assert {name for name, found in shown.items() if not found} == set()


@pytest.mark.parametrize("reader", READERS)
def test_open_part_is_seen_by_those_who_may(scene: Scene, reader: str) -> None:
    """So that a place that shows nothing to anybody is not taken for one that keeps a secret."""
    where = {
        name: place.open in seen(scene, name, reader)
        for name, place in PLACES.items()
        if reader in place.sees
    }
    assert {name for name, found in where.items() if not found} == set()
    if reader in INSIDE:
        assert len(where) >= 5


#: Lists that name a closed item by its title, or one line of it; who reads on, reads a page that is written down.
TITLES = frozenset(
    {
        "archive",
        "copy on another agenda",
        "correction",
        "handover",
        "items to lie under",
        "meeting",
        "meeting that was",
        "overview",
        "proposals",
        "search",
    }
)


@pytest.mark.parametrize("reader", CONCERNED)
def test_reading_is_written_down_wherever_more_than_a_title_is_shown(scene: Scene, reader: str) -> None:
    user = scene.user(reader)
    written = {}
    for name, place in PLACES.items():
        if reader not in place.shows or name == "trail":
            continue
        with transaction.atomic():
            before = readings(scene, user)
            place.look(scene, reader)
            written[name] = readings(scene, user) > before
            transaction.set_rollback(True)
    missing = {name for name, found in written.items() if not found}
    assert missing == TITLES & written.keys()


def readings(scene: Scene, user: Any) -> int:
    """How often it is written down that somebody read something closed."""
    with scene.world.acting(user):
        return AuditEvent.objects.filter(actor=user, action__startswith="read_closed").count()


def test_matrix_is_large_enough() -> None:
    assert len(PLACES) >= 20
    assert len(READERS) >= 7
    blank = [name for name, place in PLACES.items() if not (place.shows or place.sees or "guess" in name)]
    assert blank == []  # such a place would keep its secrets by showing nothing to anybody


@pytest.mark.parametrize("reader", ["chair", "member", "police chief", "observer", "tenant administrator"])
def test_pages_are_as_if_the_closed_items_were_not_there(scene: Scene, reader: str) -> None:
    """No count, number, time or gap tells of them."""
    places = ["meeting", "meetings", "overview", "proposals", "council", "trail", "own calendar", "search"]
    before = {name: bare(seen(scene, name, reader)) for name in places}
    with transaction.atomic():
        with scene.world.acting(scene.world.north.slt):
            AgendaItem.objects.filter(meeting=scene.ahead, part=2).delete()
            assert not AgendaItem.objects.filter(meeting=scene.ahead, part=2).exists()
        after = {name: bare(looked(scene, name, reader)) for name in places}
        transaction.set_rollback(True)
    assert [name for name in places if before[name] != after[name]] == []


def bare(text: str) -> str:
    """The text without what differs from one answer to the next."""
    text = re.sub(
        r"(?m)^(Set-Cookie|ETag|Content-Length|Server-Timing|DTSTAMP|LAST-MODIFIED)[:;].*$", "", text
    )
    return re.sub(r'"X-CSRFToken": "[^"]*"|nonce-[^\' ]*', "", text)


def test_undeclared_reader_is_told_only_that_a_declaration_is_needed(scene: Scene) -> None:
    text = page("meeting", "ahead")(scene, "concerned, undeclared")
    assert "gi taushetserklæring først" in text
    assert WORD not in text
