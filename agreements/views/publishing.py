"""Show an agreement in the public register, take it out; let an organisation take part."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.actions import join_register, leave_register, publish, unpublish
from agreements.models import Publication, RegisterMember
from agreements.permissions import Right, access_agreement
from agreements.scope import owner_of
from agreements.views.frame import asker, frame, opened
from councils.permissions import access_organization
from councils.refusals import Refusal


@login_required
@require_http_methods(["GET", "POST"])
def agreement_publish(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """What everybody will see, and the button that shows it to them."""
    sheet = opened(request, agreement_id, to=Right.EDIT)
    agreement = sheet.agreement
    problem = ""
    if request.method == "POST":
        try:
            publish(agreement=agreement, by=asker(request), at=timezone.now(), today=timezone.localdate())
        except Refusal as refusal:
            problem = str(refusal)
        else:
            messages.success(request, _("Avtalen er vist i avtaleregisteret. Alle partene har fått beskjed."))
            return redirect("agreement", agreement.pk)
    owner = owner_of(agreement)
    takes_part = RegisterMember.objects.filter(organization=owner, until=None).exists()
    facts = {"problem": problem, "owner": owner, "takes_part": takes_part}
    return render(request, "agreements/publish.html", frame(request, sheet, tab="overview", **facts))


@login_required
@require_POST
def agreement_unpublish(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Take it out of the register."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    unpublish(agreement=agreement, by=asker(request), at=timezone.now())
    messages.success(request, _("Avtalen er tatt ut av avtaleregisteret. Alle partene har fått beskjed."))
    return redirect("agreement", agreement.pk)


@login_required
@require_http_methods(["GET", "POST"])
def organization_register(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Whether the organisation takes part in the register, and what it shows there."""
    organization = access_organization(asker(request), organization_id, day=timezone.localdate())
    if request.method == "POST":
        user, at = asker(request), timezone.now()
        if request.POST.get("to") == "yes":
            join_register(organization=organization, by=user, at=at)
            messages.success(request, _("%(name)s deltar i avtaleregisteret.") % {"name": organization})
        elif request.POST.get("to") == "no":
            leave_register(organization=organization, by=user, at=at)
            messages.success(
                request, _("%(name)s deltar ikke lenger. Avtalene er skjult.") % {"name": organization}
            )
        return redirect("organization_register", organization.pk)
    member = RegisterMember.objects.filter(organization=organization).first()
    entries = (
        Publication.objects.filter(organization=organization, withdrawn_at=None)
        .defer("canonical", "beside")
        .order_by("title")
    )
    facts = {
        "organization": organization,
        "member": member if member and member.until is None else None,
        "entries": entries,
    }
    return render(request, "agreements/organization_register.html", facts)
