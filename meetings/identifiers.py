"""A guard against birth numbers in text.

A police council treats no individual cases, and the app keeps children's identities out. An eleven-digit
number with valid control digits is refused: birth numbers, D-numbers (day + 40) and the synthetic ones used
for testing (month + 40, + 65 or + 80). Other eleven-digit numbers, account numbers for instance, are warned
about. Control digits: sums weighted modulo 11, as the Norwegian Tax Administration describes them. Numbers
given out from 2032 may leave a remainder of up to 3 in the first sum: that counts when they begin with a date.
"""

import re
from dataclasses import dataclass
from datetime import date

# Eleven digits, written together or with single spaces, full stops or hyphens between groups.
ELEVEN = re.compile(
    r"(?<![\d])(?<!\d[ .\-\u00a0])\d(?:[ .\-\u00a0\u2009\u202f\u2011]?\d){10}(?![ .\-\u00a0]?\d)"
)
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# Remainders the first control sum may leave; 1 to 3 only in numbers given out from 2032.
FIRST_REMAINDERS = (0, 1, 2, 3)
SYNTHETIC_MONTHS = (40, 65, 80)


@dataclass(frozen=True)
class Finding:
    """One eleven-digit number in a text, from character `start` to before `end`.

    `kind`: `birth_number`, `d_number`, `synthetic`, `control_digits` (valid digits, impossible date) or
    `eleven_digits`. `masked`: the first digits and dots, fit to be shown. `refused` False: warn only.
    """

    kind: str
    start: int
    end: int
    masked: str
    refused: bool


def find_numbers(text: str) -> tuple[Finding, ...]:
    """Every eleven-digit number in the text, in order."""
    found = []
    for match in ELEVEN.finditer(text):
        digits = "".join(character for character in match.group() if character.isdigit())
        kind = _kind(digits)
        masked = f"{digits[:2]}{'•' * 9}"
        found.append(Finding(kind, match.start(), match.end(), masked, kind != "eleven_digits"))
    return tuple(found)


def is_refused(text: str) -> bool:
    """Does the text hold a number that must not be stored?"""
    return any(finding.refused for finding in find_numbers(text))


def needs_warning(text: str) -> bool:
    """Does the text hold an eleven-digit number that is no identity number?"""
    return any(not finding.refused for finding in find_numbers(text))


def mask(text: str) -> str:
    """The text with every refused number masked: for logs, error reports and messages."""
    for finding in reversed(find_numbers(text)):
        if finding.refused:
            text = text[: finding.start] + finding.masked + text[finding.end :]
    return text


def has_valid_control_digits(digits: str) -> bool:
    """Do both control digits of eleven digits agree with the others, as in all numbers given out until 2032?"""
    return _first_remainder(digits) == 0


def _first_remainder(digits: str) -> int | None:
    """What the first control sum leaves when the second agrees; None when the second fails."""
    numbers = [int(digit) for digit in digits]
    if len(numbers) != 11 or sum(w * n for w, n in zip(SECOND_WEIGHTS, numbers, strict=True)) % 11:
        return None
    return sum(w * n for w, n in zip(FIRST_WEIGHTS, numbers[:10], strict=True)) % 11


def _kind(digits: str) -> str:
    remainder = _first_remainder(digits)
    if remainder not in FIRST_REMAINDERS:
        return "eleven_digits"
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if _is_date(day, month, year):
        return "birth_number"
    if _is_date(day - 40, month, year):
        return "d_number"
    for added in SYNTHETIC_MONTHS:
        if _is_date(day, month - added, year) or _is_date(day - 40, month - added, year):
            return "synthetic"
    # Every account number passes the second sum; without a date only both sums together make it suspect.
    return "control_digits" if remainder == 0 else "eleven_digits"


def _is_date(day: int, month: int, year: int) -> bool:
    """Is there such a day in 1900 or 2000 plus `year`? (29 February 00 was a day in 2000 only.)"""
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False
