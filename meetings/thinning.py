"""Which saved versions of a text are worth keeping. Pure."""

import datetime
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

FRESH = datetime.timedelta(hours=1)
PAUSE = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Saved:
    """One version: its number, who saved it, and when."""

    number: int
    by: Hashable
    at: datetime.datetime


def superfluous(versions: Sequence[Saved], now: datetime.datetime) -> list[int]:
    """Numbers of versions that may go: older than an hour, and followed by another of the same writer within ten
    minutes. What stays is the last text of each stretch of writing; the newest version always stays."""
    ordered = sorted(versions, key=lambda one: one.number)
    return [
        one.number
        for one, following in zip(ordered, ordered[1:], strict=False)
        if now - one.at > FRESH and following.by == one.by and following.at - one.at < PAUSE
    ]
