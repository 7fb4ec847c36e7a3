"""The list of agreements, and the beginning of a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.actions import create_agreement
from agreements.course import tag_of
from agreements.forms.drafting import NewAgreementForm
from agreements.models import Agreement, AgreementTemplate, Party
from agreements.permissions import agreements_of
from agreements.standing import period_of
from agreements.views.frame import asker
from councils.models import Council
from councils.permissions import Right as CouncilRight
from councils.permissions import councils_of

PER_PAGE = 25
MOST_RULED = 3  # councils whose rules are linked to from the list
#: How the list is cut: name in the address -> the states it shows.
GROUPS: dict[str, tuple[str, ...]] = {
    "gjelder": ("in_force", "to_renew", "notice_given"),
    "signering": ("frozen", "partly_signed"),
    "utkast": ("draft", "hearing", "political_treatment"),
    "avsluttet": ("expired", "replaced", "terminated", "declined"),
}


@login_required
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement that the reader sees, by state."""
    user, today = asker(request), timezone.localdate()
    found = agreements_of(user)
    group = request.GET.get("vis", "")
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    if group in GROUPS:
        found = found.filter(state__in=GROUPS[group])
    if words:
        found = found.filter(title__icontains=words)
    council = Council.objects.filter(pk=OuterRef("owner_council_id")).values("name")[:1]
    rows = found.annotate(council_name=Subquery(council)).order_by("title", "created_at")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side") or request.GET.get("page"))
    parties: dict[Any, list[str]] = {}
    for party in (
        Party.objects.filter(agreement__in=list(page)).select_related("organization").order_by("order")
    ):
        parties.setdefault(party.agreement_id, []).append(str(party))
    entries = [
        {
            "agreement": one,
            "parties": parties.get(one.pk, []),
            "tag": tag_of(one.state, one.in_force_from, today=today, language=request.LANGUAGE_CODE),
            "valid": period_of(one).format(request.LANGUAGE_CODE),
        }
        for one in page
    ]
    tabs = [("", _("Alle")), ("gjelder", _("Gjelder")), ("signering", _("Til signering"))]
    tabs += [("utkast", _("Utkast")), ("avsluttet", _("Avsluttet"))]
    return render(
        request,
        "agreements/agreements.html",
        {
            "entries": entries,
            "page": page,
            "tabs": tabs,
            "group": group,
            "words": words,
            "may_create": councils_of(user, to=CouncilRight.MAKE_AGREEMENT).exists(),
            "ruled": councils_of(user, to=CouncilRight.EDIT_RULES)
            .filter(Exists(Agreement.objects.filter(owner_council=OuterRef("pk"))))
            .order_by("name")[:MOST_RULED],
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_agreement(request: HttpRequest) -> HttpResponse:
    """Begin a draft for one of the councils that the reader makes agreements for."""
    user = asker(request)
    councils = councils_of(user, to=CouncilRight.MAKE_AGREEMENT).order_by("name")
    posted = request.POST if request.method == "POST" else None
    templates = AgreementTemplate.objects.filter(council__in=councils.values("pk"))
    form = NewAgreementForm(
        posted, councils=councils, templates=templates, initial={"council": request.GET.get("rad")}
    )
    if posted is None and not councils.exists():
        raise PermissionDenied
    if posted is not None and form.is_valid():
        made = create_agreement(by=user, today=timezone.localdate(), **form.cleaned_data)
        messages.success(request, _("Utkastet er klart. Fyll inn parter og vilkår, og skriv teksten."))
        return redirect("agreement", made.pk)
    return render(request, "agreements/new.html", {"form": form, "states": Agreement.State})
