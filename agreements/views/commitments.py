"""What the parties expect of one another, and whether it was kept, year by year."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agreements.actions import review_expectation
from agreements.forms.commitments import ReviewForm
from agreements.models import Expectation
from agreements.permissions import Right, access_agreement
from agreements.views.expectations_page import Wrong, expectations_page, own_id
from agreements.views.frame import asker
from councils.refusals import Refusal


@login_required
@require_safe
def agreement_expectations(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Each expectation with what was said of it, and asked under it, in a year (`ar`)."""
    asked = request.GET.get("ar", "")
    return expectations_page(request, agreement_id, year=int(asked) if asked.isdecimal() else None)


@login_required
@require_POST
def expectation_review(request: HttpRequest, agreement_id: UUID, expectation_id: UUID) -> HttpResponse:
    """Say whether an expectation was kept in a year."""
    user = asker(request)
    agreement = access_agreement(user, agreement_id, to=Right.COMMENT)
    expectation = Expectation.objects.filter(agreement=agreement, pk=expectation_id).first()
    if expectation is None:
        raise Http404
    asked = request.POST.get("year", "")
    year = int(asked) if asked.isdecimal() else timezone.localdate().year
    form = ReviewForm(request.POST, auto_id=own_id("review", expectation_id))
    if form.is_valid():
        said: dict[str, Any] = dict(form.cleaned_data)
        try:
            review_expectation(
                expectation=expectation,
                agreement=agreement,
                year=year,
                by=user,
                at=timezone.now(),
                today=timezone.localdate(),
                **said,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Vurderingen er lagret."))
            return redirect(f"{reverse('agreement_expectations', args=[agreement.pk])}?ar={year}")
    wrong = Wrong("review", expectation_id, form)
    return expectations_page(request, agreement_id, year=year, wrong=wrong, status=422)
