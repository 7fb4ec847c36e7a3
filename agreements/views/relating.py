"""Links to the agreements that one supports, and the one that it replaces from outside."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.actions import keep_predecessor, link_support, unlink_support
from agreements.forms.ending import PredecessorForm, SupportForm
from agreements.models import Support
from agreements.permissions import Right, access_agreement, agreements_of
from agreements.views.attachments import stored
from agreements.views.frame import asker
from councils.refusals import Refusal


@login_required
@require_http_methods(["GET", "POST"])
def support_add(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Link the agreement to one that it supports."""
    user = asker(request)
    agreement = access_agreement(user, agreement_id, to=Right.EDIT)
    posted = request.POST if request.method == "POST" else None
    form = SupportForm(posted, candidates=agreements_of(user).exclude(pk=agreement.pk).order_by("title"))
    if posted is not None and form.is_valid():
        try:
            link_support(agreement=agreement, by=user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Koblingen er lagret."))
            return redirect("agreement", agreement_id)
    facts = {"agreement": agreement, "form": form, "title": _("Avtale den støtter")}
    return render(request, "agreements/relation.html", facts)


@login_required
@require_POST
def support_remove(request: HttpRequest, agreement_id: UUID, link_id: UUID) -> HttpResponse:
    """Take a link away."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    link = Support.objects.filter(agreement=agreement, pk=link_id).first()
    if link is None:
        raise Http404
    unlink_support(link=link, agreement=agreement, by=asker(request))
    messages.success(request, _("Koblingen er fjernet."))
    return redirect("agreement", agreement_id)


@login_required
@require_http_methods(["GET", "POST"])
def predecessor(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The agreement it replaces from outside: title, date, scan."""
    user = asker(request)
    agreement = access_agreement(user, agreement_id, to=Right.EDIT)
    posted = request.POST if request.method == "POST" else None
    start = {"title": agreement.predecessor_note, "date": agreement.predecessor_date}
    form = PredecessorForm(posted, request.FILES or None, initial=start)
    if posted is not None and form.is_valid():
        said = dict(form.cleaned_data)
        upload = said.pop("scan")
        try:
            scan = stored(agreement, upload, by=user) if upload else None
            keep_predecessor(agreement=agreement, scan=scan, by=user, **said)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Avtalen den erstatter, er lagret."))
            return redirect("agreement", agreement_id)
    facts = {"agreement": agreement, "form": form, "title": _("Avtalen den erstatter")}
    return render(request, "agreements/relation.html", facts)
