"""Secrets in addresses that open without a login: made from our key, kept in the database as a digest alone.

The same row gives the same secret in every letter and on every page, also after the key was changed: then the key
that made the kept digest is looked for among the former ones.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.utils.crypto import salted_hmac


def secret_of(salt: str, value: object, *, kept: str = "") -> str:
    """The secret for one row (`value`, its id) and one purpose (`salt`); 64 hexadecimal digits.

    `kept` is the digest in the database: the secret that belongs to it is found under former keys too. Where no key
    makes it, the secret is that of the present key, and the kept digest must be written anew.
    """
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    made = [salted_hmac(salt, str(value), secret=key, algorithm="sha256").hexdigest() for key in keys]
    return next((secret for secret in made if hmac.compare_digest(digest(secret), kept)), made[0])


def digest(secret: str) -> str:
    """What the database keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
