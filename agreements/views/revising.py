"""Open a revision, or tell that one changed nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.actions import open_revision, revise_unchanged
from agreements.forms.revising import OpenForm, UnchangedForm
from agreements.permissions import Right
from agreements.views.frame import asker, frame, opened
from councils.refusals import Refusal


@login_required
@require_http_methods(["GET", "POST"])
def agreement_revise(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Open a revision, and say why: a draft that carries everything over."""
    sheet = opened(request, agreement_id, to=Right.REVISE)
    form = OpenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            successor = open_revision(
                agreement=sheet.agreement,
                by=asker(request),
                today=timezone.localdate(),
                reason=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("agreement", agreement_id)
        messages.success(
            request, _("Revisjonen er åpnet. Alt er tatt med; sett nye datoer før dere sender til signering.")
        )
        return redirect("agreement", successor.pk)
    facts = {"form": form, "is_addendum": False}
    return render(request, "agreements/open_draft.html", frame(request, sheet, tab="overview", **facts))


@login_required
@require_http_methods(["GET", "POST"])
def agreement_unchanged(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Record a revision that let the agreement stand."""
    sheet = opened(request, agreement_id, to=Right.REVISE)
    form = UnchangedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            revise_unchanged(
                agreement=sheet.agreement,
                by=asker(request),
                at=timezone.now(),
                today=timezone.localdate(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Revisjonen er registrert. Alle partene får melding."))
            return redirect("agreement", agreement_id)
    political = any(row["political"] for row in sheet.agreement.revision_rows)
    return render(
        request,
        "agreements/unchanged.html",
        frame(request, sheet, tab="overview", form=form, political=political),
    )
