"""How often one address on the net, or one person, may ask for something that costs us work."""

from __future__ import annotations

import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def is_within(
    request: HttpRequest, *, action: str, most: int, seconds: int, at: datetime.datetime, asker: str = ""
) -> bool:
    """Count this request; False when its asker has asked more than `most` times in the `seconds` that `at` is in.

    The asker is the client's own address, seen past the proxies that we trust (TRUSTED_PROXIES), unless another is given.
    """
    window = int(at.timestamp()) // seconds
    key = f"limit:{action}:{window}:{asker or get_adapter().get_client_ip(request)}"
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key)) <= most
    except ValueError:  # it ran out between the two
        return True
