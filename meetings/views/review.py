"""The police's review of the agenda: ask for it, answer each item, be done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.review import ask_review, finish_review, review_item
from meetings.agenda import agenda_of
from meetings.forms.agenda import ReviewForm
from meetings.models import AgendaItem, Meeting, MeetingFile
from meetings.permissions import access_item, access_meeting
from meetings.views.doubts import warn
from politirad.tenancy.audit import record_each
from politirad.tenancy.middleware import logs_reading


@login_required
@require_POST
def ask(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Ask the police to look at the agenda."""
    meeting = access_meeting(request.user, meeting_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    try:
        asked = ask_review(meeting=meeting, by=user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if asked:
            words = ngettext("%d person er bedt om å se over.", "%d personer er bedt om å se over.", asked)
            messages.success(request, words % asked)
        else:
            messages.info(request, _("Politiet er allerede bedt om å gå gjennom sakslisten."))
    return redirect("agenda", meeting_id)


@logs_reading
@login_required
def agenda_review(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The agenda with an answer to give on each item; closed items that are shown are written down as read."""
    meeting = access_meeting(request.user, meeting_id, to=Right.REVIEW_AGENDA)
    return _page(request, meeting)


@login_required
@require_POST
def answer_review(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Answer on one item."""
    item = access_item(request.user, meeting_id, item_id, to=Right.REVIEW_AGENDA)
    user: Any = request.user
    form = ReviewForm(request.POST, prefix=str(item.pk), kept=item.review_comment)
    if not form.is_valid():
        return _page(request, item.meeting, wrong=(item.pk, form))
    clean = form.cleaned_data
    comment = clean["comment"] if clean["answer"] == "comment" else ""
    try:
        review_item(item=item, comment=comment, by=user, version=clean["version"])
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        warn(request, form)
    return redirect(f"{reverse('agenda_review', args=[meeting_id])}#sak-{item_id}")


@login_required
@require_POST
def finish(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Be done with the review."""
    meeting = access_meeting(request.user, meeting_id, to=Right.REVIEW_AGENDA)
    user: Any = request.user
    try:
        finish_review(meeting=meeting, by=user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("agenda_review", meeting_id)
    messages.success(request, _("Takk. Sekretæren får beskjed om at sakslisten er gjennomgått."))
    return redirect("meeting", meeting_id)


def _page(
    request: HttpRequest, meeting: Meeting, wrong: tuple[UUID, ReviewForm] | None = None
) -> HttpResponse:
    user: Any = request.user
    shown = agenda_of(meeting)
    papers: dict[UUID | None, list[MeetingFile]] = {}
    for paper in meeting.files.defer("content"):
        papers.setdefault(paper.item_id, []).append(paper)
    record_each("read_closed_item", [line.item for line in shown.part_two], by=user)
    rows = []
    for line in shown.lines:
        form = ReviewForm(
            prefix=str(line.item.pk),
            initial={"comment": line.item.review_comment, "version": line.item.version},
        )
        if wrong and wrong[0] == line.item.pk:
            form = wrong[1]
        rows.append((line, form, papers.get(line.item.pk, [])))
    left = sum(line.item.review == AgendaItem.Review.PENDING for line in shown.lines)
    facts = {
        "meeting": meeting,
        "council": meeting.council,
        "rows": rows,
        "left": left,
        "asked": meeting.review_state == "asked",
        "open": meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED),
    }
    return render(request, "meetings/review.html", facts, status=422 if wrong else 200)
