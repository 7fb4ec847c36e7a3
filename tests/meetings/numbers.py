"""A synthetic identity number: its month is raised by 80, so that no person can have it; the control digits fit."""


def _control(digits: str, weights: tuple[int, ...]) -> int:
    rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return 0 if rest == 0 else 11 - rest


def _synthetic() -> str:
    for serial in range(100, 999):
        digits = f"018190{serial}"
        first = _control(digits, (3, 7, 6, 1, 8, 9, 4, 5, 2))
        if first == 10:
            continue
        second = _control(f"{digits}{first}", (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
        if second != 10:
            return f"{digits}{first}{second}"
    raise AssertionError("no serial fits")


SYNTHETIC = _synthetic()
