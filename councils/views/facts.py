"""A council's own facts: the page where its administrators change them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from councils import actions
from councils.forms.facts import CouncilFactsForm
from councils.models import Council
from councils.participation import participants_now
from councils.permissions import Right, access_council, councils_of
from councils.refusals import Refusal
from politirad.accounts import signed_in


@login_required
def edit_council(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Name, kind, level, parent, language, archive, purpose. Of two who save, the second is shown what the first did."""
    council = access_council(request.user, council_id, to=Right.EDIT_COUNCIL)
    form = form_for(request, council)
    overtaken = False
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_council(
                council=council,
                facts=form.facts,
                version=form.cleaned_data["version"],
                by=signed_in(request),
            )
        except actions.Overtaken:
            overtaken = True
            form = form_for(
                request, access_council(request.user, council_id, to=Right.EDIT_COUNCIL), again=True
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Opplysningene om rådet er lagret.") if changed else _("Ingenting var endret.")
            messages.success(request, said)
            return redirect("council", council.pk)
    return render(
        request,
        "councils/council_form.html",
        {
            "council": council,
            "form": form,
            "overtaken": overtaken,
            "differences": form.differences if overtaken else [],
        },
    )


def form_for(request: HttpRequest, council: Council, *, again: bool = False) -> CouncilFactsForm:
    """The form as typed or as stored; `again` takes the typed values on top of what is stored now."""
    parents = [one for one in councils_of(signed_in(request)).order_by("name") if one.pk != council.pk]
    posted = request.POST.copy() if request.method == "POST" else None
    if posted is not None and again:
        posted["version"] = str(council.version)
    return CouncilFactsForm(
        posted,
        council=council,
        parents=parents,
        participants=list(participants_now(council, timezone.localdate())),
    )
