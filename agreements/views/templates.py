"""A council's templates: made from an agreement, taken away among the council's rules for its agreements."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.actions import remove_template, save_template
from agreements.forms.templates import TemplateForm
from agreements.models import AgreementTemplate
from agreements.permissions import Right, access_agreement
from agreements.views.frame import asker
from councils.permissions import Right as CouncilRight
from councils.permissions import access_council
from councils.refusals import Refusal


@login_required
@require_http_methods(["GET", "POST"])
def agreement_template(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Keep the text of an agreement as a template, under a name."""
    agreement = access_agreement(asker(request), agreement_id, to=Right.EDIT)
    posted = request.POST if request.method == "POST" else None
    form = TemplateForm(posted, initial={"name": agreement.title[:120]})
    if posted is not None and form.is_valid():
        try:
            made = save_template(
                agreement=agreement, name=form.cleaned_data["name"], by=asker(request), at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Malen «%(name)s» er lagret. Du kan velge den når du lager en ny avtale.") % {"name": made},
            )
            return redirect("agreement", agreement.pk)
    return render(request, "agreements/template.html", {"agreement": agreement, "form": form})


@login_required
@require_POST
def template_remove(request: HttpRequest, council_id: UUID, template_id: UUID) -> HttpResponse:
    """Take a template away."""
    council = access_council(request.user, council_id, to=CouncilRight.EDIT_RULES)
    template = AgreementTemplate.objects.filter(council=council, pk=template_id).first()
    if template is None:
        raise Http404
    name = template.name
    remove_template(template=template, council=council, by=asker(request))
    messages.success(request, _("Malen «%(name)s» er tatt bort.") % {"name": name})
    return redirect("agreement_policy", council.pk)
