"""What needs a person now: one function per kind of need, each one query, joined on the overview."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.models import Council, Onboarding, Rules
from councils.onboarding_steps import STEPS, next_step
from councils.permissions import Right
from councils.procedure import in_force
from meetings.deadlines import notice_deadline
from meetings.models import (
    Action,
    AgendaItem,
    Evaluation,
    EvaluationAnswer,
    Invitee,
    ItemProposal,
    Meeting,
    Minutes,
    YearPlan,
)
from politirad.overview.agreement_needs import (
    agreements_of,
    enquiries,
    hearings,
    measures,
    renewals,
    signatures,
)
from politirad.overview.asking import Asker, Known, Need
from politirad.overview.elections import is_next_missing

CALL_AHEAD = 28  # days before a meeting from which it asks to be called
BACK, AHEAD = 180, 200  # days of meetings that the overview knows; beyond, those that ask for something now
PLAN_FROM_MONTH = 9  # from September next year's plan is asked for


def needs_of(asker: Asker, known: Known) -> list[Need]:
    """Everything that needs the asker, the most pressing first."""
    found = [
        need
        for kind in (
            signatures,
            hearings,
            enquiries,
            proposals,
            actions,
            measures,
            evaluations,
            year_plans,
            administering,
        )
        for need in kind(asker)
    ]
    for meeting in known.meetings:
        found += meeting_needs(meeting, asker)
    found += [renewal for agreement in known.agreements for renewal in renewals(agreement, asker)]
    return sorted(found)


def known_to(asker: Asker) -> Known:
    """The meetings and agreements of the asker's councils: two queries that the whole overview lives on."""
    mine = Invitee.objects.filter(meeting=OuterRef("pk"), user=asker.user, removed_at__isnull=True)
    minutes = Minutes.objects.filter(meeting=OuterRef("pk"))
    rules = Rules.objects.filter(in_force(OuterRef("date")), council=OuterRef("council"))
    pending = AgendaItem.objects.filter(meeting=OuterRef("pk"), review=AgendaItem.Review.PENDING)
    asking = Q(state=Meeting.State.CALLED) | Q(review_state="asked")
    meetings = (
        Meeting.objects.filter(
            Q(date__lte=asker.today + datetime.timedelta(days=AHEAD)) | asking,
            council__in=list(asker.rights),
            date__gte=asker.today - datetime.timedelta(days=BACK),
        )
        .exclude(state__in=[Meeting.State.CANCELLED, Meeting.State.MINUTED])
        .annotate(
            has_pending=Exists(pending),
            my_answer=Subquery(mine.values("answer")[:1]),
            minutes_state=Subquery(minutes.values("state")[:1]),
            minutes_approval=Subquery(minutes.values("approval")[:1]),
            remarks_until=Subquery(minutes.values("remarks_until")[:1]),
            deadline_days=Subquery(rules.values("agenda_deadline_days")[:1]),
        )
        .select_related("council")
        .order_by("date", "start")
    )
    return Known(meetings=list(meetings), agreements=list(agreements_of(asker.user)))


def administering(asker: Asker) -> Iterator[Need]:
    """What waits for a system administrator: municipalities that I have begun to take in, and a missing election day."""
    if not asker.user.is_system_administrator:
        return
    if is_next_missing(asker.today):
        yield Need(
            due=asker.today,
            title=_("Legg inn datoen for neste kommunevalg"),
            url=reverse("elections"),
            icon="decision",
            dated=False,
        )
    begun = Onboarding.objects.filter(
        conducted_by=asker.user, completed_at__isnull=True, abandoned_at__isnull=True
    ).select_related("organization")
    for one in begun.order_by("started_at"):
        yield Need(
            due=asker.today,
            title=_("Gjør ferdig innføringen av %(municipality)s") % {"municipality": one.organization},
            detail=_("Neste steg: %(step)s") % {"step": STEPS[next_step(one)]},
            url=reverse("onboarding_step", args=[one.pk, next_step(one)]),
            icon="onboarding",
            dated=False,
        )


