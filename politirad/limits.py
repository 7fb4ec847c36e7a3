"""How often one address on the net may ask for something that costs us work and asks for no login."""

from __future__ import annotations

import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def is_within(request: HttpRequest, *, action: str, most: int, seconds: int, at: datetime.datetime) -> bool:
    """Count this request; False when its address has asked more than `most` times in the `seconds` that `at` is in.

    The address is the client's own, seen past the proxies that we trust (TRUSTED_PROXIES).
    """
    window = int(at.timestamp()) // seconds
    key = f"limit:{action}:{window}:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key)) <= most
    except ValueError:  # it ran out between the two
        return True
