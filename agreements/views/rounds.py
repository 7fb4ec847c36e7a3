"""Send to signing, move the deadline, take back, take a declined agreement up again."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.actions import freeze, move_deadline, reopen, withdraw
from agreements.blanks import unfilled
from agreements.forms.signing import DeadlineForm, FreezeForm, WithdrawForm
from agreements.models import Agreement, Section
from agreements.outline import guides
from agreements.permissions import Right, access_agreement
from agreements.views.frame import asker, frame, opened
from councils.refusals import Refusal
from politirad import richtext

USUAL_DAYS = 14  # to sign, where the sender says nothing else


@login_required
@require_http_methods(["GET", "POST"])
def agreement_freeze(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Before sending: what will be locked, who gets what, in which order, and until when."""
    sheet = opened(request, agreement_id, to=Right.FREEZE)
    today = timezone.localdate()
    posted = request.POST if request.method == "POST" else None
    form = FreezeForm(posted, initial={"deadline": today + datetime.timedelta(days=USUAL_DAYS)})
    if posted is not None and form.is_valid():
        try:
            freeze(
                agreement=sheet.agreement,
                by=asker(request),
                at=timezone.now(),
                today=today,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Teksten er låst, og de som skal signere, har fått melding."))
            return redirect("agreement", agreement_id)
    missing = [party.name for party in sheet.parties if not party.lines]
    shown = frame(request, sheet, tab="", form=form, missing=missing, unfilled=_unfilled(sheet.agreement))
    return render(request, "agreements/freeze.html", shown)


def _unfilled(agreement: Agreement) -> list[tuple[Section, list[str]]]:
    """The sections where something stands that the outline left to be filled in, and what."""
    sections = Section.objects.filter(agreement=agreement).order_by("attachment__number", "order")
    known = guides()
    found = [(section, unfilled(richtext.plain(section.html), known)) for section in sections]
    return [(section, left) for section, left in found if left]


@login_required
@require_http_methods(["GET", "POST"])
def agreement_withdraw(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Take a frozen text back to draft, with a reason that everybody gets to read."""
    sheet = opened(request, agreement_id, to=Right.FREEZE)
    posted = request.POST if request.method == "POST" else None
    form = WithdrawForm(posted)
    if posted is not None and form.is_valid():
        try:
            withdraw(agreement=sheet.agreement, by=asker(request), at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Teksten er trukket tilbake og kan endres. Alle har fått melding."))
            return redirect("agreement", agreement_id)
    return render(request, "agreements/withdraw.html", frame(request, sheet, tab="", form=form))


@login_required
@require_http_methods(["GET", "POST"])
def agreement_deadline(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Move the deadline of the open round; those who wait to sign are told, and the reminders follow."""
    sheet = opened(request, agreement_id, to=Right.FREEZE)
    posted = request.POST if request.method == "POST" else None
    form = DeadlineForm(posted, initial={"deadline": sheet.deadline})
    if posted is not None and form.is_valid():
        try:
            move_deadline(
                agreement=sheet.agreement,
                by=asker(request),
                at=timezone.now(),
                today=timezone.localdate(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Fristen er flyttet, og de som ikke har signert, har fått melding."))
            return redirect("agreement", agreement_id)
    return render(request, "agreements/deadline.html", frame(request, sheet, tab="", form=form))


@login_required
@require_POST
def agreement_reopen(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Take a declined agreement up again as a draft."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.FREEZE)
    try:
        reopen(agreement=agreement, by=asker(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Avtalen er et utkast igjen. Endre teksten, og send den på nytt."))
    return redirect("agreement", agreement.pk)
