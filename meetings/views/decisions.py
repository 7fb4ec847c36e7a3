"""What a council has decided, year by year, and what came of each focus area; also as files for a spreadsheet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from councils.models import Council
from councils.permissions import access_council
from meetings.decision_list import Area, areas_of, by_id, decisions_of, treated, years_of
from meetings.models import Action
from meetings.spreadsheet import csv_file
from meetings.views.closed import note_closed
from meetings.views.plans import require_year
from politirad.dates import short_date
from politirad.tenancy.middleware import logs_reading


@login_required
@require_safe
def newest(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """On to the newest year with a decision, or to this year."""
    council = access_council(request.user, council_id)
    years = years_of(council)
    return redirect("decisions", council.pk, years[0] if years else timezone.localdate().year)


@login_required
@require_safe
@logs_reading
def decisions(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """The decisions of a year, all of them or of one focus area."""
    council = access_council(request.user, council_id)
    require_year(year)
    areas = areas_of(council, timezone.localdate())
    area = _chosen(request, areas)
    rows = _rows(council, year, area, areas)
    note_closed((one.item for one, _area in rows), by=request.user)
    facts: dict[str, Any] = {
        "council": council,
        "year": year,
        "years": sorted({*years_of(council), year}, reverse=True),
        "areas": areas,
        "area": area,
        "rows": rows,
    }
    return render(request, "meetings/decisions.html", facts)


@login_required
@require_safe
@logs_reading
def decisions_file(request: HttpRequest, council_id: UUID, year: int) -> HttpResponse:
    """The same rows as a file."""
    council = access_council(request.user, council_id)
    require_year(year)
    areas = areas_of(council, timezone.localdate())
    found = _rows(council, year, _chosen(request, areas), areas)
    note_closed((one.item for one, _area in found), by=request.user)
    rows = [
        (one, short_date(one.decided_on), one.text, one.item.title, one.item.meeting.title, area or "")
        for one, area in found
    ]
    heads = (_("Vedtak"), _("Dato"), _("Tekst"), _("Sak"), _("Møte"), _("Satsingsområde"))
    return _file(csv_file(heads, rows), f"vedtak-{slugify(council.name)}-{year}.csv")


@login_required
@require_safe
def focus_areas(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Every focus area, with how much has been done about it."""
    council = access_council(request.user, council_id)
    facts = {"council": council, "rows": treated(council, areas_of(council, timezone.localdate()))}
    return render(request, "meetings/focus_areas.html", facts)


@login_required
@require_safe
@logs_reading
def focus_area(request: HttpRequest, council_id: UUID, area_id: UUID) -> HttpResponse:
    """One focus area from the agreement to items, decisions and what was done."""
    council = access_council(request.user, council_id)
    (found,) = treated(council, [_area(council, area_id)])
    note_closed(found.items, by=request.user)
    facts = {"council": council, "found": found, "today": timezone.localdate()}
    return render(request, "meetings/focus_area.html", facts)


@login_required
@require_safe
@logs_reading
def focus_area_file(request: HttpRequest, council_id: UUID, area_id: UUID) -> HttpResponse:
    """The same as a file, a line for each item, decision and task."""
    council = access_council(request.user, council_id)
    (found,) = treated(council, [_area(council, area_id)])
    note_closed(found.items, by=request.user)
    rows: list[tuple[object, ...]] = []
    for item in found.items:
        place = (short_date(item.meeting.date), item.meeting.title, item.title)
        rows.append((*place, _("Sak"), item.get_kind_display(), "", "", ""))
        rows += [(*place, _("Vedtak"), one.text, one, "", "") for one in item.decisions.all()]
        rows += [
            (*place, _("Oppgave"), one.text, "", _who(one), one.get_state_display())
            for one in item.actions.all()
        ]
    heads = (
        _("Dato"),
        _("Møte"),
        _("Sak"),
        _("Hva"),
        _("Tekst"),
        _("Vedtak"),
        _("Ansvarlig"),
        _("Status"),
    )
    return _file(csv_file(heads, rows), f"satsingsomrade-{slugify(found.area.text)[:60]}.csv")


def _rows(council: Council, year: int, area: Area | None, areas: list[Area]) -> list[tuple[Any, Area | None]]:
    """Each decision with its focus area, if its item has one."""
    of = by_id(areas)
    return [(one, of.get(one.item.focus_area_id)) for one in decisions_of(council, year, area)]


def _chosen(request: HttpRequest, areas: list[Area]) -> Area | None:
    """The area that the address asks for; one that is not the council's counts as none."""
    asked = request.GET.get("omrade", "")
    return next((area for area in areas if asked in {str(pk) for pk in area.ids}), None)


def _area(council: Council, area_id: UUID) -> Area:
    found = by_id(areas_of(council, timezone.localdate())).get(area_id)
    if found is None:
        raise Http404
    return found


def _who(action: Action) -> str:
    return action.responsible.name if action.responsible else action.responsible_text


def _file(content: bytes, name: str) -> HttpResponse:
    """A file to keep, not a page."""
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
