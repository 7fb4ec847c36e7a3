"""What the agreements ask of a meeting, and what of it somebody has answered: put on the agenda, or turned down."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.explanations import say_duty
from meetings.models import Meeting


@dataclass(frozen=True)
class AskedDuty:
    """A duty as it lies on a meeting. `text`: the agreement's own words, "" where it has none."""

    kind: str
    text: str = ""

    @property
    def key(self) -> str:
        """What a page sends back to name it."""
        return hashlib.sha256(f"{self.kind}\n{self.text}".encode()).hexdigest()[:16]

    def title(self, language: str) -> str:
        """What an item about it is called."""
        return say_duty(self.kind, "", language)

    @property
    def stored(self) -> dict[str, str]:
        """As the meeting keeps it."""
        return {"kind": self.kind, "text": self.text}

    def answered(self, *, taken: bool) -> dict[str, Any]:
        """As the meeting keeps it once it is put on the agenda (`taken`) or turned down."""
        return {**self.stored, "taken": taken}


def asked_of(stored: Iterable[Mapping[str, Any]]) -> list[AskedDuty]:
    """Stored duties as values, each once, in their order."""
    found = (AskedDuty(str(one["kind"]), str(one.get("text") or "")) for one in stored)
    return list(dict.fromkeys(found))


def taken_of(meeting: Meeting) -> list[AskedDuty]:
    """Those that have been put on the agenda."""
    return asked_of(one for one in meeting.duties_answered if one["taken"])


def unanswered(meeting: Meeting) -> list[AskedDuty]:
    """The duties that came after the agenda was begun and wait for an answer; none once people are called."""
    if meeting.state != Meeting.State.PLANNED or meeting.agenda_begun_at is None:
        return []
    answered = asked_of(meeting.duties_answered)
    return [one for one in asked_of(meeting.duties) if one not in answered]
