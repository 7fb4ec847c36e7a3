"""A council's rules for its agreements."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.actions import set_policy
from agreements.forms.policy import PolicyForm
from agreements.models import AgreementPolicy, AgreementTemplate
from agreements.views.frame import asker
from councils.permissions import Right, access_council


@login_required
@require_http_methods(["GET", "POST"])
def agreement_policy(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """How strong a login a signature needs, and when to remind of revision and expiry."""
    council = access_council(request.user, council_id, to=Right.EDIT_RULES)
    policy = AgreementPolicy.objects.filter(council=council).first() or AgreementPolicy(council=council)
    months = ", ".join(map(str, policy.reminder_months))
    posted = request.POST if request.method == "POST" else None
    form = PolicyForm(posted, initial={"second_factor": policy.second_factor, "reminder_months": months})
    if posted is not None and form.is_valid():
        set_policy(council=council, by=asker(request), **form.cleaned_data)
        messages.success(request, _("Reglene for avtalene er lagret."))
        return redirect("agreement_policy", council.pk)
    templates = AgreementTemplate.objects.filter(council=council).only("name", "saved_at")
    return render(
        request, "agreements/policy.html", {"council": council, "form": form, "templates": templates}
    )