def meeting_needs(meeting: Any, asker: Asker) -> Iterator[Need]:
    """What one meeting asks of the asker: answer, call, review, minutes, approval."""
    granted = asker.rights.get(meeting.council_id, frozenset())
    place, url = meeting.council.name, reverse("meeting", args=[meeting.pk])
    if meeting.date >= asker.today:
        if meeting.state == Meeting.State.CALLED and meeting.my_answer == Invitee.Answer.NONE:
            title = _("Svar på innkallingen til %(meeting)s")
            yield Need(meeting.date, title % {"meeting": meeting.title}, url, place, "envelope-open")
        near = meeting.date <= asker.today + datetime.timedelta(days=CALL_AHEAD)
        if near and meeting.state == Meeting.State.PLANNED and Right.CALL_MEETING in granted:
            due = notice_deadline(meeting.date, meeting.deadline_days) or meeting.date
            title = _("Kall inn til %(meeting)s")
            yield Need(due, title % {"meeting": meeting.title}, url, place, "send")
        if meeting.review_state == "asked" and meeting.has_pending and Right.REVIEW_AGENDA in granted:
            title = _("Gå gjennom sakslisten til %(meeting)s")
            review = reverse("agenda_review", args=[meeting.pk])
            yield Need(meeting.date, title % {"meeting": meeting.title}, review, place, "agenda")
        return
    minutes = reverse("minutes", args=[meeting.pk])
    unwritten = (
        meeting.minutes_state in {None, Minutes.State.DRAFT} and meeting.state != Meeting.State.PLANNED
    )
    if unwritten and Right.WRITE_MINUTES in granted:
        due = meeting.date + datetime.timedelta(days=7)
        title = _("Skriv referat fra %(meeting)s")
        yield Need(due, title % {"meeting": meeting.title}, minutes, place, "minutes")
    by_chair = meeting.minutes_approval == Minutes.Approval.CHAIR
    if meeting.minutes_state == Minutes.State.REMARKS and by_chair and Right.APPROVE_MINUTES in granted:
        due = meeting.remarks_until or meeting.date + datetime.timedelta(days=21)
        title = _("Godkjenn referatet fra %(meeting)s")
        yield Need(due, title % {"meeting": meeting.title}, minutes, place, "minutes")


def proposals(asker: Asker) -> Iterator[Need]:
    """Items that members have proposed and nobody has answered, one need a council."""
    waiting = (
        ItemProposal.objects.filter(
            council_id__in=asker.councils_with(Right.PREPARE_AGENDA), state=ItemProposal.State.SUBMITTED
        )
        .values("council_id", "council__name")
        .annotate(count=Count("pk"))
        .order_by("council__name")
    )
    for row in waiting:
        yield Need(
            due=asker.today,
            title=ngettext(
                "%(count)d meldt sak venter på svar", "%(count)d meldte saker venter på svar", row["count"]
            )
            % {"count": row["count"]},
            detail=row["council__name"],
            url=reverse("proposals", args=[row["council_id"]]),
            icon="add",
            dated=False,
        )


def actions(asker: Asker) -> Iterator[Need]:
    """My own open tasks, those due within two weeks or already late."""
    soon = asker.today + datetime.timedelta(days=14)
    for action in Action.objects.filter(
        responsible=asker.user, state=Action.State.OPEN, due_on__lte=soon
    ).select_related("council"):
        assert action.due_on is not None
        yield Need(
            due=action.due_on,
            title=action.text,
            detail=action.council.name,
            url=reverse("follow_up"),
            icon="task",
        )


def evaluations(asker: Asker) -> Iterator[Need]:
    """Evaluations that take answers, of councils whose members are asked, and that I have not answered."""
    answered = EvaluationAnswer.objects.filter(evaluation=OuterRef("pk"), user=asker.user)
    waiting = Evaluation.objects.filter(
        ~Exists(answered),
        council_id__in=asker.councils_with(Right.PROPOSE_ITEM),
        state=Evaluation.State.OPEN,
        closes_on__gte=asker.today,
    ).select_related("council", "meeting")
    for one in waiting:
        words = (
            _("Svar på evalueringen av %(meeting)s") if one.meeting else _("Svar på evalueringen av %(year)s")
        )
        yield Need(
            due=one.closes_on,
            title=words % {"meeting": one.meeting and one.meeting.title, "year": one.year},
            detail=one.council.name,
            url=reverse("answer_evaluation", args=[one.council_id, one.pk]),
            icon="comment",
        )


def year_plans(asker: Asker) -> Iterator[Need]:
    """Next year's plan, where nobody has approved one; asked for from September on."""
    if asker.today.month < PLAN_FROM_MONTH:
        return
    year = asker.today.year + 1
    approved = YearPlan.objects.filter(council=OuterRef("pk"), year=year, state=YearPlan.State.APPROVED)
    counted = Exists(
        Rules.objects.filter(council=OuterRef("pk"), valid_to__isnull=True, cadence__isnull=False)
    )
    rows: Iterable[Council] = Council.objects.filter(
        ~Exists(approved), counted, pk__in=asker.councils_with(Right.PLAN_YEAR), closed_on__isnull=True
    )
    for council in rows:
        yield Need(
            due=datetime.date(asker.today.year, 12, 15),
            title=_("Lag årshjul for %(year)s") % {"year": year},
            detail=council.name,
            url=reverse("year_plan", args=[council.pk, year]),
            icon="wheel",
        )
