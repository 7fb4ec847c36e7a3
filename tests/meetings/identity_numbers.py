"""Made-up identity numbers, computed here so that no real person's number is ever written down.

Individual numbers 750 to 899 together with a year from 40 to 99 belong to no series: nobody has such a number.
"""

from meetings.identifiers import FIRST_WEIGHTS, SECOND_WEIGHTS


def with_control_digits(nine: str, remainder: int = 0) -> str:
    """The nine digits with the two control digits that belong to them; raises `ValueError` if none do.

    `remainder`: what the first control sum leaves; up to 3 in numbers given out from 2032.
    """
    numbers = [int(digit) for digit in nine]
    first = (remainder - sum(w * n for w, n in zip(FIRST_WEIGHTS[:9], numbers, strict=True))) % 11
    second = -sum(w * n for w, n in zip(SECOND_WEIGHTS[:10], [*numbers, first], strict=True)) % 11
    if 10 in (first, second):
        raise ValueError(f"{nine} has no control digits.")
    return f"{nine}{first}{second}"


def made_up(day: int, month: int, year: int, remainder: int = 0) -> str:
    """A valid number that begins with these six digits, e.g. (52, 3, 75) for a D-number."""
    for individual in range(899, 749, -1):
        try:
            return with_control_digits(f"{day:02}{month:02}{year:02}{individual}", remainder)
        except ValueError:
            continue
    raise AssertionError("Of 150 numbers some have control digits.")
