"""What is written in a plan: a proposal in place of an earlier one, and what follows when a day changes by hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import count

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from councils.models import Council
from councils.refusals import Refusal
from meetings.asked_duties import AskedDuty, taken_of
from meetings.duties import place_beside, place_duties
from meetings.models import Meeting, PlannedMeeting, YearPlan
from meetings.numbering import is_numbered_title, label
from meetings.plan_request import YearProposal
from meetings.reason_record import records
from meetings.year_numbers import next_number
from meetings.year_request import YearFacts, year_facts
from politirad.tenancy.models import User

# Notes that every change of the plan answers anew.
ABOUT_DAYS = frozenset({"duty_without_meeting", "duty_on_decided", "attendance_month_empty"})


def open_plan(council: Council, year: int, *, by: User | None, at: datetime.datetime) -> YearPlan:
    """The plan to be filled, locked; made when it is not there.

    Raises Refusal when the plan is approved already, or the year is over.
    """
    if year < at.year:
        raise Refusal(_("Året %d er over og kan ikke planlegges.") % year)
    try:
        with transaction.atomic():
            plan, _made = YearPlan.objects.get_or_create(council=council, year=year, defaults={"made_by": by})
    except IntegrityError:  # somebody made it at the same moment
        plan = YearPlan.objects.get(council=council, year=year)
    return lock_plan(plan)


def lock_plan(plan: YearPlan) -> YearPlan:
    """The plan as it is now, held until the transaction ends. Raises Refusal when it is approved."""
    locked = YearPlan.objects.select_for_update().select_related("council").get(pk=plan.pk)
    if locked.state == YearPlan.State.APPROVED:
        raise Refusal(_("Årshjulet er godkjent. Endre hvert møte på møtets egen side."))
    return locked


def fill(plan: YearPlan, facts: YearFacts, proposal: YearProposal) -> None:
    """Put the proposal in the plan in place of what was there.

    The year's first meeting stays the first one, and so on, so that a calendar with the former proposal moves its
    meetings and gets no second ones.
    """
    former = list(plan.meetings.order_by("date", "start"))
    plan.meetings.all().delete()
    first = next_number(plan.council, plan.year)
    rows = [
        PlannedMeeting(
            council=plan.council,
            plan=plan,
            date=one.day,
            start=one.starts_at,
            end=one.ends_at,
            title=one.title or title_of(plan, first + one.number - 1),
            place=one.place or facts.place,
            host=one.host or "",
            theme=_joined(one.themes),
            duties=[{"kind": duty.kind, "text": duty.text} for duty in one.duties],
            reasons=records(one.reasons),
        )
        for one in proposal.meetings
    ]
    for row, before in zip(rows, former, strict=False):
        row.pk, row.sequence = before.pk, before.sequence + (row.shown != before.shown)
    PlannedMeeting.objects.bulk_create(rows)
    plan.notes = records(proposal.notes)
    plan.save(update_fields=["notes"])


def settle(plan: YearPlan) -> None:
    """After a change by hand: numbers follow the days, and duties lie on the meetings they belong to."""
    meetings = list(plan.meetings.order_by("date", "start"))
    facts = year_facts(plan.council, plan.year)
    placed = place_beside(facts.request.duties, [one.date for one in meetings], facts.request.decided)
    numbers = count(next_number(plan.council, plan.year))
    for number, one, duties in zip(numbers, meetings, placed.duties, strict=False):
        shown = one.shown
        if is_our_title(plan, one.title):
            one.title = title_of(plan, number)
        one.sequence += shown != one.shown
        one.duties = [{"kind": duty.kind, "text": duty.text} for duty in duties]
    PlannedMeeting.objects.bulk_update(meetings, ["title", "duties", "sequence"])
    kept = [note for note in plan.notes if note["code"] not in ABOUT_DAYS]
    plan.notes = kept + records(placed.notes)
    plan.save(update_fields=["notes"])


def settle_year(council: Council, year: int, *, today: datetime.date) -> None:
    """After a decided meeting was made or has moved: duties lie on the meetings they belong to, proposed ones too."""
    settle_decided(council, year, today=today)
    plan = YearPlan.objects.filter(council=council, year=year, state=YearPlan.State.PROPOSED).first()
    if plan is not None:
        plan.council = council
        settle(plan)


def settle_decided(council: Council, year: int, *, today: datetime.date) -> int:
    """Lay duties on the decided meetings they belong to. Returns how many of them changed.

    A meeting that people are called to keeps what it has. Where an agenda is begun, what is new is proposed on it
    (`meetings.asked_duties`), and what has been put on it stays as long as an agreement orders it on any meeting.
    """
    meetings = list(
        Meeting.objects.filter(council=council, date__year=year)
        .exclude(state=Meeting.State.CANCELLED)
        .order_by("date", "start")
    )
    rules = year_facts(council, year, today=today).request.duties
    placed = place_duties(rules, [one.date for one in meetings])
    ordered = {(rule.kind, rule.text) for rule in rules}
    changed = []
    for one, duties in zip(meetings, placed.duties, strict=True):
        laid = list(dict.fromkeys(AskedDuty(duty.kind, duty.text) for duty in duties))
        stays = [duty for duty in taken_of(one) if (duty.kind, duty.text) in ordered and duty not in laid]
        wanted = [duty.stored for duty in (*laid, *stays)]
        if one.state == Meeting.State.PLANNED and one.duties != wanted:
            one.duties = wanted
            changed.append(one)
    return Meeting.objects.bulk_update(changed, ["duties"])


def takes_duties(meeting: Meeting) -> bool:
    """Whether a plan that is approved may say what the meeting is to treat: nobody is called, and no agenda is begun."""
    return meeting.state == Meeting.State.PLANNED and meeting.agenda_begun_at is None


def title_of(plan: YearPlan, number: int) -> str:
    """What a numbered meeting of the plan is called."""
    return label("meeting", number, plan.year, plan.council.language)


def is_our_title(plan: YearPlan, title: str) -> bool:
    """Is it one of the numbered titles, which follow the order of the days?"""
    return not title or (is_numbered_title(title) and title.strip().endswith(f"/{plan.year}"))


def _joined(themes: Iterable[str]) -> str:
    return "; ".join(themes)[:1000]
