"""What agreements ask of a person: to answer a hearing or the other party, sign, follow up a measure, renew. Each kind is
one query."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.course import tag_of
from agreements.following import due_before
from agreements.measures import IN_CHARGE
from agreements.models import (
    Agreement,
    AgreementGroupPermission,
    Enquiry,
    Hearing,
    HearingAnswer,
    Party,
    SignatorySlot,
    SignOff,
)
from agreements.permissions import contacts, leading
from agreements.standing import SIGNED_STATES
from agreements.validity import PartialDate
from councils.permissions import Right
from politirad.overview.asking import Asker, Need
from politirad.tenancy.models import User


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


def hearings(asker: Asker) -> Iterator[Need]:
    """Drafts on hearing that a party of mine has not answered: one that I lead, or am to sign for."""
    current = Hearing.objects.filter(agreement=OuterRef("agreement"), closed_at__isnull=True)
    answered = HearingAnswer.objects.filter(party=OuterRef("pk"), hearing__closed_at__isnull=True)
    signs = SignatorySlot.objects.filter(party=OuterRef("pk"), planned_user=asker.user)
    led = leading(asker.user, today=asker.today).values("office__organization_id")
    waiting = (
        Party.objects.filter(Exists(current), ~Exists(answered), Q(organization__in=led) | Exists(signs))
        .annotate(deadline=Subquery(current.values("deadline")[:1]))
        .values_list("agreement_id", "agreement__title", "organization__name", "deadline")
    )
    for agreement_id, title, party, deadline in waiting:
        yield Need(
            due=deadline,
            title=_("Svar på høringen av «%(title)s»") % {"title": title},
            detail=_("Du kan svare for %(party)s.") % {"party": party},
            url=reverse("agreement_hearing", args=[agreement_id]),
            icon="comment",
        )


def enquiries(asker: Asker) -> Iterator[Need]:
    """What another party asks one of mine under an expectation: one that I lead, sign for, or keep the contact of."""
    led = leading(asker.user, today=asker.today).values("office__organization_id")
    signs = SignatorySlot.objects.filter(party=OuterRef("party"), planned_user=asker.user)
    keeps = contacts(today=asker.today).filter(
        user=asker.user,
        office__organization=OuterRef("party__organization"),
        office__seats__council=OuterRef("agreement__owner_council"),
    )
    waiting = (
        Enquiry.objects.filter(
            Q(party__organization__in=led) | Exists(signs) | Exists(keeps),
            answer__isnull=True,
            agreement__state__in=sorted(SIGNED_STATES),
        )
        .exclude(by=asker.user)
        .values_list("pk", "title", "deadline", "asked_on", "agreement_id", "agreement__title")
    )
    for key, title, deadline, asked_on, agreement_id, agreement in waiting:
        yield Need(
            due=deadline or asked_on,
            title=_("Svar på henvendelsen «%(title)s»") % {"title": title},
            detail=agreement,
            url=f"{reverse('agreement_expectations', args=[agreement_id])}#henvendelse-{key}",
            icon="comment",
            dated=deadline is not None,
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
    over = agreement.state in {Agreement.State.EXPIRED, Agreement.State.TO_RENEW} and not agreement.amends_id
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
    """The agreements the user may see, in one query, each knowing whether it has a successor that may still hold."""
    over = (Agreement.State.DECLINED, Agreement.State.TERMINATED)
    successors = Agreement.objects.filter(predecessor=OuterRef("pk")).exclude(state__in=over)
    seen = AgreementGroupPermission.objects.filter(
        content_object=OuterRef("pk"), group__user=user, permission__codename="view_agreement"
    )
    return (
        Agreement.objects.filter(Exists(seen))
        .annotate(has_successor=Exists(successors))
        .order_by("state", "title")
    )


def tagged(agreements: Iterable[Agreement], *, today: datetime.date) -> list[Any]:
    """The agreements, each with its `tag`: the state in the reader's words, and its tone."""
    found: list[Any] = list(agreements)
    for one in found:
        one.tag = tag_of(one.state, one.in_force_from, today=today, language=get_language() or "nb")
    return found
