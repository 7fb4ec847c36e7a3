"""Record what was signed on paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.actions import attest_paper
from agreements.forms.signing import PaperForm
from agreements.models import SignatorySlot
from agreements.permissions import Right, access_agreement
from agreements.views.attachments import stored
from agreements.views.frame import asker
from councils.refusals import Refusal


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
    start = {
        "name": slot.planned_name,
        "capacity": slot.capacity,
        "authority": slot.authority,
        "case_number": slot.case_number,
    }
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
