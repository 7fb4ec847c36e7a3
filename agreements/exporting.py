"""An agreement as one JSON object: what it says, with null and empty lists for what it does not say.

The same form is what an importer gives for a text, so that the two can be compared part by part.
"""

from __future__ import annotations

import datetime
from typing import Any

from agreements import scope
from agreements.composition import register_number
from agreements.forums_text import name_of, regulated, rules_on, seats_on
from agreements.models import Agreement, Regulation
from agreements.standing import partial, period_of
from councils.models import CadenceRule, Rules, Seat

#: Levels that the form knows; the others are said in the council's kind.
LEVELS = frozenset({"strategic", "coordinating", "executing", "regional"})


def exported(agreement: Agreement, *, day: datetime.date) -> dict[str, Any]:
    """The agreement with its councils' rules and members as of `day`. In the owning council's context."""
    with scope.widened(agreement):
        signed = partial(agreement.signed_on)
        period = period_of(agreement)
        return {
            "language": agreement.language,
            "title": agreement.title,
            "kind": agreement.kind,
            "parties": [
                {
                    "name": str(party),
                    "kind": party.organization.kind,
                    "number": register_number(party.organization),
                }
                for party in agreement.parties.select_related("organization").order_by("order")
            ],
            "signatories": [
                {"party": str(slot.party), "role": slot.capacity, "name": slot.planned_name or None}
                for slot in agreement.slots.select_related("party__organization").order_by("order")
            ],
            "signed_on": {"date": signed.isoformat(), "precision": signed.precision.value}
            if signed
            else None,
            "valid": None
            if period.is_silent
            else {
                "from": agreement.valid_from or None,
                "to": agreement.valid_to or None,
                "open_ended": agreement.open_ended,
            },
            "predecessor": _predecessor(agreement),
            "termination": {
                "by": agreement.termination_by,
                "notice_days": agreement.notice_days,
                **({"notice_months": agreement.notice_months} if agreement.notice_months else {}),
            }
            if agreement.termination_by
            else None,
            "forums": [
                _forum(row, day)
                for row in regulated(list(agreement.regulations.order_by("order")))
                if not row.mentioned_only and Regulation.council.is_cached(row)
            ],
            **_content(agreement),
        }


def _predecessor(agreement: Agreement) -> dict[str, Any] | None:
    said = agreement.predecessor_id or agreement.predecessor_note or agreement.predecessor_date
    return {"date": agreement.predecessor_date or None} if said else None


def _content(agreement: Agreement) -> dict[str, Any]:
    """What the agreement aims at and how it is kept alive."""
    return {
        "focus_areas": [
            {"kind": one.kind, "text": one.text} for one in agreement.focus_areas.order_by("order")
        ],
        "evaluation": [
            {"kind": one.kind, "written": one.written, "by": list(one.by)}
            for one in agreement.evaluation_rules.order_by("order")
        ],
        "revision": [
            {"kind": one.kind, "years": one.years} for one in agreement.revision_rules.order_by("order")
        ],
        "references": [
            {"title": one.title, "url": one.url or None} for one in agreement.references.order_by("order")
        ],
        "attachments": [
            {"number": one.number, "title": one.title} for one in agreement.attachments.order_by("number")
        ],
        "sections": [
            {"level": one.level, "heading": one.heading} for one in agreement.sections.order_by("order")
        ],
        "findings": [
            {"code": one.code, "message": one.message} for one in agreement.findings.order_by("order")
        ],
    }


def _forum(row: Regulation, day: datetime.date) -> dict[str, Any]:
    """One council: its rules and the lines of its member list."""
    council = row.council
    found = rules_on(council, day) or max(council.rules.all(), key=lambda one: one.valid_from, default=None)
    rules = found or Rules()  # without rules every part is unsaid
    seats = [seat for seat in seats_on(council, day) if seat.listed]
    return {
        "name": name_of(row),
        "level": council.level if council.level in LEVELS else None,
        "chair": rules.chair or None,
        "secretary": rules.secretary or None,
        "members": [_member(seat) for seat in seats if seat.kind not in _NOT_MEMBERS],
        "cadence": [_cadence(one) for one in rules.cadence.all()] if found else [],
        "agenda_deadline_days": rules.agenda_deadline_days,
        "item_deadline_days": rules.item_deadline_days,
        "minutes": {
            "by": rules.minutes_by or None,
            "public": rules.minutes_public,
            "archived": rules.minutes_archived,
        },
        "standing_items": [one.title for one in rules.standing_items.all()] if found else [],
        "rotating_host": rules.rotating_host,
        "attendance_rules": [
            {"who": seat.title, "months": seat.months}
            for seat in seats
            if seat.kind == Seat.Kind.NAMED_MONTHS and seat.months
        ],
        "two_part": rules.two_part,
    }


_NOT_MEMBERS = {Seat.Kind.NAMED_MONTHS, Seat.Kind.DEPUTY}


def _member(seat: Seat) -> dict[str, Any]:
    return {"role": seat.title, "side": seat.side or None, "count": seat.count, "optional": seat.optional}


def _cadence(row: CadenceRule) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "count": row.count,
        "min": row.minimum,
        "max": row.maximum,
        "months": row.months or None,
        "strength": row.strength or None,
        "from": row.year_from,
        "to": row.year_to,
    }
