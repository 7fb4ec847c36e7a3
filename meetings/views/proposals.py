"""Proposed items: a member proposes one, those who build the agenda answer."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right, access_council, may
from councils.refusals import Refusal
from meetings.actions.proposals import (
    WAITING,
    accept_proposal,
    defer_proposal,
    propose_item,
    return_proposal,
)
from meetings.agenda import open_tops
from meetings.calling import rules_on
from meetings.deadlines import is_late, item_deadline
from meetings.forms.proposals import AcceptForm, ProposalForm, ReasonForm, coming_meetings
from meetings.models import ItemProposal
from meetings.permissions import access_proposal, may_remove_files
from meetings.views.closed import note_closed
from meetings.views.doubts import warn
from politirad.dates import long_date
from politirad.tenancy.middleware import logs_reading

PER_PAGE = 25


@login_required
def proposals(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """The council's proposed items: all of them for those who build the agenda, else the reader's own."""
    council = access_council(request.user, council_id)
    user: Any = request.user
    can_answer = may(user, council, Right.PREPARE_AGENDA)
    rows = ItemProposal.objects.filter(council=council).select_related("proposed_by", "preferred_meeting")
    if not can_answer:
        rows = rows.filter(proposed_by=user)
    waiting = rows.filter(state__in=WAITING).order_by("proposed_at")
    answered = rows.exclude(state__in=WAITING).order_by("-decided_at")
    return render(
        request,
        "meetings/proposals.html",
        {
            "council": council,
            "waiting": list(waiting),
            "page": Paginator(answered, PER_PAGE).get_page(request.GET.get("page")),
            "can_answer": can_answer,
            "can_propose": may(user, council, Right.PROPOSE_ITEM),
        },
    )


@login_required
def propose(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Propose an item; after the deadline it is still taken, with a warning."""
    council = access_council(request.user, council_id, to=Right.PROPOSE_ITEM)
    user: Any = request.user
    today = timezone.localdate()
    coming = coming_meetings(council, today)
    deadlines = {one: _item_deadline(one) for one in coming}
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        meetings=coming,
        initial={"meeting": request.GET.get("mote", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_item(council=council, terms=form.terms(), by=user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saken er meldt. Du får beskjed når den er behandlet."))
            meeting = made.preferred_meeting
            deadline = deadlines.get(meeting) if meeting else None
            if deadline and is_late(deadline, today):
                words = long_date(deadline, get_language() or "nb")
                messages.warning(
                    request,
                    _("Fristen for å melde saker til møtet var %s. Sekretæren avgjør om saken kommer med.")
                    % words,
                )
            warn(request, form)
            return redirect("proposals", council.pk)
    if request.method == "POST":
        form.choose_again()
    return render(
        request,
        "meetings/propose.html",
        {
            "council": council,
            "form": form,
            "deadlines": [(one, day, is_late(day, today)) for one, day in list(deadlines.items())[:3] if day],
        },
    )


@login_required
@logs_reading
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """One proposed item and what has become of it."""
    found = access_proposal(request.user, proposal_id)
    return _page(request, found)


@login_required
@require_POST
def accept(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Put it on an agenda."""
    found = access_proposal(request.user, proposal_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    meetings = coming_meetings(found.council, timezone.localdate())
    form = AcceptForm(request.POST, meetings=meetings, tops=open_tops(meetings))
    if form.is_valid():
        meeting, parent_id = form.chosen(), form.parent_id()
        try:
            item = accept_proposal(
                proposal=found, meeting=meeting, by=user, at=timezone.now(), parent_id=parent_id
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saken står på sakslisten."))
            return redirect("agenda", item.meeting_id)
    return _page(request, found, accept=form)


@login_required
@require_POST
def defer(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Put it off."""
    found = access_proposal(request.user, proposal_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    form = ReasonForm(request.POST, prefix="defer")
    if form.is_valid():
        try:
            defer_proposal(proposal=found, reason=form.cleaned_data["reason"], by=user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saken er utsatt, og den som meldte den, får beskjed."))
            warn(request, form)
            return redirect("proposals", found.council_id)
    return _page(request, found, defer=form)


@login_required
@require_POST
def send_back(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Send it back."""
    found = access_proposal(request.user, proposal_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    form = ReasonForm(request.POST, prefix="return")
    if form.is_valid():
        try:
            return_proposal(proposal=found, reason=form.cleaned_data["reason"], by=user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saken er sendt tilbake, og den som meldte den, får beskjed."))
            warn(request, form)
            return redirect("proposals", found.council_id)
    return _page(request, found, send_back=form)


def _item_deadline(meeting: Any) -> datetime.date | None:
    """The last day to report an item to one of `coming_meetings`."""
    return item_deadline(meeting.date, meeting.item_days)


def _page(
    request: HttpRequest,
    found: ItemProposal,
    *,
    accept: AcceptForm | None = None,
    defer: ReasonForm | None = None,
    send_back: ReasonForm | None = None,
) -> HttpResponse:
    """The proposal's page, with the forms of those who may answer it."""
    user: Any = request.user
    note_closed([found.item] if found.item else [], by=user)
    can_answer = may(user, found.council, Right.PREPARE_AGENDA) and found.state in WAITING
    facts: dict[str, Any] = {
        "proposal": found,
        "council": found.council,
        "can_answer": can_answer,
        "files": list(found.files.defer("content").select_related("uploaded_by")),
        "can_remove_files": may_remove_files(user, found),
    }
    if can_answer:
        today = timezone.localdate()
        meetings = coming_meetings(found.council, today)
        preferred = found.preferred_meeting
        rules = rules_on(found.council, preferred.date) if preferred else None
        deadline = item_deadline(preferred.date, rules.item_deadline_days) if preferred and rules else None
        facts |= {
            "accept_form": accept
            or AcceptForm(meetings=meetings, tops=open_tops(meetings), preferred=found.preferred_meeting_id),
            "defer_form": defer or ReasonForm(prefix="defer"),
            "return_form": send_back or ReasonForm(prefix="return"),
            "has_meetings": bool(meetings),
            "late": is_late(deadline, timezone.localdate(found.proposed_at)),
        }
    refused = [form for form in (accept, defer, send_back) if form is not None]
    bad = bool(refused)
    if bad and not can_answer:  # somebody else has answered meanwhile: there is no form to say it in
        facts["refusal"] = " ".join(str(error) for form in refused for error in form.non_field_errors())
    return render(request, "meetings/proposal.html", facts, status=422 if bad else 200)
