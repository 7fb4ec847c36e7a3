"""Hearings with the parties, political treatment, and back to draft."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.actions import (
    answer_hearing,
    back_to_draft,
    record_decision,
    send_on_hearing,
    send_to_treatment,
)
from agreements.forms.preparing import AnswerForm, DecisionForm, HearingForm, TreatmentForm
from agreements.models import Hearing, HearingAnswer, Party, Treatment
from agreements.permissions import Right, access_agreement, led_by, may
from agreements.reading import Sheet
from agreements.views.frame import asker, frame, opened
from councils.refusals import Refusal

USUAL_DAYS = 21  # to answer, where the sender says nothing else


@login_required
@require_http_methods(["GET", "POST"])
def agreement_send_on_hearing(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Ask the parties what they think, until a day."""
    sheet = opened(request, agreement_id, to=Right.FREEZE)
    today = timezone.localdate()
    posted = request.POST if request.method == "POST" else None
    form = HearingForm(posted, initial={"deadline": today + datetime.timedelta(days=USUAL_DAYS)})
    if posted is not None and form.is_valid():
        try:
            send_on_hearing(
                agreement=sheet.agreement,
                by=asker(request),
                at=timezone.now(),
                today=today,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Avtalen er på høring, og partene har fått melding."))
            return redirect("agreement_hearing", agreement_id)
    return render(request, "agreements/send_on_hearing.html", frame(request, sheet, tab="", form=form))


@login_required
@require_http_methods(["GET", "POST"])
def agreement_hearing(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """What the parties are asked and have answered, and the form for whoever answers for one of them."""
    sheet = opened(request, agreement_id)
    user = asker(request)
    hearings = list(Hearing.objects.filter(agreement=sheet.agreement).order_by("-opened_at"))
    current = next((one for one in hearings if one.closed_at is None), None)
    writes = may(user, sheet.agreement, Right.EDIT)
    parties = _mine(sheet, user, writes=writes) if current else []
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted, parties=parties, for_others=writes)
    if posted is not None and current is not None and parties and form.is_valid():
        try:
            answer_hearing(hearing=current, by=user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Svaret er registrert."))
            return redirect("agreement_hearing", agreement_id)
    answers = (
        HearingAnswer.objects.filter(agreement=sheet.agreement).select_related("user").order_by("answered_at")
    )
    names = {party.id: party.name for party in sheet.parties}
    given: dict[Any, list[dict[str, Any]]] = {}
    for answer in answers:
        given.setdefault(answer.hearing_id, []).append(
            {"row": answer, "party": names.get(answer.party_id, "")}
        )
    facts = {
        "form": form if parties else None,
        "current": current,
        "hearings": [
            {
                "row": one,
                "answers": given.get(one.pk, []),
                "silent": [
                    party.name
                    for party in sheet.parties
                    if party.name not in {answer["party"] for answer in given.get(one.pk, [])}
                ],
            }
            for one in hearings
        ],
    }
    return render(request, "agreements/hearing.html", frame(request, sheet, tab="", **facts))


def _mine(sheet: Sheet, user: Any, *, writes: bool) -> list[Party]:
    """The parties that the reader may answer for: every one for a writer, else those the reader leads or signs for."""
    led = led_by(user, today=timezone.localdate())
    signs = {party.id for party in sheet.parties for line in party.lines if line.is_mine}
    parties = Party.objects.filter(agreement=sheet.agreement).order_by("order")
    return [one for one in parties if writes or one.organization_id in led or one.pk in signs]


@login_required
@require_http_methods(["GET", "POST"])
def agreement_treatment(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Note that an elected body treats the agreement."""
    sheet = opened(request, agreement_id, to=Right.FREEZE)
    parties = Party.objects.filter(agreement=sheet.agreement).select_related("organization").order_by("order")
    posted = request.POST if request.method == "POST" else None
    form = TreatmentForm(posted, parties=parties)
    if posted is not None and form.is_valid():
        try:
            send_to_treatment(
                agreement=sheet.agreement, by=asker(request), at=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Avtalen er til politisk behandling. Registrer vedtaket når det er gjort.")
            )
            return redirect("agreement", agreement_id)
    return render(request, "agreements/treatment.html", frame(request, sheet, tab="", form=form))


@login_required
@require_http_methods(["GET", "POST"])
def agreement_decision(request: HttpRequest, agreement_id: UUID, treatment_id: UUID) -> HttpResponse:
    """Write what an elected body decided, when, and in which case."""
    sheet = opened(request, agreement_id, to=Right.FREEZE)
    treatment = Treatment.objects.filter(agreement=sheet.agreement, pk=treatment_id).first()
    if treatment is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = DecisionForm(posted, initial={"case_number": treatment.case_number})
    if posted is not None and form.is_valid():
        try:
            record_decision(
                treatment=treatment,
                agreement=sheet.agreement,
                by=asker(request),
                at=timezone.now(),
                today=timezone.localdate(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Vedtaket er registrert."))
            return redirect("agreement", agreement_id)
    facts = {"form": form, "treatment": treatment}
    return render(request, "agreements/decision.html", frame(request, sheet, tab="", **facts))


@login_required
@require_POST
def agreement_draft(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """End the hearing or the treatment, and write on."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.FREEZE)
    try:
        back_to_draft(agreement=agreement, by=asker(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Avtalen er et utkast igjen."))
    return redirect("agreement", agreement.pk)
