"""The rules of procedure with what lies above the council's own room: whether practice is another."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from councils.permissions import access_council
from councils.views.rules import rules_page_context
from meetings.publishing import opened_against_rules


@login_required
def rules(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Every set of rules, and a warning where the minutes are open to all against those that hold."""
    council = access_council(request.user, council_id)
    facts = rules_page_context(request, council)
    return render(
        request,
        "overview/rules.html",
        {**facts, "opened_against_rules": opened_against_rules(council, timezone.localdate())},
    )
