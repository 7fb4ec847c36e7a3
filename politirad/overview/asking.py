"""Who asks the overview, what it has read for them, and what it answers with."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from councils.permissions import Right
from politirad.tenancy.models import User


@dataclass(frozen=True, order=True)
class Need:
    """One thing for one person to do: when at the latest, what, where, and the council it concerns."""

    due: datetime.date
    title: str
    url: str = field(compare=False)
    detail: str = field(compare=False, default="")
    icon: str = field(compare=False, default="task")
    dated: bool = field(compare=False, default=True)

    def is_late(self, today: datetime.date) -> bool:
        """Whether its date has passed."""
        return self.dated and self.due < today


@dataclass(frozen=True)
class Known:
    """What the overview has read once: meetings in order of time, agreements by state."""

    meetings: list[Any]  # Meeting rows with the annotations of `known_to`
    agreements: list[Any]  # Agreement rows with `has_successor`


@dataclass(frozen=True)
class Asker:
    """Who asks, when, and what they may do in which council."""

    user: User
    today: datetime.date
    rights: Mapping[UUID, frozenset[str]]

    def councils_with(self, right: Right) -> list[UUID]:
        """Ids of the councils in which the asker may do `right`."""
        return [council_id for council_id, granted in self.rights.items() if right in granted]
