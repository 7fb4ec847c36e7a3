"""The addresses of the demo that people find by following links, with the templates behind each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.test.signals import template_rendered

from politirad.tenancy.models import User

FOLDER = Path(settings.BASE_DIR) / "templates"
#: Never shown in a browser: papers and letters, which have tests of their own.
ELSEWHERE = ("pdf/", "mail/")
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
NAME = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=[/=])\d+|(?<=innboks/)[^/]+")
HOST = "politirad.example"


def our_templates() -> set[str]:
    """The names of all templates that belong to pages."""
    names = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html")}
    return {name for name in names if not name.startswith(ELSEWHERE)}


class Rendered:
    """Which of our templates this process has rendered since the last `take`."""

    def __init__(self) -> None:
        self._ours = our_templates()
        self._names: set[str] = set()

    def hear(self, template: Any, **_signal: Any) -> None:
        """One template was rendered, as a page or as part of one."""
        if template.name in self._ours:
            self._names.add(template.name)

    def take(self) -> frozenset[str]:
        """The names, and begin anew."""
        taken, self._names = frozenset(self._names), set()
        return taken


@contextmanager
def rendering() -> Iterator[Rendered]:
    """Listen to what is rendered, in this process's live server too."""
    rendered = Rendered()
    template_rendered.connect(rendered.hear, weak=False)
    try:
        yield rendered
    finally:
        template_rendered.disconnect(rendered.hear)


@dataclass(frozen=True)
class Address:
    """One page as one person finds it."""

    person: str  # the part of the demo's e-mail address before the @
    path: str
    templates: frozenset[str]

    @property
    def kind(self) -> str:
        """What addresses of the same sort have in common."""
        return NAME.sub("*", self.path)


def demo_person(key: str) -> User:
    """The person of the demo with this key."""
    return User.objects.get(email=f"{key}@{HOST}")


def found_by(key: str, rendered: Rendered, *, of_each_kind: int) -> list[Address]:
    """Every page that this person reaches by links, so many of each kind of address at the most."""
    client = Client()
    client.force_login(demo_person(key), backend="allauth.account.auth_backends.AuthenticationBackend")
    waiting, seen, kinds = ["/"], {"/"}, Counter[str]()
    found = []
    while waiting:
        path = waiting.pop(0)
        rendered.take()
        answer = client.get(path)
        if answer.status_code == 302:
            links = [answer["Location"]]
        elif answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            links = LINK.findall(answer.content.decode())
            found.append(Address(key, path, rendered.take()))
        else:
            continue
        for link in links:
            target = urldefrag(urljoin(path, link.replace("&amp;", "&"))).url
            kind = NAME.sub("*", target)
            leads_out = urlsplit(target).netloc or not target.startswith("/") or target.startswith("/static/")
            if not leads_out and target not in seen and kinds[kind] < of_each_kind:
                kinds[kind] += 1
                seen.add(target)
                waiting.append(target)
    return found


def enough(addresses: Iterable[Address]) -> list[Address]:
    """As few addresses as will do: each kind of address and each template at least once."""
    wanted: dict[str, Address] = {}
    for address in addresses:
        for what in (address.kind, *address.templates):
            wanted.setdefault(what, address)
    chosen: list[Address] = []
    covered: set[str] = set()
    for what, address in wanted.items():
        if what not in covered:
            chosen.append(address)
            covered |= {address.kind, *address.templates}
    return chosen
