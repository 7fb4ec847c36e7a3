"""Where the councils' rules and members are others today than the frozen text says. Reads rows, changes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from agreements import canonical
from agreements.composition import FORUMS, forum_sections
from agreements.forums_text import regulated
from agreements.lifecycle import ENDED, State
from agreements.models import Agreement, Regulation


@dataclass(frozen=True)
class Shown:
    """A section of a frozen text; `today` is how its council's rules and members read now, None where they are the same,
    where the section is about no council, or where the reader does not see the council."""

    level: int
    number: str
    heading: str
    html: str
    change: canonical.Change | None
    today: str | None = None


def beside_today(
    agreement: Agreement, sections: Sequence[canonical.Section], *, day: datetime.date
) -> list[Shown]:
    """The frozen sections, those about councils with what holds for them on `day`, as the context shows it.

    Of an agreement that has ended nothing is said: it orders nothing today.
    """
    with translation.override(agreement.language):
        begun = 0 if State(agreement.state) in ENDED else _begin(sections, heading=str(FORUMS))
        rows = list(Regulation.objects.filter(agreement=agreement).order_by("order")) if begun else []
        now = {
            heading: html
            for _level, heading, html in forum_sections(regulated(rows), day, agreement.language)
        }
    return [_shown(one, now if 0 < begun <= place else {}) for place, one in enumerate(sections)]


def _begin(sections: Sequence[canonical.Section], *, heading: str) -> int:
    """The place after the heading that the councils' sections stand under; they come last. 0 where there are none."""
    found = [
        place for place, one in enumerate(sections) if (one.level, one.heading, one.html) == (1, heading, "")
    ]
    return found[-1] + 1 if found else 0


def _shown(one: canonical.Section, now: dict[str, Any]) -> Shown:
    today = now.get(one.heading)
    return Shown(
        one.level, one.number, one.heading, one.html, one.change, today if today != one.html else None
    )
