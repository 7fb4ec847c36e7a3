"""What the agreement asks of a meeting, answered from the agenda's page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions import asked_duties
from meetings.permissions import access_meeting


@login_required
@require_POST
def take_duty(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Put it on the agenda."""
    meeting = access_meeting(request.user, meeting_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    try:
        item = asked_duties.take_duty(
            meeting=meeting, key=request.POST.get("duty", ""), by=user, at=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        _say(request, _("Saken står på sakslisten.") if item else "")
    return redirect("agenda", meeting_id)


@login_required
@require_POST
def decline_duty(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Turn it down for this meeting."""
    meeting = access_meeting(request.user, meeting_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    try:
        done = asked_duties.decline_duty(
            meeting=meeting, key=request.POST.get("duty", ""), by=user, at=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        _say(request, _("Det tas ikke med på dette møtet, og foreslås ikke her igjen.") if done else "")
    return redirect("agenda", meeting_id)


def _say(request: HttpRequest, done: str) -> None:
    if done:
        messages.success(request, done)
    else:
        messages.info(request, _("Dette er besvart fra før."))
