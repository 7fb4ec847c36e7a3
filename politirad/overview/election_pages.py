"""The system administrator's page of election days."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.refusals import Refusal
from politirad.forms import NorwegianDateField
from politirad.overview.elections import enter_election, is_next_missing, remove_election
from politirad.tenancy.models import ElectionDay, User


class ElectionForm(forms.Form):
    """One election day."""

    day = NorwegianDateField(label=gettext_lazy("Valgdag"))
    confirmed = forms.BooleanField(
        label=gettext_lazy("Dagen er fastsatt av Kongen i statsråd"),
        required=False,
        help_text=gettext_lazy("Uten kryss blir dagen vist som ventet."),
    )
    basis = forms.CharField(
        label=gettext_lazy("Grunnlag"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For eksempel vedtaket, med dato"),
    )


def _administrator(request: HttpRequest) -> User:
    """The system administrator who asks. Raises PermissionDenied for everybody else."""
    if not isinstance(request.user, User) or not request.user.is_system_administrator:
        raise PermissionDenied
    return request.user


def _election(day: str) -> ElectionDay:
    """The row of a day in the address. Raises Http404."""
    try:
        found = ElectionDay.objects.filter(pk=datetime.date.fromisoformat(day)).first()
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def elections(request: HttpRequest) -> HttpResponse:
    """Every election day, the latest first."""
    _administrator(request)
    today = timezone.localdate()
    facts = {
        "elections": ElectionDay.objects.order_by("-date"),
        "today": today,
        "is_next_missing": is_next_missing(today),
    }
    return render(request, "overview/elections.html", facts)


@login_required
@require_http_methods(["GET", "POST"])
def election_edit(request: HttpRequest, day: str = "") -> HttpResponse:
    """Enter a day, or change one."""
    user = _administrator(request)
    row = _election(day) if day else None
    posted = request.POST if request.method == "POST" else None
    start: dict[str, Any] = {"day": row.date, "confirmed": row.confirmed, "basis": row.basis} if row else {}
    form = ElectionForm(posted, initial=start)
    if posted is not None and form.is_valid():
        try:
            enter_election(former=row, by=user, today=timezone.localdate(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, _("Valgdagen er lagret. Revisjonene blir regnet ut på nytt."))
            return redirect("elections")
    title = _("Endre valgdag") if row else _("Ny valgdag")
    return render(request, "overview/election.html", {"form": form, "title": title})


@login_required
@require_POST
def election_remove(request: HttpRequest, day: str) -> HttpResponse:
    """Take a day out."""
    user = _administrator(request)
    try:
        remove_election(election=_election(day), by=user, today=timezone.localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Valgdagen er tatt ut."))
    return redirect("elections")
