"""The pages of an organisation's administrators."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils import actions, trail
from councils.forms.administration import AffiliateForm, LanguageForm, OfficeForm
from councils.forms.seats import LastDayForm
from councils.membership import holder_of, holders_on
from councils.models import Council, OfficeHolding
from councils.permissions import access_organization
from councils.refusals import Refusal
from councils.views.holdings import post_of_organization
from politirad.accounts import signed_in
from politirad.tenancy.models import Affiliation, Organization

EVENTS_SHOWN = 8


@login_required
def administration(request: HttpRequest) -> HttpResponse:
    """The organisations that the reader administers; straight on when there is only one."""
    today = timezone.localdate()
    own = (
        Affiliation.objects.filter(user=signed_in(request), is_administrator=True, valid_from__lte=today)
        .exclude(valid_to__lt=today)
        .select_related("organization__parent")
        .order_by("organization__name")
    )
    organizations = [affiliation.organization for affiliation in own]
    if len(organizations) == 1:
        return redirect("organization", organizations[0].pk)
    return render(request, "councils/administration.html", {"organizations": organizations})


def opened(request: HttpRequest, organization_id: UUID) -> Organization:
    """The organisation, for its administrators."""
    return access_organization(request.user, organization_id, day=timezone.localdate())


@login_required
def organization(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """One organisation: people, offices, language and what has been done."""
    found = opened(request, organization_id)
    return render(
        request,
        "councils/organization.html",
        page_of(request, found, LanguageForm(initial={"language": found.language})),
    )


def page_of(request: HttpRequest, found: Organization, language: LanguageForm) -> dict[str, Any]:
    """What the organisation's page shows."""
    today = timezone.localdate()
    affiliations = (
        Affiliation.objects.filter(organization=found).exclude(valid_to__lt=today).select_related("user")
    ).order_by("-is_administrator", "user__name")
    holdings = OfficeHolding.objects.select_related("user").order_by("valid_from")
    offices = (
        found.offices.filter(council__isnull=True).select_related("role").order_by("role__order", "title")
    )
    rows = [
        {
            "office": office,
            "holders": holders_on(office.holdings.all(), today),
            "coming": [one for one in office.holdings.all() if one.valid_from > today],
        }
        for office in offices.prefetch_related(Prefetch("holdings", queryset=holdings))
    ]
    return {
        "organization": found,
        "today": today,
        "people": [
            {"affiliation": one, "user": one.user, "invited": not one.user.has_usable_password()}
            for one in affiliations
        ],
        "offices": rows,
        "councils": Council.objects.filter(owner=found),
        "language": language,
        "events": [trail.told(event) for event in trail.events_of_organization(found.pk)[:EVENTS_SHOWN]],
    }


@login_required
def affiliate(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """A new person in the organisation."""
    found = opened(request, organization_id)
    today = timezone.localdate()
    form = AffiliateForm(request.POST if request.method == "POST" else None, initial={"valid_from": today})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.affiliate(
                organization=found, by=signed_in(request), at=timezone.now(), today=today, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(
                request, _("%(name)s er lagt til. Vi har sendt beskjed.") % {"name": made.user.name}
            )
            return redirect("organization", found.pk)
    return render(request, "councils/affiliate.html", {"organization": found, "form": form})


def affiliation_in(found: Organization, affiliation_id: UUID) -> Affiliation:
    """One person's time in the organisation, or Http404."""
    affiliation = (
        Affiliation.objects.select_related("user", "organization")
        .filter(organization=found, pk=affiliation_id)
        .first()
    )
    if affiliation is None:
        raise Http404
    return affiliation


@login_required
def end_affiliation(request: HttpRequest, organization_id: UUID, affiliation_id: UUID) -> HttpResponse:
    """The last day of a person in the organisation."""
    found = opened(request, organization_id)
    affiliation = affiliation_in(found, affiliation_id)
    today = timezone.localdate()
    form = LastDayForm(
        request.POST if request.method == "POST" else None,
        first=affiliation.valid_from,
        initial={"on": today},
    )
    words = {"name": affiliation.user.name, "organization": str(found)}
    if request.method == "POST" and form.is_valid():
        try:
            on = form.cleaned_data["on"]
            actions.end_affiliation(affiliation=affiliation, on=on, by=signed_in(request), today=today)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Tilknytningen til %(name)s er avsluttet.") % words)
            if affiliation.user_id == request.user.pk:
                return redirect("administration")
            return redirect("organization", found.pk)
    return render(
        request,
        "councils/end_affiliation.html",
        {"organization": found, "affiliation": affiliation, "form": form},
    )


@require_POST
@login_required
def set_administrator(request: HttpRequest, organization_id: UUID, affiliation_id: UUID) -> HttpResponse:
    """Give or take an administrator's rights."""
    found = opened(request, organization_id)
    affiliation = affiliation_in(found, affiliation_id)
    to = request.POST.get("to") == "yes"
    try:
        actions.set_administrator(
            affiliation=affiliation, to=to, by=signed_in(request), today=timezone.localdate()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        words = {"name": affiliation.user.name}
        said = _("%(name)s er administrator.") if to else _("%(name)s er ikke lenger administrator.")
        messages.success(request, said % words)
        if not to and affiliation.user_id == request.user.pk:
            return redirect("administration")
    return redirect("organization", found.pk)


@require_POST
@login_required
def invite_affiliated(request: HttpRequest, organization_id: UUID, affiliation_id: UUID) -> HttpResponse:
    """Send the invitation to one of the organisation's people once more."""
    found = opened(request, organization_id)
    user = affiliation_in(found, affiliation_id).user
    try:
        actions.renew_invitation(user=user, by=signed_in(request), at=timezone.now(), organization=found)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Invitasjonen er sendt til %(email)s på nytt.") % {"email": user.email})
    return redirect("organization", found.pk)


@require_POST
@login_required
def choose_language(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """The organisation's written form."""
    found = opened(request, organization_id)
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return render(request, "councils/organization.html", page_of(request, found, form))
    actions.choose_language(organization=found, language=form.cleaned_data["language"], by=signed_in(request))
    messages.success(request, _("Skriftspråket er lagret."))
    return redirect("organization", found.pk)


@login_required
def open_office(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """A new office of the organisation's own."""
    found = opened(request, organization_id)
    form = OfficeForm(request.POST if request.method == "POST" else None, organization=found)
    if request.method == "POST" and form.is_valid():
        office = actions.open_office(organization=found, by=signed_in(request), **form.cleaned_data)
        messages.success(request, _("Stillingen er laget. Nå kan du sette inn hvem som har den."))
        return redirect("organization_office", found.pk, office.pk)
    return render(request, "councils/office_form.html", {"organization": found, "form": form})


@login_required
def office(request: HttpRequest, organization_id: UUID, office_id: UUID) -> HttpResponse:
    """One of the organisation's own offices: who has it, and in which councils it has a seat."""
    post = post_of_organization(request, organization_id, office_id)
    today = timezone.localdate()
    history = list(post.office.holdings.select_related("user").order_by("-valid_from"))
    return render(
        request,
        "councils/office.html",
        {
            "post": post,
            "organization": post.organization,
            "holders": holders_on(reversed(history), today),
            "coming": [holder_of(one) for one in history if one.valid_from > today],
            "former": [one for one in history if one.valid_to is not None and one.valid_to < today],
            "seats": post.office.seats.select_related("council").order_by("council__name"),
        },
    )
