"""An item goes to another meeting, or a copy of it does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.relocating import copy_item, relocate_item
from meetings.forms.relocating import RelocationForm
from meetings.models import Meeting
from meetings.permissions import access_item
from politirad.dates import weekday_date


@login_required
@require_POST
def relocate(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Move or copy the item, and show it where it stands now."""
    found = access_item(request.user, meeting_id, item_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    now = timezone.now()
    form = RelocationForm(request.POST, item=found, today=timezone.localdate(now))
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("item", meeting_id, item_id)
    deed = copy_item if form.copies else relocate_item
    try:
        placed = deed(item=found, to=form.chosen(), by=user, at=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("item", meeting_id, item_id)
    words = _("Saken er kopiert til møtet %s.") if form.copies else _("Saken er flyttet til møtet %s.")
    messages.success(request, words % weekday_date(placed.meeting.date, get_language() or "nb"))
    if placed.meeting.state == Meeting.State.CALLED and not placed.is_closed:
        messages.info(request, _("Møtet er kalt inn. De som er kalt inn, får beskjed om den nye saken."))
    return redirect("item", placed.meeting_id, placed.pk)
