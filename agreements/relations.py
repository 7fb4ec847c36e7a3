"""What an agreement hangs together with, for one reader: its chain of predecessors and successors, and supports."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from agreements.course import tag_of
from agreements.standing import partial
from agreements.validity import Period


@dataclass(frozen=True)
class Relative:
    """One agreement beside another: its title, its period in words, and its state as a tag."""

    id: str
    title: str
    period: str
    state: str
    tone: str
    is_self: bool = False
    is_signed: bool = False


@dataclass(frozen=True)
class Relations:
    """The chain from the oldest to the newest, one known by its title before it, and the links of support.

    Only what the reader may see is here; an agreement of another council may be missing.
    """

    chain: list[Relative] = field(default_factory=list)
    outside: dict[str, Any] | None = None
    supports: list[dict[str, Any]] = field(default_factory=list)
    supported_by: list[Relative] = field(default_factory=list)
    addenda: list[Relative] = field(default_factory=list)
    amends: Relative | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show but the agreement itself."""
        kin = (self.outside, self.supports, self.supported_by, self.addenda, self.amends)
        return len(self.chain) < 2 and not any(kin)

    @property
    def amended_now(self) -> list[Relative]:
        """The addenda that everybody has signed: what the agreement says is changed by them."""
        return [one for one in self.addenda if one.is_signed]


def relations_of(agreement: Any, *, today: datetime.date) -> Relations:
    """What hangs together with an agreement fetched with `sheets()`."""
    chain = [_relative(row, agreement, today) for row in _in_order(agreement.chain_rows)]
    outside = None
    if agreement.predecessor_note and agreement.predecessor_id is None:
        said = partial(agreement.predecessor_date)
        outside = {
            "title": agreement.predecessor_note,
            "date": said.format(get_language() or "nb") if said else "",
            "scan": agreement.predecessor_scan_id,
        }
    return Relations(
        chain=chain,
        outside=outside,
        supports=[
            {
                "id": row["id"],
                "title": row["supported_title"] or row["title"],
                "agreement": row["supported"] if row["supported_title"] else None,
            }
            for row in agreement.support_rows
        ],
        supported_by=[_relative(row, agreement, today) for row in agreement.supporter_rows],
        addenda=[_relative(row, agreement, today) for row in agreement.addendum_rows],
        amends=next((_relative(row, agreement, today) for row in agreement.amended_rows), None),
    )


def former_period(agreement: Any) -> Period:
    """The period of the agreement it replaces, as far as the reader may see it; silent otherwise."""
    former = next(
        (row for row in agreement.chain_rows if row["id"] == str(agreement.predecessor_id or "")), None
    )
    return _period(former) if former else Period()


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The chain from its oldest, each followed by those that replace it; a tie goes by when they were made."""
    known = {row["id"] for row in rows}
    after: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        before = row["predecessor"] if row["predecessor"] in known else ""
        after.setdefault(before or "", []).append(row)
    found: list[dict[str, Any]] = []
    queue = list(after.get("", []))
    while queue:
        row = queue.pop(0)
        found.append(row)
        queue = [*after.get(row["id"], []), *queue]
    return found


def _relative(row: dict[str, Any], agreement: Any, today: datetime.date) -> Relative:
    language = get_language() or "nb"
    begins = datetime.date.fromisoformat(row["in_force_from"]) if row["in_force_from"] else None
    state, tone = tag_of(row["state"], begins, today=today, language=language)
    return Relative(
        id=row["id"],
        title=row["title"],
        period=_period(row).format(language),
        state=state,
        tone=tone,
        is_self=row["id"] == str(agreement.pk),
        is_signed=row["in_force_from"] is not None,
    )


def _period(row: dict[str, Any]) -> Period:
    return Period(
        starts=partial(row["valid_from"]),
        ends=partial(row["extended_to"] or row["valid_to"]),
        open_ended=row["open_ended"],
    )
