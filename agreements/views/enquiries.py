"""Ask another party under an expectation, answer, move the deadline, correct an answer. All stand on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agreements.actions import add_enquiry, answer_enquiry, correct_enquiry, move_enquiry
from agreements.forms.enquiries import (
    AnswerEnquiryForm,
    EnquiryCorrectionForm,
    EnquiryDeadlineForm,
    EnquiryForm,
)
from agreements.models import Agreement, Enquiry, Expectation, Party
from agreements.permissions import Right, access_agreement, belongs_to
from agreements.views.expectations_page import Wrong, expectations_page, others, own_id
from agreements.views.frame import asker, opened
from councils.refusals import Refusal


@login_required
@require_POST
def enquiry_add(request: HttpRequest, agreement_id: UUID, expectation_id: UUID) -> HttpResponse:
    """Ask another party."""
    sheet = opened(request, agreement_id, to=Right.COMMENT)
    agreement: Agreement = sheet.agreement
    expectation = Expectation.objects.filter(agreement=agreement, pk=expectation_id).first()
    if expectation is None:
        raise Http404
    form = EnquiryForm(request.POST, parties=others(sheet), auto_id=own_id("ask", expectation_id))

    def ask() -> Any:
        facts: dict[str, Any] = dict(form.cleaned_data)
        party = Party.objects.filter(agreement=agreement, pk=facts.pop("party")).first()
        if party is None:
            raise Refusal(_("Velg en part i denne avtalen."))
        now: dict[str, Any] = {"at": timezone.now(), "today": timezone.localdate()}
        add_enquiry(
            expectation=expectation, agreement=agreement, party=party, by=asker(request), **now, **facts
        )

    return _done(request, agreement, Wrong("ask", expectation_id, form), ask, _("Henvendelsen er lagret."))


@login_required
@require_POST
def enquiry_answer(request: HttpRequest, agreement_id: UUID, enquiry_id: UUID) -> HttpResponse:
    """Answer for the asked party; only its own people come in."""
    user, agreement, enquiry = _enquiry(request, agreement_id, enquiry_id)
    if not belongs_to(user, enquiry.party):
        raise PermissionDenied
    form = AnswerEnquiryForm(request.POST, auto_id=own_id("answer", enquiry_id))

    def answer() -> Any:
        answer_enquiry(enquiry=enquiry, agreement=agreement, by=user, at=timezone.now(), **form.cleaned_data)

    return _done(request, agreement, Wrong("answer", enquiry_id, form), answer, _("Svaret er lagret."))


@login_required
@require_POST
def enquiry_move(request: HttpRequest, agreement_id: UUID, enquiry_id: UUID) -> HttpResponse:
    """Move the deadline; those who are asked do not."""
    user, agreement, enquiry = _enquiry(request, agreement_id, enquiry_id)
    if belongs_to(user, enquiry.party):
        raise PermissionDenied
    form = EnquiryDeadlineForm(request.POST, auto_id=own_id("move", enquiry_id))

    def move() -> Any:
        today = timezone.localdate()
        move_enquiry(enquiry=enquiry, agreement=agreement, by=user, today=today, **form.cleaned_data)

    return _done(request, agreement, Wrong("move", enquiry_id, form), move, _("Svarfristen er flyttet."))


@login_required
@require_POST
def enquiry_correct(request: HttpRequest, agreement_id: UUID, enquiry_id: UUID) -> HttpResponse:
    """Add a note beside an answer."""
    user, agreement, enquiry = _enquiry(request, agreement_id, enquiry_id)
    form = EnquiryCorrectionForm(request.POST, auto_id=own_id("correct", enquiry_id))

    def correct() -> Any:
        correct_enquiry(enquiry=enquiry, agreement=agreement, by=user, at=timezone.now(), **form.cleaned_data)

    return _done(request, agreement, Wrong("correct", enquiry_id, form), correct, _("Rettelsen er lagret."))


def _enquiry(request: HttpRequest, agreement_id: UUID, enquiry_id: UUID) -> tuple[Any, Agreement, Enquiry]:
    user = asker(request)
    agreement = access_agreement(user, agreement_id, to=Right.COMMENT)
    enquiry = (
        Enquiry.objects.filter(agreement=agreement, pk=enquiry_id)
        .select_related("party__organization")
        .first()
    )
    if enquiry is None:
        raise Http404
    return user, agreement, enquiry


def _done(
    request: HttpRequest, agreement: Agreement, sent: Wrong, deed: Callable[[], Any], said: str
) -> HttpResponse:
    """Do it and say so; else the page again with the form as it was sent, in the year the reader had before him."""
    form: forms.Form = sent.form
    asked = request.POST.get("year", "")
    year = int(asked) if asked.isdecimal() else None
    if form.is_valid():
        try:
            deed()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            shown = f"?ar={year}" if year else ""
            return redirect(reverse("agreement_expectations", args=[agreement.pk]) + shown)
    return expectations_page(request, agreement.pk, year=year, wrong=sent, status=422)
