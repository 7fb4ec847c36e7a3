"""Whoever has chosen nynorsk or English meets no bokmål of ours on the pages."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

import pytest
from django.test import Client

from agreements.models import Section
from politirad import catalogues
from politirad.tenancy.models import User
from tests.agreements.drafts import draft
from tests.meetings.calls import called, held
from tests.world import STANDING_ITEMS, World

MOST_PAGES = 60
NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
LINK = re.compile(r'<a\b(?![^>]*\bhreflang=)[^>]*\bhref="(/[^"]*)"')  # to a page in the same language
SPOKEN = {"alt", "aria-label", "data-confirm", "data-confirm-button", "data-label", "placeholder", "title"}
# Words that one language has and the other has not, in a run of text long enough to be a sentence.
FOREIGN = {
    "nn": re.compile(
        r"\b(ikke|jeg|noen|noe|hva|hvem|hvor|fra|også|bare|være|gjøre|skrevet|ennå)\b", re.IGNORECASE
    ),
    "en": re.compile(
        r"\b(ikke|og|jeg|du|er|som|til|noen|hva|hvem|hvor|fra|også|bare|være|har)\b", re.IGNORECASE
    ),
}
LONG = 3  # words
WRITTEN_BY_PEOPLE = re.compile("|".join([*STANDING_ITEMS, "Ungdom og rus"]))


class Reader(HTMLParser):
    """Collects what a page says: its texts, and what it says to those who listen. Marked foreign parts are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hear the attributes; go silent in scripts and in what is somebody's own words."""
        mine = dict(attrs)
        if self.silent:
            self.silent += [tag] if tag == self.silent[0] else []
        elif tag in {"script", "style"} or "prose" in (mine.get("class") or "").split():
            self.silent.append(tag)
        else:
            self.said += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        """Speak again after the silent part."""
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        """Hear a text."""
        if not self.silent and data.strip():
            self.said.append(" ".join(data.split()))


def said(page: str) -> Iterator[str]:
    """The runs of text of a page that are long enough to be a sentence."""
    reader = Reader()
    reader.feed(page)
    return (text for text in reader.said if len(text.split()) >= LONG)


def left_in_bokmal(language: str) -> set[str]:
    """Our texts whose translation is another: they must not be seen in this language."""
    return {
        " ".join(entry.msgid.split())
        for entry in catalogues.catalogue(language)
        if entry.msgstr and " ".join(entry.msgstr.split()) != " ".join(entry.msgid.split())
    }


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nn", "en"])
def test_pages_leave_nothing_in_bokmal(world: World, language: str) -> None:
    with world.acting(world.north.slt):
        agreement = draft(world, title="Nordvikavtalen")
        # A text that the municipality writes is in the municipality's own language.
        Section.objects.filter(agreement=agreement).update(heading="Bolk", html="<p>Bolk</p>")
    held(world)
    called(world, days=25)
    user = world.north.slt
    User.objects.filter(pk=user.pk).update(language=language)
    client = world.client(user)
    sources = left_in_bokmal(language)
    wrong = [
        f"{address}: {text}"
        for address, page in crawl(client)
        for text in said(page)
        if text in sources or FOREIGN[language].search(WRITTEN_BY_PEOPLE.sub("", text))
    ]
    assert sorted(set(wrong)) == []


def crawl(client: Client) -> Iterator[tuple[str, str]]:
    """Pages that a person reaches from the overview, one of each kind."""
    waiting, kinds = ["/"], {"/"}
    read = 0
    while waiting and read < MOST_PAGES:
        address = waiting.pop(0)
        answer = client.get(address)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        read += 1
        page = answer.content.decode()
        yield address, page
        for link in LINK.findall(page):
            target = urldefrag(urljoin(address, link.replace("&amp;", "&"))).url
            kind = NUMBER.sub("*", target)
            if kind not in kinds and not target.startswith(("/static/", "/demo/")):
                kinds.add(kind)
                waiting.append(target)
    assert read > 20
