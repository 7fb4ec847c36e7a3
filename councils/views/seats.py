"""Seats of a council: add, change, order and end them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from councils import actions
from councils.forms.seats import LastDayForm, SeatForm
from councils.membership import line_of, on_day, seats_of
from councils.models import Council, OfficeHolding
from councils.permissions import Right, access_council, access_seat, administrators_of, may_fill
from councils.refusals import Refusal
from politirad.accounts import signed_in


@login_required
def add_seat(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """A new line in the member list; a seat with an office goes on to who holds it."""
    council = access_council(request.user, council_id, to=Right.MANAGE_MEMBERS)
    today = timezone.localdate()
    form = SeatForm(request.POST if request.method == "POST" else None, council=council, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            facts = facts_with_office(request, council, form)
            made = actions.add_seat(council=council, by=signed_in(request), today=today, **facts)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("«%(title)s» er lagt til.") % {"title": made.title})
            return redirect("seat", council.pk, made.pk)
    return render(request, "councils/seat_form.html", {"council": council, "form": form})


@login_required
def edit_seat(request: HttpRequest, council_id: UUID, seat_id: UUID) -> HttpResponse:
    """Change what is said of a seat."""
    seat = access_seat(request.user, council_id, seat_id)
    council = seat.council
    today = timezone.localdate()
    posted = request.POST if request.method == "POST" else None
    form = SeatForm(posted, council=council, today=today, seat=seat)
    if request.method == "POST" and form.is_valid():
        try:
            facts = facts_with_office(request, council, form)
            actions.edit_seat(seat=seat, by=signed_in(request), today=today, **facts)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Plassen er endret."))
            return redirect("seat", council.pk, seat.pk)
    return render(request, "councils/seat_form.html", {"council": council, "seat": seat, "form": form})


@login_required
def seat(request: HttpRequest, council_id: UUID, seat_id: UUID) -> HttpResponse:
    """One seat: who has it, who had it, and what can be done with it."""
    found = access_seat(request.user, council_id, seat_id)
    today = timezone.localdate()
    office = found.office
    history: list[OfficeHolding] = []
    if office is not None:
        prefetch_related_objects([office], Prefetch("holdings", OfficeHolding.objects.select_related("user")))
        history = sorted(office.holdings.all(), key=lambda one: one.valid_from, reverse=True)
    line = line_of(found, today)
    fills = office is not None and may_fill(request.user, office, day=today)
    return render(
        request,
        "councils/seat.html",
        {
            "council": found.council,
            "seat": found,
            "line": line,
            "today": today,
            "history": history,
            "former": [one for one in history if one.valid_to is not None and one.valid_to < today],
            "fills": fills,
            "administrators": (
                [] if fills or office is None else administrators_of(office.organization_id, day=today)
            ),
        },
    )


@login_required
def end_seat(request: HttpRequest, council_id: UUID, seat_id: UUID) -> HttpResponse:
    """Let a seat end; what has been stays readable."""
    found = access_seat(request.user, council_id, seat_id)
    today = timezone.localdate()
    form = LastDayForm(
        request.POST if request.method == "POST" else None, first=found.valid_from, initial={"on": today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_seat(seat=found, on=form.cleaned_data["on"], by=signed_in(request), today=today)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Plassen «%(title)s» er avsluttet.") % {"title": found.title})
            return redirect("council", found.council_id)
    return render(
        request,
        "councils/last_day.html",
        {
            "council": found.council,
            "seat": found,
            "form": form,
            "heading": _("Avslutt plassen «%(title)s»") % {"title": found.title},
            "button": _("Avslutt plassen"),
            "text": _(
                "Plassen går ut av medlemslisten etter siste dag. Historikken står, og stedfortredernes plasser"
                " slutter samtidig."
            ),
        },
    )


@login_required
def order_seats(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """The seats in order, with buttons to move them; also answers the script that drags."""
    council = access_council(request.user, council_id, to=Right.MANAGE_MEMBERS)
    if request.method == "POST":
        return moved(request, council)
    today = timezone.localdate()
    lines = [line_of(one, today) for one in seats_of(council).filter(on_day(today))]
    return render(request, "councils/order_seats.html", {"council": council, "lines": lines})


def moved(request: HttpRequest, council: Council) -> HttpResponse:
    """Do the move that was asked for, among the seats that stand in the list today."""
    today = timezone.localdate()
    shown = list(council.seats.filter(on_day(today)).order_by("order", "id"))
    # Places are counted from 1, as people and templates/_parts/move_buttons.html do.
    found = next((one for one in shown if str(one.pk) == request.POST.get("item")), None)
    if found is None:
        raise Http404
    try:
        place = int(request.POST.get("to", ""))
    except ValueError:
        messages.error(request, _("Velg hvor plassen skal stå."))
        return redirect("order_seats", council.pk)
    place = max(1, min(place, len(shown)))
    everybody = list(council.seats.order_by("order", "id"))
    actions.order_seats(
        council=council, seat=found, to=everybody.index(shown[place - 1]), by=signed_in(request)
    )
    if request.headers.get("X-Reorder"):
        return HttpResponse(status=204)
    messages.success(
        request,
        _("«%(title)s» er flyttet til plass %(place)d av %(total)d.")
        % {"title": found.title, "place": place, "total": len(shown)},
    )
    return redirect("order_seats", council.pk)


def facts_with_office(request: HttpRequest, council: Council, form: SeatForm) -> dict[str, Any]:
    """The form's values as `add_seat` and `edit_seat` take them, a new office opened first."""
    facts = dict(form.cleaned_data)
    role = facts.pop("new_role")
    if role is not None:
        facts["office"] = actions.open_office(
            organization=facts["organization"],
            role=role,
            title=facts["title"],
            council=council,
            by=signed_in(request),
        )
    return facts
