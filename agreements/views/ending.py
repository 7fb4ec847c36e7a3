"""Give notice, record one that came by letter, take it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.actions import give_notice, record_notice, take_notice_back
from agreements.documents import current_version
from agreements.forms.ending import LetterForm, NoticeForm, ReasonForm
from agreements.lifecycle import last_day_after_notice
from agreements.models import Notice, Party
from agreements.permissions import Right, led_by
from agreements.reading import Sheet
from agreements.standing import period_of
from agreements.views import login_check
from agreements.views.attachments import stored
from agreements.views.frame import asker, frame, opened
from agreements.views.fresh_deed import Shown, token_for, with_fresh_login
from councils.refusals import Refusal


@login_required
@require_http_methods(["GET", "POST"])
def agreement_notice(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Give notice for a party that the reader leads: what follows from it, and the reason that everybody reads."""
    sheet = opened(request, agreement_id, to=Right.SIGN)
    parties = _led(request, sheet)
    form = NoticeForm(request.POST if request.method == "POST" else None, parties=parties)
    what = _shown(sheet)
    if request.method == "POST" and parties.exists() and form.is_valid():
        said = dict(form.cleaned_data)
        answer = with_fresh_login(
            request,
            form,
            what,
            lambda facts: give_notice(agreement=sheet.agreement, **facts, **said),
            done=_("Oppsigelsen er registrert. Alle partene får melding."),
            then=agreement_id,
        )
        if answer is not None:
            return answer
    return _page(request, sheet, form, what, "agreements/notice.html", may_act=bool(parties))


@login_required
@require_http_methods(["GET", "POST"])
def agreement_notice_back(request: HttpRequest, agreement_id: UUID, notice_id: UUID) -> HttpResponse:
    """Take a notice back, for a party that the reader leads."""
    sheet = opened(request, agreement_id, to=Right.SIGN)
    notice = (
        Notice.objects.filter(agreement=sheet.agreement, pk=notice_id, takes_back__isnull=True)
        .select_related("party__organization")
        .first()
    )
    if notice is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    what = _shown(sheet)
    leads = notice.party.organization_id in led_by(asker(request), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        answer = with_fresh_login(
            request,
            form,
            what,
            lambda facts: take_notice_back(notice=notice, **facts, **said),
            done=_("Oppsigelsen er trukket tilbake. Alle partene får melding."),
            then=agreement_id,
        )
        if answer is not None:
            return answer
    return _page(request, sheet, form, what, "agreements/notice_back.html", may_act=leads, given=notice)


@login_required
@require_http_methods(["GET", "POST"])
def agreement_notice_letter(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Record a notice that came by letter, with the letter."""
    sheet = opened(request, agreement_id, to=Right.ATTEST)
    parties = Party.objects.filter(agreement=sheet.agreement).select_related("organization").order_by("order")
    posted = request.POST if request.method == "POST" else None
    form = LetterForm(posted, request.FILES or None, parties=parties)
    if posted is not None and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            letter = stored(sheet.agreement, said.pop("letter"), by=asker(request))
            record_notice(
                agreement=sheet.agreement,
                letter=letter,
                by=asker(request),
                at=timezone.now(),
                today=timezone.localdate(),
                **said,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Oppsigelsen er registrert. Alle partene får melding."))
            return redirect("agreement", agreement_id)
    return render(request, "agreements/notice_letter.html", frame(request, sheet, tab="", form=form))


def _led(request: HttpRequest, sheet: Sheet) -> Any:
    """The parties that the reader leads."""
    led = led_by(asker(request), today=timezone.localdate())
    return (
        Party.objects.filter(agreement=sheet.agreement, organization__in=led)
        .select_related("organization")
        .order_by("order")
    )


def _shown(sheet: Sheet) -> Shown:
    """The text that the notice is about; one without a version of its own was never signed here."""
    version = current_version(sheet.agreement)
    return Shown(sheet.agreement.pk, version.sha256 if version else "")


def _page(
    request: HttpRequest, sheet: Sheet, form: Any, what: Shown, template: str, **facts: Any
) -> HttpResponse:
    agreement, today = sheet.agreement, timezone.localdate()
    facts |= {
        "form": form,
        "shown": token_for(request, what),
        "has_second": login_check.has_second_factor(asker(request)),
        "ends": last_day_after_notice(
            today, agreement.notice_days, agreement.notice_months, last_day=period_of(agreement).last_day
        ),
    }
    return render(request, template, frame(request, sheet, tab="", **facts))
