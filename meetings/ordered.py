"""What the agreements in charge order for a year, for many councils with as many queries as for one."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from agreements import standing
from agreements.following import due_before
from agreements.lifecycle import latest_notice_day
from agreements.measures import IN_CHARGE as FOLLOWED
from agreements.models import Agreement, Attachment, EvaluationRule, FocusArea, RevisionRule, Round
from agreements.register import IN_FORCE
from agreements.revision import Election, outlook
from agreements.revision import RevisionRule as Rule
from agreements.standing import counts_from, last_day_of, misses_election, partial, period_of, rule_of
from agreements.validity import PartialDate
from meetings.duties import (
    attachment_duty,
    ending_duties,
    evaluation_duty,
    revision_duty,
    waiting_duties,
)
from meetings.in_charge import first_in_charge, owned_by_each, whole
from meetings.plan_request import DutyRule, Theme
from meetings.workdays import ElectionDay
from politirad.tenancy.models import ElectionDay as ElectionDays


@dataclass
class Ordered:
    """What the agreements in charge order."""

    duties: list[DutyRule] = field(default_factory=list)
    themes: tuple[Theme, ...] = ()


def ordered_by_agreements(
    councils: Sequence[UUID],
    year: int,
    elections: Sequence[ElectionDay],
    *,
    today: datetime.date | None = None,
    previous: Mapping[UUID, datetime.date] | None = None,
) -> dict[UUID, Ordered]:
    """Evaluation and revision in the agreements' own words, and the focus areas, or goals where there are none.

    `today` adds what waits on that day (`meetings.duties.waiting_duties`), with one query more for all councils;
    `previous` is then each council's last day before the year. `elections` are those of the year.
    """
    owned = owned_by_each(councils, _with_what_waits(today))
    in_charge = {pk: first_in_charge(rows, whole(year)) for pk, rows in owned.items()}
    council_of = {one.pk: pk for pk, agreements in in_charge.items() for one in agreements}
    found: defaultdict[UUID, Ordered] = defaultdict(Ordered)

    def put(agreement: UUID, duty: DutyRule | None) -> None:
        ordered = found[council_of[agreement]].duties
        if duty is not None and duty not in ordered:
            ordered.append(duty)

    for agreement in (one for agreements in in_charge.values() for one in agreements):
        stated = period_of(agreement).last_day
        notice = latest_notice_day(stated, agreement.notice_days, agreement.notice_months)
        if agreement.notice_ends_on is not None:  # it is given
            notice = None
        for ending in ending_duties(year=year, last_day=last_day_of(agreement), latest_notice=notice):
            put(agreement.pk, ending)
    for attachment in Attachment.objects.filter(agreement__in=council_of).exclude(valid_to=""):
        last_day = PartialDate.fromisoformat(attachment.valid_to).last_day
        named = f"{attachment.number}. {attachment.title}"
        put(attachment.agreement_id, attachment_duty(year=year, last_day=last_day, text=named))
    for evaluation in EvaluationRule.objects.filter(agreement__in=council_of):
        put(evaluation.agreement_id, evaluation_duty(evaluation.kind, evaluation.note))
    lacking: set[UUID] = set()
    table = standing.elections(ElectionDays.objects.all()) if today is not None else ()
    for revision in RevisionRule.objects.filter(agreement__in=council_of).select_related("agreement"):
        agreement = revision.agreement
        rule = rule_of(revision.kind, revision.years, revision.grace_months)
        put(
            revision.agreement_id,
            revision_duty(
                rule,
                year=year,
                since=counts_from(agreement),
                elections=elections,
                overdue=_was_due(agreement, rule, elections, year),
            ),
        )
        in_force = agreement.state in IN_FORCE
        if today is not None and in_force and misses_election(agreement, [rule], table, today=today):
            lacking.add(council_of[agreement.pk])
    if today is not None:
        for council, rows in owned.items():
            late = {one.pk for one in rows if one.late_measures and one.state in FOLLOWED}
            found[council].duties += waiting_duties(
                year=year,
                today=today,
                previous=(previous or {}).get(council),
                signing_ends=[one.signing_ends for one in rows if one.signing_ends],
                late_measures=any(one.pk in late for one in in_charge[council]),
                lacks_election=council in lacking,
            )
    texts: defaultdict[UUID, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for area in FocusArea.objects.filter(agreement__in=council_of):
        texts[council_of[area.agreement_id]][area.kind].append(area.text)
    for council, by_kind in texts.items():
        chosen = by_kind.get(FocusArea.Kind.FOCUS) or by_kind.get(FocusArea.Kind.GOAL) or []
        found[council].themes = tuple(Theme(text) for text in dict.fromkeys(chosen))
    return found


def _with_what_waits(today: datetime.date | None) -> QuerySet[Any]:
    """Agreements, asked for `today` with the deadline of the signatures they wait for, and whether measures are late."""
    rows: QuerySet[Any] = Agreement.objects.all()
    if today is not None:
        signing = Round.objects.filter(agreement=OuterRef("pk"), outcome=Round.Outcome.OPEN)
        late = due_before(today).filter(agreement=OuterRef("pk")).order_by()
        rows = rows.annotate(
            signing_ends=Subquery(signing.values("deadline")[:1]), late_measures=Exists(late)
        )
    return rows


def _was_due(agreement: Agreement, rule: Rule, elections: Sequence[ElectionDay], year: int) -> bool:
    """Whether the agreement waits to be renewed because of a revision that was due before the year."""
    begins = datetime.date(year, 1, 1)
    found = outlook(
        [rule],
        signed_on=partial(agreement.signed_on),
        valid_to=None,
        elections=[Election(one.day, one.confirmed) for one in elections],
        today=begins,
        revised_on=agreement.revised_on,
    )
    return agreement.state == Agreement.State.TO_RENEW and found.due is not None and found.due < begins
