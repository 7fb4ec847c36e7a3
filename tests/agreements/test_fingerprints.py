"""Codes and fingerprints, however people type them."""

import pytest

from agreements import fingerprints

SHA = "3f9ac1d2" * 8
DIGITS = SHA[:20]


def test_code_is_short_and_in_groups() -> None:
    assert fingerprints.code_of(SHA) == "3f9ac-1d23f-9ac1d-23f9a"


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("3f9ac-1d23f-9ac1d-23f9a", DIGITS),
        ("  3F9AC 1D23F 9AC1D 23F9A\n", DIGITS),
        ("3f9ac1d23f9ac1d23f9a", DIGITS),
        ("3f9ac–1d23f–9acld–23f9a", DIGITS),  # dashes of Word, and l for 1
        ("oooooooooooooooooooi", "0" * 19 + "1"),
        ("https://politirad.example/kontroller/3f9ac-1d23f-9ac1d-23f9a/", DIGITS),
        ("https://politirad.example/nn/kontroller/3f9ac-1d23f-9ac1d-23f9a", DIGITS),
        (SHA, SHA),
        (" ".join(SHA[start : start + 8] for start in range(0, 64, 8)), SHA),
        (SHA.upper(), SHA),
    ],
)
def test_digits_are_read_however_they_are_typed(typed: str, digits: str) -> None:
    assert fingerprints.read(typed) == digits


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "3f9ac", DIGITS + "a", DIGITS[:-1], SHA + "0", SHA[:-1], "g" * 20, "æ" * 64, "x/" * 30, "٣" * 20, "\0" * 20],
)  # fmt: skip
def test_anything_else_is_not_read(typed: str) -> None:
    with pytest.raises(fingerprints.UnreadableFingerprint):
        fingerprints.read(typed)
