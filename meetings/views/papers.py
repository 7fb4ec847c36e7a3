"""An item's papers: put one there, read it, take it away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.permissions import Right
from councils.refusals import Refusal
from meetings.actions.papers import add_paper, remove_paper
from meetings.forms.agenda import PaperForm
from meetings.permissions import access_item, access_paper
from meetings.sent import may_read_paper
from politirad.tenancy.audit import record
from politirad.tenancy.middleware import logs_reading
from politirad.tenancy.permissions import rights


@login_required
@require_POST
def upload_paper(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Keep a paper with an item."""
    found = access_item(request.user, meeting_id, item_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("item", meeting_id, item_id)
    upload = form.cleaned_data["paper"]
    try:
        add_paper(item=found, name=upload.name, content=upload.read(), by=user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sakspapiret er lagt til."))
    return redirect("item", meeting_id, item_id)


@logs_reading
@login_required
def paper(request: HttpRequest, meeting_id: UUID, paper_id: UUID) -> HttpResponse:
    """The paper's bytes, always as a download; reading one of a closed item is written down.

    One that has not been sent is there for those who build or review the agenda.
    """
    found = access_paper(request.user, meeting_id, paper_id)
    user: Any = request.user
    if not may_read_paper(found, rights(user, found.council)):
        raise Http404
    if found.item is not None and found.item.is_closed:
        record("read_closed_paper", found.item, by=user, paper=found.pk)
    answer = HttpResponse(bytes(found.content), content_type=found.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_POST
def delete_paper(request: HttpRequest, meeting_id: UUID, paper_id: UUID) -> HttpResponse:
    """Take a paper away."""
    found = access_paper(request.user, meeting_id, paper_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    try:
        remove_paper(paper=found, by=user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sakspapiret er tatt bort."))
    if found.item_id is None:
        return redirect("agenda", meeting_id)
    return redirect("item", meeting_id, found.item_id)
