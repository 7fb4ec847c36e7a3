"""What was sent along with a proposed item: read it, take it away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.refusals import Refusal
from meetings.actions.proposal_files import remove_proposal_file
from meetings.permissions import access_proposal_file, may_remove_files
from politirad.tenancy.audit import record
from politirad.tenancy.middleware import logs_reading


@logs_reading
@login_required
def proposal_file(request: HttpRequest, proposal_id: UUID, file_id: UUID) -> HttpResponse:
    """The file's bytes, always as a download; reading one that became a closed item's is written down."""
    found = access_proposal_file(request.user, proposal_id, file_id)
    user: Any = request.user
    if found.proposal.closed_by_id is not None:
        record("read_closed_paper", found.proposal, by=user, about=found.proposal.item, file=found.pk)
    answer = HttpResponse(bytes(found.content), content_type=found.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_POST
def delete_proposal_file(request: HttpRequest, proposal_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a file away."""
    found = access_proposal_file(request.user, proposal_id, file_id)
    user: Any = request.user
    if not may_remove_files(user, found.proposal):
        raise PermissionDenied
    try:
        remove_proposal_file(file=found, by=user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Vedlegget er slettet."))
    return redirect("proposal", proposal_id)
