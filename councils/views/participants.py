"""The organisations that take part in a council: those who do, did and will; add, end, and take back."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils import actions
from councils.forms.facts import EndParticipationForm, OtherParticipantForm, ParticipantForm
from councils.models import Council, Participant
from councils.participation import (
    found_in_register,
    is_bound,
    lines_of,
    parts_of,
    seats_going_on,
    what_is_seen,
)
from councils.permissions import Right, access_council, access_participant, access_registered, may
from councils.procedure import in_force
from councils.refusals import Refusal
from politirad.accounts import signed_in
from politirad.dates import long_date
from politirad.tenancy.models import Organization


@login_required
def participants(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Everybody who takes part, will, or did."""
    council = access_council(request.user, council_id)
    return render(
        request,
        "councils/participants.html",
        {
            "council": council,
            "parts": parts_of(council, timezone.localdate()),
            "can_edit_council": may(request.user, council, Right.EDIT_COUNCIL),
            "takes_turns": council.rules.filter(in_force(timezone.localdate()), rotating_host=True).exists(),
        },
    )


@login_required
@require_POST
def order_participants(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Move one of those who take part now; also answers the script that moves them."""
    council = access_council(request.user, council_id, to=Right.EDIT_COUNCIL)
    shown = parts_of(council, timezone.localdate()).now
    found = next((one for one in shown if str(one.pk) == request.POST.get("item")), None)
    if found is None:
        raise Http404
    found.council = council
    try:
        # Places are counted from 1, as people and templates/_parts/move_buttons.html do.
        place = max(1, min(int(request.POST.get("to", "")), len(shown)))
    except ValueError:
        messages.error(request, _("Velg hvor organisasjonen skal stå."))
        return redirect("participants", council.pk)
    everybody = list(council.participants.order_by("order", "id"))
    try:
        actions.order_participants(
            participant=found, to=everybody.index(shown[place - 1]), by=signed_in(request)
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("participants", council.pk)
    if request.headers.get("X-Reorder"):
        return HttpResponse(status=204)
    messages.success(
        request,
        _("«%(title)s» er flyttet til plass %(place)d av %(total)d.")
        % {"title": found.organization, "place": place, "total": len(shown)},
    )
    return redirect("participants", council.pk)


@login_required
def add_participant(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Search the register for who is to take part."""
    council = access_council(request.user, council_id, to=Right.EDIT_COUNCIL)
    words, kind = request.GET.get("q", "").strip(), request.GET.get("type", "")
    hits, more = found_in_register(words, kind) if words else ([], False)
    there = {one.organization_id for one in parts_of(council, timezone.localdate()).now}
    return render(
        request,
        "councils/participant_search.html",
        {
            "council": council,
            "words": words,
            "kind": kind,
            "kinds": Organization.Kind.choices,
            "hits": [(one, one.pk in there) for one in hits],
            "more": more,
        },
    )


@login_required
def add_registered(request: HttpRequest, council_id: UUID, organization_id: UUID) -> HttpResponse:
    """Side and first day of an organisation that was found in the register."""
    council = access_council(request.user, council_id, to=Right.EDIT_COUNCIL)
    organization = access_registered(organization_id)
    initial = {"side": organization.side, "valid_from": timezone.localdate()}
    form = ParticipantForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and added(request, council, form, organization):
        return redirect("participants", council.pk)
    return render(
        request,
        "councils/participant_form.html",
        {"council": council, "organization": organization, "form": form},
    )


@login_required
def add_unregistered(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """An organisation that the register lacks."""
    council = access_council(request.user, council_id, to=Right.EDIT_COUNCIL)
    initial = {"side": "other", "valid_from": timezone.localdate(), "name": request.GET.get("navn", "")[:200]}
    form = OtherParticipantForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and added(request, council, form):
        return redirect("participants", council.pk)
    return render(request, "councils/participant_form.html", {"council": council, "form": form})


def added(
    request: HttpRequest, council: Council, form: ParticipantForm, organization: Organization | None = None
) -> bool:
    """Add the organisation, the one of the form's name where none is given; False with the reason on the form."""
    values, by = form.cleaned_data, signed_in(request)
    try:
        made = actions.add_participant(
            council=council,
            organization=organization
            or actions.enter_organization(council=council, name=values["name"], by=by),
            side=values["side"],
            valid_from=values["valid_from"],
            by=by,
            today=timezone.localdate(),
        )
    except Refusal as refusal:
        form.add_error("valid_from", str(refusal))
        return False
    messages.success(
        request, _("%(name)s er lagt til. Gi folkene deres plasser under «Nytt medlem».") % {"name": made}
    )
    return True


@login_required
def end_participation(request: HttpRequest, council_id: UUID, participant_id: UUID) -> HttpResponse:
    """The last day of an organisation; what ends with it is said before."""
    participant = access_participant(request.user, council_id, participant_id)
    today = timezone.localdate()
    seats = seats_going_on(participant, today)
    mark = what_is_seen(participant, seats)
    form = EndParticipationForm(
        request.POST if request.method == "POST" else None,
        first=participant.valid_from,
        initial={"on": participant.valid_to or today, "seen": mark},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.end_participation(
                participant=participant,
                by=signed_in(request),
                today=today,
                on=values["on"],
                seen=values["seen"],
            )
        except actions.Overtaken as overtaken:
            participant = access_participant(request.user, council_id, participant_id)
            seats = seats_going_on(participant, today)
            posted = request.POST.copy()
            posted["seen"] = what_is_seen(participant, seats)
            form = EndParticipationForm(posted, first=participant.valid_from)
            form.add_error(None, str(overtaken))
        except Refusal as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, ended_words(request, participant, values["on"]))
            return redirect("participants", participant.council_id)
    return render(
        request,
        "councils/participant_end.html",
        {
            "council": participant.council,
            "participant": participant,
            "form": form,
            "lines": lines_of(seats, today),
            "bound": is_bound(participant),
        },
    )


def ended_words(request: HttpRequest, participant: Participant, on: datetime.date) -> str:
    """What has been decided."""
    words: dict[str, Any] = {"name": participant, "day": long_date(on, request.LANGUAGE_CODE)}
    return _("%(name)s er med i rådet til og med %(day)s.") % words


@require_POST
@login_required
def remove_participant(request: HttpRequest, council_id: UUID, participant_id: UUID) -> HttpResponse:
    """Take back an addition that was a mistake."""
    participant = access_participant(request.user, council_id, participant_id)
    try:
        actions.remove_participant(participant=participant, by=signed_in(request), today=timezone.localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s er tatt ut igjen.") % {"name": participant})
    return redirect("participants", council_id)
