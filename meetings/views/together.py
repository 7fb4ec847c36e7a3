"""The year of all one's councils together: look at it, propose it, approve it, take it along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.models import Council
from councils.permissions import Right, councils_of, may, rights_everywhere
from councils.refusals import Refusal
from meetings.actions.together import approve_plans, propose_plans
from meetings.models import Activity, YearPlan
from meetings.views.plans import earliest, require_year, said_of
from meetings.year_calendar import calendar_file
from meetings.years_together import years_together


@login_required
@require_safe
def together(request: HttpRequest, year: int) -> HttpResponse:
    """Every council of the reader on one page."""
    require_year(year)
    today, language = timezone.localdate(), get_language() or "nb"
    overview = years_together(_user(request), _councils(request), year, today=today, language=language)
    facts = {"year": year, "years": range(year - 1, year + 2), "overview": overview}
    return render(request, "meetings/together.html", facts)


@login_required
@require_POST
def propose_together(request: HttpRequest, year: int) -> HttpResponse:
    """Propose the year for the councils that are ticked."""
    require_year(year)
    councils = _named(request, request.POST.getlist("council"), Right.PLAN_YEAR)
    at = timezone.localtime()
    if not councils:
        messages.error(request, _("Kryss av for minst ett råd."))
        return redirect("together", year)
    try:
        done = propose_plans(
            councils=councils, year=year, by=_user(request), at=at, not_before=earliest(year, at)
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("together", year)
    if done.plans:
        words = ngettext(
            "%d råd har fått forslag. Se over dagene, og godkjenn når de er som de skal.",
            "%d råd har fått forslag. Se over dagene, og godkjenn når de er som de skal.",
            len(done.plans),
        )
        messages.success(request, words % len(done.plans))
    for council in done.silent:
        messages.info(request, _("%s fikk ikke noe forslag: reglene gir ikke noe antall.") % council.name)
    for council in done.decided:
        messages.info(request, _("%s er godkjent fra før og står som det er.") % council.name)
    return redirect("together", year)


@login_required
@require_POST
def approve_together(request: HttpRequest, year: int) -> HttpResponse:
    """Approve one council's plan, or every one that the reader may approve."""
    require_year(year)
    councils = _to_approve(request)
    plans = list(
        YearPlan.objects.filter(
            council__in=councils, year=year, state=YearPlan.State.PROPOSED, meetings__isnull=False
        )
        .select_related("council")
        .distinct()
    )
    if not plans:
        messages.error(request, _("Det er ingen forslag å godkjenne."))
        return redirect("together", year)
    try:
        decided = approve_plans(plans=plans, by=_user(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("%d årshjul er godkjent.", "%d årshjul er godkjent.", len(plans)) % len(plans)
        messages.success(request, f"{words} {said_of(decided)}".strip())
    return redirect("together", year)


@login_required
@require_safe
def together_calendar(request: HttpRequest, year: int) -> HttpResponse:
    """Every meeting and activity of one's councils in one calendar file."""
    require_year(year)
    today, language = timezone.localdate(), get_language() or "nb"
    overview = years_together(_user(request), _councils(request), year, today=today, language=language)
    rows = [(entry.row, entry.council) for line in overview.lines for entry in line.entries]
    councils = [line.council for line in overview.lines]
    activities = Activity.objects.filter(council__in=councils, plan__year=year).select_related(
        "plan", "council"
    )
    return calendar_file(rows, activities, name=_("Møtene i %d") % year, stamp=timezone.now())


def _councils(request: HttpRequest) -> list[Council]:
    """The reader's councils that have not been closed; their rights in them are known afterwards."""
    rights_everywhere(_user(request))
    rows = councils_of(_user(request)).filter(closed_on__isnull=True).select_related("owner")
    return list(rows.order_by("owner__name", "name"))


def _to_approve(request: HttpRequest) -> list[Council]:
    """The one council that the form names, or with `all` every one in which the reader approves plans."""
    if "all" in request.POST:
        return [one for one in _councils(request) if may(_user(request), one, Right.APPROVE_PLAN)]
    return _named(request, request.POST.getlist("only"), Right.APPROVE_PLAN)


def _named(request: HttpRequest, values: Sequence[str], right: Right) -> list[Council]:
    """The councils with these ids. Http404 for one that is not to be seen, else PermissionDenied."""
    try:
        wanted = {UUID(value) for value in values}
    except ValueError as error:
        raise Http404 from error
    found = [council for council in _councils(request) if council.pk in wanted]
    if len(found) != len(wanted):
        raise Http404
    if not all(may(_user(request), council, right) for council in found):
        raise PermissionDenied
    return found


def _user(request: HttpRequest) -> Any:
    return request.user
