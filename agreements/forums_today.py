"""Where the councils' rules and members are others today than the frozen text says. Reads rows, changes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from agreements import canonical
from agreements.composition import FORUMS, ForumText, forum_texts
from agreements.forums_text import regulated
from agreements.lifecycle import ENDED, State
from agreements.models import Agreement, Regulation


@dataclass(frozen=True)
class Shown:
    """A section of a frozen text; `today` is how its council's rules and members read now, None where they are the same,
    where the section is about no council, or where the reader does not see the council. `differs` says how, in words."""

    level: int
    number: str
    heading: str
    html: str
    change: canonical.Change | None = None
    today: str | None = None
    differs: str = ""
    new_heading: str = ""

    @property
    def as_today(self) -> Shown:
        """The section as it reads today, where it is not frozen."""
        if self.today is None:
            return self
        return Shown(self.level, self.number, self.new_heading or self.heading, self.today)


@dataclass(frozen=True)
class Forums:
    """What holds today for the councils of an agreement. Empty where nothing is to be said of today.

    `frozen`: the councils' ids as they stand in the frozen text, in order; none in a text that was frozen before they were
    kept. `hidden`: the councils that the agreement regulates and the reader does not see.
    """

    now: Mapping[str, ForumText] = field(default_factory=dict)
    frozen: Sequence[str] = ()
    hidden: Collection[str] = ()
    is_silent: bool = True

    def beside(self, council: str, one: Shown) -> Shown:
        """A frozen section about a council, with what holds for it today."""
        if self.is_silent or council in self.hidden:
            return one
        today = self.now.get(council)
        if today is None:
            return _with(one, "", _("Annerledes i dag: avtalen har ikke regler for denne møteplassen nå"))
        if today.heading != one.heading:
            words = _("Annerledes i dag: den heter %(name)s, og slik er reglene og medlemmene nå")
            return _with(one, today.html, words % {"name": today.heading}, heading=today.heading)
        if today.html != one.html:
            return _with(one, today.html, _("Annerledes i dag: slik er reglene og medlemmene nå"))
        return one

    def new(self, known: Collection[str], *, level: int) -> list[Shown]:
        """Councils that have come since the text was frozen."""
        return [
            Shown(level, "", one.heading, "", None, one.html, _("Ny siden teksten ble låst"))
            for council, one in self.now.items()
            if council not in known
        ]


def forums_of(agreement: Agreement, beside: Mapping[str, Any], *, day: datetime.date) -> Forums:
    """The councils' rules and members on `day`, as the context shows them. Asks for the rows once.

    Of an agreement that has ended nothing is said: it orders nothing today.
    """
    if State(agreement.state) in ENDED or agreement.amends_id is not None:
        return Forums()
    rows = list(Regulation.objects.filter(agreement=agreement).order_by("order"))
    found = regulated(rows)
    with translation.override(agreement.language):
        now = {one.council: one for one in forum_texts(found, day, agreement.language)}
    hidden = {str(row.council_id) for row in rows if not Regulation.council.is_cached(row)}
    return Forums(now, tuple(beside.get("forums", ())), hidden, is_silent=False)


def beside_today(sections: Sequence[canonical.Section], forums: Forums, *, language: str) -> list[Shown]:
    """The frozen sections, those about councils with what holds for them today; new councils come last."""
    with translation.override(language):
        begun = _begin(sections, heading=str(FORUMS))
    shown = [Shown(one.level, one.number, one.heading, one.html, one.change) for one in sections]
    if not begun or forums.is_silent:
        return shown
    councils = forums.frozen or _by_heading(shown[begun:], forums)
    about = [forums.beside(council, one) for council, one in zip(councils, shown[begun:], strict=False)]
    return [*shown[:begun], *about, *forums.new(councils, level=2)]


def mirrored_today(frozen: Sequence[Mapping[str, Any]], forums: Forums) -> list[Shown]:
    """The sections about councils of a frozen attachment, with what holds for them today; new councils come last."""
    about = [one for one in frozen if one.get("council")]
    shown = [Shown(one["level"], one["number"], one["heading"], one["html"]) for one in about]
    councils = [one["council"] for one in about]
    return [
        *(forums.beside(council, one) for council, one in zip(councils, shown, strict=True)),
        *forums.new(councils, level=2),
    ]


def _with(one: Shown, today: str, words: str, heading: str = "") -> Shown:
    return replace(one, today=today, differs=words, new_heading=heading)


def _by_heading(sections: Sequence[Shown], forums: Forums) -> list[str]:
    """The councils of a text that was frozen before their ids were kept, known by their names; "" for others."""
    named = {one.heading: council for council, one in forums.now.items()}
    return [named.get(one.heading, "") for one in sections]


def _begin(sections: Sequence[canonical.Section], *, heading: str) -> int:
    """The place after the heading that the councils' sections stand under; they come last. 0 where there are none."""
    found = [
        place for place, one in enumerate(sections) if (one.level, one.heading, one.html) == (1, heading, "")
    ]
    return found[-1] + 1 if found else 0
