"""What the parties expect of one another, and whether it was kept, year by year."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agreements.actions import review_expectation
from agreements.forms.commitments import ReviewForm
from agreements.models import Agreement, Expectation, ExpectationReview
from agreements.permissions import Right, access_agreement
from agreements.views.frame import asker, frame, opened
from councils.refusals import Refusal

TONES = {"kept": "success", "partly": "warning", "not_kept": "danger"}


@login_required
@require_safe
def agreement_expectations(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Each expectation with what was said of it in a year (`ar`)."""
    asked = request.GET.get("ar", "")
    return _page(request, agreement_id, year=int(asked) if asked.isdecimal() else None)


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
    form = ReviewForm(request.POST, auto_id=f"id_{expectation_id}_%s")
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
    return _page(request, agreement_id, year=year, wrong=(expectation_id, form), status=422)


def years_of(agreement: Agreement) -> list[int]:
    """The years that can be looked at, the latest first: those the agreement has been in force in."""
    today = timezone.localdate()
    first = agreement.in_force_from.year if agreement.in_force_from else today.year
    return list(range(today.year, min(first, today.year) - 1, -1))


def _page(
    request: HttpRequest,
    agreement_id: UUID,
    *,
    year: int | None,
    wrong: tuple[UUID, ReviewForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    sheet = opened(request, agreement_id)
    years = years_of(sheet.agreement)
    shown = year if year in years else years[0]
    said: dict[str, list[dict[str, Any]]] = {}
    found = ExpectationReview.objects.filter(agreement=sheet.agreement, year=shown)
    for review in found.select_related("by").order_by("-at"):
        said.setdefault(str(review.expectation_id), []).append(
            {"review": review, "tone": TONES[review.verdict]}
        )
    rows = []
    for row, words in zip(sheet.agreement.expectation_rows, sheet.expectations, strict=True):
        bad = wrong[1] if wrong and str(wrong[0]) == row["id"] else None
        form = bad or ReviewForm(auto_id=f"id_{row['id']}_%s")
        rows.append(
            {
                "id": row["id"],
                "words": words,
                "said": said.get(row["id"], []),
                "form": form,
                "wrong": bool(bad),
            }
        )
    context = frame(
        request, sheet, tab="overview", rows=rows, year=shown, years=years if len(years) > 1 else []
    )
    context["form"] = wrong[1] if wrong else None
    return render(request, "agreements/expectations.html", context, status=status)
