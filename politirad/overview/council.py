"""A council's page with what lies above the council's own room: the next meeting and the agreements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from agreements.commitments import roles_of
from agreements.following import due_before
from agreements.measures import IN_CHARGE
from agreements.models import RoleTask
from councils.models import Council
from councils.permissions import Right, access_council, may
from councils.views.councils import council_page_context
from meetings.models import Meeting
from politirad.overview.agreement_needs import agreements_of, tagged

SHOWN_AHEAD = 3


@login_required
def council(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """The council: members, rules, trail, and beside them the next meetings and the agreements."""
    found = access_council(request.user, council_id)
    facts = council_page_context(request, found)
    lines = [line for side in facts["sides"] for line in side.lines]
    mine = {
        line.seat.title.casefold()
        for line in lines
        if any(holder.user == request.user for holder in line.holders)
    }
    return render(request, "overview/council.html", {**facts, **beside(request.user, found), "mine": mine})


def beside(user: Any, council: Council) -> dict[str, Any]:
    """The council's next meetings, the agreements that regulate it and the user may see, and what those in charge ask of
    each role."""
    today = timezone.localdate()
    ahead = Meeting.objects.filter(council=council, date__gte=today).exclude(state=Meeting.State.CANCELLED)
    late = due_before(today).filter(agreement=OuterRef("pk")).order_by()
    tasks = RoleTask.objects.filter(agreement=OuterRef("pk")).order_by("order")
    said = tasks.values(row=JSONObject(role="role", kind="kind", text="text"))
    agreements = tagged(
        agreements_of(user)
        .filter(regulations__council=council)
        .annotate(late_measures=Subquery(late.values("agreement").annotate(n=Count("pk")).values("n")))
        .annotate(its_tasks=ArraySubquery(said))
        .distinct(),
        today=today,
    )
    return {
        "ahead": list(ahead.order_by("date", "start")[:SHOWN_AHEAD]),
        "agreements": agreements,
        "may_make_agreement": may(user, council, Right.MAKE_AGREEMENT),
        "roles": roles_of(task for one in agreements if one.state in IN_CHARGE for task in one.its_tasks),
    }
