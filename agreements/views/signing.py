"""Send to signing, take back, sign, attest paper, open a revision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.actions import attest_paper, freeze, open_revision, sign, withdraw
from agreements.documents import current_version
from agreements.forms.signing import FreezeForm, PaperForm, SignForm, WithdrawForm
from agreements.models import SignatorySlot
from agreements.permissions import Right, access_agreement, led_by
from agreements.reading import Line, Sheet
from agreements.views.attachments import stored
from agreements.views.frame import asker, frame, opened
from agreements.views.pages import text_of
from councils.refusals import Refusal


@login_required
@require_http_methods(["GET", "POST"])
def agreement_freeze(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Before sending: what will be locked, who gets what, and until when."""
    sheet = opened(request, agreement_id, to=Right.FREEZE)
    posted = request.POST if request.method == "POST" else None
    form = FreezeForm(posted)
    if posted is not None and form.is_valid():
        try:
            freeze(
                agreement=sheet.agreement,
                by=asker(request),
                at=timezone.now(),
                today=timezone.localdate(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Teksten er låst, og de som skal signere, har fått melding."))
            return redirect("agreement", agreement_id)
    missing = [party.name for party in sheet.parties if not party.lines]
    facts = {
        "form": form,
        "missing": missing,
        "without_person": [one for one in sheet.lines if not one.planned_user_id],
    }
    return render(request, "agreements/freeze.html", frame(request, sheet, tab="", **facts))


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
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no types
def agreement_sign(request: HttpRequest, agreement_id: UUID, slot_id: UUID | None = None) -> HttpResponse:
    """The whole frozen text, what a signature here is and is not, and the form. Signing asks for a fresh login.

    Without `slot_id` it is about the reader's own first line that waits; the form is sent to the line's address.
    """
    sheet = opened(request, agreement_id, to=Right.SIGN)
    line = _line(sheet, slot_id)
    version = current_version(sheet.agreement) if sheet.awaits_signatures else None
    stands_in = line is not None and not line.is_mine
    form = SignForm(
        request.POST if request.method == "POST" else None,
        stands_in=stands_in,
        initial={"sha256": version.sha256 if version else ""},
    )
    if request.method == "POST" and line is not None and form.is_valid():
        try:
            _sign(request, _slot(sheet, line), form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Du har signert. Du får melding når alle har signert."))
            return redirect("agreement", agreement_id)
    facts: dict[str, Any] = {"form": form, "line": line, "version": version, "stands_in": stands_in}
    facts["others"] = _substitutable(request, sheet) if line is None else []
    if version is not None and line is not None and line.signed is None:
        facts |= text_of(sheet.agreement, version)
    return render(request, "agreements/sign.html", frame(request, sheet, tab="", **facts))


def _line(sheet: Sheet, slot_id: UUID | None) -> Line | None:
    """The line to sign. Raises Http404 for one of another agreement."""
    if slot_id is None:
        return next(iter(sheet.my_lines), None)
    found = next((line for line in sheet.lines if line.id == slot_id), None)
    if found is None:
        raise Http404
    return found


def _substitutable(request: HttpRequest, sheet: Sheet) -> list[Line]:
    """Open lines of the parties that the reader leads, for one who has no line of his own."""
    led = led_by(asker(request), today=timezone.localdate())
    parties = [party for party in sheet.parties if party.organization_id in led]
    return [line for party in parties for line in party.lines if line.signed is None]


def _slot(sheet: Sheet, line: Line) -> SignatorySlot:
    """The row of a line of this agreement."""
    return SignatorySlot.objects.filter(agreement=sheet.agreement, pk=line.id).select_related("party").get()


def _sign(request: HttpRequest, slot: SignatorySlot, said: dict[str, Any]) -> None:
    """Sign with the evidence of the login that the decorator has just required."""
    records = get_authentication_records(request, asker(request))
    fresh = [record for record in records if record.get("reauthenticated")]
    evidence = {
        "logins": [
            {key: record[key] for key in ("method", "at", "type") if key in record} for record in records
        ],
        "fresh_at": fresh[-1]["at"] if fresh else None,
        "address": request.META.get("REMOTE_ADDR", ""),
    }
    sign(
        slot=slot,
        sha256=said["sha256"],
        by=asker(request),
        at=timezone.now(),
        today=timezone.localdate(),
        evidence=evidence,
        capacity=said.get("capacity", ""),
        basis=said.get("basis", ""),
    )


@login_required
@require_http_methods(["GET", "POST"])
def agreement_paper(request: HttpRequest, agreement_id: UUID, slot_id: UUID) -> HttpResponse:
    """Record a signature given on paper, with its scan."""
    user = asker(request)
    agreement = access_agreement(user, agreement_id, to=Right.ATTEST)
    slot = (
        SignatorySlot.objects.filter(agreement=agreement, pk=slot_id)
        .select_related("party__organization")
        .first()
    )
    if slot is None:
        raise Http404
    slot.agreement = agreement
    posted = request.POST if request.method == "POST" else None
    start = {"name": slot.planned_name, "capacity": slot.capacity}
    form = PaperForm(posted, request.FILES or None, initial=start)
    if posted is not None and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            scan = stored(agreement, values.pop("scan"), by=user)
            attest_paper(
                slot=slot, scan=scan, by=user, at=timezone.now(), today=timezone.localdate(), **values
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Signaturen på papir er registrert."))
            return redirect("agreement", agreement_id)
    facts = {"agreement": agreement, "slot": slot, "form": form}
    return render(request, "agreements/paper.html", facts)


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
