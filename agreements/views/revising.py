"""Open a revision."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agreements.actions import open_revision
from agreements.permissions import Right, access_agreement
from agreements.views.frame import asker
from councils.refusals import Refusal


@login_required
@require_POST
def agreement_revise(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Open a revision: a draft that carries everything over."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.REVISE)
    try:
        successor = open_revision(agreement=agreement, by=asker(request), today=timezone.localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("agreement", agreement.pk)
    messages.success(
        request, _("Revisjonen er åpnet. Alt er tatt med; sett nye datoer før dere sender til signering.")
    )
    return redirect("agreement", successor.pk)
