"""The address that one invitee answers to. Pure.

The operator names a mailbox that takes every address of a pattern, such as `svar+*@politirad.example.no`. In each
letter the star is the invitee's own token: their id and a mark that only we can make, so that nobody answers for
another. Without a star all answers come to one address, and are told apart by what they say themselves.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

MARK = 10  # bytes: 80 bits, tried over mail
TOKEN = re.compile(r"[a-z2-7]{42}")
LONGEST = 64 - 42  # what stands beside the token in front of the @ (RFC 5321: 64 together)


@dataclass(frozen=True)
class Token:
    """Who an address says it is, still to be believed: see `belongs_to`."""

    invitee_id: UUID
    mark: bytes

    def belongs_to(self, secret: str) -> bool:
        """Whether we made it for the invitee with this secret."""
        return hmac.compare_digest(self.mark, _mark(self.invitee_id, secret))


def is_pattern(pattern: str) -> bool:
    """Whether it is a mail address with at most one star, before the @, and room for the token."""
    local, at, domain = pattern.partition("@")
    plain = local.replace("*", "", 1)
    fits = len(plain) <= (LONGEST if "*" in local else 64)
    return bool(
        at and fits and re.fullmatch(r"[\w.+\-]*", plain) and re.fullmatch(r"[\w\-]+(\.[\w\-]+)+", domain)
    )


def reply_address(pattern: str, invitee_id: UUID, secret: str) -> str:
    """The invitee's own address; the pattern itself when it has no star."""
    raw = invitee_id.bytes + _mark(invitee_id, secret)
    return pattern.replace("*", base64.b32encode(raw).decode().rstrip("=").lower())


def token_in(pattern: str, addresses: Iterable[str]) -> Token | None:
    """The first token among addresses that fit the pattern; None without one."""
    before, star, after = pattern.lower().partition("*")
    if not star:
        return None
    for address in addresses:
        address = address.strip().lower()
        found = address[len(before) : len(address) - len(after)]
        if address == before + found + after and TOKEN.fullmatch(found):
            try:
                raw = base64.b32decode(found.upper() + "=" * 6)
            except binascii.Error:
                continue
            return Token(UUID(bytes=raw[:16]), raw[16:])
    return None


def _mark(invitee_id: UUID, secret: str) -> bytes:
    return hmac.new(secret.encode(), b"reply " + invitee_id.bytes, hashlib.sha256).digest()[:MARK]
