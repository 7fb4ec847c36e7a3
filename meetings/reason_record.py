"""Reasons as JSON and back, so that a stored plan keeps why each meeting lies where it lies. Pure.

A record is {"code": ..., "facts": {name: value}}; a date is {"date": "2027-02-10"}, a time {"time": "09:00"} and
a tuple a list, so that what comes back is equal to what was stored.
"""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from meetings.reasons import Fact, Reason

Record = dict[str, Any]


def records(reasons: Iterable[Reason]) -> list[Record]:
    """The reasons as JSON values."""
    return [
        {"code": one.code, "facts": {name: _plain(value) for name, value in one.params}} for one in reasons
    ]


def reasons_of(stored: Iterable[Record]) -> tuple[Reason, ...]:
    """The reasons that `records` stored. Raises `KeyError` or `ValueError` on anything else."""
    return tuple(
        Reason(
            str(record["code"]),
            tuple(sorted((name, _fact(value)) for name, value in record["facts"].items())),
        )
        for record in stored
    )


def _plain(value: Fact) -> Any:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat("minutes")}
    return list(value) if isinstance(value, tuple) else value


def _fact(value: Any) -> Fact:
    match value:
        case {"date": text}:
            return date.fromisoformat(text)
        case {"time": text}:
            return time.fromisoformat(text)
        case list():
            return tuple(value)
        case str() | int():
            return value
        case _:
            raise ValueError(f"{value!r} is no fact of a reason.")
