"""An item about a focus area without one, from the agenda's page."""

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
from meetings.actions.focus_items import add_focus_item
from meetings.permissions import access_meeting


@login_required
@require_POST
def add(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Add the item, and go on with the agenda."""
    meeting = access_meeting(request.user, meeting_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    try:
        add_focus_item(meeting=meeting, area_id=_area(request), by=user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saken er lagt til."))
    return redirect("agenda", meeting_id)


def _area(request: HttpRequest) -> UUID:
    """The focus area that was chosen. Raises Refusal for what is none."""
    try:
        return UUID(request.POST.get("area", ""))
    except ValueError as error:
        raise Refusal(_("Velg et av satsingsområdene i avtalen.")) from error
