"""The year plan: the list of councils' years, one year, and what is done with the year as a whole."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.cadence import ExpectationKind, meetings_expected
from councils.cadence_text import explain_expectation
from councils.models import Council
from councils.permissions import Right, access_council, councils_of, may
from councils.refusals import Refusal
from meetings.actions.plans import Decided, approve_plan, copy_plan, propose_plan
from meetings.coverage import coverage_of
from meetings.day_check import FIRST_YEAR, LAST_YEAR
from meetings.learned import plan_and_learned
from meetings.models import Activity, Meeting, PlannedMeeting, YearPlan
from meetings.permissions import access_plan
from meetings.workbook import CONTENT_TYPE, workbook
from meetings.year_calendar import calendar_file
from meetings.year_overview import year_overview
from meetings.year_request import year_facts
from meetings.year_sheets import year_sheets
from politirad.tenancy import context


@dataclass
class YearOfCouncil:
    """One cell of the list: a council's year, and how far it has come."""

    year: int
    state: str
    meetings: int


@login_required
def year_plans(request: HttpRequest) -> HttpResponse:
    """The reader's councils with this year and the next."""
    user: Any = request.user
    this_year = timezone.localdate().year
    years = (this_year, this_year + 1)
    councils = list(councils_of(user).select_related("owner").order_by("owner__name", "name"))
    plans = {
        (plan.council_id, plan.year): plan
        for plan in YearPlan.objects.filter(year__in=years).annotate(proposed=Count("meetings"))
    }
    decided = {
        (row["council_id"], row["date__year"]): row["count"]
        for row in Meeting.objects.filter(date__year__in=years)
        .exclude(state=Meeting.State.CANCELLED)
        .values("council_id", "date__year")
        .annotate(count=Count("pk"))
        .order_by()
    }
    rows = []
    for council in councils:
        cells = []
        for year in years:
            plan, count = plans.get((council.pk, year)), decided.get((council.pk, year), 0)
            state = plan.state if plan else ("meetings" if count else "")
            proposed = getattr(plan, "proposed", 0) if state == YearPlan.State.PROPOSED else 0
            cells.append(YearOfCouncil(year, state, count + proposed))
        rows.append((council, cells))
    return render(request, "meetings/year_plans.html", {"rows": rows, "years": years})


