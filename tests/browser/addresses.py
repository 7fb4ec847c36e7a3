"""The addresses of the demo that people find by following links, with the templates behind each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

from politirad.tenancy.models import User
from tests.browser.rendered import Rendered

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
NAME = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=[/=])\d+|(?<=innboks/)[^/]+")
HOST = "politirad.example"


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
