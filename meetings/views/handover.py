"""Hand over somebody's open work: who to whom, then in words what moves, then do it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.permissions import Right, access_council
from councils.refusals import Refusal
from meetings.actions.handover import hand_over
from meetings.forms.handover import HandoverForm
from meetings.handover import open_work, people_of, seats_of
from meetings.models import Handover
from politirad.accounts import signed_in

SHOWN = 10  # former handovers


@login_required
def handover(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """A GET with two people shows what would move; the POST moves it."""
    council = access_council(request.user, council_id, to=Right.MANAGE_MEMBERS)
    at, today = timezone.now(), timezone.localdate()
    people = people_of(council, today=today)
    data = request.POST if request.method == "POST" else request.GET
    form = HandoverForm(
        data if "leaver" in data or "successor" in data or request.method == "POST" else None,
        leavers=people.leavers,
        members=people.members,
    )
    facts: dict[str, Any] = {"council": council, "form": form, "today": today}
    if form.is_bound and form.is_valid():
        leaver, successor = form.people()
        if request.method == "POST":
            try:
                hand_over(council=council, leaver=leaver, successor=successor, at=at, by=signed_in(request))
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                words = _("Oppgavene er overført fra %(leaver)s til %(successor)s.")
                messages.success(request, words % {"leaver": leaver.name, "successor": successor.name})
                return redirect("handover", council.pk)
        facts |= {
            "leaver": leaver,
            "successor": successor,
            "work": open_work(council, leaver, successor, at=at, today=today),
            "seats": seats_of(council, leaver, today=today),
        }
    facts["former"] = list(
        Handover.objects.filter(council=council).select_related("leaver", "successor", "made_by")[:SHOWN]
    )
    return render(request, "meetings/handover.html", facts, status=422 if form.errors else 200)
