"""Fingerprints as people meet them: the short code that a document prints, and what somebody types in.

A fingerprint is a SHA-256, in 64 hexadecimal digits. The code is its first 20 in groups of five: short enough to type,
and with 80 bits too long to guess.
"""

from __future__ import annotations

LENGTH = 64
CODE_LENGTH = 20
GROUP = 5
#: What is easily typed for a hexadecimal digit that looks like it.
_LOOKALIKES = str.maketrans({"o": "0", "i": "1", "l": "1"})
_BETWEEN = frozenset(" -–:.\t\r\n\u00a0\u200b")


class UnreadableFingerprint(ValueError):
    """The text is neither a fingerprint nor a code."""


def code_of(sha256: str) -> str:
    """The code of a fingerprint: "3f9ac-1d23f-9ac1d-23f9a"."""
    digits = sha256[:CODE_LENGTH]
    return "-".join(digits[start : start + GROUP] for start in range(0, CODE_LENGTH, GROUP))


def read(typed: str) -> str:
    """The hexadecimal digits of a fingerprint (64) or of a code (20), however it was typed, or its whole address.

    Raises UnreadableFingerprint.
    """
    last = typed.strip().rstrip("/").rsplit("/", 1)[-1]
    digits = "".join(letter for letter in last.lower() if letter not in _BETWEEN).translate(_LOOKALIKES)
    if len(digits) not in {LENGTH, CODE_LENGTH} or set(digits) - set("0123456789abcdef"):
        raise UnreadableFingerprint(typed[:100])
    return digits
