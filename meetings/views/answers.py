"""Answer a notice: by the secret link in the letter, or on the meeting's page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.answers import answer_notice
from meetings.actions.writing import DOUBTFUL
from meetings.calling import deputies_of
from meetings.forms.calling import AnswerForm
from meetings.models import Invitee, Meeting
from meetings.pack import may_read, newest_pack, open_papers
from meetings.permissions import access_invitee, access_meeting_in_series
from meetings.secret_links import digest
from meetings.sent import may_read_paper, reading_of
from meetings.views.doubts import warn
from meetings.views.meetings import meeting_page
from politirad.tenancy import context


@never_cache
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link: the meeting, its papers, and whether I come. Needs no login; opens nothing else.

    A mail scanner that follows the link changes nothing: only the form's own button answers.
    """
    with _behind(secret) as invitee:
        return _answer(request, invitee, secret)


@never_cache
@require_safe
def answer_pack(request: HttpRequest, secret: str) -> HttpResponse:
    """The pack as it was last made, for one who is called."""
    with _behind(secret) as invitee:
        pdf = newest_pack(invitee.meeting) if may_read(invitee, timezone.now()) else None
        if pdf is None:
            raise Http404
        return _file(pdf.name, bytes(pdf.content), pdf.content_type, download=False)


@never_cache
@require_safe
def answer_paper(request: HttpRequest, secret: str, paper_id: UUID) -> HttpResponse:
    """One paper of the open part, for one who is called."""
    with _behind(secret) as invitee:
        rows = invitee.meeting.files.filter(pk=paper_id, item__part=1).select_related("item", "meeting")
        paper = rows.first() if may_read(invitee, timezone.now()) else None
        if paper is None or not may_read_paper(paper, ()):
            raise Http404
        return _file(paper.name, bytes(paper.content), paper.content_type, download=True)


@contextmanager
def _behind(secret: str) -> Iterator[Invitee]:
    """The invitee whom the secret belongs to, inside the council's context and in the invitee's language.

    Nobody is logged in there, so that the wall itself keeps every closed item out.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT invitee_id, council_id FROM sec.find_answer(%s)", [digest(secret)])
        found = cursor.fetchone()
    if found is None:
        raise Http404
    invitee_id, council_id = found
    with context.entered(context.of_council(council_id)):
        rows = Invitee.objects.select_related("meeting__council", "council", "user", "seat", "deputy_for")
        invitee = rows.get(pk=invitee_id)
        language = invitee.user.language if invitee.user else invitee.council.language
        with translation.override(language):
            yield invitee


def _file(name: str, content: bytes, content_type: str, *, download: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(download, name) or "attachment"
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
def answer_for(request: HttpRequest, meeting_id: UUID, invitee_id: UUID) -> HttpResponse:
    """Write down what somebody has said on the telephone."""
    invitee = access_invitee(request.user, meeting_id, invitee_id, to=Right.CALL_MEETING)
    user: Any = request.user
    deputies = deputies_of(invitee)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial=AnswerForm.initial_of(invitee, deputies),
        deputies=deputies,
    )
    if request.method == "POST" and form.is_valid():
        try:
            answer_notice(
                invitee=invitee, terms=form.terms(), at=timezone.now(), by=user, source=Invitee.Source.OTHER
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Svaret er lagret."))
            warn(request, form)
            return redirect("meeting_delivery", meeting_id)
    facts = {"invitee": invitee, "meeting": invitee.meeting, "form": form}
    return render(request, "meetings/answer_for.html", facts)


def _answer(request: HttpRequest, invitee: Invitee, secret: str) -> HttpResponse:
    """The page inside the council's context, in the invitee's language."""
    deputies = deputies_of(invitee)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial=AnswerForm.initial_of(invitee, deputies),
        deputies=deputies,
    )
    thanked = False
    if request.method == "POST" and form.is_valid():
        try:
            invitee = answer_notice(invitee=invitee, terms=form.terms(), at=timezone.now(), by=None)
            thanked = True
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    meeting = invitee.meeting
    facts = {
        "invitee": invitee,
        "meeting": meeting,
        "form": form,
        "thanked": thanked,
        "doubtful": DOUBTFUL if thanked and form.doubtful else "",
        "lines": reading_of(meeting, ()).agenda.tree_one,
        "secret": secret,
        "readable": may_read(invitee, timezone.now()),
        "pack": newest_pack(meeting),
        "papers": open_papers(meeting),
        "open": meeting.state == Meeting.State.CALLED
        and invitee.removed_at is None
        and not meeting.has_been(timezone.now()),
    }
    return render(request, "meetings/answer.html", facts, status=422 if form.errors else 200)


@login_required
@require_POST
def answer_own(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Answer on the meeting's page, as the one who is logged in."""
    meeting = access_meeting_in_series(request.user, meeting_id)
    user: Any = request.user
    invitee = meeting.invitees.filter(user=user, removed_at__isnull=True).select_related("seat").first()
    if invitee is None:
        raise Http404
    invitee.meeting = meeting
    form = AnswerForm(request.POST, deputies=deputies_of(invitee))
    if not form.is_valid():
        return meeting_page(request, meeting, refused=form)
    try:
        answer_notice(
            invitee=invitee, terms=form.terms(), at=timezone.now(), by=user, source=Invitee.Source.PAGE
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return meeting_page(request, meeting, refused=form)
    messages.success(request, _("Svaret er lagret."))
    warn(request, form)
    return redirect("meeting", meeting.pk)