@login_required
def year_plan(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """One council's year: wheel, list, and what to do next."""
    user: Any = request.user
    council = access_council(user, council_id)
    require_year(year)
    today, language = timezone.localdate(), get_language() or "nb"
    plan, learned = plan_and_learned(council, year)
    begun = plan is not None
    plan = plan or YearPlan(council=council, year=year)
    plan.council = council
    can_plan = may(user, council, Right.PLAN_YEAR) and year >= today.year
    open_to_change = can_plan and begun and plan.state == YearPlan.State.PROPOSED
    can_call = may(user, council, Right.CALL_MEETING)
    overview = year_overview(
        plan, today=today, language=language, advise=open_to_change, may_call=can_plan and begun and can_call
    )
    return render(
        request,
        "meetings/year_plan.html",
        {
            "council": council,
            "year": year,
            "years": range(max(year - 1, FIRST_YEAR), min(year + 1, LAST_YEAR) + 1),
            "plan": plan,
            "begun": begun,
            "overview": overview,
            "coverage": coverage_of(council, year) if year >= today.year else None,
            "learned": learned,
            "can_reopen": can_plan
            and plan.state == YearPlan.State.APPROVED
            and may(user, council, Right.APPROVE_PLAN),
            "can_plan": can_plan,
            "keeps_holidays": can_plan and bool(overview.keepers & context.current().organizations),
            "open_to_change": open_to_change,
            "can_approve": may(user, council, Right.APPROVE_PLAN),
            "can_call": can_call,
            **(_how_to_begin(council, year, language) if can_plan and not begun else {}),
        },
    )


@login_required
@require_POST
def propose(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Make the proposal."""
    council = access_council(request.user, council_id, to=Right.PLAN_YEAR)
    require_year(year)
    at = timezone.localtime()
    try:
        plan = propose_plan(
            council=council, year=year, by=_person(request), at=at, not_before=earliest(year, at)
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if plan.meetings.exists():
            messages.success(
                request, _("Forslaget er klart. Se over det, og godkjenn når det er som det skal.")
            )
        else:
            messages.info(request, _("Planen er begynt, men den har ingen møter ennå."))
    return redirect("year_plan", council_id, year)


@login_required
@require_POST
def copy(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Copy last year."""
    council = access_council(request.user, council_id, to=Right.PLAN_YEAR)
    require_year(year)
    at = timezone.localtime()
    try:
        copy_plan(council=council, year=year, by=_person(request), at=at, not_before=earliest(year, at))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Møtene er kopiert fra %d. Se over dagene før du godkjenner.") % (year - 1)
        )
    return redirect("year_plan", council_id, year)


@login_required
@require_POST
def approve(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """Approve the plan, and make its meetings."""
    plan = access_plan(request.user, council_id, year, to=Right.APPROVE_PLAN)
    try:
        decided = approve_plan(plan=plan, by=_person(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        brought = said_of(decided) or _("Det var godkjent fra før.")
        messages.success(request, f"{_('Årshjulet er godkjent.')} {brought}")
    return redirect("year_plan", council_id, year)


@login_required
def year_calendar(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """The year as a calendar file: meetings, those that are only proposed as tentative, and activities."""
    council = access_council(request.user, council_id)
    require_year(year)
    rows: list[Meeting | PlannedMeeting] = [
        *Meeting.objects.filter(council=council, date__year=year).exclude(state=Meeting.State.CANCELLED),
        *PlannedMeeting.objects.filter(council=council, plan__year=year, plan__state=YearPlan.State.PROPOSED),
    ]
    activities = Activity.objects.filter(council=council, plan__year=year).select_related("plan", "council")
    return calendar_file(
        [(row, council) for row in rows], activities, name=f"{council.name} {year}", stamp=timezone.now()
    )


@login_required
@require_safe
def year_workbook(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """The year as a workbook: meetings and activities."""
    council = access_council(request.user, council_id)
    require_year(year)
    language = get_language() or "nb"
    plan = YearPlan.objects.filter(council=council, year=year).first() or YearPlan(council=council, year=year)
    plan.council = council
    overview = year_overview(plan, today=timezone.localdate(), language=language, advise=False)
    content = workbook(year_sheets(overview, language), at=timezone.localtime())
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="arshjul-{slugify(council.name)}-{year}.xlsx"'
    return answer


def said_of(decided: Decided) -> str:
    """What approving brought, in a sentence for each kind; "" for nothing."""
    made, taken_over = len(decided.made), len(decided.taken_over)
    said = []
    if made:
        said.append(ngettext("%d møte er opprettet.", "%d møter er opprettet.", made) % made)
    if taken_over:
        words = ngettext(
            "%d møte var der fra før og følger nå planen.",
            "%d møter var der fra før og følger nå planen.",
            taken_over,
        )
        said.append(words % taken_over)
    return " ".join(said)


def _how_to_begin(council: Council, year: int, language: str) -> dict[str, Any]:
    """What the agreement says of the number of meetings, and whether there is a last year to copy."""
    facts = year_facts(council, year, with_duties=False)
    expected = meetings_expected(facts.request.cadences, year)
    return {
        "expectation": explain_expectation(expected, year, language),
        "has_number": expected.kind is not ExpectationKind.NOTHING,
        "has_rules": facts.rules is not None,
        "can_copy": Meeting.objects.filter(council=council, date__year=year - 1).exists()
        or PlannedMeeting.objects.filter(council=council, plan__year=year - 1).exists(),
    }


def earliest(year: int, at: datetime.datetime) -> datetime.date | None:
    """In the running year nothing is proposed before tomorrow."""
    return at.date() + datetime.timedelta(days=1) if year == at.year else None


def require_year(year: int) -> None:
    """Http404 for a year that nobody plans."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404


def _person(request: HttpRequest) -> Any:
    return request.user
