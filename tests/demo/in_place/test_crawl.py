"""Whoever follows the links of the demo finds a page behind each of them."""

import re
from collections import Counter
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

from tests.demo.loaded import Loaded

MOST_PAGES = 150
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
SAME_KIND = 3  # pages of one address pattern that are looked at


@pytest.mark.parametrize(
    "key", ["slt.lillestrom", "stasjonssjef.lillestrom", "administrator.lorenskog", "admin"]
)
def test_every_link_leads_to_a_page(loaded: Loaded, key: str) -> None:
    client = Client()
    client.force_login(loaded.user(key), backend="allauth.account.auth_backends.AuthenticationBackend")
    waiting, seen, broken = ["/"], {"/"}, []
    kinds: Counter[str] = Counter()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        answer = client.get(address)
        if answer.status_code not in (200, 302):
            broken.append((answer.status_code, address))
        if answer.status_code == 302 or "text/html" not in answer["Content-Type"]:
            continue
        for link in LINK.findall(answer.content.decode()):
            target = urldefrag(urljoin(address, link.replace("&amp;", "&"))).url
            kind = UUID.sub("*", target)
            if urlsplit(target).netloc or not target.startswith("/") or target in seen:
                continue
            if target.startswith("/static/") or kinds[kind] >= SAME_KIND:
                continue
            kinds[kind] += 1
            seen.add(target)
            waiting.append(target)
    assert broken == []
    assert len(seen) > 5
