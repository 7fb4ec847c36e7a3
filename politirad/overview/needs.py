"""What needs a person now: one function per kind of need, each one query, joined on the overview."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.following import due_before
from agreements.measures import IN_CHARGE
from agreements.models import Agreement, AgreementGroupPermission, SignatorySlot, SignOff
from agreements.validity import PartialDate
from councils.models import Council, Onboarding, Rules
from councils.onboarding_steps import STEPS, next_step
from councils.permissions import Right
from meetings.deadlines import notice_deadline
from meetings.models import Action, AgendaItem, Invitee, ItemProposal, Meeting, Minutes, YearPlan
from politirad.tenancy.models import User

CALL_AHEAD = 28  # days before a meeting from which it asks to be called
BACK, AHEAD = 180, 200  # days of meetings that the overview knows; beyond, those that ask for something now
PLAN_FROM_MONTH = 9  # from September next year's plan is asked for


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


def needs_of(asker: Asker, known: Known) -> list[Need]:
    """Everything that needs the asker, the most pressing first."""
    found = [
        *signatures(asker),
        *proposals(asker),
        *actions(asker),
        *measures(asker),
        *year_plans(asker),
        *onboardings(asker),
    ]
    for meeting in known.meetings:
        found += meeting_needs(meeting, asker)
    found += [renewal for agreement in known.agreements for renewal in renewals(agreement, asker)]
    return sorted(found)


def known_to(asker: Asker) -> Known:
    """The meetings and agreements of the asker's councils: two queries that the whole overview lives on."""
    mine = Invitee.objects.filter(meeting=OuterRef("pk"), user=asker.user, removed_at__isnull=True)
    minutes = Minutes.objects.filter(meeting=OuterRef("pk"))
    rules = Rules.objects.filter(council=OuterRef("council"), valid_to__isnull=True)
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


def signatures(asker: Asker) -> Iterator[Need]:
    """Agreements that wait for my signature."""
    signed = SignOff.objects.filter(slot=OuterRef("pk"), version__round__outcome="open")
    slots = SignatorySlot.objects.filter(
        ~Exists(signed),
        planned_user=asker.user,
        agreement__rounds__outcome="open",
        turn__lte=F("agreement__rounds__turn"),
    ).values_list("agreement_id", "agreement__title", "capacity", "agreement__rounds__deadline")
    for agreement_id, title, capacity, deadline in slots:
        yield Need(
            due=deadline or asker.today,
            title=_("Signer «%(title)s»") % {"title": title},
            detail=_("Du skal signere som %(capacity)s.") % {"capacity": capacity.lower()},
            url=reverse("agreement_sign", args=[agreement_id]),
            icon="signature",
            dated=deadline is not None,
        )


def onboardings(asker: Asker) -> Iterator[Need]:
    """Municipalities that I have begun to take in."""
    if not asker.user.is_system_administrator:
        return
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


def measures(asker: Asker) -> Iterator[Need]:
    """The measures of agreements in charge that I answer for, those due within two weeks or already late."""
    soon = asker.today + datetime.timedelta(days=14)
    mine = due_before(soon + datetime.timedelta(days=1)).filter(
        responsible=asker.user, agreement__state__in=sorted(IN_CHARGE)
    )
    for measure in mine.select_related("agreement"):
        due = PartialDate.fromisoformat(measure.due).last_day
        yield Need(
            due=due,
            title=measure.text,
            detail=measure.agreement.title,
            url=reverse("measure", args=[measure.agreement_id, measure.pk]),
            icon="task",
        )


def renewals(agreement: Any, asker: Asker) -> Iterator[Need]:
    """An agreement of my council that has run out or must be renewed, and has no successor yet."""
    granted = asker.rights.get(agreement.owner_council_id, frozenset())
    over = agreement.state in {Agreement.State.EXPIRED, Agreement.State.TO_RENEW}
    if over and not agreement.has_successor and Right.MAKE_AGREEMENT in granted:
        yield Need(
            due=asker.today,
            title=_("Forny «%(title)s»") % {"title": agreement.title},
            detail=agreement.get_state_display(),
            url=reverse("agreement", args=[agreement.pk]),
            icon="agreement",
            dated=False,
        )


def agreements_of(user: User) -> models.QuerySet[Agreement]:
    """The agreements the user may see, in one query, each knowing whether it has a successor."""
    successors = Agreement.objects.filter(predecessor=OuterRef("pk"))
    seen = AgreementGroupPermission.objects.filter(
        content_object=OuterRef("pk"), group__user=user, permission__codename="view_agreement"
    )
    return (
        Agreement.objects.filter(Exists(seen))
        .annotate(has_successor=Exists(successors))
        .order_by("state", "title")
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
