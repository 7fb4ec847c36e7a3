"""The people in an office: appoint, let go, undo, invite once more. The same pages serve a council's seat and
an organisation's own offices."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils import actions
from councils.forms.seats import AppointForm, LastDayForm
from councils.membership import holders_of
from councils.models import Council, Office, OfficeHolding
from councils.permissions import access_organization, access_seat, may_fill
from councils.refusals import Refusal
from politirad.accounts import signed_in
from politirad.tenancy.models import Organization


@dataclass(frozen=True)
class Post:
    """An office as one of its two pages shows it: from a council's seat, or from its organisation."""

    office: Office
    council: Council | None
    organization: Organization | None
    title: str
    shared: bool
    url: str

    @property
    def place(self) -> dict[str, Council | Organization | None]:
        """Where letters and audit rows lie: with the council that asks, else with the organisation."""
        return {"council": self.council, "organization": self.organization}


def post_of_seat(request: HttpRequest, council_id: UUID, seat_id: UUID) -> Post:
    """The office behind a seat that the reader may fill; Http404 for a line without persons, 403 for others'."""
    seat = access_seat(request.user, council_id, seat_id)
    if seat.office is None:
        raise Http404
    if not may_fill(request.user, seat.office, day=timezone.localdate()):
        raise PermissionDenied
    return Post(
        office=seat.office,
        council=seat.council,
        organization=None,
        title=seat.title,
        shared=bool(seat.count and seat.count > 1),
        url=reverse("seat", args=[seat.council_id, seat.pk]),
    )


def post_of_organization(request: HttpRequest, organization_id: UUID, office_id: UUID) -> Post:
    """One of an organisation's own offices, for its administrators."""
    organization = access_organization(request.user, organization_id, day=timezone.localdate())
    office = Office.objects.filter(organization=organization, council__isnull=True, pk=office_id).first()
    if office is None:
        raise Http404
    office.organization = organization
    return Post(
        office=office,
        council=None,
        organization=organization,
        title=office.title,
        shared=False,
        url=reverse("organization_office", args=[organization.pk, office.pk]),
    )


@login_required
def appoint(request: HttpRequest, council_id: UUID, seat_id: UUID) -> HttpResponse:
    """Somebody new in a seat."""
    return appoint_to(request, post_of_seat(request, council_id, seat_id))


@login_required
def appoint_in_organization(request: HttpRequest, organization_id: UUID, office_id: UUID) -> HttpResponse:
    """Somebody new in an organisation's own office: every seat of it follows, in every council."""
    return appoint_to(request, post_of_organization(request, organization_id, office_id))


def appoint_to(request: HttpRequest, post: Post) -> HttpResponse:
    """The form for a new holder, and the deed."""
    today = timezone.localdate()
    regular = [one.user.name for one in holders_of(post.office, today) if not one.acting]
    form = AppointForm(
        request.POST if request.method == "POST" else None,
        holder=regular[0] if regular else "",
        shared=post.shared,
        initial={"valid_from": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            holding = actions.seat_person(
                office=post.office,
                council=post.council,
                by=signed_in(request),
                at=timezone.now(),
                today=today,
                **form.facts,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said(holding, post.title, today))
            return redirect(post.url)
    return render(
        request,
        "councils/appoint.html",
        {"post": post, "form": form, "council": post.council, "holders": regular},
    )


def said(holding: OfficeHolding, title: str, today: datetime.date) -> str:
    """What the page says after an appointment."""
    words = {"name": holding.user.name, "title": title}
    if not holding.user.has_usable_password():
        return _("%(name)s er registrert som %(title)s. Invitasjonen er på vei.") % words
    if holding.valid_from > today:
        return _("%(name)s blir %(title)s. Vi har sendt beskjed.") % words
    return _("%(name)s er %(title)s. Vi har sendt beskjed.") % words


def holding_in(office: Office, holding_id: UUID) -> OfficeHolding:
    """One person's time in the office, or Http404."""
    found = office.holdings.select_related("user", "office").filter(pk=holding_id).first()
    if found is None:
        raise Http404
    return found


@login_required
def end_holding(request: HttpRequest, council_id: UUID, seat_id: UUID, holding_id: UUID) -> HttpResponse:
    """The last day of a person in a seat."""
    return end_in(request, post_of_seat(request, council_id, seat_id), holding_id)


@login_required
def end_holding_in_organization(
    request: HttpRequest, organization_id: UUID, office_id: UUID, holding_id: UUID
) -> HttpResponse:
    """The last day of a person in an organisation's own office."""
    return end_in(request, post_of_organization(request, organization_id, office_id), holding_id)


def end_in(request: HttpRequest, post: Post, holding_id: UUID) -> HttpResponse:
    """The form for the last day, and the deed."""
    holding = holding_in(post.office, holding_id)
    today = timezone.localdate()
    form = LastDayForm(
        request.POST if request.method == "POST" else None, first=holding.valid_from, initial={"on": today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_holding(
                holding=holding, on=form.cleaned_data["on"], by=signed_in(request), today=today
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Perioden til %(name)s er avsluttet.") % {"name": holding.user.name})
            return redirect(post.url)
    context = {
        "post": post,
        "council": post.council,
        "form": form,
        "heading": _("Avslutt perioden til %(name)s") % {"name": holding.user.name},
        "button": _("Avslutt perioden"),
        "text": _("%(name)s mister tilgangen etter siste dag. Historikken står.")
        % {"name": holding.user.name},
    }
    return render(request, "councils/last_day.html", context)


@require_POST
@login_required
def withdraw(request: HttpRequest, council_id: UUID, seat_id: UUID, holding_id: UUID) -> HttpResponse:
    """Undo an appointment to a seat before it begins."""
    return withdraw_in(request, post_of_seat(request, council_id, seat_id), holding_id)


@require_POST
@login_required
def withdraw_in_organization(
    request: HttpRequest, organization_id: UUID, office_id: UUID, holding_id: UUID
) -> HttpResponse:
    """Undo an appointment to an organisation's own office before it begins."""
    return withdraw_in(request, post_of_organization(request, organization_id, office_id), holding_id)


def withdraw_in(request: HttpRequest, post: Post, holding_id: UUID) -> HttpResponse:
    """The deed."""
    holding = holding_in(post.office, holding_id)
    name = holding.user.name
    try:
        actions.withdraw_appointment(holding=holding, by=signed_in(request), today=timezone.localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Endringen er angret. %(name)s tar ikke over.") % {"name": name})
    return redirect(post.url)


@require_POST
@login_required
def invite_again(request: HttpRequest, council_id: UUID, seat_id: UUID, holding_id: UUID) -> HttpResponse:
    """Send the invitation to a person in a seat once more."""
    return invite_in(request, post_of_seat(request, council_id, seat_id), holding_id)


@require_POST
@login_required
def invite_again_in_organization(
    request: HttpRequest, organization_id: UUID, office_id: UUID, holding_id: UUID
) -> HttpResponse:
    """Send the invitation to a person in an organisation's own office once more."""
    return invite_in(request, post_of_organization(request, organization_id, office_id), holding_id)


def invite_in(request: HttpRequest, post: Post, holding_id: UUID) -> HttpResponse:
    """The deed."""
    user = holding_in(post.office, holding_id).user
    try:
        actions.renew_invitation(
            user=user,
            by=signed_in(request),
            at=timezone.now(),
            council=post.council,
            organization=post.organization,
            role=post.office.title,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Invitasjonen er sendt til %(email)s på nytt.") % {"email": user.email})
    return redirect(post.url)
