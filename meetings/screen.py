"""What the screen in the room shows: the open items, one at a time. Nothing of part 2 is ever in it."""

from __future__ import annotations

from typing import Any

from meetings.minutes_reading import entries_of
from meetings.models import Meeting


def screen_of(meeting: Meeting, place: str) -> dict[str, Any]:
    """The entry at `place` (from 1; the first when it is no number), and those before and after it."""
    entries = [entry for entry in entries_of(meeting) if not entry.item.is_closed]
    wanted = int(place) if place.isdecimal() and len(place) < 4 else 1
    here = min(max(wanted, 1), max(len(entries), 1))
    return {
        "entries": entries,
        "entry": entries[here - 1] if entries else None,
        "place": here,
        "before": here - 1 if here > 1 else None,
        "after": here + 1 if here < len(entries) else None,
    }
