"""Adopt new rules of procedure from a date on."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from councils.models import CadenceRule, Council, Rules, StandingItem
from councils.refusals import Refusal
from politirad import dates
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
class StandingTerms:
    """An item that stands on every agenda, and how long it takes, None when nothing is said."""

    title: str
    minutes: int | None = None


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
    quorum: int | None = None
    decision_numbering: str = Rules.Numbering.YEARLY
    first_decision: int = 1
    meeting_numbering: str = Rules.Numbering.YEARLY
    first_meeting: int = 1
    confidentiality: str = ""
    decisions: str = ""
    preferred_weekdays: tuple[int, ...] = ()
    start_time: datetime.time | None = None
    duration_minutes: int | None = None
    place: str = ""
    cadence: tuple[CadenceTerms, ...] = field(default=())
    standing_items: tuple[StandingTerms | str, ...] = field(default=())


@transaction.atomic
def adopt_rules(*, council: Council, terms: RulesTerms, valid_from: datetime.date, by: User | None) -> Rules:
    """Let new rules hold from a day on; the former ones end the day before and stay readable.

    Rules that began on the same day are replaced. Raises Refusal (a ValueError) when later rules exist.
    """
    Council.objects.select_for_update(no_key=True).get(
        pk=council.pk
    )  # a council without rules has no other row to hold
    rules_of = council.rules.order_by("-valid_from")
    later = [one for one in rules_of if one.valid_from > valid_from]
    if later:
        day = dates.long_date(later[0].valid_from, get_language() or "nb")
        raise Refusal(
            _(
                "Det finnes regler som gjelder fra %(day)s. Velg en senere dato, eller trekk dem tilbake først."
            )
            % {"day": day}
        )
    council.rules.filter(valid_from=valid_from).delete()
    council.rules.filter(valid_to__isnull=True).update(valid_to=valid_from - datetime.timedelta(days=1))
    facts = asdict(terms)
    cadence = facts.pop("cadence")
    facts.pop("standing_items")
    facts["preferred_weekdays"] = list(terms.preferred_weekdays)
    rules = Rules.objects.create(council=council, valid_from=valid_from, **facts)
    for order, entry in enumerate(cadence):
        CadenceRule.objects.create(
            council=council,
            rules=rules,
            order=order,
            **{**entry, "months": list(entry["months"])},
        )
    for order, item in enumerate(terms.standing_items):
        title, minutes = (item, None) if isinstance(item, str) else (item.title, item.minutes)
        StandingItem.objects.create(council=council, rules=rules, title=title, minutes=minutes, order=order)
    record("adopt_rules", rules, by=by, valid_from=valid_from.isoformat())
    return rules


@transaction.atomic
def withdraw_rules(*, rules: Rules, by: User | None, today: datetime.date) -> None:
    """Undo rules that have not begun to hold; the former ones go on."""
    if rules.valid_from <= today:
        raise Refusal(_("Reglene har begynt å gjelde. Skriv nye regler fra en senere dato i stedet."))
    day_before = rules.valid_from - datetime.timedelta(days=1)
    council = rules.council
    following = council.rules.filter(valid_from__gt=rules.valid_from).order_by("valid_from").first()
    record("withdraw_rules", rules, by=by, valid_from=rules.valid_from.isoformat())
    rules.delete()
    until = following.valid_from - datetime.timedelta(days=1) if following else None
    council.rules.filter(valid_to=day_before).update(valid_to=until)
