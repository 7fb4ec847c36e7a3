"""The agenda as those who build it see it: what stands on it, in which order, and what waits to come."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions import carrying
from meetings.actions.agenda import begin_agenda, move_item
from meetings.agenda import Agenda, agenda_of
from meetings.asked_duties import unanswered
from meetings.carried import OpenTasks, is_ours, open_tasks, since
from meetings.coverage import coverage_of
from meetings.models import AgendaItem, ItemProposal, Meeting
from meetings.permissions import access_item, access_meeting, holders_of
from meetings.sent import reading_of
from meetings.views.closed import note_closed
from politirad.dates import clock
from politirad.tenancy.middleware import logs_reading
from politirad.tenancy.permissions import rights


@logs_reading
@login_required
def agenda(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Build the agenda. The first time it is opened, standing items and the rest are fetched; until the meeting is
    called, the item with the open tasks follows them.
    """
    meeting = access_meeting(request.user, meeting_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    at = timezone.now()
    if request.method == "GET" and begin_agenda(meeting=meeting, by=user, at=at):
        messages.info(request, _("Faste saker og det som følger av avtalen og forrige møte, er hentet."))
        meeting.refresh_from_db(fields=["agenda_begun_at", "tasks_carried", "duties", "duties_answered"])
    is_open = meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED)
    granted = rights(user, meeting.council)
    reading, tasks = reading_of(meeting, granted), open_tasks(meeting.council)
    if request.method == "GET" and _lags(meeting, reading.agenda, tasks):
        if carrying.refresh_follow_up(meeting=meeting, at=at, by=user):
            messages.info(request, _("Oppgavene fra tidligere møter er hentet på nytt."))
        reading = reading_of(meeting, granted)
    shown = reading.agenda
    note_closed((item for item, _actions in tasks.closed if is_open), by=user)
    waiting = ItemProposal.objects.filter(
        council=meeting.council, state__in=[ItemProposal.State.SUBMITTED, ItemProposal.State.DEFERRED]
    ).select_related("proposed_by", "preferred_meeting")
    return render(
        request,
        "meetings/agenda.html",
        {
            "meeting": meeting,
            "council": meeting.council,
            "agenda": shown,
            "reading": reading,
            "can_announce": meeting.state == Meeting.State.CALLED and not meeting.has_been(at),
            "papers": {item_id: len(some) for item_id, some in reading.papers.items()},
            "proposals": list(waiting),
            "open": is_open,
            "can_order": meeting.state == Meeting.State.PLANNED,
            "asked": [] if meeting.has_been(at) else _asked(meeting, request.LANGUAGE_CODE),
            "carries": _carrying(shown) if is_open else None,
            "news_of_tasks": _news(shown, tasks) if is_open else [],
            "closed_tasks": tasks.closed if is_open else (),
            "reviewable": len(shown.part_one),
            "reviewed": sum(line.item.review != AgendaItem.Review.PENDING for line in shown.part_one),
            "coverage": coverage_of(meeting.council, meeting.date.year),
            "can_ask": holders_of(meeting.council, Right.REVIEW_AGENDA).exclude(pk=user.pk).exists(),
            "changed_since_review": meeting.review_state == "done"
            and any(line.item.review == AgendaItem.Review.PENDING for line in shown.lines),
        },
    )


def _asked(meeting: Meeting, language: str) -> list[dict[str, str]]:
    """What the agreement asks of the meeting and nobody has answered, in words."""
    return [{"key": one.key, "title": one.title(language), "text": one.text} for one in unanswered(meeting)]


def _carrying(shown: Agenda) -> AgendaItem | None:
    """The item that carries the open tasks."""
    return next((line.item for line in shown.part_one if line.item.carried is not None), None)


def _lags(meeting: Meeting, shown: Agenda, tasks: OpenTasks) -> bool:
    """Whether the item with the open tasks is to be written anew, asked of what has been fetched already."""
    if meeting.state != Meeting.State.PLANNED or meeting.agenda_begun_at is None:
        return False
    item = _carrying(shown)
    if item is None or item.carried is None:
        return bool(tasks.lines) and not meeting.tasks_carried
    return is_ours(item) and bool(since(item.carried, tasks.lines))


def _news(shown: Agenda, tasks: OpenTasks) -> list[str]:
    """What has become of the tasks since the item was written, in words."""
    item = _carrying(shown)
    if item is None or item.carried is None:
        return []
    found = since(item.carried, tasks.lines)
    told = [
        (found.come, ngettext("%d oppgave er kommet til", "%d oppgaver er kommet til", found.come)),
        (found.closed, ngettext("%d oppgave er lukket", "%d oppgaver er lukket", found.closed)),
        (found.changed, ngettext("%d oppgave er endret", "%d oppgaver er endret", found.changed)),
    ]
    return [words % number for number, words in told if number]


@login_required
@require_POST
def fetch_tasks(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Put the tasks that are new into an item that somebody has written in, and take the closed ones out."""
    found = access_item(request.user, meeting_id, item_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    try:
        left = carrying.fetch_tasks(item=found, at=timezone.now(), by=user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Oppgavene er hentet. Det som er skrevet i saken, er beholdt."))
        if left:
            words = ngettext(
                "%d lukket oppgave er skrevet om i teksten. Se om den skal ut.",
                "%d lukkede oppgaver er skrevet om i teksten. Se om de skal ut.",
                left,
            )
            messages.warning(request, words % left)
    return redirect("agenda", meeting_id)


@login_required
@require_POST
def reorder_item(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Put an item at another place; answers a script with every item's clock time and a person with the page."""
    try:
        item_id, to = UUID(request.POST.get("item", "")), int(request.POST.get("to", ""))
    except ValueError as error:
        raise Http404 from error
    found = access_item(request.user, meeting_id, item_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    by_script = bool(request.headers.get("X-Reorder"))
    try:
        move_item(item=found, to=to, by=user)
    except Refusal as refusal:
        if by_script:
            return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
        messages.error(request, str(refusal))
    return _times(found.meeting) if by_script else redirect("agenda", meeting_id)


def _times(meeting: Meeting) -> JsonResponse:
    """When each item that the reader sees begins now, in words by its id; "" where it is not known."""
    language = get_language() or "nb"
    lines = agenda_of(meeting).lines
    times = {str(one.item.pk): clock(one.starts_at, language) if one.starts_at else "" for one in lines}
    return JsonResponse({"times": times})
