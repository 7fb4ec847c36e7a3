"""Adopt new rules of procedure from a date on."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass, field

from django.db import transaction

from councils.models import CadenceRule, Council, Rules, StandingItem
from politirad.tenancy.audit import record
from politirad.tenancy.models import User


@dataclass(frozen=True)
class CadenceTerms:
    """One statement about how often a council meets, as `councils.cadence` reads it."""

    kind: str
    count: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    months: tuple[int, ...] = ()
    strength: str = ""
    year_from: int | None = None
    year_to: int | None = None


@dataclass(frozen=True)
class RulesTerms:
    """What the rules say; None and empty mean that they say nothing."""

    chair: str = ""
    secretary: str = ""
    caller: str = ""
    agenda_by: str = ""
    agenda_deadline_days: int | None = None
    notice_words: str = ""
    item_deadline_days: int | None = None
    minutes_by: str = ""
    minutes_public: bool | None = None
    minutes_archived: bool | None = None
    two_part: bool = False
    rotating_host: bool = False
    confidentiality: str = ""
    decisions: str = ""
    preferred_weekdays: tuple[int, ...] = ()
    start_time: datetime.time | None = None
    duration_minutes: int | None = None
    place: str = ""
    cadence: tuple[CadenceTerms, ...] = field(default=())
    standing_items: tuple[str, ...] = field(default=())


@transaction.atomic
def adopt_rules(*, council: Council, terms: RulesTerms, valid_from: datetime.date, by: User | None) -> Rules:
    """Let new rules hold from a day on; the former ones end the day before and stay readable.

    Rules that began on the same day are replaced. Raises ValueError when later rules exist already.
    """
    if council.rules.filter(valid_from__gt=valid_from).exists():
        raise ValueError("later rules exist")
    council.rules.filter(valid_from=valid_from).delete()
    council.rules.filter(valid_to__isnull=True).update(valid_to=valid_from - datetime.timedelta(days=1))
    facts = asdict(terms)
    cadence, standing = facts.pop("cadence"), facts.pop("standing_items")
    facts["preferred_weekdays"] = list(terms.preferred_weekdays)
    rules = Rules.objects.create(council=council, valid_from=valid_from, **facts)
    for order, entry in enumerate(cadence):
        CadenceRule.objects.create(
            council=council,
            rules=rules,
            order=order,
            **{**entry, "months": list(entry["months"])},
        )
    for order, title in enumerate(standing):
        StandingItem.objects.create(council=council, rules=rules, title=title, order=order)
    record("adopt_rules", rules, by=by, valid_from=valid_from.isoformat())
    return rules
