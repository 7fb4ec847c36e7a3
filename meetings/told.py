"""What a person was last told about a meeting, and what is new to that person since. Pure.

Each invitee carries these facts, so that an update goes to those it is news to, and to nobody when a change was
taken back before it left.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Told = Mapping[str, Any]
TIME = ("date", "start", "end")


@dataclass(frozen=True)
class News:
    """Which facts are other than the person was told; `former` is what was said before, {} when not known."""

    title: bool
    time: bool
    place: bool
    video: bool
    agenda: bool
    host: bool
    former: Told

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        return self.agenda or self._beside_agenda

    @property
    def agenda_only(self) -> bool:
        """Whether time and place stand, so that the letter is about the items alone."""
        return self.agenda and not self._beside_agenda

    @property
    def _beside_agenda(self) -> bool:
        return self.title or self.time or self.place or self.video or self.host

    @property
    def former_date(self) -> datetime.date:
        """The day that was told before. Raises KeyError when not known."""
        return datetime.date.fromisoformat(self.former["date"])

    @property
    def former_start(self) -> datetime.time:
        """The hour that was told before. Raises KeyError when not known."""
        return datetime.time.fromisoformat(self.former["start"])


def facts(
    *,
    title: str,
    date: datetime.date,
    start: datetime.time,
    end: datetime.time,
    place: str,
    video_url: str,
    host: str,
    version: int,
    sequence: int,
    asked: int,
) -> dict[str, Any]:
    """What a letter of `sequence` says, to be kept as JSON.

    `version` is the agenda's; `asked` the sequence in which this time was first told: an answer to an earlier
    one is about a time that no longer holds.
    """
    return {
        "title": title,
        "date": date.isoformat(),
        "start": start.isoformat(),
        "end": end.isoformat(),
        "place": place,
        "video_url": video_url,
        "host": host,
        "version": version,
        "sequence": sequence,
        "asked": asked,
    }


def news(before: Told, after: Told) -> News:
    """What `after` says that somebody who was told `before` does not know; all of it when nothing is known."""

    def other(*names: str) -> bool:
        return any(before.get(name) != after[name] for name in names)

    return News(
        title=other("title"),
        time=other(*TIME),
        place=other("place"),
        video=other("video_url"),
        agenda=other("version"),
        # Letters of before hosts were told said nothing about them.
        host=before.get("host", "") != after["host"],
        former=before,
    )


def time_key(told: Told) -> str:
    """The day and hours in one text: what an answer is about. Empty when nothing was told."""
    return "/".join(str(told[name]) for name in TIME) if told else ""
